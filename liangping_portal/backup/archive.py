"""The archive: a tar of the database, every uploaded file, and at its end a manifest that says what is whole.

    database        SQLite, compressed, or pg_dump's custom format
    media/…         the uploaded files
    manifest.json   rows of each table, SHA-256 of each member, migrations, and which SECRET_KEY it belongs to

The key itself is never in it: whoever finds an archive reads no phone number, whoever restores needs both.
"""

import contextlib
import hashlib
import io
import json
import os
import shutil
import tarfile
import tempfile
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from accounts import phone
from liangping_portal.backup import databases
from liangping_portal.backup.databases import Failed

FORMAT = 1
DATABASE, MEDIA, MANIFEST = "database", "media/", "manifest.json"
# Beside the files while they come back, and what stood there before: never part of an archive.
COMING, ASIDE = ".restoring-", ".before-"
CHUNK = 1 << 20


def key_mark():
    """Tells two keys apart and says nothing about either."""
    return hashlib.sha256(phone.key_for("backup-mark")).hexdigest()[:16]


# --- out ----------------------------------------------------------------------------------------------------
def make(path):
    """Write the archive; returns its manifest. It has its name once it is whole."""
    path = Path(path)
    if path.exists():
        raise Failed(f"{path} 已存在，请换一个文件名。")
    if path.resolve().is_relative_to(Path(settings.MEDIA_ROOT).resolve()):
        raise Failed("备份不能写在上传目录里，请换一个地方，最好是另一块磁盘。")
    part = path.with_name(f"{path.name}.part")
    try:
        with open(part, "xb", opener=_private) as target:
            manifest = _write(target, path.parent)
            target.flush()
            os.fsync(target.fileno())
        part.rename(path)
    except FileExistsError as error:
        raise Failed(f"{part} 已存在：另一次备份正在进行，或上次中断了，请先删去它。") from error
    except OSError as error:
        part.unlink(missing_ok=True)
        raise Failed(f"写不进 {path.parent}：{error.strerror}。") from error
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return manifest


def _private(name, flags):
    return os.open(name, flags, 0o600)


def _write(target, folder):
    """The files first and again after the database: each file that its rows name is there."""
    digests = {}
    with tarfile.open(fileobj=target, mode="w", format=tarfile.PAX_FORMAT) as tar:
        _add_media(tar, digests)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".backup-") as place:
            dump = Path(place) / DATABASE
            rows = databases.keep(dump)
            with dump.open("rb") as source:
                digests[DATABASE] = _add(tar, DATABASE, source, dump.stat().st_size)
        _add_media(tar, digests)
        manifest = _manifest(rows, digests)
        said = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
        _add(tar, MANIFEST, io.BytesIO(said), len(said))
    return manifest


def _manifest(rows, digests):
    return {
        "format": FORMAT,
        "site": settings.SITE_NAME,
        "made_at": timezone.now().isoformat(timespec="seconds"),
        "vendor": connection.vendor,
        "key": key_mark(),
        "migrations": [f"{app}.{name}" for app, name in sorted(_applied())],
        "rows": rows,
        "files": digests,
    }


def _applied():
    return MigrationRecorder(connection).applied_migrations()


def _add_media(tar, digests):
    for name, path in _media():
        if name in digests:
            continue
        # What is deleted in between is named by no row any more.
        with contextlib.suppress(FileNotFoundError), path.open("rb") as source:
            digests[name] = _add(tar, name, source, os.fstat(source.fileno()).st_size)


def _media():
    root = Path(settings.MEDIA_ROOT)
    for path in sorted(root.rglob("*")):
        inside = path.relative_to(root)
        if path.is_file() and not inside.parts[0].startswith((COMING, ASIDE)):
            yield f"{MEDIA}{inside.as_posix()}", path


def _add(tar, name, source, size):
    member = tarfile.TarInfo(name)
    member.size, member.mode, member.mtime = size, 0o640, int(timezone.now().timestamp())
    hashed = _Hashed(source)
    tar.addfile(member, hashed)
    return hashed.digest.hexdigest()


