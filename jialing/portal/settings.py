"""Django's settings, all from :class:`jialing.config.Config`."""

from __future__ import annotations

import os
from pathlib import Path

from jialing.config import Config
from jialing.portal.database import database
from jialing.portal.secret import is_desk, secret_key

CONFIG = Config()
HERE = Path(__file__).resolve().parent
DATA = CONFIG.data.resolve()

DEBUG = CONFIG.debug
ALLOWED_HOSTS = [host.strip() for host in CONFIG.allowed_hosts.split(",") if host.strip()]
IS_DESK = is_desk(ALLOWED_HOSTS)
SERVE_HOST = os.environ.get("JIALING_SERVE_HOST", "")
SECRET_KEY = secret_key(CONFIG.secret_key, allowed_hosts=ALLOWED_HOSTS, is_debug=DEBUG, data=DATA)

INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "django_htmx",
    "jialing.portal.common",
    "jialing.portal.insight",
    "jialing.portal.desk",
]

MIDDLEWARE = [
    "jialing.portal.common.middleware.request_id.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "jialing.portal.common.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "jialing.portal.common.middleware.caching.PageCachingMiddleware",
    "jialing.portal.common.middleware.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "jialing.portal.common.middleware.errors.ErrorsMiddleware",
    "jialing.portal.common.middleware.access.AccessMiddleware",
]

ACCESS_DECLARATION = HERE / "access.toml"

ROOT_URLCONF = "jialing.portal.urls"
WSGI_APPLICATION = "jialing.portal.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "jialing.portal.common.context.portal",
            ],
            "builtins": ["jialing.portal.common.templatetags.phrases", "django.templatetags.static"],
        },
    }
]

DATABASES = {"default": database(CONFIG.database_url, DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("zh-hans", "简体中文")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "portal" / "static"
GENERATED_STATIC = DATA / "portal" / "generated"
STATICFILES_DIRS = [HERE / "static", GENERATED_STATIC]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600
SILENCED_SYSTEM_CHECKS = ["staticfiles.W004"]  # the generated folder appears with the first `serve`

# What others can reach stands behind HTTPS; a desk on loopback has none.
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_PROXY_SSL_HEADER = None if IS_DESK else ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = not (IS_DESK or DEBUG)
SECURE_HSTS_SECONDS = 0 if IS_DESK or DEBUG else 31_536_000
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not (IS_DESK or DEBUG)
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "jialing.portal.common.views.csrf_failed"

# Rendered parts are kept in the worker's own memory; see common/cache.py.
PAGE_CACHE_BYTES = 64 * 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "jialing.portal.common.middleware.request_id.RequestIdFilter"}},
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(request_id)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["request_id"]}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
