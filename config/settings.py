"""Settings: safe by default, changed by environment variables only.

DATABASE_URL        which database; default: var/chronocite.sqlite3 in the project folder
CHRONOCITE_ORIGIN   the public address, such as https://timelines.example.org: turns on all that
                    HTTPS needs; default: http on this machine only
CHRONOCITE_TEXTS    folder with the texts of the seed collection
CHRONOCITE_VAR      folder for what the installation makes itself (key, database, static files)
CHRONOCITE_CONTENT_LANGUAGE
                    language of the titles and summaries of the collections; default: en
CHRONOCITE_DEBUG    1 shows error pages with details; never in public
PORT                where `./run` listens; default 8000
"""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

from django.urls import reverse_lazy

from config.catalogs import compile_catalogs
from config.database import database
from config.secret_key import installation_key

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("CHRONOCITE_VAR") or BASE_DIR / "var")
TEXTS = Path(os.environ.get("CHRONOCITE_TEXTS") or BASE_DIR / "seeds" / "csto" / "texts")

INDEX = VAR / "index"
INDEX_FROM = 5_000  # events from which a timeline gets an index, and changes after which a new one
KNOWN_TO = 10_000  # events up to which pages are shown as of a day; of 100,000 one takes 10 to 20 s

VAR.mkdir(parents=True, exist_ok=True)
SECRET_KEY = installation_key(VAR / "secret_key")
DEBUG = os.environ.get("CHRONOCITE_DEBUG") == "1"

ORIGIN = urlsplit(os.environ.get("CHRONOCITE_ORIGIN", ""))
HTTPS = ORIGIN.scheme == "https"
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
if ORIGIN.hostname:
    ALLOWED_HOSTS = [ORIGIN.hostname]
    CSRF_TRUSTED_ORIGINS = [f"{ORIGIN.scheme}://{ORIGIN.netloc}"]

INSTALLED_APPS = [
    "timeline.apps.TimelineConfig",
    "sources.apps.SourcesConfig",
    "config.apps.CurationConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "simple_history",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "timeline.kept_answers.KeepsAnswers",
    "config.compression.Compression",
    "csp.middleware.CSPMiddleware",
    "config.headers.RestrictiveHeaders",
    "config.null_characters.WithoutNullCharacters",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "config.language.ReadersLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "config.language.content_language",
                "timeline.http.with_origin",
            ],
        },
    },
]

DATABASES = {
    "default": database(os.environ.get("DATABASE_URL"), otherwise=VAR / "chronocite.sqlite3")
}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = reverse_lazy("admin:login")

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("ru", "Русский")]
LOCALE_PATHS = [compile_catalogs(BASE_DIR / "locale", VAR / "locale")]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = HTTPS
CONTENT_LANGUAGE = os.environ.get("CHRONOCITE_CONTENT_LANGUAGE") or "en"
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "config.finders.PlotlyFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.static_files.StaticFiles"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True  # pages name no others; half the compression
WHITENOISE_USE_FINDERS = DEBUG

# No request leaves for a third party, and no script or style runs that is not a file of ours.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "manifest-src": ["'self'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_HTTPONLY = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# An event with 100 citations in the admin: each posts some 25 fields, with what they were before.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"

SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Scanners ask for other hosts all day; the answer is 400, and there is nothing to mend.
    "loggers": {"django.security.DisallowedHost": {"handlers": [], "propagate": False}},
}
