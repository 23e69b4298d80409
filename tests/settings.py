"""The portal's own settings as tests run them: local profile, own database and folders, quick hashing.

The database is that of DATABASE_URL, a SQLite *file* unless set: races need one. Each checkout has its own.
"""

import hashlib
import os

os.environ.setdefault("PROFILE", "local")
# Every request is made anew, so that a test sees what it changed.
os.environ.setdefault("PAGE_CACHE", "0")
os.environ.setdefault("FRAGMENTS", "0")
os.environ.setdefault("COUNT_READINGS", "0")
# Tests of the second factor turn it on; the others sign in by force_login alone.
os.environ.setdefault("SECOND_FACTOR_ROLES", "")
os.environ.setdefault("CACHE_URL", "locmemcache://")
# Playwright's synchronous interface runs a loop in the main thread; the tests' queries beside it are safe.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

from liangping_portal.settings import *  # noqa: E402, F403
from liangping_portal.settings import BASE_DIR, DATABASES, MIDDLEWARE, STORAGES, VAR_DIR  # noqa: E402

CHECKOUT = hashlib.sha256(str(BASE_DIR).encode()).hexdigest()[:8]
TEST_DIR = VAR_DIR / "test"
TEST_DIR.mkdir(parents=True, exist_ok=True)

_database = DATABASES["default"]
if _database["ENGINE"].endswith("sqlite3"):
    # Absolute, so that the suffix of each parallel worker still names a file.
    _database["TEST"] = {"NAME": str(TEST_DIR / "portal.sqlite3")}
    _database["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
else:
    _database["TEST"] = {"NAME": f"test_portal_{CHECKOUT}"}
    _database["OPTIONS"] = {**_database.get("OPTIONS", {}), "options": "-c synchronous_commit=off"}

MEDIA_ROOT = str(TEST_DIR / f"media-{os.environ.get('PYTEST_XDIST_WORKER', 'main')}")
STATIC_ROOT = TEST_DIR / "static"
# Hashed names as in production, so that a missing file fails here; not compressed, which takes seconds.
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
}
# Every test client would list the static files anew; the live server serves them itself.
MIDDLEWARE = [name for name in MIDDLEWARE if not name.startswith("whitenoise.")]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
