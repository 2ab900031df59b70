"""The interface itself: every operation in its place, errors worded, its description (OpenAPI 3.1)."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache, partial, update_wrapper
from http import HTTPStatus
from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Body, NinjaAPI, Path, Query
from ninja.errors import HttpError, ValidationError
from ninja.parser import Parser
from pydantic import BaseModel, Field, create_model

from jialing.base.phrases import phrase
from jialing.errors import InputError, JialingError
from jialing.portal.api import schemas
from jialing.portal.api.gate import Token
from jialing.portal.api.operations import counting, identifiers, mine, records
from jialing.portal.api.operations.answering import described
from jialing.portal.api.problems import MEDIA_TYPE, problem
from jialing.portal.api.scopes import COUNTS, READ, WRITE
from jialing.portal.common.access import declaration
from jialing.portal.registry.forms.deeds import CREATES, DEEDS, EDITS, Deed
from jialing.portal.registry.lists.hits import KINDS
from jialing.portal.registry.lists.spec import LISTS, ListSpec

VERSION = "1"
KNOWN_INPUTS = frozenset({"text", "long", "day", "choice", "record", "number"})
"""Kinds of input that JSON can carry; acts that ask for others (files) have a page only."""
REFUSALS: Mapping[str, tuple[int, ...]] = {
    "GET": (400, 401, 403, 404, 406, 409, 422, 429),
    "POST": (400, 401, 403, 404, 406, 409, 412, 413, 415, 422, 429),
    "PATCH": (400, 401, 403, 404, 406, 409, 412, 413, 415, 422, 428, 429),
}


class StrictParser(Parser):
    """JSON as RFC 8259 has it: no NaN, no lone surrogates, each name once."""

    def parse_body(self, request: HttpRequest) -> Any:
        """Raises InputError ``api.bad_json``."""
        try:
            found = json.loads(request.body.decode(), parse_constant=_refuse, object_pairs_hook=_once)
            json.dumps(found, ensure_ascii=False).encode()
        except (ValueError, RecursionError) as error:
            raise InputError("api.bad_json") from error
        return found


def _refuse(_: str) -> None:
    raise ValueError


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError
    return found


@cache
def interface() -> NinjaAPI:
    """Made once the models are there."""
    api = NinjaAPI(
        title="Jialing", version=VERSION, urls_namespace="api", docs_url=None, openapi_url=None, parser=StrictParser()
    )
    _word_errors(api)
    for spec in LISTS.values():
        _add_kind(api, spec)
    _add_others(api)
    return api


def _word_errors(api: NinjaAPI) -> None:
    api.exception_handler(JialingError)(problem)
    api.exception_handler(Http404)(lambda request, _: problem(request, InputError("api.not_found")))
    api.exception_handler(HttpError)(lambda request, _: problem(request, InputError("api.bad_json")))
    api.exception_handler(ValidationError)(_invalid)


def _invalid(request: HttpRequest, error: Any) -> HttpResponse:
    """422 naming each place that is not as described; what was sent is not sent back."""
    errors = [
        {"where": [str(part)[:60] for part in one["loc"]], "reason": one["type"], "said": one["msg"]}
        for one in error.errors[:50]
    ]
    names = ", ".join(dict.fromkeys(str(one["where"][-1]) for one in errors))
    return problem(request, InputError("api.invalid", fields=names[:500]), errors=errors)


def _add_kind(api: NinjaAPI, spec: ListSpec) -> None:
    """The operations of one list."""
    path, tag = f"/{spec.slug}", spec.slug
    filters, one = schemas.filter_model(spec), schemas.record_model(spec.kind)
    known = schemas.names_of(filters)
    listing = described(_bound(records.listing, spec=spec), filters=(filters, Query(...)))
    _add(api, "GET", path, listing, name="records", tag=tag, answers=schemas.page_model(spec.kind),
         gate=Token(READ, tag, known=known), summary="list")  # fmt: skip
    by_id = {"public_id": (schemas.PublicId, Path(...))}
    _add(api, "GET", f"{path}/{{public_id}}", described(_bound(records.one, spec=spec), **by_id), name="record",
         tag=tag, answers=one, gate=Token(READ, tag), summary="one")  # fmt: skip
    if "history" in declaration().kinds[spec.kind].acts:
        _add(api, "GET", f"{path}/{{public_id}}/history", described(_bound(records.history, spec=spec), **by_id),
             name="history", tag=tag, answers=schemas.History, gate=Token(READ, tag, is_required=True),
             summary="history")  # fmt: skip
    if spec.kind in CREATES:
        body = {"body": (schemas.body_model(spec.kind, is_new=True), Body(...))}
        _add(api, "POST", path, described(_bound(records.create, spec=spec), **body), name="records", tag=tag,
             answers=one, status=201, gate=Token(WRITE, tag, is_required=True), summary="create")  # fmt: skip
    if spec.kind in EDITS:
        body = {"body": (schemas.body_model(spec.kind, is_new=False), Body(...))}
        _add(api, "PATCH", f"{path}/{{public_id}}", described(_bound(records.edit, spec=spec), **by_id, **body),
             name="record", tag=tag, answers=one, gate=Token(WRITE, tag, is_required=True), summary="edit",
             extra={"parameters": [_if_match(is_required=True)]})  # fmt: skip
    for name, deed in _acts_of(spec):
        _add_act(api, spec, name, deed)


def _bound(view: Callable[..., HttpResponse], **fixed: Any) -> Callable[..., HttpResponse]:
    return update_wrapper(partial(view, **fixed), view)


def _acts_of(spec: ListSpec) -> list[tuple[str, Deed]]:
    found = [(name.partition(".")[2], deed) for name, deed in DEEDS.items() if name.partition(".")[0] == spec.kind]
    return [
        (name, deed) for name, deed in found if not deed.more and all(one.typed in KNOWN_INPUTS for one in deed.inputs)
    ]


def _add_act(api: NinjaAPI, spec: ListSpec, name: str, deed: Deed) -> None:
    asked: dict[str, Any] = {
        "public_id": (schemas.PublicId, Path(...)),
        "body": (schemas.act_model(f"{spec.kind}.{name}", deed), Body(...)),
    }
    _add(api, "POST", f"/{spec.slug}/{{public_id}}/acts/{name}",
         described(_bound(records.act, spec=spec, name=name), **asked), name="act", tag=spec.slug,
         answers=schemas.record_model(spec.kind), gate=Token(WRITE, spec.slug, is_required=True), summary=name,
         extra={"parameters": [_if_match(is_required=False)]}, may_be_gone=True)  # fmt: skip


def _add_others(api: NinjaAPI) -> None:
    text = Annotated[str, Field(min_length=1, max_length=200)]
    kinds = Literal[KINDS]  # type: ignore[valid-type]
    _add(api, "GET", "/resolve", described(identifiers.resolve, id=(text, Query(...))), name="resolve", tag="finding",
         answers=_resolved(), gate=Token(READ, known=("id",)), summary="resolve")  # fmt: skip
    search = described(
        identifiers.finding, q=(text, Query(...)), kind=(kinds | None, Query(None)),
        limit=(schemas.Limit, Query(schemas.USUAL)),
    )  # fmt: skip
    _add(api, "GET", "/search", search, name="search", tag="finding", answers=_hits(),
         gate=Token(READ, known=("q", "kind", "limit")), summary="search")  # fmt: skip
    _add(api, "GET", "/counts", described(counting.counts), name="counts", tag="counts", answers=_items("Counts"),
         gate=Token(READ, COUNTS), summary="counts")  # fmt: skip
    slug = Annotated[str, Field(max_length=100)]
    one_count = described(counting.one_count, slug=(slug, Path(...)), on=(schemas.Day | None, Query(None)))
    _add(api, "GET", "/counts/{slug}", one_count, name="count", tag="counts", answers=_count(),
         gate=Token(READ, COUNTS, known=("on",)), summary="count")  # fmt: skip
    _add(api, "GET", "/me", described(mine.me), name="me", tag="account", answers=_me(),
         gate=Token(READ, is_required=True), summary="me")  # fmt: skip
    _add(api, "GET", "/me/tokens", described(mine.my_tokens), name="my_tokens", tag="account",
         answers=_items("Tokens"), gate=Token(READ, is_required=True), summary="tokens")  # fmt: skip


def _add(
    api: NinjaAPI,
    method: str,
    path: str,
    view: Callable[..., HttpResponse],
    *,
    name: str,
    tag: str,
    answers: type[BaseModel],
    gate: Token,
    summary: str,
    status: int = 200,
    extra: Mapping[str, Any] | None = None,
    may_be_gone: bool = False,
) -> None:
    """One operation. Answers leave as they are made (``answers`` only describes them); refusals are problems."""
    response: dict[int, Any] = {status: answers} | ({204: None} if may_be_gone else {})
    more: dict[str, Any] = {**(extra or {})} | ({} if gate.is_required else {"security": [{}]})
    api.default_router.add_api_operation(
        path, [method], view, auth=gate, response=response, tags=[tag], url_name=name,
        operation_id=_operation_id(method, path), summary=_summary(tag, summary), openapi_extra=more,
    )  # fmt: skip


def _operation_id(method: str, path: str) -> str:
    parts = [part.strip("{}") for part in path.split("/") if part]
    return "_".join([method.lower(), *parts]).replace("-", "_")


def _summary(tag: str, summary: str) -> str:
    return f"{tag}: {summary.replace('_', ' ')}"


def _if_match(*, is_required: bool) -> dict[str, Any]:
    return {
        "in": "header", "name": "If-Match", "required": is_required,
        "description": "The ETag of the record as it was read, or * for any.",
        "schema": {"type": "string", "pattern": r'^(\*|"e[0-9]{1,9}\.[0-9a-f]{16}")$'},
    }  # fmt: skip


def _items(name: str) -> type[BaseModel]:
    return create_model(name, items=(list[dict[str, Any]], ...))


def _resolved() -> type[BaseModel]:
    return create_model("Resolved", record=(schemas.Reference, ...), merged_from=(str | None, None))


def _hits() -> type[BaseModel]:
    hit = create_model("Hit", record=(schemas.Reference, ...), found_by=(str, ...), reason=(str, ...))
    return create_model("Hits", items=(list[hit], ...), language=(str, ...))  # type: ignore[valid-type]


def _count() -> type[BaseModel]:
    return create_model(
        "Count", on=(str, ...), n=(int, ...), counted=(list[schemas.Reference | None], ...),
        decoys=(list[dict[str, Any]] | None, ...), definition=(list[str], ...),
    )  # fmt: skip


def _me() -> type[BaseModel]:
    return create_model(
        "Me", id=(str, ...), name_en=(str | None, ...), name_zh=(str | None, ...), email=(str, ...),
        language=(str, ...), roles=(list[dict[str, Any]], ...), organisations=(list[schemas.Reference], ...),
        token=(dict[str, Any] | None, ...),
    )  # fmt: skip


@cache
def description() -> dict[str, Any]:
    """The OpenAPI document, with what every operation may refuse."""
    found: dict[str, Any] = json.loads(json.dumps(interface().get_openapi_schema(), default=str))
    found["info"]["description"] = phrase("api.description", "en")
    found["info"]["license"] = {"name": "Apache-2.0", "identifier": "Apache-2.0"}
    found["components"]["schemas"]["Problem"] = schemas.Problem.model_json_schema()
    for operations in found["paths"].values():
        for method, operation in operations.items():
            operation["responses"] |= {str(status): _refusal(status) for status in REFUSALS[method.upper()]}
            for parameter in operation["parameters"]:
                parameter["schema"] = _without_null(parameter["schema"])
    return found


def _refusal(status: int) -> dict[str, Any]:
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {"description": HTTPStatus(status).phrase, "content": content}


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """A parameter that is not given is left out: it has no null."""
    choices = [one for one in schema.get("anyOf", []) if one != {"type": "null"}]
    if len(choices) != 1:
        return schema
    return {**{name: value for name, value in schema.items() if name != "anyOf"}, **choices[0]}
