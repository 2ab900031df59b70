"""The atlas of one published version: every question a reader may ask, answered once and kept."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

from jialing.atlas import (
    capability,
    comparison,
    data,
    directory,
    field,
    heat,
    joint_works,
    layout,
    network,
    organisation,
    overview,
    pair,
    place,
    position,
    registered,
    rows,
    search,
    signed,
    space,
    talent,
    targets,
    what_if,
)
from jialing.atlas.answers import Answer, Names, RowsQuery, Scope
from jialing.atlas.areas import areas
from jialing.atlas.frames import frame
from jialing.atlas.ground import Ground
from jialing.atlas.rows import BATCH
from jialing.config import Config
from jialing.errors import InputError
from jialing.lake import Lake, Version

if TYPE_CHECKING:
    import pandas as pd

    from jialing.atlas.capability import Capability
    from jialing.atlas.joint_works import Around, JointWorks
    from jialing.atlas.position import FieldPartners, Joint, Method, Position, PositionField
    from jialing.atlas.profiles import (
        Choices,
        Comparison,
        FieldHeat,
        FieldProfile,
        FlowMap,
        LayoutMap,
        Network,
        OrganisationList,
        OrganisationProfile,
        Overview,
        PairProfile,
        PlaceProfile,
        Talent,
        WhatIf,
    )
    from jialing.atlas.records import DataPage, RowsPage, SearchHit, WorkRow
    from jialing.atlas.registered import Registered
    from jialing.atlas.signed import SignedWork
    from jialing.atlas.targets import Targets

T = TypeVar("T")
KEPT = 4000


class Atlas:
    """Answers from one published version. Safe to share between threads; a request keeps one atlas to its end.

    Every method that takes a scope raises InputError (``atlas.unknown_circle``, ``atlas.unknown_population``,
    ``atlas.unknown_field``, ``atlas.no_such_years``, ``atlas.unknown_counting``) when the scope names something that
    this version does not have. A question that the population does not represent is not an error: its Answer has
    ``refusal`` set.
    """

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._kept: OrderedDict[object, Any] = OrderedDict()
        self._lock = Lock()

    @property
    def version(self) -> str:
        """Id of the published version."""
        return self._ground.version.id

    @property
    def is_invented(self) -> bool:
        """Whether any source of the version is generated data."""
        return self._ground.is_invented

    def scopes(self) -> Choices:
        """What can be chosen: circles, populations with years and questions, countings, fields."""
        return self._ground.choices

    def default_scope(self, circle: str = "", population: str = "") -> Scope:
        """A scope to begin with: the first circle, the largest population, its last ten years, full counting."""
        return self._ground.default_scope(circle, population)

    def name(self, thing: str) -> Names:
        """Names of a place, organisation, field, circle, population or source; the id itself where unknown."""
        return self._ground.name(thing)

    def overview(self, scope: Scope) -> Overview:
        """The circle at a glance (see :class:`Overview` for its answers)."""
        return self._ask("overview", scope, overview.overview)

    def flows(self, scope: Scope) -> FlowMap:
        """Cities and the works that pairs of them did together, for the map."""
        return self._ask("flows", scope, space.flow_map)

    def network(self, scope: Scope) -> Network:
        """The collaboration network of organisations with communities and stable coordinates."""
        return self._ask("network", scope, network.network)

    def organisations(self, scope: Scope, *, page: int = 1, size: int = 100) -> OrganisationList:
        """Every organisation of the circle's places, largest first, page by page. InputError ``atlas.bad_page``."""
        make = partial(directory.organisation_list, page=page, size=size)
        return make(self._ground, self._ground.checked(scope))

    def field_heat(self, scope: Scope) -> FieldHeat:
        """City by field: counts, shares, specialisation."""
        return self._ask("field_heat", scope, heat.field_heat)

    def layout(self, scope: Scope, aim: str, n_open: str, reach: str, level: str) -> LayoutMap:
        """Where one more platform in the scope's field would help most, by an aim (reach, gap, equity).

        InputError ``atlas.layout.aim``, ``atlas.layout.n_open``, ``atlas.layout.reach``, ``atlas.layout.level``.
        """
        return self._ask("layout", scope, layout.layout_map, aim, n_open, reach, level)

    def what_if(self, scope: Scope, kind: str, one: str, other: str) -> WhatIf:
        """What would change if a place won a field (``won``), or two places' groups were one (``joined``).

        InputError ``atlas.what_if.kind``, ``atlas.unknown_place``, ``atlas.unknown_field``, ``atlas.same_place``.
        """
        return self._ask("what_if", scope, what_if.what_if, kind, one, other)

    def place(self, scope: Scope, place_id: str) -> PlaceProfile:
        """The page of a city. InputError ``atlas.unknown_place``."""
        return self._ask("place", scope, place.place_profile, place_id)

    def pair(self, scope: Scope, a: str, b: str) -> PairProfile:
        """The page of a pair of cities, in either order. InputError ``atlas.unknown_place``, ``atlas.same_place``."""
        return self._ask("pair", scope, pair.pair_profile, *sorted((a, b)))

    def organisation(self, scope: Scope, org_id: str) -> OrganisationProfile:
        """The page of an organisation. InputError ``atlas.unknown_organisation``."""
        return self._ask("organisation", scope, organisation.organisation_profile, org_id)

    def field(self, scope: Scope, field_id: str) -> FieldProfile:
        """The page of a field in the circle (whatever field the scope names). InputError ``atlas.unknown_field``."""
        return self._ask("field", scope, field.field_profile, field_id)

    def comparison(self, scope: Scope) -> Comparison:
        """The circle beside its comparators."""
        return self._ask("comparison", scope, comparison.comparison)

    def position(self, scope: Scope) -> Position:
        """The circle in every field: density, complexity, size, strength of its cities; the track record beside."""
        return self._ask("position", scope, position.position)

    def joint(self, scope: Scope) -> Joint:
        """What the circle could aim for together: critical mass, nearness of the union, two ways to choose."""
        return self._ask("joint", scope, position.joint)

    def joint_in(self, scope: Scope, area_id: str) -> Joint:
        """The same among the fields of a key area. InputError ``atlas.unknown_area``."""
        return self._ask("joint_in", scope, position.joint_in, area_id)

    def area_name(self, area_id: str) -> Names:
        """The name of a key area; the id itself where it is unknown."""
        area = areas(self._ground).get(area_id)
        return area.name if area else Names(area_id, area_id)

    def key_areas(self) -> tuple[tuple[str, Names, bool], ...]:
        """Key areas and lists of them that have fields: id, name, whether it is an entry of a list."""
        return position.coded_areas(self._ground)

    def partners_for_field(self, scope: Scope, field_id: str) -> FieldPartners:
        """Who could work with whom in a field inside the circle. InputError ``atlas.unknown_field``."""
        return self._ask("partners_for_field", scope, position.partners_for_field, field_id)

    def position_method(self, scope: Scope) -> Method:
        """How position is told: indicators with formulas, references and examples; the track record in these data."""
        return self._ask("position_method", scope, position.method)

    def position_field(self, scope: Scope, field_id: str) -> PositionField:
        """One field of those of :meth:`position`: cities, carriers, comparators. InputError ``atlas.unknown_field``."""
        return self._ask("position_field", scope, position.position_field, field_id)

    def talent(self, scope: Scope) -> Talent:
        """The people of the circle: researchers, leading ones, newcomers, moves between its cities."""
        return self._ask("talent", scope, talent.talent)

    def capability(self, scope: Scope) -> Capability:
        """What the circle can do beside three comparators: strategic forces, platforms, people, cooperation abroad."""
        return self._ask("capability", scope, capability.capability)

    def targets(self, scope: Scope) -> Targets:
        """What the circle and its cities are held to: official targets, the newest statistics, the pace."""
        return self._ask("targets", scope, targets.targets)

    def data_page(self) -> DataPage:
        """Sources, versions, licences, populations, coverage, quarantine, repairs, steps, how to reproduce."""
        return self._keep(("data_page",), lambda: data.data_page(self._ground))

    def rows(self, query: RowsQuery, *, page: int = 1, size: int = 25) -> RowsPage:
        """The works behind a figure, newest first, with every raw affiliation and why it was taken for what it is.

        ``size`` 1..200. InputError ``atlas.unknown_population``, ``atlas.bad_page``.
        """
        return rows.rows_page(self._ground, query, page=page, size=size)

    def all_works(self, query: RowsQuery, *, size: int = BATCH) -> Iterator[tuple[WorkRow, ...]]:
        """Every work behind a figure with every participant, in batches of ``size`` works, in the order of the files.

        InputError ``atlas.unknown_population``, ``atlas.unknown_circle`` at once, before the first batch.
        """
        return rows.all_works(self._ground, query, size=size)

    def search(self, text: str, lang: str = "en", *, limit: int = 20) -> tuple[SearchHit, ...]:
        """Places, organisations, fields and circles whose names hold the text, in either language, best first."""
        return search.search(self._ground, text, lang, limit=limit)

    def registered(self) -> Registered:
        """Organisations, platforms, alliances and members that a registry begins with. Read anew each time."""
        return registered.registered(self._ground)

    def joint_works(self, org_ids: Sequence[str], field_id: str = "") -> JointWorks:
        """Works of organisations by year, alone and in pairs, in a field and the default scope's population."""
        population = self.default_scope().population
        key = ("joint_works", population, tuple(org_ids), field_id)
        return self._keep(key, lambda: joint_works.joint_works(self._ground, population, org_ids, field_id))

    def works_signed(self, *, orcid: str, names: Sequence[str], limit: int = 200) -> tuple[SignedWork, ...]:
        """Works of the people whom the version knows by an ORCID iD ('' none), or by one of these names; newest first.

        () where the version was built without people.
        """
        return signed.works_signed(self._ground, orcid, names, limit)

    def around(
        self,
        org_ids: Sequence[str],
        *,
        field_id: str = "",
        first_year: int,
        last_year: int,
        limit: int = 10,
        strong: bool = False,
    ) -> tuple[Around, ...]:
        """Organisations outside a group that did most works with its members, in a field ('' all).

        ``strong``: those that did most works there, and none with members.
        """
        population = self.default_scope().population
        group = joint_works.Group(tuple(org_ids), first_year, field_id)
        return joint_works.around(
            self._ground, population, group, first_year=first_year, last_year=last_year, limit=limit, strong=strong
        )

    def frame(self, answer: Answer, lang: str = "en") -> pd.DataFrame:
        """An answer as a pandas frame."""
        return frame(answer, lang)

    def _ask(self, question: str, scope: Scope, ask: Callable[..., T], *about: str) -> T:
        return self._keep((question, scope, about), lambda: ask(self._ground, self._ground.checked(scope), *about))

    def _keep(self, key: object, make: Callable[[], T]) -> T:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]  # type: ignore[no-any-return]
        made = make()
        with self._lock:
            self._kept[key] = made
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return made


_opened: dict[tuple[str, str], Atlas] = {}
_opening = Lock()


def open_atlas(data: str | Path = "data", *, version: str = "", config: Config | None = None) -> Atlas:
    """The atlas of a version of a data folder ('' the current one). Cheap to call for every request.

    Raises InputError ``lake.no_version`` where nothing was published yet, ``lake.unknown_version``.
    """
    lake = Lake(Path(data))
    return _atlas_of(lake.version(version) if version else lake.current(), data, config)


def is_invented(data: str | Path) -> bool:
    """Whether the published version holds generated data, as its manifest says (no table is opened); False without."""
    try:
        return bool(Lake(Path(data)).current().manifest.get("is_invented"))
    except InputError:
        return False


def _atlas_of(version: Version, data: str | Path, config: Config | None) -> Atlas:
    key = (str(Path(data).resolve()), version.id)
    with _opening:
        if key not in _opened:
            _opened[key] = Atlas(Ground(version, config or Config()))
            for old in [k for k in _opened if k[0] == key[0]][:-3]:
                del _opened[old]
        return _opened[key]
