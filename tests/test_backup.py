"""`backup` and `restore`: an empty machine answers as the old one did; what is not whole changes nothing."""

import io
import json
import os
import subprocess
import sys
import tarfile

import psycopg2
import pytest
from django.conf import settings as portal
from django.contrib.sessions.models import Session as SignedIn
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from accounts.models import AuditEvent, TrustedPhone
from liangping_portal.backup import archive, databases
from tests.factories import SchoolFactory, SessionFactory, UserFactory, registered
from tests.picture_kit import picture

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both]

# What the new machine is told to do; it prints what it answers.
RESTORING = """
import json, os, sys, django
django.setup()
from django.conf import settings
from django.core.management import call_command, CommandError
settings.MEDIA_ROOT, settings.ALLOWED_HOSTS = sys.argv[2], ["testserver"]
call_command("restore", sys.argv[1], stdout=sys.stderr)
try:
    call_command("restore", sys.argv[1])
except CommandError as error:
    again = str(error)
from django.test import Client
from accounts.models import User
from django.contrib.sessions.models import Session
answers = {path: Client().get(path).content.decode() for path in json.loads(sys.argv[3])}
phone = User.objects.get(username="bei-fen").phone
print(json.dumps([answers, again, phone, Session.objects.count()]))
"""


@pytest.fixture
def away(tmp_path_factory):
    """Where the archives are written: outside the media folder."""
    return tmp_path_factory.mktemp("backups")


@pytest.fixture
def filled(media):
    session = SessionFactory(capacity=2, title="备份那天的集体备课")
    registered(session, 3)
    school = SchoolFactory(name="云龙小学（示例）")
    found = picture()
    user = UserFactory(username="bei-fen", phone="13800138000")
    Client().force_login(user)
    assert SignedIn.objects.exists()
    return session, school, found


@pytest.fixture
def new_database(tmp_path):
    """The address of a database that holds nothing yet."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path / 'new' / 'portal.sqlite3'}"
        return
    place = connection.settings_dict
    name = f"{place['NAME']}_restored"
    admin = psycopg2.connect(
        dbname="postgres",
        **{key: place[up] or None for key, up in (("host", "HOST"), ("port", "PORT"), ("user", "USER"))},
        password=place["PASSWORD"] or None,
    )
    admin.autocommit = True
    with admin.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}"')
        yield f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{name}"
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    admin.close()


def restored_elsewhere(file, database, folder, paths):
    env = os.environ | {"DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    command = [sys.executable, "-c", RESTORING, str(file), str(folder), json.dumps(paths)]
    done = subprocess.run(command, env=env, cwd=portal.BASE_DIR, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_an_empty_machine_answers_as_the_old_one_did(filled, new_database, away, media):
    session, school, found = filled
    paths = ["/", "/schools/", school.get_absolute_url(), session.get_absolute_url(), "/classrooms/sessions/"]
    before = {path: Client().get(path).content.decode() for path in paths}
    file, folder = away / "backup.tar", away / "new-media"
    call_command("backup", file)
    answers, again, phone, signed_in = restored_elsewhere(file, new_database, folder, paths)
    assert answers == before
    assert "已有内容" in again
    assert (phone, signed_in) == ("13800138000", 0)
    original = found.files.get().file.name
    assert (folder / original).read_bytes() == (media / original).read_bytes()
    assert file.stat().st_mode & 0o077 == 0
    assert AuditEvent.objects.filter(action="备份", text="backup.tar").exists()


def rewritten(file, change):
    """The archive with one member's bytes changed."""
    other = file.with_name("changed.tar")
    with tarfile.open(file) as source, tarfile.open(other, "w") as target:
        for member in source:
            content = change(member, source.extractfile(member).read())
            if content is not None:
                member.size = len(content)
                target.addfile(member, io.BytesIO(content))
    return other


def flipped(member, content):
    return content[:-1] + b"?" if member.name.startswith("media/") else content


def cut(member, content):
    return None if member.name == "manifest.json" else content


def climbing(member, content):
    if member.name.startswith("media/"):
        member.name = "media/../../outside"
    return content


def said_otherwise(**values):
    def change(member, content):
        if member.name != "manifest.json":
            return content
        return json.dumps(json.loads(content) | values).encode()

    return change


UNFIT = [
    (flipped, "与清单不符"),
    (cut, "没有写到最后"),
    (climbing, "不该有的东西"),
    (said_otherwise(vendor="oracle"), "两种数据库不能互换"),
    (said_otherwise(key="0"), "SECRET_KEY 与备份时的不同"),
    (said_otherwise(migrations=["news.9999_tomorrow"]), "更新的版本"),
]


def test_what_is_not_whole_or_does_not_fit_changes_nothing(filled, away, media):
    call_command("backup", away / "backup.tar")
    UserFactory(username="afterwards")
    files = sorted(media.glob("originals/*"))
    for change, words in UNFIT:
        broken = rewritten(away / "backup.tar", change)
        with pytest.raises(CommandError, match=words):
            call_command("restore", broken, replace=True)
    assert UserFactory._meta.model.objects.filter(username="afterwards").exists()
    assert sorted(media.glob("originals/*")) == files
    assert not list(media.glob(".restoring-*")) and not list(media.parent.glob("**/outside"))


def test_replacing_sets_the_files_aside_and_lets_no_phone_in(filled, away, media):
    User = UserFactory._meta.model
    call_command("backup", away / "backup.tar")
    UserFactory(username="afterwards")
    (media / "originals" / "later.webp").write_bytes(b"later")
    cache.set("kept", 1)
    call_command("restore", away / "backup.tar", replace=True)
    assert User.objects.filter(username="bei-fen").exists()
    assert not User.objects.filter(username="afterwards").exists()
    assert not TrustedPhone.objects.exists() and cache.get("kept") is None
    (aside,) = media.glob(".before-*")
    assert (aside / "originals" / "later.webp").exists()
    assert not (media / "originals" / "later.webp").exists()
    call_command("backup", away / "second.tar")
    with tarfile.open(away / "second.tar") as tar:
        assert not [name for name in tar.getnames() if "later" in name]


def test_nothing_is_written_over_shown_or_left_half(away, media, monkeypatch):
    (away / "backup.tar").write_text("keep me")
    with pytest.raises(CommandError, match="已存在"):
        call_command("backup", away / "backup.tar")
    assert (away / "backup.tar").read_text() == "keep me"

    with pytest.raises(CommandError, match="不能写在上传目录里"):
        call_command("backup", media / "backup.tar")

    assert databases.differences({"a": 2, "b": 1}, {"a": 2}) == ["b应有1行，实有0行"]

    monkeypatch.setitem(connection.settings_dict, "PASSWORD", r"p:a\ss'")
    said = databases._place(away)
    assert "p:a" not in said and (away / "pgpass").read_text() == "*:*:*:*:p\\:a\\\\ss'\n"
    assert (away / "pgpass").stat().st_mode & 0o077 == 0

    def full(path):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(archive.databases, "keep", full)
    with pytest.raises(CommandError, match="No space left"):
        call_command("backup", away / "second.tar")
    assert not list(away.glob("second.tar*"))
