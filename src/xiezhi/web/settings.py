"""Django settings, read from `XIEZHI_*` and safe by default, except in the local demo."""

import os
from importlib.util import find_spec
from pathlib import Path

from csp.constants import NONE, SELF

from xiezhi.web import environment

DEMO = environment.truth("XIEZHI_DEMO")
DEBUG = environment.truth("XIEZHI_DEBUG")
XIEZHI_HOME = environment.home()
PACKAGE = Path(__file__).resolve().parents[1]

# Empty outside the demo: `xiezhi` and the WSGI entry then refuse to start (see web/start.py).
SECRET_KEY = environment.secret_key(demo=DEMO, folder=XIEZHI_HOME)
ALLOWED_HOSTS = environment.words("XIEZHI_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = environment.words("XIEZHI_TRUSTED_ORIGINS")

ROOMS = ("organs", "ledger", "casework", "interference", "evidence", "deliberation", "documents",
         "accountability", "modelling", "clues", "linking", "management", "exchange", "city",
         "web")  # fmt: skip
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "axes",
    "django_tasks",
    "django_tasks_db",
    *(f"xiezhi.{room}" for room in ROOMS),
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "xiezhi.web.language.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "xiezhi.web.refusals.RefusalMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "xiezhi.web.urls"
WSGI_APPLICATION = "xiezhi.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                # The owner of the shared templates may add what every page needs.
                *(["xiezhi.web.context.shared"] if find_spec("xiezhi.web.context") else []),
            ],
        },
    }
]

# A JSON file of the agencies that may send messages; empty: the exchange is closed.
XIEZHI_EXCHANGE_AGENCIES = os.environ.get("XIEZHI_EXCHANGE_AGENCIES", "")
XIEZHI_DATABASES = os.environ.get("XIEZHI_DATABASES", "")
# Folders of local rules, laid upon the national pack in this order: a province's power lists.
XIEZHI_RULE_OVERLAYS = environment.words("XIEZHI_RULE_OVERLAYS", "")

# Days until an upload nobody confirmed, or the folder of a dead process, is removed.
XIEZHI_DRAFT_DAYS = environment.days("XIEZHI_DRAFT_DAYS", 7)
XIEZHI_WORKING_FOLDER_DAYS = environment.days("XIEZHI_WORKING_FOLDER_DAYS", 1)

DATABASES = {"default": environment.database(XIEZHI_HOME)}
LAKE_CATALOGUE = environment.lake_catalogue()
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

AUTH_USER_MODEL = "organs.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "xiezhi.organs.sign_in.PersonBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "login"
SESSION_COOKIE_AGE = 10 * 60 * 60  # seconds: one working day, never overnight
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

AXES_FAILURE_LIMIT = int(os.environ.get("XIEZHI_LOGIN_FAILURES", "5"))
AXES_COOLOFF_TIME = 0.25  # hours
AXES_USERNAME_FORM_FIELD = "username"  # the name in the form, not of the model's field (`code`)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "web/locked-out.html"
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

SECURE_TRANSPORT = not DEMO and environment.truth("XIEZHI_HTTPS", True)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = SECURE_TRANSPORT
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if SECURE_TRANSPORT else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE_TRANSPORT
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if environment.truth("XIEZHI_BEHIND_PROXY") else None
)
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
        "manifest-src": [SELF],
    }
}

STATIC_URL = "/static/"
STATIC_ROOT = XIEZHI_HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEMO or DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEMO or DEBUG
MEDIA_ROOT = XIEZHI_HOME / "files"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "web" / "locale"]
USE_I18N = USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
DATE_FORMAT = "Y-m-d"
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024  # bytes: a scanned opinion, not a dossier

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("XIEZHI_LOG_LEVEL", "WARNING")},
}
