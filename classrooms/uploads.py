"""Taking large files in, piece by piece. A file becomes a `StoredFile` when it is whole and is what it says.

Pieces lie in a folder beside the media, never served. `sweep()` throws away what was given up, and stored
files that nothing came to show.
"""

import os
import secrets
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from classrooms import file_kinds
from classrooms.models import StoredFile, Upload
from classrooms.tus import MISMATCH, Fault

MOST_BYTES = 2 * 1024**3
ALLOWED = frozenset(file_kinds.KINDS)
BLOCK = 256 * 1024
# An upload left alone so long is given up; a stored file so old that nothing shows was never wanted.
GIVEN_UP = timedelta(days=2)
# Of one person, under way at a time.
MOST_OPEN = 5


def parts_folder():
    folder = Path(settings.MEDIA_ROOT).with_name(f"{Path(settings.MEDIA_ROOT).name}-parts")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def path_of(upload):
    return parts_folder() / upload.token


def create(user, file_name, size):
    """A place for a file of that name and size; Fault where it would not be taken whatever it holds."""
    name = file_name.replace("\0", "").rsplit("/", 1)[-1].strip()[-160:]
    if file_kinds.ending_of(name) not in ALLOWED:
        raise Fault(415, f"不收这种文件。可以传：{'、'.join(sorted(ALLOWED))}。")
    if Upload.objects.filter(by=user, stored=None, fault="").count() >= MOST_OPEN:
        raise Fault(429, "还有几个文件没有传完，请先传完或取消。")
    upload = Upload.objects.create(token=secrets.token_urlsafe(32), by=user, file_name=name, size=size)
    path_of(upload).touch()
    return upload


def append(upload, offset, stream, checksum=None):
    """Write a piece that begins at `offset`; the answer is the upload with its new offset.

    The row is locked, so two pieces of one upload never mix. What arrives of a broken piece counts, unless a
    checksum came with it: then the piece counts whole or not at all.
    """
    with transaction.atomic():
        upload = Upload.objects.select_for_update().get(pk=upload.pk)
        if upload.fault:
            raise Fault(422, upload.fault)
        if offset != upload.offset:
            raise Fault(409, "Upload-Offset")
        written = _write(path_of(upload), offset, upload.size - offset, stream, checksum)
        if checksum is not None and not checksum.fits():
            os.truncate(path_of(upload), offset)
            raise Fault(MISMATCH, "Upload-Checksum")
        upload.offset, upload.touched_at = offset + written, timezone.now()
        upload.save(update_fields=["offset", "touched_at"])
        if upload.offset == upload.size and upload.stored_id is None:
            _take(upload)
    return upload


def _write(path, offset, most, stream, checksum=None):
    written = 0
    with path.open("r+b") as file:
        file.truncate(offset)
        file.seek(offset)
        try:
            while block := stream.read(min(BLOCK, most - written + 1)):
                if written + len(block) > most:
                    raise Fault(413, "Upload-Length")
                file.write(block)
                if checksum is not None:
                    checksum.update(block)
                written += len(block)
        except OSError:
            # The sender went away: what came before stays, and is resumed from there.
            pass
    return written


def _take(upload):
    """Check the whole file by its content, and move it into the storage."""
    part = path_of(upload)
    with part.open("rb") as file:
        try:
            kind = file_kinds.check(file, upload.file_name, ALLOWED)
        except ValidationError as fault:
            upload.fault = fault.messages[0][:200]
            upload.save(update_fields=["fault"])
            transaction.on_commit(lambda: part.unlink(missing_ok=True))
            return
        name = default_storage.save(f"library/{secrets.token_hex(16)}.{kind.ending}", _Part(file, part))
    try:
        upload.stored = StoredFile.objects.create(
            name=name,
            file_name=upload.file_name,
            content_type=kind.content_type,
            size=upload.size,
            by=upload.by,
        )
        upload.save(update_fields=["stored"])
    except Exception:
        default_storage.delete(name)
        raise
    transaction.on_commit(lambda: part.unlink(missing_ok=True))


class _Part(File):
    """The part as the storage takes it: on the same disk it is moved, not copied."""

    def __init__(self, file, path):
        super().__init__(file, name=path.name)
        self.path = path

    def temporary_file_path(self):
        return str(self.path)


def discard(upload):
    """Give an upload up; what has been stored belongs to whatever shows it."""
    path = path_of(upload)
    if upload.stored_id is None:
        upload.delete()
    transaction.on_commit(lambda: path.unlink(missing_ok=True))


def sweep(now=None):
    """Throw away uploads given up, parts without a row, and stored files that nothing shows."""
    old = (now or timezone.now()) - GIVEN_UP
    for upload in Upload.objects.filter(touched_at__lt=old, stored=None):
        discard(upload)
    kept = set(Upload.objects.filter(stored=None).values_list("token", flat=True))
    for part in parts_folder().iterdir():
        if part.name not in kept and part.stat().st_mtime < old.timestamp():
            part.unlink(missing_ok=True)
    unused = StoredFile.objects.filter(at__lt=old, recordings=None, resources=None)
    for stored in unused:
        with transaction.atomic():
            stored.delete()
            transaction.on_commit(lambda name=stored.name: default_storage.delete(name))
