"""Django's settings, all from :class:`jialing.config.Config`."""

from __future__ import annotations

import os
from pathlib import Path

from jialing.config import Config
from jialing.portal.database import database
from jialing.portal.logs import logging_settings
from jialing.portal.mail import mail
from jialing.portal.secret import demo_mode, is_desk, secret_key

CONFIG = Config()
HERE = Path(__file__).resolve().parent
DATA = CONFIG.data.resolve()

DEBUG = CONFIG.debug
ALLOWED_HOSTS = [host.strip() for host in CONFIG.allowed_hosts.split(",") if host.strip()]
IS_DESK = is_desk(ALLOWED_HOSTS)
SERVE_HOST = os.environ.get("JIALING_SERVE_HOST", "")
SECRET_KEY = secret_key(CONFIG.secret_key, allowed_hosts=ALLOWED_HOSTS, is_debug=DEBUG, data=DATA)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "jialing.portal.common",
    "jialing.portal.common.search",
    "jialing.portal.accounts",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "jialing.portal.registry",
    "jialing.portal.importing",
    "jialing.portal.programmes",
    "jialing.portal.jobs",
    "jialing.portal.insight",
    "jialing.portal.desk",
    "ninja",
    "jialing.portal.api",
]

MIDDLEWARE = [
    "jialing.portal.common.middleware.request_id.RequestIdMiddleware",
    "jialing.portal.common.middleware.request_log.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "jialing.portal.common.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "jialing.portal.common.middleware.caching.PageCachingMiddleware",
    "jialing.portal.common.middleware.language.LanguageMiddleware",
    "jialing.portal.common.middleware.uploads.UploadLimitMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "jialing.portal.accounts.middleware.ViewerMiddleware",
    "jialing.portal.api.middleware.ApiMiddleware",
    "jialing.portal.common.middleware.errors.ErrorsMiddleware",
    "jialing.portal.common.middleware.access.AccessMiddleware",
]

ACCESS_DECLARATION = HERE / "access.toml"

# What is sent at once: a document of 50 MB and the form around it. Refused before it is read into anything.
UPLOAD_BYTES = 51 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024  # forms without their files

ROOT_URLCONF = "jialing.portal.urls"
WSGI_APPLICATION = "jialing.portal.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "jialing.portal.common.context.portal",
            ],
            "builtins": ["jialing.portal.common.templatetags.phrases", "django.templatetags.static"],
        },
    }
]

# Work that outlasts a request waits in the database; see jialing/portal/jobs.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
JOB_LEASE_SECONDS = 60
JOB_BACKOFF_SECONDS = 2

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
SECURE_REDIRECT_EXEMPT = [r"^(health|ready)$"]  # what watches us asks on loopback, without HTTPS
SECURE_HSTS_SECONDS = 0 if IS_DESK or DEBUG else 31_536_000
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not (IS_DESK or DEBUG)
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "jialing.portal.common.views.csrf_failed"

# Accounts. Sessions stand in the database, so that they can be listed and ended; throttles too, for all workers alike.
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "shared_cache"}}
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "registry:day"
LOGOUT_REDIRECT_URL = "first"
PASSWORD_RESET_TIMEOUT = 3600
PUBLIC_ADDRESS = CONFIG.address.rstrip("/")
DEMO = demo_mode(CONFIG.demo, allowed_hosts=ALLOWED_HOSTS, serve_host=SERVE_HOST)
TWO_FACTOR_REQUIRED = CONFIG.two_factor

ACCOUNT_ADAPTER = "jialing.portal.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "jialing.portal.accounts.forms.NameForm"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS = 2
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "first"
ACCOUNT_USER_DISPLAY = "jialing.portal.accounts.adapter.display_name"
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/900s/key",
    "signup": "10/h/ip",
    "reset_password": "20/h/ip,5/h/key",
    "reset_password_from_key": "20/h/ip",
    "confirm_email": "1/180s/key",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
    "manage_email": "10/h/user",
}
ALLAUTH_TRUSTED_PROXY_COUNT = 0 if IS_DESK else 1  # throttles count the reader's address, which the proxy adds
MFA_ADAPTER = "jialing.portal.accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]  # passkeys: add "webauthn"
MFA_TOTP_ISSUER = "Jialing"
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = False

# Mail.
_MAIL = mail(CONFIG.mail_url, DATA)
globals().update(_MAIL)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = CONFIG.mail_from
EMAIL_SUBJECT_PREFIX = ""

# The programming interface: requests a minute, of a token (or a person signed in) and of an address without one.
API_LIMITS = {"token": 600, "address": 120, "wrong_token": 20}

# Rendered parts are kept in the worker's own memory; see common/cache.py.
PAGE_CACHE_BYTES = 64 * 1024 * 1024

LOGGING = logging_settings(CONFIG.log, is_debug=DEBUG)
