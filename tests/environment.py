"""Loaded before the settings (`-p tests.environment`): tests run under the local profile."""

import os

os.environ.setdefault("PROFILE", "local")
