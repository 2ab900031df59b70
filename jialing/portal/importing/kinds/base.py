"""What the kinds have in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from jialing.errors import InputError
from jialing.portal.common.access import Viewer, declaration, model_of
from jialing.portal.importing.columns import columns_of
from jialing.portal.importing.drafts import Draft
from jialing.portal.importing.matching import Finder, reference
from jialing.portal.importing.values import cell_value


@dataclass(frozen=True)
class Setting:
    """Under what an import runs: who, on which day, why (the reason that each past state names), whose file."""

    by: Viewer
    on: date
    why: str
    source: str
    is_invented: bool = False


class Importer:
    """A kind: subclasses say how rows find their records and what they do to them."""

    kind = ""
    references: Mapping[str, str] = {}
    """Fields that name another record -> its kind."""
    ordered: Sequence[tuple[str, str]] = ()
    """Pairs of days of which the second is not before the first."""

    @property
    def model(self) -> Any:
        return model_of(declaration().kinds[self.kind])

    def read(self, drafts: Sequence[Draft], setting: Setting) -> None:
        """Turn texts into values; what cannot be is refused with the column."""
        for draft in drafts:
            for field, text in draft.given.items():
                if text and field not in ("id", *self.references):
                    self._read_one(draft, field, text, setting.by)

    def _read_one(self, draft: Draft, field: str, text: str, viewer: Viewer) -> None:
        try:
            draft.values[field] = cell_value(self.kind, field, text, viewer)
        except InputError as error:
            draft.refuse(error, field)

    def lead(self, drafts: Sequence[Draft], setting: Setting) -> None:
        """Find the records that cells name, all rows at once."""
        for field, kind in self.references.items():
            wanted = {
                draft.number: reference(draft.given.get(field, ""), self._code_beside(draft, field))
                for draft in drafts
                if draft.given.get(field) or self._code_beside(draft, field)
            }
            finder = Finder(kind, setting.by, wanted.values())
            for draft in drafts:
                if draft.number in wanted:
                    column = field if draft.given.get(field) else "uscc"
                    draft.values[field] = finder.find_for(draft, wanted[draft.number], column)

    def _code_beside(self, draft: Draft, field: str) -> str:
        """The social credit code that stands in a column of its own beside the organisation's name."""
        has_own = field == "organisation" and "uscc" in columns_of(self.kind)
        return str(draft.values.get("uscc", "")) if has_own else ""

    def match(self, drafts: Sequence[Draft], setting: Setting) -> None:
        """Set ``record`` where it is there already."""
        raise NotImplementedError

    def plan(self, draft: Draft, setting: Setting) -> None:
        """Say what the row will do. Raises what refuses it."""
        raise NotImplementedError

    def key(self, draft: Draft) -> str:
        """What two rows of one file share when they mean the same new record; '' where nothing tells."""
        raise NotImplementedError

    def follow(self, drafts: Sequence[Draft], setting: Setting) -> None:
        """What belongs to records just written: names, events, parties."""

    def undo_beside(self, record: Any, beside: Mapping[str, Any], *, is_new: bool) -> None:
        """Take away again what :meth:`follow` wrote, of a record that was there before."""

    def check_days(self, draft: Draft, record: Any = None) -> None:
        """Raises InputError ``import.days_in_wrong_order`` (first, second)."""
        for first, second in self.ordered:
            days = [draft.values.get(name) or getattr(record, name, None) for name in (first, second)]
            if days[0] and days[1] and days[1] < days[0]:
                draft.refuse(InputError("import.days_in_wrong_order", first=str(days[0]), second=str(days[1])), second)


def columns(model: Any, values: Mapping[str, Any]) -> dict[str, Any]:
    """Those values that are columns of the model."""
    names = {field.name for field in model._meta.concrete_fields}
    return {name: value for name, value in values.items() if name in names}
