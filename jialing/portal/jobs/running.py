"""One attempt at a job: taken under a lease, kept by signs of life, ended in one transaction with what it wrote."""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.utils import timezone

from jialing.errors import JialingError, SourceError
from jialing.portal.common.middleware.request_id import under_request_id
from jialing.portal.jobs.ending import BROKE, end_job, fail_job, return_job
from jialing.portal.jobs.enums import JobState
from jialing.portal.jobs.kinds import kind_named
from jialing.portal.jobs.models import Job
from jialing.portal.jobs.queueing import put_in_queue
from jialing.portal.jobs.rules import lease

log = logging.getLogger("jialing.jobs")
stopping = threading.Event()
"""Set when this worker was told to stop: what runs goes back into the queue at its next report."""

TOLD_EVERY = 0.5


class LeaseLost(Exception):
    """Another attempt has the job, or nobody: nothing of this one may be written any more."""


class Cancelled(Exception):
    """Whoever asked for the job wants it no longer."""


class Stopped(Exception):
    """The worker ends; another one will go on."""


@dataclass
class Ending:
    """What a finished job leaves: ``link`` is an address of ours where its result stands."""

    link: str = ""


class Run:
    """What the work sees of its job.

    Attributes
    ----------
    params : what was asked
    owner : public id of who asked
    public_id : of the job
    checkpoint : what earlier attempts saved, {} at first
    """

    def __init__(self, job: Job) -> None:
        self._job = job
        self._told_at = 0.0
        self.params: Mapping[str, Any] = job.params
        self.owner = job.owner
        self.public_id = job.public_id
        self.checkpoint: Mapping[str, Any] = job.checkpoint
        self.is_finished = False

    def tell(self, share: float | None, code: str = "", **params: object) -> None:
        """Say how far it is (0..1, None: nobody can tell) and, by a phrase's code, what is being done.

        Call it often: it writes twice a second at most, and is where a job notices that it shall stop. Not inside
        ``saving`` or ``finishing``.
        """
        if stopping.is_set():
            raise Stopped
        if time.monotonic() - self._told_at < TOLD_EVERY:
            return
        self._told_at = time.monotonic()
        bounded = None if share is None else min(1.0, max(0.0, share))
        self._hold(progress=bounded, progress_code=code, progress_params=params)
        if self._mine().filter(cancel_asked_at__isnull=False).exists():
            raise Cancelled

    @contextmanager
    def saving(self, checkpoint: Mapping[str, object] | None = None) -> Iterator[None]:
        """One transaction in which the lease is held: what is written inside is written once, with the checkpoint."""
        with transaction.atomic():
            kept = {} if checkpoint is None else {"checkpoint": dict(checkpoint)}
            self._hold(**kept)
            yield
        if checkpoint is not None:
            self.checkpoint = dict(checkpoint)

    @contextmanager
    def finishing(self) -> Iterator[Ending]:
        """The last transaction: what is written inside and 'done' become true together, or neither does."""
        with transaction.atomic():
            self._hold()
            ending = Ending()
            yield ending
            end_job(
                self._job,
                JobState.DONE,
                now=timezone.now(),
                by=self.owner,
                progress=1.0,
                progress_code="",
                progress_params={},
                result_link=ending.link,
            )
        self.is_finished = True

    def renew(self) -> bool:
        """A sign of life. False where the lease is lost."""
        return bool(self._mine().update(lease_until=timezone.now() + lease()))

    def _hold(self, **changed: Any) -> None:
        if not self._mine().update(lease_until=timezone.now() + lease(), **changed):
            raise LeaseLost

    def _mine(self) -> Any:
        return Job.objects.filter(pk=self._job.pk, holder=self._job.holder, state=JobState.RUNNING)


def run_job(job_id: int, ticket: UUID) -> None:
    """Make one attempt at the job, if this ticket may start it; whatever happens, the job knows."""
    job = _taken(job_id, ticket)
    if job is None:
        return
    began = time.perf_counter()
    with under_request_id(job.request_id):
        _attempted(job)
        ms = round((time.perf_counter() - began) * 1000)
        log.info("job", extra={"job": job.public_id, "kind": job.kind, "attempt": job.attempts, "ms": ms})


def _taken(job_id: int, ticket: UUID) -> Job | None:
    """The job, held by this attempt alone; None where another ticket counts or it has ended."""
    now = timezone.now()
    holder = secrets.token_hex(16)
    mine = Job.objects.filter(pk=job_id, ticket=ticket, state=JobState.WAITING)
    taken = mine.update(
        state=JobState.RUNNING, holder=holder, lease_until=now + lease(), started_at=now, attempts=F("attempts") + 1
    )
    return Job.objects.get(pk=job_id) if taken else None


def _attempted(job: Job) -> None:
    """Work, and what follows from how it ended."""
    run = Run(job)
    try:
        with _renewed(run):
            kind_named(job.kind).work(run)
            if not run.is_finished:
                with run.finishing():
                    pass
    except LeaseLost:
        log.warning("job_lease_lost", extra={"job": job.public_id, "kind": job.kind, "attempt": job.attempts})
    except (Stopped, SystemExit, KeyboardInterrupt):
        _settle(job, _give_back)
        if not stopping.is_set():
            raise
    except Cancelled:
        _settle(job, lambda held: end_job(held, JobState.CANCELLED, now=timezone.now(), by=held.owner))
    except SourceError as error:
        _settle(job, lambda held, code=error.code: return_job(held, now=timezone.now(), code=code))
    except JialingError as error:
        code, params = error.code, error.params
        _settle(job, lambda held: fail_job(held, now=timezone.now(), code=code, params=params))
    except Exception:
        log.exception("job_broke", extra={"job": job.public_id, "kind": job.kind, "attempt": job.attempts})
        _settle(job, lambda held: return_job(held, now=timezone.now(), code=BROKE))


def _settle(job: Job, end: Any) -> None:
    """End the attempt if it still holds the job."""
    with transaction.atomic():
        held = Job.objects.select_for_update().filter(pk=job.pk, holder=job.holder, state=JobState.RUNNING).first()
        if held is not None:
            end(held)


def _give_back(job: Job) -> None:
    """The worker was told to stop: that is no failed attempt."""
    put_in_queue(job, due_at=timezone.now(), attempts=max(0, job.attempts - 1))


@contextmanager
def _renewed(run: Run) -> Iterator[None]:
    """Signs of life from a thread of their own, so that work may be silent for long."""
    done = threading.Event()
    thread = threading.Thread(target=_renew_until, args=(run, done), daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _renew_until(run: Run, done: threading.Event) -> None:
    try:
        while not done.wait(lease().total_seconds() / 3):
            try:
                if not run.renew():
                    return
            except DatabaseError:  # busy or away for a moment: the next sign may still come in time
                connection.close()
    finally:
        connection.close()
