"""Who may see and do what: declared in one file (``jialing/portal/access.toml``), asked by every page and operation.

What no rule allows is forbidden; docs/explanation/access.md tells how to add a kind, a field, a route.
"""

from jialing.portal.common.access.deciding import (
    Known,
    acts,
    kind_of,
    may,
    may_sort,
    model_of,
    readable,
    related,
    require,
    require_write,
    sees_all,
    stands,
    visible,
    where,
    with_relations,
    writable,
)
from jialing.portal.common.access.declared import Declaration, Kind, Rule, declaration, parse
from jialing.portal.common.access.relations import area_prefix, condition_of, held_within, relation
from jialing.portal.common.access.routes import enter, every_route, may_enter
from jialing.portal.common.access.seen import (
    Hidden,
    Part,
    Seen,
    all_seen,
    field_of,
    one_seen,
    seen,
    seen_then,
    unsealed,
)
from jialing.portal.common.access.viewer import SYSTEM, VISITOR, Held, Viewer

__all__ = [
    "SYSTEM",
    "VISITOR",
    "Declaration",
    "Held",
    "Hidden",
    "Kind",
    "Known",
    "Part",
    "Rule",
    "Seen",
    "Viewer",
    "acts",
    "all_seen",
    "area_prefix",
    "condition_of",
    "declaration",
    "enter",
    "every_route",
    "field_of",
    "held_within",
    "kind_of",
    "may",
    "may_enter",
    "may_sort",
    "model_of",
    "one_seen",
    "parse",
    "readable",
    "related",
    "relation",
    "require",
    "require_write",
    "seen",
    "seen_then",
    "sees_all",
    "stands",
    "unsealed",
    "visible",
    "where",
    "with_relations",
    "writable",
]
