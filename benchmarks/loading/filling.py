"""Fill the database that the environment names: 100,000 organisations, 20,000 platforms, 5,000 alliances, 50 people.

`python -m benchmarks.loading.filling` prints one line of JSON: the readers, each with the cookie of a session and with
records that this reader may see (public id and name), and words to look for.
"""

from __future__ import annotations

import json
import random
import time
from datetime import date, timedelta
from typing import Any

N_ORGANISATIONS, N_PLATFORMS, N_ALLIANCES = 100_000, 20_000, 5_000
MEMBERS = 12
BATCH = 2_000
SEED = 20261123
PLACES = ("CN-500000", "CN-510100", "CN-510700", "CN-500103", "CN-510500", "CN-511500")
ROLES = (
    *[("programme_officer", "CN-510000")] * 5,
    *[("programme_officer", "CN-500000")] * 5,
    *[("representative", "")] * 15,
    *[("person", "")] * 12,
    *[("analyst", "")] * 8,
    *[("broker", "")] * 3,
    ("auditor", ""),
    ("administrator", ""),
)
"""Who reads: one for each of the 50."""
SAMPLE = 400
SAMPLE_OF_EACH = 60
"""Records of a kind that one reader opens."""


def main() -> None:
    """Migrate, fill, file the names, sign people in."""
    import django

    django.setup()
    from django.core.management import call_command

    from jialing.portal.common.search.filing import rebuild

    call_command("migrate", verbosity=0, skip_checks=True)
    call_command("createcachetable", verbosity=0)
    started, rng = time.perf_counter(), random.Random(SEED)
    organisations = _organisations(rng)
    platforms = _platforms(organisations, rng)
    alliances = _alliances(organisations, rng)
    rebuild()
    filled = round(time.perf_counter() - started, 1)
    _settle()
    records = {"organisations": organisations, "platforms": platforms, "alliances": alliances}
    told = {
        "seconds": filled,
        "readers": [_reader(user, records, rng) for user in _people(organisations, rng)],
        "names": [row.name_zh[:4] or row.name_en.split()[0] for row in rng.sample(organisations, SAMPLE)],
    }
    print(json.dumps(told, ensure_ascii=False))


