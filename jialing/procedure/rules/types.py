"""Rules of a call in plain words, the facts they look at, and what they answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from jialing.procedure.said import Said, Words

PASS, FAIL, UNCLEAR = "pass", "fail", "unclear"
STATUTORY, DISCRETIONARY = "statutory", "discretionary"
OCCASIONS = ("filing", "acceptance", "award")


@dataclass(frozen=True)
class Document:
    """On what a rule rests. ``is_verified``: somebody has compared the rule with the document."""

    words: Words
    number: str = ""
    dated: date | None = None
    is_verified: bool = False


@dataclass(frozen=True)
class Rule:
    """One rule.

    Attributes
    ----------
    words : the rule as people read it
    kind : one of the predicates, with its ``params``
    when : occasions on which it is asked: ``filing``, ``acceptance``, ``award``
    force : ``statutory`` (nobody overrides it) or ``discretionary``
    """

    name: str
    words: Words
    kind: str
    params: Mapping[str, object]
    when: tuple[str, ...]
    force: str
    document: Document


@dataclass(frozen=True)
class RuleSet:
    """The rules of a call. ``digest`` tells versions apart."""

    name: str
    version: str
    words: Words
    rules: tuple[Rule, ...]
    digest: str = ""


@dataclass(frozen=True)
class Member:
    """Somebody of the team.

    Attributes
    ----------
    person : the record by which the person is told from namesakes; '' where nobody has identified them
    role : ``lead``, ``member``, ``contact`` ...
    organisation : id of the organisation
    birth_year : None: unknown
    employment : ``full_time``, ``part_time``, ``retired``, ``civil_servant`` ...; '' unknown
    """

    person: str
    name: str
    role: str
    organisation: str
    birth_year: int | None = None
    employment: str = ""


@dataclass(frozen=True)
class Organisation:
    """An organisation as far as rules look at it.

    Attributes
    ----------
    side : place of the side that it lies on; '' unknown
    kind : ``company``, ``university``, ``institute``, ``government`` ...; '' unknown
    parents : ids of the bodies above it; empty: none; None: unknown
    owners : id of each shareholder (``person:<record>`` for a natural person) and its share 0..1 (None: unknown share);
        None: unknown
    legal_representative : the person's record; '' has none; None: unknown
    """

    name: str
    side: str = ""
    kind: str = ""
    parents: tuple[str, ...] | None = None
    owners: tuple[tuple[str, Decimal | None], ...] | None = None
    legal_representative: str | None = None


@dataclass(frozen=True)
class Party:
    """An organisation's part in the proposal: ``lead``, ``partner``, ``owner`` (of the need or result)."""

    organisation: str
    role: str


@dataclass(frozen=True)
class Share:
    """Money that goes to an organisation, in smallest units; ``source`` is ``public`` or ``own``."""

    organisation: str
    units: int
    source: str = "public"


@dataclass(frozen=True)
class Holding:
    """A project or application that a person or organisation has elsewhere.

    ``is_overdue`` None: unknown. ``state`` is ``running``, ``applied``, ``closed``.
    """

    subject: str
    programme: str
    role: str
    state: str
    number: str = ""
    is_overdue: bool | None = None


@dataclass(frozen=True)
class Facts:
    """All that is known of a proposal. None is unknown, everywhere: it never lets a rule pass.

    Attributes
    ----------
    filed_with : side with whose department it is filed
    organisations : by id; all that parties, parents and owners name, as far as known
    asked : public money asked for, in smallest units of ``currency``
    searched : programmes whose lists of holdings were looked through
    checks : (subject, check) -> passed; a pair that is missing was not checked
    similarity : share of the text that stands in another, 0..1, the largest found
    """

    filed_with: str | None = None
    members: tuple[Member, ...] | None = None
    parties: tuple[Party, ...] | None = None
    organisations: Mapping[str, Organisation] = field(default_factory=dict)
    money: tuple[Share, ...] | None = None
    asked: int | None = None
    currency: str = "CNY"
    begins_on: date | None = None
    ends_on: date | None = None
    holdings: tuple[Holding, ...] | None = None
    searched: frozenset[str] = frozenset()
    checks: Mapping[tuple[str, str], bool | None] = field(default_factory=dict)
    similarity: float | None = None

    def organisation(self, party: Party) -> Organisation:
        """What is known of a party; an unknown organisation is one of which nothing is known but its id."""
        return self.organisations.get(party.organisation, Organisation(party.organisation))

    def in_role(self, *roles: str) -> tuple[Party, ...]:
        """Parties of these roles."""
        return tuple(party for party in self.parties or () if party.role in roles)


@dataclass(frozen=True)
class Answer:
    """What a predicate says: outcome, why, and the facts that it rests on."""

    outcome: str
    reason: Said
    rests_on: tuple[Said, ...] = ()


@dataclass(frozen=True)
class Officer:
    """Who decides on an exception; a higher ``level`` is a higher office."""

    person: str
    level: int


@dataclass(frozen=True)
class Override:
    """An exception from a discretionary rule, for ever with who asked, who granted it, when and why."""

    asked_by: str
    by: str
    why: str
    at: datetime


@dataclass(frozen=True)
class Verdict:
    """What a rule says of a proposal.

    ``outcome`` is the rule's own and stays; ``stands`` is what counts after an exception.
    """

    rule: Rule
    outcome: str
    reason: Said
    rests_on: tuple[Said, ...] = ()
    override: Override | None = None

    @property
    def stands(self) -> str:
        """``pass`` where an exception was granted, else the outcome."""
        return PASS if self.override is not None else self.outcome
