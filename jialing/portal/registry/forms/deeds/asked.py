"""What an act asks for and how it is run: the parts that every module of deeds is made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from jialing.base.phrases import catalogue
from jialing.portal.common.access import Viewer
from jialing.portal.registry.models import Organisation

Values = dict[str, Any]
Run = Callable[[Any, Values, Viewer, int | None], Any]


@dataclass(frozen=True)
class Input:
    """Something asked for: how it is typed (text, long, day, choice, record, number, amount), whether it must be there.

    ``options`` of a choice are values worded by ``codes``; or, as a function, depend on the record. ``model`` is what a
    record must be. ``rows`` gives, for a record and a language, values with their labels: a choice among what hangs on
    the record. ``label`` says what is asked, in a language, where no phrase of a field does; ``now`` gives what stands
    there at first.
    """

    name: str
    typed: str = "text"
    is_required: bool = False
    options: tuple[str, ...] | Callable[[Any], tuple[str, ...]] = ()
    codes: str = ""
    model: type[Any] | None = None
    rows: Callable[[Any, str], tuple[tuple[str, str], ...]] | None = None
    label: Callable[[str], str] | None = None
    now: Callable[[Any], str] | None = None


@dataclass(frozen=True)
class Deed:
    """An act as a form: what is asked for, and ``more`` that depends on the record.

    ``is_of_use`` says whether there is something to do it to now; where not, pages do not offer it.
    """

    inputs: tuple[Input, ...]
    run: Run
    more: Callable[[Any], tuple[Input, ...]] | None = None
    is_of_use: Callable[[Any], bool] | None = None

    def asked(self, record: Any) -> tuple[Input, ...]:
        """All that is asked for about a record."""
        return (*self.inputs, *(self.more(record) if self.more else ()))


def act_code(kind: str, act: str) -> str:
    """The phrase of an act: of this kind where it has one, else the common one."""
    own = f"registry.act.{kind}.{act}"
    return own if own in catalogue() else f"registry.act.{act}"


ON = Input("on", "day", is_required=True)
WHY = Input("why", "long")
WHY_NEEDED = Input("why", "long", is_required=True)
DOCUMENT = Input("document_number")


def next_state(moves: Mapping[str, frozenset[str]], codes: str) -> Input:
    """The states that the record may take next."""

    def options(record: Any) -> tuple[str, ...]:
        allowed = moves.get(record.state, frozenset())
        return tuple(state for state in moves if state in allowed)

    return Input("after", "choice", is_required=True, options=options, codes=codes)


def values_of(enum: type[Any]) -> tuple[str, ...]:
    """All that may be chosen."""
    return tuple(enum.values)


def an_organisation(*, is_required: bool = True) -> Input:
    """An organisation, named or by its identifiers."""
    return Input("organisation", "record", is_required=is_required, model=Organisation)


def dated(create: Callable[..., Any]) -> Callable[..., Any]:
    """An action that adds a record as of a day."""
    return lambda values, *, by, on, why: create(values, by=by, on=on, why=why)


def undated(create: Callable[..., Any]) -> Callable[..., Any]:
    """An action that adds a record without a day."""

    def created(values: Values, *, by: Viewer, on: date, why: str) -> Any:
        del on
        return create(values, by=by, why=why)

    return created


def whole(action: Callable[..., Any]) -> Run:
    """An action that takes the record, what was typed by name, ``by`` and ``seen``."""
    return lambda record, values, by, seen: action(record, **values, by=by, seen=seen)


def plain(action: Callable[..., Any]) -> Run:
    """An action that does not mind the edition: it adds something that hangs on the record."""
    return lambda record, values, by, _: action(record, **values, by=by)


def as_values(action: Callable[..., Any]) -> Run:
    """An action that takes what was typed as one mapping, and the edition: a second click adds nothing."""
    return lambda record, values, by, seen: action(record, values, by=by, seen=seen)


def moved(action: Callable[..., Any]) -> Run:
    """An action that takes the record and its next state."""

    def run(record: Any, values: Values, by: Viewer, seen: int | None) -> Any:
        return action(record, values.pop("after"), **values, by=by, seen=seen)

    return run