def _settle() -> None:
    """What a database does by itself in its first quiet hour."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _organisations(rng: random.Random) -> list[Any]:
    from benchmarks.searching.draw import REGISTRY_SEED
    from benchmarks.searching.invented import registry
    from jialing.portal.registry.enums import OrganisationKind
    from jialing.portal.registry.models import Organisation, OrganisationName

    made = registry(N_ORGANISATIONS, REGISTRY_SEED)
    kinds = list(OrganisationKind.values)
    rows = [
        Organisation(
            name_en=one.name_en, name_zh=one.name_zh, kind=rng.choice(kinds), place_id=rng.choice(PLACES),
            country_code="CN", is_invented=True,
        )
        for one in made
    ]  # fmt: skip
    Organisation.objects.bulk_create(rows, batch_size=BATCH)
    names = (
        OrganisationName(organisation=row, name=name, kind=kind)
        for row, one in zip(rows, made, strict=True)
        for name, kind in one.others
    )
    OrganisationName.objects.bulk_create(names, batch_size=BATCH)
    return rows


def _platforms(organisations: list[Any], rng: random.Random) -> list[Any]:
    from jialing.portal.registry.enums import Level, PartyRole, PlatformKind, PlatformState
    from jialing.portal.registry.models import Platform, PlatformEvent, PlatformParty

    kinds, levels, states = list(PlatformKind.values), list(Level.values), list(PlatformState.values)
    rows = [
        Platform(
            name_en=f"Platform {n} of {one.name_en}"[:300], name_zh=f"{one.name_zh}第{n}平台" if one.name_zh else "",
            kind=rng.choice(kinds), level=rng.choice(levels), state=rng.choice(states), place_id=rng.choice(PLACES),
            state_since=date(2020, 1, 1) + timedelta(days=rng.randrange(2000)), is_invented=True,
        )
        for n, one in enumerate(rng.choices(organisations, k=N_PLATFORMS))
    ]  # fmt: skip
    Platform.objects.bulk_create(rows, batch_size=BATCH)
    events = [PlatformEvent(platform=row, state=row.state, on=row.state_since) for row in rows]
    PlatformEvent.objects.bulk_create(events, batch_size=BATCH)
    hosts = rng.choices(organisations, k=2 * len(rows))
    parties = [
        PlatformParty(platform=row, organisation=hosts[2 * n + k], role=role)
        for n, row in enumerate(rows)
        for k, role in enumerate((PartyRole.HOST, PartyRole.CO_BUILDER))
    ]
    PlatformParty.objects.bulk_create(parties, batch_size=BATCH)
    return rows


def _alliances(organisations: list[Any], rng: random.Random) -> list[Any]:
    from jialing.portal.registry.enums import AllianceState, MembershipState, Seat
    from jialing.portal.registry.models import Alliance, Meeting, Membership

    rows = []
    for n, secretariat in enumerate(rng.choices(organisations, k=N_ALLIANCES)):
        founded = date(2015, 1, 1) + timedelta(days=rng.randrange(3600))
        rows.append(
            Alliance(
                name_en=f"Alliance {n} led by {secretariat.name_en}"[:300],
                name_zh=f"{secretariat.name_zh}牵头第{n}联盟" if secretariat.name_zh else "",
                secretariat=secretariat, place_id=rng.choice(PLACES), founded_on=founded,
                state=rng.choice((AllianceState.ACTIVE, AllianceState.DORMANT)), is_invented=True,
            )
        )  # fmt: skip
    Alliance.objects.bulk_create(rows, batch_size=BATCH)
    seats = list(Seat.values)
    members = [
        Membership(
            alliance=row, organisation=one, seat=rng.choice(seats), state=MembershipState.ADMITTED,
            joined_on=row.founded_on, is_invented=True,
        )
        for row in rows
        for one in rng.sample(organisations, MEMBERS)
    ]  # fmt: skip
    Membership.objects.bulk_create(members, batch_size=BATCH)
    meetings = [
        Meeting(
            alliance=row,
            held_on=date(2024, 1, 1) + timedelta(days=rng.randrange(700)),
            title_en="Meeting",
            title_zh="会议",
        )
        for row in rows
        for _ in range(2)
    ]
    Meeting.objects.bulk_create(meetings, batch_size=BATCH)
    return rows


def _people(organisations: list[Any], rng: random.Random) -> list[Any]:
    """People with their roles, each with the second factor that a role asks for; a representative stands for one
    organisation."""
    from allauth.mfa.totp.internal.auth import TOTP

    from jialing.portal.accounts.enums import GRANTABLE
    from jialing.portal.accounts.models import Grant, User
    from jialing.portal.registry.models import Representation

    people = []
    for n, (role, place) in enumerate(ROLES):
        user = User.objects.create_user(email=f"reader{n}@example.org", name_en=f"Reader {n}", name_zh=f"读者{n}")
        TOTP.activate(user, "JBSWY3DPEHPK3PXP")
        since = date(2026, 1, 1)
        if role in GRANTABLE:
            Grant.objects.create(user=user, role=role, jurisdiction=place, since=since, reason="benchmark")
        if role == "representative":
            Representation.objects.create(
                who=user.public_id, user_id=user.pk, organisation=rng.choice(organisations), state="confirmed",
                since=since,
            )  # fmt: skip
        people.append(user)
    return people


def _reader(user: Any, records: dict[str, list[Any]], rng: random.Random) -> dict[str, Any]:
    """A session, and of each kind some records that its owner may see, with the name that the page shows."""
    from django.utils import timezone

    from jialing.portal.accounts.queries import viewer_of
    from jialing.portal.common.access import visible

    viewer = viewer_of(user, timezone.localdate())
    seen: dict[str, list[tuple[str, str]]] = {}
    for slug, rows in records.items():
        some = rng.sample(rows, 3 * SAMPLE_OF_EACH)
        found = visible(viewer, type(rows[0])._default_manager.filter(pk__in=[row.pk for row in some]))
        seen[slug] = [(row.public_id, row.name_zh or row.name_en) for row in found.order_by("pk")[:SAMPLE_OF_EACH]]
    return {"cookie": _session(user), "seen": seen}


def _session(user: Any) -> str:
    """The key of a session in which the person is signed in."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.save()
    return str(store.session_key)


if __name__ == "__main__":
    main()
