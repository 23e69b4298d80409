"""`make test`: the suite on the database of DATABASE_URL (SQLite unless set); the tests marked `both` also on
PostgreSQL where one answers. What was left out is named at the end; REQUIRE_ALL=1 makes that a failure.

ARGS go to pytest. .ci/run sets BOTH=0 for the SQLite run, because it runs the whole suite on PostgreSQL next.
"""

import os
import subprocess
import sys

from tests.databases import find_postgres

NOTHING_COLLECTED = 5


def pytest(arguments, **variables):
    # Tests neither see nor change the settings of the shell's own portal.
    env = {name: value for name, value in os.environ.items() if name not in {"PROFILE", "DEBUG"}} | variables
    workers = os.environ.get("WORKERS") or str(min(os.cpu_count() or 1, 8))
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-n", workers, "--dist", "loadgroup", *arguments],
        env=env,
        check=False,
    ).returncode


def on_postgres_too(arguments):
    """(exit code, what was left out) of the second run, for what is marked to run on both."""
    url, reason = find_postgres()
    if not url:
        return 0, f"the tests marked for both databases did not run on PostgreSQL: {reason}"
    print("\nThe tests marked for both databases, on PostgreSQL:", flush=True)
    code = pytest([*arguments, "-m", "both or postgres"], DATABASE_URL=url)
    return (0 if code == NOTHING_COLLECTED else code), ""


def main(arguments):
    strict = os.environ.get("REQUIRE_ALL") == "1"
    codes, left_out = [pytest(arguments)], ""
    if "sqlite" in os.environ.get("DATABASE_URL", "sqlite") and os.environ.get("BOTH") != "0":
        code, left_out = on_postgres_too(arguments)
        codes.append(code)
    if left_out:
        print(f"\nLeft out: {left_out}")
        codes.append(1 if strict else 0)
    return next((code for code in codes if code), 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
