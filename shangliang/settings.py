"""Every setting, read from the environment with a type and a safe default."""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from shangliang.core.keys import kept_key

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env.str("SHANGLIANG_DATA", default=str(BASE_DIR / "var")))
DATA_DIR.mkdir(parents=True, exist_ok=True)

DEBUG = env.bool("DEBUG", default=False)
# The demo: one-click sign-in for every role. Never together with real people; the banner says so on every page.
DEMO = env.bool("SHANGLIANG_DEMO", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="") or kept_key(DATA_DIR / "secret-key")
# The key of the vault that holds who said what (opinions): another than the above, to be kept elsewhere. After the
# newest key come earlier ones; the last one never changes, for receipts are opened with it.
VAULT_KEYS = env.list("VAULT_KEYS", default=[]) or [kept_key(DATA_DIR / "vault-key")]
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
SITE_URL = env.str("SITE_URL", default="")
# Where the source of this installation is offered, as its licence asks; by default the installation gives it itself.
SOURCE_URL = env.str("SOURCE_URL", default="")

# The activities: each a folder of this package. Adding a name here mounts its pages, API, figures and search.
ACTIVITIES = ["proposals", "opinions"]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    # Its documentation page, from our own host.
    "ninja",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "shangliang.core",
    "shangliang.jobs",
    "shangliang.ledger",
    "shangliang.accounts",
    "shangliang.bodies",
    "shangliang.notices",
    "shangliang.insight",
    *[f"shangliang.{name}" for name in ACTIVITIES],
    "shangliang.api",
    "shangliang.installation",
    "shangliang.demo",
    "shangliang.web",
    # After web, whose field templates come first.
    "django.forms",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "shangliang.web.middleware.embeds_know_no_cookies",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "shangliang.accounts.middleware.watch",
    "shangliang.accounts.middleware.steps",
    "shangliang.bodies.middleware.acting_post",
    "shangliang.installation.middleware.first_run",
    "shangliang.web.middleware.refusals",
]
ROOT_URLCONF = "shangliang.web.urls"
WSGI_APPLICATION = "shangliang.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["shangliang.web.templatetags.components"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "shangliang.web.context.frame",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'shangliang.sqlite3'}")}
_database = DATABASES["default"]
if _database["ENGINE"].endswith("sqlite3"):
    _database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-32000;"
        " PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY;",
    }
else:
    _database["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
    _database["CONN_HEALTH_CHECKS"] = True
    # Statements are planned once a connection. A pool that hands connections around between statements must say no.
    if env.bool("PREPARED_STATEMENTS", default=True):
        _database["OPTIONS"] = {"server_side_binding": True, "prepare_threshold": 3}
# Covering indexes serve PostgreSQL; SQLite leaves the covered columns out and works all the same.
SILENCED_SYSTEM_CHECKS = ["models.W040"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["shangliang.accounts.backend.Backend"]
SESSION_ENGINE = "shangliang.accounts.session_store"
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "shangliang.accounts.passwords.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# Single sign-on of the organisation (OpenID Connect): on as soon as an issuer is named. People are linked to
# existing accounts, never made. The issuer is the name under which links are kept.
OIDC_ISSUER = env.str("OIDC_ISSUER", default="").rstrip("/")
OIDC_NAME = env.str("OIDC_NAME", default="OpenID Connect")
SOCIALACCOUNT_ADAPTER = "shangliang.accounts.identities.Adapter"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": OIDC_ISSUER,
                "name": OIDC_NAME,
                "client_id": env.str("OIDC_CLIENT_ID", default=""),
                "secret": env.str("OIDC_CLIENT_SECRET", default=""),
                "settings": {"server_url": OIDC_ISSUER},
            }
        ]
        if OIDC_ISSUER
        else [],
    }
}
# All mail and brakes are our own; of the library only the protocol is used.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = False
# How long security events are kept; never less than half a year.
SECURITY_LOG_DAYS = env.int("SECURITY_LOG_DAYS", default=365)

# How hard a browser works before the public may say something without an account: about half as many hashes.
PROOF_OF_WORK = env.int("PROOF_OF_WORK", default=60_000)
# The 12345 hotline: where handovers are sent and with which key both sides sign. Without an address they are logged.
HOTLINE_URL = env.str("HOTLINE_URL", default="")
HOTLINE_KEY = env.str("HOTLINE_KEY", default="")

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [
    ("zh-hans", _("Simplified Chinese")),
    ("zh-hant", _("Traditional Chinese")),
    ("en", _("English")),
]
# Named here as well, so that our words come before those of the libraries for the same English text.
LOCALE_PATHS = sorted(Path(__file__).resolve().parent.glob("*/locale"))
FORMAT_MODULE_PATH = ["shangliang.core.formats"]
TIME_ZONE = env.str("TIME_ZONE", default="Asia/Shanghai")
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
MEDIA_ROOT = DATA_DIR / "files"
# What was computed from the database and is kept beside it; all of it may be deleted and comes back.
INSIGHT_DIR = DATA_DIR / "insight"
# For real: collected once an upgrade, hashed and compressed. A demo serves the files where they lie.
_is_hashed = env.bool("STATIC_HASHED", default=not (DEBUG or DEMO))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "servestatic.storage.CompressedManifestStaticFilesStorage"
        if _is_hashed
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
SERVESTATIC_USE_FINDERS = not _is_hashed
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024

# Private networks in which other installations may lie, such as "10.8.0.0/16"; others are never spoken to.
EXCHANGE_NETWORKS: list[str] = env.list("EXCHANGE_NETWORKS", default=[])

# A language model that speaks OpenAI's protocol: off until an address is named, here and nowhere else.
LANGUAGE_MODEL_URL = env.str("LANGUAGE_MODEL_URL", default="")
LANGUAGE_MODEL_NAME = env.str("LANGUAGE_MODEL_NAME", default="")
LANGUAGE_MODEL_KEY = env.str("LANGUAGE_MODEL_KEY", default="")
LANGUAGE_MODEL_SECONDS = env.float("LANGUAGE_MODEL_SECONDS", default=60.0)

EMAIL_CONFIG = env.email("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="shangliang@localhost")
EMAIL_TIMEOUT = 10
# SMS and messages on the work platform: printed until a gateway or a robot is named.
SMS_GATEWAY_URL = env.str("SMS_GATEWAY_URL", default="")
SMS_GATEWAY_KEY = env.str("SMS_GATEWAY_KEY", default="")
SMS_GATEWAY_SECRET = env.str("SMS_GATEWAY_SECRET", default="")
WORK_WEBHOOK_URL = env.str("WORK_WEBHOOK_URL", default="")
WORK_WEBHOOK_SECRET = env.str("WORK_WEBHOOK_SECRET", default="")
WORK_WEBHOOK_STYLE = env.str("WORK_WEBHOOK_STYLE", default="dingtalk")

_secure = env.bool("SECURE", default=not (DEBUG or DEMO))
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _secure
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = env.int("SESSION_SECONDS", default=8 * 60 * 60)
SESSION_IDLE_SECONDS = env.int("SESSION_IDLE_SECONDS", default=60 * 60)
# How many proxies of our own stand before the server; the client's address is read from what they add.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=1 if env.bool("BEHIND_PROXY", default=False) else 0)
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=_secure)
SECURE_HSTS_SECONDS = 31_536_000 if _secure else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = _secure
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", default=False) else None
)
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Sites that may show our embeds in a frame, besides our own: https://www.example.gov.cn, or * for all.
EMBED_ANCESTORS = [SELF, *env.list("EMBED_ANCESTORS", default=[])]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
}
