"""The portal's settings with short leases and the tests' own kinds of work: for workers in processes of their own."""

from jialing.portal.settings import *  # noqa: F403
from jialing.portal.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.portal.jobs.lab"]
JOB_LEASE_SECONDS = 1.5
JOB_BACKOFF_SECONDS = 0.1
