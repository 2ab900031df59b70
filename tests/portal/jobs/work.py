"""Kinds of work for the tests, registered as an app's ``tasks`` would."""

from __future__ import annotations

import time

from jialing.errors import InputError, SourceError
from jialing.portal.common.actions import record_about
from jialing.portal.jobs.kinds import job_kind
from jialing.portal.jobs.running import Run


@job_kind("test.steps", max_attempts=30)
def steps(run: Run) -> None:
    """Count to ``n``, one audit row each, ``pause`` seconds between; each count is saved with its checkpoint."""
    for number in range(int(run.checkpoint.get("done", 0)), run.params["n"]):
        run.tell(number / run.params["n"], "job.progress")
        time.sleep(run.params.get("pause", 0))
        with run.saving({"done": number + 1}):
            record_about(run.owner, "test.step", "test", run.public_id, number=number)
    with run.finishing() as ending:
        record_about(run.owner, "test.end", "test", run.public_id)
        ending.link = "/en/about"


@job_kind("test.refused")
def refused(run: Run) -> None:
    raise InputError("job.not_live")


@job_kind("test.away", max_attempts=2)
def away(run: Run) -> None:
    raise SourceError("job.not_live")


@job_kind("test.bug", max_attempts=2)
def bug(run: Run) -> None:
    with run.saving({"written": True}):
        record_about(run.owner, "test.step", "test", run.public_id)
        raise ZeroDivisionError("secret-in-message")
