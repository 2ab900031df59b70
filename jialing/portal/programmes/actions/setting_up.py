"""Setting up a programme from a file: configuration alone, for any circle and currency."""

from __future__ import annotations

from django.db import transaction

from jialing.errors import InputError, WrongState
from jialing.portal.common.actions import record as audit
from jialing.portal.programmes.models import Appropriation, Funder, Programme
from jialing.portal.programmes.rules.settings_files import FunderSet, ProgrammeSet, read_programme


@transaction.atomic
def set_up_programme(text: str, *, by: str, is_invented: bool = False) -> Programme:
    """Add the programme, funders and budget lines of a file; funders of the same names and place are used again.

    ``by`` names who runs the command; pages do not offer it.

    Raises
    ------
    InputError
        As :func:`read_programme`; ``programme.file_wrong`` where a name is missing.
    WrongState
        ``programme.there_already`` (name): a circle's programme of this name is set up once.
    """
    wanted = read_programme(text)
    if not wanted.name_en and not wanted.name_zh:
        raise InputError("programme.file_wrong", where="programme", reason="name_en, name_zh")
    names = {"name_en": wanted.name_en, "name_zh": wanted.name_zh}
    if Programme.objects.filter(circle_id=wanted.circle, **names).exists():
        raise WrongState("programme.there_already", name=wanted.name_zh or wanted.name_en)
    programme = Programme.objects.create(
        **names, circle_id=wanted.circle, currency=wanted.currency, since=wanted.since, until=wanted.until,
        source=wanted.source, second_approval_above=wanted.second_approval_above, is_invented=is_invented,
    )  # fmt: skip
    _add_lines(programme, wanted)
    audit(by, "programme.set_up", programme, lines=len(wanted.lines))
    return programme


def _add_lines(programme: Programme, wanted: ProgrammeSet) -> None:
    funders = {one.key: _funder(one, programme) for one in wanted.funders}
    Appropriation.objects.bulk_create(
        Appropriation(
            programme=programme, funder=funders[line.funder], year=line.year, budget_item=line.budget_item,
            origin=line.origin, authority=line.authority, document_number=line.document_number, reach=list(line.reach),
        )
        for line in wanted.lines
    )  # fmt: skip


def _funder(one: FunderSet, programme: Programme) -> Funder:
    found, _ = Funder.objects.get_or_create(
        name_en=one.name_en, name_zh=one.name_zh, place_id=one.place,
        defaults={"level": one.level, "is_invented": programme.is_invented},
    )  # fmt: skip
    return found
