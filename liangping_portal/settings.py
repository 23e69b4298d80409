"""Settings: the only reader of the environment. Every variable is documented in deploy/env.example.

`PROFILE=production` is the default and refuses to start on a missing or weak value, naming the variable;
`PROFILE=local` (what `make run` sets) behaves the same in everything but HTTPS.
"""

from datetime import time
from pathlib import Path

import environ
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"
env = environ.Env()

PROFILE = env.str("PROFILE", default="production")
if PROFILE not in {"local", "production"}:
    raise ImproperlyConfigured("PROFILE must be 'local' or 'production'")
PRODUCTION = PROFILE == "production"
DEBUG = env.bool("DEBUG", default=False)
if PRODUCTION and DEBUG:
    raise ImproperlyConfigured("DEBUG must be off where PROFILE=production")


def secret_key():
    """The signing key: given in production (50 characters, 10 different), made once under var/ locally."""
    given = env.str("SECRET_KEY", default="")
    if PRODUCTION:
        if len(given) < 50 or len(set(given)) < 10 or given.startswith("django-insecure-"):
            raise ImproperlyConfigured("SECRET_KEY is missing or weak: give 50 random characters or more")
        return given
    if given:
        return given
    kept = VAR_DIR / "secret_key"
    if not kept.exists():
        from django.core.management.utils import get_random_secret_key

        VAR_DIR.mkdir(exist_ok=True)
        kept.write_text(get_random_secret_key() + get_random_secret_key())
        kept.chmod(0o600)
    return kept.read_text()


SECRET_KEY = secret_key()
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[] if PRODUCTION else ["127.0.0.1", "localhost", "[::1]"])
if PRODUCTION and not ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS is missing: name the hosts this site answers to")

# --- The district: any district; Liangping is content -----------------------------------------------------
SITE_NAME = env.str("SITE_NAME", default="梁平区集团化办学平台")
SITE_SHORT_NAME = env.str("SITE_SHORT_NAME", default="梁平集团办学")
SITE_OWNER = env.str("SITE_OWNER", default="")
SITE_DOMAIN = env.str("SITE_DOMAIN", default="")
DISTRICT_NAME = env.str("DISTRICT_NAME", default="梁平区")
ICP_NUMBER = env.str("ICP_NUMBER", default="")
POLICE_NUMBER = env.str("POLICE_NUMBER", default="")
SITE_CODE = env.str("SITE_CODE", default="")
HELP_PHONE = env.str("HELP_PHONE", default="")
# The proxy through which `check_content` asks whether links to other sites still answer; empty: by hand.
LINK_CHECK_PROXY = env.str("LINK_CHECK_PROXY", default="")
# Schools side by side (放在一起看): a district may turn the page and its links off.
COMPARE = env.bool("COMPARE", default=True)
# Coverage of single schools for everybody to see; the district's totals always are.
COVERAGE_OF_SCHOOLS = env.bool("COVERAGE_OF_SCHOOLS", default=False)
# Where parents register their children on 渝快办; empty: its path is said without a link.
REGISTRATION_URL = env.str("REGISTRATION_URL", default="https://zwykb.cq.gov.cn/")
# The bar that says which content is sample content.
DEMO = env.bool("DEMO", default=not PRODUCTION)
# Fixes the demo accounts' passwords for automated checks; those accounts exist under PROFILE=local alone.
DEMO_PASSWORD = env.str("DEMO_PASSWORD", default="")

