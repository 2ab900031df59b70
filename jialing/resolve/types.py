"""What a resolution is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True)
class Reason:
    """Why: a phrase code (``because.*``) and its parameters; the door words it in the reader's language."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Resolution:
    """What one affiliation string is.

    Attributes
    ----------
    org_ids : organisations, best first; empty where the resolver abstains
    place_id : place of the first organisation, or the place that the string names (a campus, a branch, a body that we
        do not know)
    country_code : ISO 3166-1 alpha-2 of that place or organisation
    score : estimated probability (0..1) that the first organisation is right; None without organisation
    because : why, as code and params
    decided_by : 'resolver' or who decided at the desk
    org_place_ids : place of each organisation, parallel to ``org_ids`` (the first is ``place_id``)
    province : English name of the province (first-level division of ``places``), also where only the province is known
    probabilities : estimated probability (0..1) of each organisation, parallel to ``org_ids`` (the first is ``score``)
    spans : for each organisation where it was read: [start, end) in characters of the string as given
    abstention : None where an organisation is given; else 'no_organisation' (the string names none: an address, a
        person, a department), 'unknown_organisation' (it names one that no table has) or 'ambiguous' (several
        unrelated ones are about as likely)
    candidates : the organisations it lies between with their probabilities, best first: where ambiguous, or where
        the one given has an unrelated rival within reach (then it stands first); else empty
    """

    org_ids: tuple[str, ...]
    place_id: str | None
    country_code: str | None
    score: float | None
    because: Reason
    decided_by: str = "resolver"
    province: str | None = None
    org_place_ids: tuple[str | None, ...] = ()
    probabilities: tuple[float, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    abstention: str | None = None
    candidates: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True)
class Hint:
    """What the source itself says of the string: countries (ISO 3166-1 alpha-2) and organisations, best first."""

    country_codes: tuple[str, ...] = ()
    org_ids: tuple[str, ...] = ()


class PlaceLike(Protocol):
    """What the index reads of a place; :class:`jialing.schema.Place` is one."""

    @property
    def place_id(self) -> str: ...
    @property
    def name_en(self) -> str: ...
    @property
    def name_zh(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def country_code(self) -> str: ...
    @property
    def province_en(self) -> str: ...
    @property
    def province_zh(self) -> str: ...
    @property
    def geonames_ids(self) -> tuple[int, ...]: ...
    @property
    def aliases(self) -> tuple[str, ...]: ...


class CountyLike(Protocol):
    """What the index reads of a county-level unit; :class:`jialing.schema.County` is one."""

    @property
    def name_en(self) -> str: ...
    @property
    def name_zh(self) -> str: ...
    @property
    def place_id(self) -> str: ...
    @property
    def aliases(self) -> tuple[str, ...]: ...


class CountryLike(Protocol):
    """What the index reads of a country; :class:`jialing.schema.Country` is one."""

    @property
    def name_en(self) -> str: ...
    @property
    def name_zh(self) -> str: ...
    @property
    def aliases(self) -> tuple[str, ...]: ...
