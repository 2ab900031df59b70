"""Lists of who stands for whom, people, pairs that may be one, merges, ballots and meetings."""

from __future__ import annotations

from jialing.portal.registry.lists.columns import Column, ListSpec, Shown

_DAY, _RECORD = Shown.DAY, Shown.RECORD


def _word(field: str, codes: str) -> Column:
    return Column(field, Shown.WORD, codes)


PAIR = (Column("first", _RECORD), Column("second", _RECORD))
CHANGE = (Column("kept", _RECORD), Column("other", _RECORD))

CIRCLE_LISTS = (
    ListSpec(
        "representation",
        "representations",
        (
            Column("organisation", _RECORD),
            Column("position"),
            Column("since", _DAY),
            Column("until", _DAY),
            _word("state", "registry.representation_state"),
        ),
        (),
        (_word("state", "registry.representation_state"),),
        order="-since",
        title=(Column("organisation", _RECORD), Column("position")),
    ),
    ListSpec(
        "person",
        "people",
        (
            Column("name", Shown.NAME),
            Column("orcid"),
            Column("place_id", Shown.PLACE),
            Column("is_public", Shown.YES),
        ),
        (Column("website", Shown.LINK),),
        (Column("place_id", Shown.PLACE),),
    ),
    ListSpec(
        "duplicate",
        "duplicates",
        (
            *PAIR,
            _word("reason", "registry.duplicate_reason"),
            Column("evidence"),
            _word("state", "registry.duplicate_state"),
        ),
        (),
        (_word("reason", "registry.duplicate_reason"), _word("state", "registry.duplicate_state")),
        order="-state",
        title=PAIR,
    ),
    ListSpec(
        "identity_change",
        "identity-changes",
        (
            _word("kind", "registry.identity_change_kind"),
            *CHANGE,
            Column("why"),
            Column("created_at", Shown.DAY),
            Column("undone_at", Shown.DAY),
        ),
        (),
        (_word("kind", "registry.identity_change_kind"),),
        order="-created_at",
        title=CHANGE,
    ),
    ListSpec(
        "ballot",
        "ballots",
        (
            Column("membership", _RECORD),
            Column("opened_on", _DAY),
            Column("closes_on", _DAY),
            Column("n_voters", Shown.NUMBER),
            _word("state", "registry.ballot_state"),
        ),
        (),
        (_word("state", "registry.ballot_state"),),
        order="-opened_on",
        title=(Column("membership", _RECORD), Column("opened_on", _DAY)),
    ),
    ListSpec(
        "meeting",
        "meetings",
        (
            Column("title_zh"),
            Column("title_en"),
            Column("alliance", _RECORD),
            Column("planned_on", _DAY),
            Column("held_on", _DAY),
            Column("place_id", Shown.PLACE),
        ),
        (Column("n_present", Shown.NUMBER),),
        (Column("place_id", Shown.PLACE),),
        order="-planned_on",
        title=(Column("title_zh"), Column("title_en"), Column("alliance", _RECORD)),
    ),
)
