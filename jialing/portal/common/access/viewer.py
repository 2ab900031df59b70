"""Who looks: what a request may be asked about access, computed once and frozen."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True)
class Held:
    """A role somebody holds today, by grant or by delegation.

    ``jurisdiction`` is a place id (``CN-510000`` Sichuan, ``CN-500000`` Chongqing, ``CN-510100`` Chengdu), the public
    id of a zone, or ``""`` where the role is bound to none.
    """

    role: str
    jurisdiction: str = ""


@dataclass(frozen=True)
class Viewer:
    """The person (or nobody) behind a request or a task.

    ``public_id`` stands in audit rows and outlives the account; ``organisation_ids`` are primary keys of the
    organisations that the person represents, confirmed and in term.
    """

    user_id: int | None = None
    public_id: str = ""
    name: str = ""
    held: frozenset[Held] = frozenset()
    organisation_ids: frozenset[int] = field(default_factory=frozenset)

    def __hash__(self) -> int:
        return hash((self.user_id, self.public_id))

    @property
    def is_signed_in(self) -> bool:
        return self.user_id is not None

    @cached_property
    def roles(self) -> frozenset[str]:
        """Names of the roles held."""
        return frozenset(one.role for one in self.held)

    def jurisdictions(self, role: str) -> frozenset[str]:
        """Where the role is held; holds ``""`` where it is bound to no place."""
        return frozenset(one.jurisdiction for one in self.held if one.role == role)


VISITOR = Viewer()
"""Nobody signed in."""

SYSTEM = Viewer(public_id="system", name="system")
"""The portal itself: tasks that nobody asked for. Holds no role; what it may do its task says."""
