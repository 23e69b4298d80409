"""Whatever process tells a message knows its words: a server that never sent one of a kind reads it too."""

import re
import subprocess
import sys
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
REGISTERED = re.compile(r'^inbox\.register\(\s*"([\w.]+)"', re.MULTILINE)
ASKED = "import django; django.setup(); from accounts import message_kinds; print(*message_kinds._kinds)"


def kinds_in_the_source():
    found = [
        REGISTERED.findall(path.read_text()) for path in ROOT.glob("*/*.py") if "tests" not in path.parts
    ]
    return {kind for kinds in found for kind in kinds}


def test_every_kind_is_known_as_soon_as_the_apps_are_loaded():
    done = subprocess.run(  # noqa: S603 (our own words)
        [sys.executable, "-c", ASKED], cwd=ROOT, capture_output=True, text=True, check=True
    )
    wanted = kinds_in_the_source()
    assert len(wanted) > 20 and wanted - set(done.stdout.split()) == set()