class _Hashed:
    """A file that is hashed while it is read."""

    def __init__(self, source):
        self.source, self.digest = source, hashlib.sha256()

    def read(self, size=-1):
        piece = self.source.read(size)
        self.digest.update(piece)
        return piece


# --- back ---------------------------------------------------------------------------------------------------
def restore(path, *, replace=False, other_key=False):
    """Put an archive back; returns its manifest. All is read and compared before anything is changed."""
    if not replace and not databases.is_empty():
        raise Failed("这里的数据库已有内容。确实要换成备份里的，请加 --replace（先做一次 backup）。")
    try:
        with tarfile.open(path) as tar:
            manifest = _read_manifest(tar)
            _refuse_unfit(manifest, other_key)
            _put_back(tar, manifest)
    except (tarfile.TarError, EOFError) as error:
        raise Failed(f"{path} 不是完整的备份：{error}") from error
    except OSError as error:
        raise Failed(f"{error.filename or path}：{error.strerror}。") from error
    return manifest


def _read_manifest(tar):
    names = tar.getnames()
    if not names or names[-1] != MANIFEST:
        raise Failed("备份不完整：没有写到最后（缺 manifest.json）。")
    return json.load(tar.extractfile(MANIFEST))


def _refuse_unfit(manifest, other_key):
    if manifest["format"] != FORMAT:
        raise Failed(f"备份的格式是第{manifest['format']}版，本程序只认第{FORMAT}版。")
    vendor = manifest["vendor"]
    if vendor != connection.vendor:
        raise Failed(f"备份来自 {vendor}，这里是 {connection.vendor}：两种数据库不能互换。")
    if manifest["key"] != key_mark() and not other_key:
        raise Failed(
            "SECRET_KEY 与备份时的不同：加密的手机号、群机器人地址都会读不出来。请把原来的密钥设好再恢复；"
            "原密钥确已丢失的，加 --other-key。"
        )
    unknown = set(manifest["migrations"]) - _known_migrations()
    if unknown:
        raise Failed(f"备份来自更新的版本（{sorted(unknown)[0]}），请先升级程序。")


def _known_migrations():
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(None, ignore_no_migrations=True)
    replaced = {one for migration in loader.disk_migrations.values() for one in migration.replaces}
    return {f"{app}.{name}" for app, name in {*loader.disk_migrations, *replaced}}


def _put_back(tar, manifest):
    root = Path(settings.MEDIA_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=root, prefix=COMING) as place:
        coming = Path(place)
        seen = {member.name: _extract(tar, member, coming) for member in tar if member.name != MANIFEST}
        if seen != manifest["files"]:
            wrong = sorted(name for name, _ in {*seen.items()} ^ {*manifest["files"].items()})
            raise Failed(f"备份里的文件与清单不符，什么都没有改：{'、'.join(wrong[:5])}")
        databases.put_back(coming / DATABASE, manifest["rows"])
        _change_media(root, coming / MEDIA)


def _extract(tar, member, folder):
    """Write one member under the folder, wherever its name points; returns its hash."""
    target = (folder / member.name).resolve()
    if not member.isfile() or not target.is_relative_to(folder.resolve()):
        raise Failed(f"备份里有不该有的东西：{member.name[:80]}")
    target.parent.mkdir(parents=True, exist_ok=True)
    hashed = _Hashed(tar.extractfile(member))
    with target.open("xb") as out:
        shutil.copyfileobj(hashed, out, CHUNK)
    target.chmod(settings.FILE_UPLOAD_PERMISSIONS)
    return hashed.digest.hexdigest()


def _change_media(root, coming):
    """What stood there is set aside, never deleted."""
    old = [one for one in root.iterdir() if not one.name.startswith((COMING, ASIDE))]
    if old:
        aside = root / f"{ASIDE}{timezone.localtime():%Y%m%d-%H%M%S}"
        aside.mkdir()
        for one in old:
            one.rename(aside / one.name)
    for one in coming.iterdir() if coming.exists() else ():
        one.rename(root / one.name)