# --- Apps, roof to ground ---------------------------------------------------------------------------------
INSTALLED_APPS = [
    "liangping_portal",
    "news",
    "classrooms",
    "groups",
    "enrolment",
    "schools",
    "search",
    "pictures",
    "publishing",
    "accounts.apps.AccountsConfig",
    "content_editor",
    "django_prose_editor",
    "js_asset",
    "django_filters",
    "reversion",
    "reversion_compare",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "accounts.apps.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "publishing.takedown.TakenDown",
    "publishing.counting.CountReadings",
    "publishing.pagecache.PageCache",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "liangping_portal.errors.DatabaseAway",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.SessionAge",
    "accounts.middleware.OwnPhone",
    "accounts.middleware.RequireSignIn",
    "accounts.middleware.RequireSecondFactor",
    "accounts.middleware.RequireFreshPassword",
    "accounts.middleware.PrivatePages",
    "accounts.middleware.AdminNonce",
    "liangping_portal.strip.CalendarStrip",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "liangping_portal.urls"
FORM_RENDERER = "liangping_portal.renderer.Renderer"
WSGI_APPLICATION = "liangping_portal.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "liangping_portal.context.site",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# --- Data -------------------------------------------------------------------------------------------------
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'portal.sqlite3'}")}
DATABASES["default"]["CONN_MAX_AGE"] = 600
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    VAR_DIR.mkdir(exist_ok=True)
    DATABASES["default"]["OPTIONS"] = {
        # Deferred transactions fail with "database is locked" under concurrent bookings; these do not.
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": env.cache("CACHE_URL", default="dbcache://portal_cache")}
# Finished public pages are kept (publishing/pagecache.py); off where every request should be made anew.
PAGE_CACHE = env.bool("PAGE_CACHE", default=True)
# How often pages are read, without a word about whom (publishing/counting.py).
COUNT_READINGS = env.bool("COUNT_READINGS", default=True)
# Parts of pages are kept in process memory (publishing/fragments.py).
FRAGMENTS = env.bool("FRAGMENTS", default=True)
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

MEDIA_ROOT = env.str("MEDIA_ROOT", default=str(VAR_DIR / "media"))
MEDIA_URL = "/media/"
# A font file with Chinese in it, for cards and posters that are drawn; empty: the system's own is looked for.
FONT_PATH = env.str("FONT_PATH", default="")
# Set where nginx serves the files: the internal location that maps to MEDIA_ROOT.
MEDIA_ACCEL = env.str("MEDIA_ACCEL", default="")
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 600
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o640

# --- Language and time ------------------------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True
LOCALE_PATHS = [BASE_DIR / "liangping_portal" / "locale"]
# Whose words the admin's scripts know.
SCRIPT_CATALOGUES = ["django.contrib.admin", "liangping_portal"]

# --- Who is asking ----------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.RoleBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "me"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "accounts.adapter.Adapter"
ACCOUNT_FORMS = {
    "login": "accounts.forms.SignInForm",
    "change_password": "accounts.forms.PasswordChangeForm",
    "reauthenticate": "accounts.forms.PasswordAgainForm",
}
# The roles that may not work without a second factor; the others may set one up.
SECOND_FACTOR_ROLES = env.list(
    "SECOND_FACTOR_ROLES", default=["editor", "publisher", "group", "system", "security", "audit"]
)
MFA_ADAPTER = "accounts.second_factor.Adapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "accounts.forms.SecondFactorForm",
    "reauthenticate": "accounts.forms.SecondFactorAgainForm",
    "activate_totp": "accounts.forms.SecondFactorSetUpForm",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
# Failed sign-ins are counted by accounts/throttle.py, which knows the device; this only slows floods.
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "",
    "reauthenticate": "10/m/user",
    "change_password": "10/m/user",
}
# How many proxies stand in front and append to X-Forwarded-For; 0: the connection's own address counts.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=1 if PRODUCTION else 0)
# Seconds: staff are signed out when idle, everybody after the longest stay.
STAFF_IDLE = 30 * 60
LONGEST_STAY = 12 * 3600
SESSION_ENGINE = "accounts.sessions"
MESSAGE_STORAGE = "accounts.notices.Notices"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "liangping_portal.errors.csrf_failure"

# --- Headers ----------------------------------------------------------------------------------------------
if PRODUCTION:
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz/$", r"^readyz/$"]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}
# The admin's editor needs an import map, which only a nonce can allow; no other page carries one.
ADMIN_SCRIPT_SRC = [SELF, NONCE]

# --- Online meetings --------------------------------------------------------------------------------------
# A BigBlueButton server, as `bbb-conf --secret` prints it; empty: links are typed by hand.
BBB_URL = env.str("BBB_URL", default="")
BBB_SECRET = env.str("BBB_SECRET", default="")
BBB_CHECKSUM = env.str("BBB_CHECKSUM", default="sha256")
if bool(BBB_URL) != bool(BBB_SECRET):
    raise ImproperlyConfigured("BBB_URL and BBB_SECRET go together: give both or neither")
if BBB_CHECKSUM not in {"sha1", "sha256", "sha384", "sha512"}:
    raise ImproperlyConfigured("BBB_CHECKSUM must be sha1, sha256, sha384 or sha512")
if PRODUCTION and BBB_URL and not BBB_URL.startswith("https://"):
    raise ImproperlyConfigured("BBB_URL must begin with https://")

# --- Mail and logs ----------------------------------------------------------------------------------------
EMAIL_CONFIG = env.email("EMAIL_URL", default="dummymail://")
vars().update(EMAIL_CONFIG)
# Group robots are asked below these addresses only (an own gateway may be added).
ROBOT_ADDRESSES = env.list(
    "ROBOT_ADDRESSES",
    default=["https://oapi.dingtalk.com/robot/send", "https://qyapi.weixin.qq.com/cgi-bin/webhook/send"],
)
# From, until: what is not urgent waits for the morning.
QUIET_HOURS = [time.fromisoformat(text) for text in env.str("QUIET_HOURS", default="21:00-07:00").split("-")]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
}
SILENCED_SYSTEM_CHECKS = []
