"""The commands a person types, and what they say when something is missing."""

import re
import runpy
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from tests import run

ROOT = Path(settings.BASE_DIR)
local = runpy.run_path(str(ROOT / "deploy" / "local.py"), run_name="local")


def source(name):
    return (ROOT / name).read_text()


def test_every_variable_of_the_settings_is_documented():
    read = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', source("liangping_portal/settings.py")))
    read |= set(re.findall(r'environ\.get\("([A-Z_]+)"', source("deploy/gunicorn.conf.py")))
    documented = set(re.findall(r"^([A-Z_]+)=", source("deploy/env.example"), re.MULTILINE))
    assert read == documented


def test_every_requirement_is_pinned():
    files = ("requirements.txt", "requirements-dev.txt", "deploy/requirements-pdf.txt")
    lines = [line for name in files for line in source(name).splitlines()]
    wanted = [line for line in lines if line and not line.startswith(("#", "-r "))]
    assert [line for line in wanted if not re.fullmatch(r"[\w.-]+(\[[\w,]+\])?==[\w.]+", line)] == []


def test_a_taken_port_is_said_in_one_sentence():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(local["Stop"], match=f"端口 {port} 已被占用"):
            local["require_free"](port)


@pytest.mark.parametrize("text", ["http", "0", "70000", "-1"])
def test_a_port_that_is_none_is_refused(monkeypatch, text):
    monkeypatch.setenv("PORT", text)
    with pytest.raises(local["Stop"], match="PORT"):
        local["chosen_port"]()


def test_make_run_is_not_for_production(monkeypatch):
    monkeypatch.setenv("PROFILE", "production")
    with pytest.raises(local["Stop"], match="本机演示"):
        local["environment"]()


def test_a_failing_step_is_said_without_a_traceback():
    with pytest.raises(local["Stop"]) as told:
        local["manage"]({"PROFILE": "local", "DATABASE_URL": "postgres://127.0.0.1:9/none"}, "migrate")
    assert "数据库没有应答" in str(told.value)
    assert "Traceback" not in str(told.value)


def test_a_missing_python_is_said_in_one_sentence(tmp_path):
    clone = tmp_path / "clone"
    (clone / "deploy").mkdir(parents=True)
    (clone / "deploy" / "prepare").write_text(source("deploy/prepare"))
    told = subprocess.run(
        ["/bin/sh", clone / "deploy" / "prepare"],
        env={"PATH": "/usr/bin:/bin", "PYTHON": "no-such-python"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 1
    assert "请先安装 python3" in told.stderr


def manage(*arguments, **variables):
    env = {"PATH": "/usr/bin:/bin", **variables}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("variables", "named"),
    [
        ({}, "SECRET_KEY"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"SECRET_KEY": "a" * 60}, "SECRET_KEY"),
        ({"SECRET_KEY": "0123456789" * 6}, "ALLOWED_HOSTS"),
        ({"SECRET_KEY": "0123456789" * 6, "ALLOWED_HOSTS": "a.example", "DEBUG": "1"}, "DEBUG"),
    ],
)
def test_production_refuses_to_start_and_names_the_variable(variables, named):
    told = manage("check", **variables)
    assert told.returncode == 1
    assert named in told.stderr.splitlines()[-1]


def test_demo_sign_ins_are_refused_in_production():
    told = manage("load_demo", "--accounts", SECRET_KEY="0123456789" * 6, ALLOWED_HOSTS="a.example")
    assert told.returncode == 1
    assert "PROFILE=local" in told.stderr


@pytest.mark.parametrize(("required", "code"), [("", 0), ("1", 1)])
def test_what_is_left_out_is_named_and_may_be_a_failure(monkeypatch, capsys, required, code):
    monkeypatch.setattr(run, "pytest", lambda *_, **__: 0)
    monkeypatch.setattr(run, "find_postgres", lambda: ("", "nobody answers"))
    monkeypatch.setenv("REQUIRE_ALL", required)
    for name in ("DATABASE_URL", "BOTH"):
        monkeypatch.delenv(name, raising=False)
    assert run.main([]) == code
    assert "did not run on PostgreSQL: nobody answers" in capsys.readouterr().out


def test_what_is_marked_for_both_runs_on_postgres_too(monkeypatch):
    asked = []
    monkeypatch.setattr(
        run, "pytest", lambda arguments, **variables: asked.append((arguments, variables)) or 0
    )
    monkeypatch.setattr(run, "find_postgres", lambda: ("postgres://there/postgres", ""))
    for name in ("DATABASE_URL", "BOTH"):
        monkeypatch.delenv(name, raising=False)
    assert run.main(["-k", "seat"]) == 0
    assert asked[1] == (
        ["-k", "seat", "-m", "both or postgres"],
        {"DATABASE_URL": "postgres://there/postgres"},
    )
