"""The portal's settings with short leases, plain static files and without second factor, for processes of their own."""

from jialing.portal.settings import *  # noqa: F403
from jialing.portal.settings import STORAGES

STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
JOB_LEASE_SECONDS = 1.5
JOB_BACKOFF_SECONDS = 0.1
TWO_FACTOR_REQUIRED = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
