"""What a person is told: unread, shown by page, and whether mail is wanted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Count, QuerySet

from jialing.portal.accounts.enums import Purpose
from jialing.portal.accounts.models import Consent, User
from jialing.portal.common.access import Seen, Viewer, all_seen, declaration, model_of, unsealed
from jialing.portal.common.compiled import Compiled
from jialing.portal.registry.enums import MailPace
from jialing.portal.registry.models import Follow, MailChoice, Notice
from jialing.portal.registry.queries.records import MODELS


def notices_of(who: str) -> QuerySet[Notice]:
    """All that somebody was told, the latest first."""
    return Notice.objects.filter(who=who)


def held_notices(user_id: int) -> list[dict[str, Any]]:
    """What the registry keeps about somebody's notices, as plain rows: what was told, what is followed, how by mail."""
    who = User.objects.values_list("public_id", flat=True).get(pk=user_id)
    told = notices_of(who).values("code", "about_kind", "about_id", "made_at", "read_at", "mailed_at")
    follows = Follow.objects.filter(who=who).values("about_kind", "about_id", "since")
    return [
        *({"part": "notice", **row} for row in told),
        *({"part": "follow", **row} for row in follows),
        {"part": "mail", "pace": pace_of(who)},
    ]


def n_unread(who: str) -> int:
    """How many of them were not read. One query on an index."""
    return sum(n for (n,) in _UNREAD.rows(who))


def _unread(who: str) -> tuple[QuerySet[Any]]:
    unread = notices_of(who).filter(read_at__isnull=True).order_by()
    return (unread.values("who").annotate(n=Count("pk")).values_list("n"),)


_UNREAD = Compiled(_unread, str)


def pace_of(who: str) -> str:
    """How often somebody wants mail; none where nothing was chosen."""
    return str(MailChoice.objects.filter(who=who).values_list("pace", flat=True).first() or MailPace.NONE)


def wants_mail(user: User) -> bool:
    """Whether notices may go to a person's address: wanted, agreed to, and not to somebody invented."""
    agreed = Consent.objects.filter(user=user, purpose=Purpose.NOTICES, withdrawn_at=None)
    return not user.is_invented and pace_of(user.public_id) != MailPace.NONE and agreed.exists()


def records_seen(viewer: Viewer, wanted: Iterable[tuple[str, int]]) -> dict[tuple[str, int], Seen]:
    """Those of the records named by kind (:class:`RecordKind`) and key that the viewer may see."""
    return seen_by_kind(viewer, wanted, MODELS)


def still_seen(viewer: Viewer, rows: Iterable[Notice]) -> list[tuple[Notice, Seen | None, Seen | None]]:
    """Those notices whose record and what hangs on it (both are given) the viewer may see now.

    A task is shown to who it is for also where its record is not: then None. One query for each kind among the rows.
    """
    listed = list(rows)
    records = records_seen(viewer, ((one.about_kind, one.about_id) for one in listed))
    things = seen_by_kind(
        viewer,
        ((one.thing_kind, one.thing_id) for one in listed if one.thing_kind),
        {name: model_of(kind) for name, kind in declaration().kinds.items()},
    )
    return [
        (one, records.get((one.about_kind, one.about_id)), things.get((one.thing_kind, one.thing_id)))
        for one in listed
        if (not one.thing_kind or (one.thing_kind, one.thing_id) in things)
        and ((one.about_kind, one.about_id) in records or one.thing_kind == "task")
        and _shows_change(one, records.get((one.about_kind, one.about_id)))
    ]


def _shows_change(notice: Notice, record: Seen | None) -> bool:
    """Whether something that changed may be read; where only hidden fields changed, nothing is told."""
    return not notice.fields or record is None or bool(set(notice.fields) & record.fields)


def seen_by_kind(
    viewer: Viewer, wanted: Iterable[tuple[str, int]], models_of: Mapping[str, type]
) -> dict[tuple[str, int], Seen]:
    """Those of the rows named by kind and key that the viewer may see; one query for each kind named."""
    keys: dict[str, set[int]] = defaultdict(set)
    for kind, key in wanted:
        keys[kind].add(key)
    return {
        (kind, unsealed(one).pk): one
        for kind, some in keys.items()
        if kind in models_of
        for one in all_seen(viewer, models_of[kind]._default_manager.filter(pk__in=some))  # type: ignore[attr-defined]
    }
