"""Settings. One file; the profile comes from PROXIES_PROFILE.

`local` (what `make run` uses) serves plain HTTP with a key made once in `var/`, mode 0600.
`production` takes its key and hosts from the environment and refuses weak values (see checks).
`test` is `local` with plain static files, for the test suite.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from config import environment

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = environment.var_folder()

PROFILE = environment.choice("PROXIES_PROFILE", ("local", "production", "test"), default="local")
PRODUCTION = PROFILE == "production"

DEBUG = environment.flag("PROXIES_DEBUG", default=False) and not PRODUCTION
SECRET_KEY = (
    os.environ.get("SECRET_KEY", "")
    if PRODUCTION
    else environment.local_secret_key(VAR_DIR / "secret_key")
)
ALLOWED_HOSTS = environment.words("ALLOWED_HOSTS") or ([] if PRODUCTION else ["*"])
CSRF_TRUSTED_ORIGINS = environment.words("CSRF_TRUSTED_ORIGINS")

INSTALLED_APPS = [
    "procrastinate.contrib.django",
    "proxies.apps.ProxiesConfig",
    "config.admin.AdminWhenUsed",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "pghistory",
    "pgtrigger",  # which pghistory asks for
    "csp",
]

MIDDLEWARE = [
    "config.frames.room_for_calls",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django_http_compression.middleware.HttpCompressionMiddleware",
    "csp.middleware.CSPMiddleware",
    "proxies.web.middleware.AnswerWhileAway",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "proxies.web.middleware.NoteTheEditor",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

CONTEXT_PROCESSORS = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "environment": "proxies.web.environment.environment",
            "context_processors": CONTEXT_PROCESSORS,
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",  # the admin's
        "DIRS": [BASE_DIR / "templates/django"],
        "APP_DIRS": True,
        "OPTIONS": {
            "libraries": {"record": "proxies.web.templatetags.record"},
            "context_processors": CONTEXT_PROCESSORS,
        },
    },
]

# Without DATABASE_URL manage.py starts the embedded server and sets it: config/postgres/.
DATABASES = {"default": environment.database_from_url(os.environ.get("DATABASE_URL", ""))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

LANGUAGE_CODE = "en-gb"
LANGUAGES = [(LANGUAGE_CODE, "English")]
TIME_ZONE = "UTC"  # days are UTC
FORMAT_MODULE_PATH = ["config.formats"]
USE_I18N = len(LANGUAGES) > 1  # a fifth of a page's time goes into looking words up
USE_TZ = True

SITE_PREFIX = environment.address_prefix("SITE_PREFIX")
FORCE_SCRIPT_NAME = SITE_PREFIX or None
if SITE_PREFIX:  # no other site of the host gets these cookies, nor do theirs stand in for them
    SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = f"{SITE_PREFIX}/"
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "proxies_sessionid", "proxies_csrftoken"

CSRF_FAILURE_VIEW = "proxies.web.views.unsent.refused_form"

STATIC_URL = "static/"
WHITENOISE_STATIC_PREFIX = "/static/"  # of the path that is left without the prefix
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "config.static_storage.Plain"
        if PROFILE == "test"
        else "config.static_storage.Hashed"
    },
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:", "blob:"],  # plotly.js draws its PNG export from a blob
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "manifest-src": ["'self'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SECURE_SSL_REDIRECT = PRODUCTION and environment.flag("SECURE_SSL_REDIRECT", default=True)
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
if environment.words("TRUST_PROXY_HEADER"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# 10,000 values of one filter must reach the form, which refuses them with words.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

LARGEST_UPLOAD = environment.whole_number("UPLOAD_MEGABYTES", 200, least=1, most=2_000) * 1024**2
FILE_UPLOAD_HANDLERS = [
    "proxies.admin.uploads.limit.NotTooLarge",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

UCDP_API = os.environ.get("UCDP_API", "https://ucdpapi.pcr.uu.se/api")
UCDP_API_TOKEN = os.environ.get("UCDP_API_TOKEN", "")
UCDP_RELEASE = os.environ.get("UCDP_RELEASE", "")
ACLED_API = os.environ.get("ACLED_API", "https://acleddata.com")
ACLED_EMAIL, ACLED_PASSWORD = (
    os.environ.get("ACLED_EMAIL", ""),
    os.environ.get("ACLED_PASSWORD", ""),
)
ACLED_REFRESH_TOKEN = os.environ.get("ACLED_REFRESH_TOKEN", "")
ACLED_DAYS = environment.whole_number("ACLED_DAYS", 365, least=7, most=20_000)
SERVICE_PAUSE = 1.0  # seconds between two questions to a service
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = None
PROCRASTINATE_IMPORT_PATHS = ["proxies.ingest.tasks"]

CORRECTIONS_ADDRESS = os.environ.get("CORRECTIONS_ADDRESS", "")

# What comes in: docs/intake.md.
INTAKE_CONTACT = os.environ.get("INTAKE_CONTACT", "") or CORRECTIONS_ADDRESS
INTAKE_AGENT = f"Proxies/0.1 (+{INTAKE_CONTACT})" if INTAKE_CONTACT else "Proxies/0.1"
INTAKE_ALLOWED_HOSTS = environment.words("INTAKE_ALLOWED_HOSTS")
INTAKE_PORTS = (80, 443)
INTAKE_SECONDS = environment.whole_number("INTAKE_SECONDS", 20, least=1, most=300)
INTAKE_PAUSE = environment.whole_number("INTAKE_PAUSE", 2, most=600)
INTAKE_FEED_BYTES = environment.whole_number("INTAKE_FEED_MEGABYTES", 5, least=1, most=50) * 1024**2
INTAKE_PAGE_BYTES = environment.whole_number("INTAKE_PAGE_MEGABYTES", 2, least=1, most=20) * 1024**2
INTAKE_MOST_ITEMS = environment.whole_number("INTAKE_MOST_ITEMS", 200, least=1, most=5_000)
INTAKE_MOST_ARTICLES = environment.whole_number("INTAKE_MOST_ARTICLES", 40, most=1_000)
INTAKE_RECHECKS = environment.whole_number("INTAKE_RECHECKS", 5, most=100)
INTAKE_TEXT_DAYS = environment.whole_number("INTAKE_TEXT_DAYS", 60, least=1, most=3_650)
INTAKE_ARCHIVE = os.environ.get("INTAKE_ARCHIVE", "")
INTAKE_MAIL_DIR = VAR_DIR / "mail"

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {
        "handlers": ["console"],
        "level": environment.choice(
            "LOG_LEVEL", ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"), default="WARNING"
        ),
    },
}
