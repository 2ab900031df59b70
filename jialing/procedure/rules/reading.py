"""Rules from their file. Form of the file: docs/explanation/procedures.md."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation

from jialing.procedure.reading import Table, opened
from jialing.procedure.rules.types import DISCRETIONARY, OCCASIONS, STATUTORY, Document, Rule, RuleSet
from jialing.procedure.workflow.reading import digest

_TEXTS, _TEXT, _WHOLE, _NUMBER, _FLAG = "texts", "text", "whole", "number", "flag"
PARAMS: Mapping[str, Mapping[str, str]] = {
    "files_with_own_side": {},
    "other_side_takes_part": {"sides": _TEXTS, "least": _WHOLE},
    "kind_takes_part": {"kinds": _TEXTS, "roles": _TEXTS, "side?": _TEXT},
    "most_held": {
        "whom": _TEXT,
        "roles": _TEXTS,
        "most": _WHOLE,
        "counted_roles": _TEXTS,
        "programmes": _TEXTS,
        "states": _TEXTS,
    },
    "age": {"roles": _TEXTS, "most": _WHOLE},
    "employment": {"roles": _TEXTS, "allowed": _TEXTS},
    "money_share": {"of": _TEXT, "names": _TEXTS, "least?": _NUMBER, "most?": _NUMBER},
    "no_overdue": {"roles": _TEXTS, "programmes": _TEXTS},
    "checked": {"check": _TEXT, "subjects": _TEXTS},
    "unrelated": {"roles": _TEXTS, "share": _NUMBER, "through_government?": _FLAG},
    "similarity_below": {"most": _NUMBER},
    "asked_most": {"most": _NUMBER},
    "term": {"least_months": _WHOLE, "most_months": _WHOLE},
}
"""Kind of rule -> its parameters and their types; those with a question mark may be left out."""

_CLOSED: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("most_held", "whom"): ("person", "organisation"),
    ("money_share", "of"): ("side", "role", "kind", "source"),
    ("checked", "subjects"): ("members", "parties"),
}


def read_rules(text: str | bytes) -> RuleSet:
    """The rules in a TOML text.

    Raises
    ------
    InputError
        ``procedure.rules_unreadable`` (n, first, findings): all faults at once, each with its line.
    """
    top = opened(text, "procedure.rules_unreadable")
    top.only("name", "version", "title", "documents", "rules")
    documents = {name: _document(table) for name, table in top.named("documents")}
    rules = RuleSet(
        name=top.text("name", is_needed=True),
        version=top.text("version", is_needed=True),
        words=top.words("title"),
        rules=tuple(_rule(table, documents) for table in top.tables("rules")),
    )
    names = [rule.name for rule in rules.rules]
    for name in {name for name in names if names.count(name) > 1}:
        top.fault("name_twice", "rules", name=name)
    top.faults.stop("procedure.rules_unreadable")
    return replace(rules, digest=digest(rules))


def _document(table: Table) -> Document:
    table.only("en", "zh", "number", "dated", "verified")
    dated = table.raw("dated")
    if dated is not None and not isinstance(dated, date):
        table.fault("value_wrong", "dated", wanted="2026-11-24", value=str(dated)[:50])
    return Document(
        table.words(), table.text("number"), dated if isinstance(dated, date) else None, table.flag("verified")
    )


def _rule(table: Table, documents: Mapping[str, Document]) -> Rule:
    kind = table.one("kind", PARAMS)
    wanted = PARAMS.get(kind, {})
    table.only("name", "en", "zh", "kind", "when", "force", "document", *(name.rstrip("?") for name in wanted))
    when = table.known("when", table.texts("when"), OCCASIONS)
    if not when:
        table.fault("key_missing", "when", key="when")
    document = table.one("document", documents)
    return Rule(
        name=table.text("name", is_needed=True),
        words=table.words(),
        kind=kind,
        params={name.rstrip("?"): _param(table, kind, name, type_) for name, type_ in wanted.items()},
        when=when,
        force=table.one("force", (STATUTORY, DISCRETIONARY)),
        document=documents.get(document, Document(table.words())),
    )


def _param(table: Table, kind: str, name: str, type_: str) -> object:
    key = name.rstrip("?")
    if key not in table:
        if not name.endswith("?"):
            table.fault("key_missing", key, key=key)
        return None
    if type_ == _TEXTS:
        return table.known(key, table.texts(key), _CLOSED.get((kind, key), table.texts(key)))
    if type_ == _TEXT:
        closed = _CLOSED.get((kind, key))
        return table.one(key, closed) if closed else table.text(key)
    if type_ == _NUMBER:
        return _number(table, key)
    return table.whole(key) if type_ == _WHOLE else table.flag(key)


def _number(table: Table, key: str) -> Decimal | None:
    value = table.raw(key)
    try:
        number = Decimal("nan") if isinstance(value, bool) else Decimal(str(value))
    except InvalidOperation:
        number = Decimal("nan")
    if number.is_finite() and number >= 0:
        return number
    table.fault("value_wrong", key, wanted='"0.25"', value=str(value)[:50])
    return None
