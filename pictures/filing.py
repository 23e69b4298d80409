"""Taking in files to be downloaded and videos to be played: known by their content, not by their name."""

import hashlib
import secrets

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts import audit
from pictures import office
from pictures.models import Document

MEGABYTE = 1024 * 1024
MOST_BYTES = {Document.Kind.FILE: 20 * MEGABYTE, Document.Kind.VIDEO: 100 * MEGABYTE}
CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "mp4": "video/mp4",
}
# Where the first box of an MP4 says which family of players it is meant for.
BRANDS = (b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"MSNV", b"dash")
OLD_OFFICE = b"\xd0\xcf\x11\xe0"


def kind_of(upload):
    """(kind, extension) of an uploaded file; ValidationError says what to do instead."""
    upload.seek(0)
    head = upload.read(64)
    upload.seek(0)
    if head.startswith(b"%PDF-"):
        found = Document.Kind.FILE, "pdf"
    elif head[4:8] == b"ftyp" and head[8:12] in BRANDS:
        found = Document.Kind.VIDEO, "mp4"
    elif head.startswith(b"PK"):
        _within(upload, Document.Kind.FILE)
        found = Document.Kind.FILE, office.check(upload)
    elif head.startswith(OLD_OFFICE):
        raise ValidationError(f"旧格式（.doc、.xls、.ppt、.wps）不能上传。{office.SAVE_AS}", code="old")
    else:
        raise ValidationError("只收PDF、.docx、.xlsx、.pptx和MP4视频。", code="unknown")
    _within(upload, found[0])
    upload.seek(0)
    return found


def _within(upload, kind):
    if upload.size > MOST_BYTES[kind]:
        most = MOST_BYTES[kind] // MEGABYTE
        raise ValidationError(f"{kind.label}超过{most} MB，请压缩后再传。", code="too_large")


def add(unit, upload, *, title, sample=False, by=None):
    """A new document of the library."""
    document = Document(unit=unit, title=title, sample=sample, added_by=by)
    store(document, upload, by=by)
    return document


def store(document, upload, *, by=None):
    """Save a new document with its file. A row never stands without its file, nor a file without its row."""
    document.kind, document.extension = kind_of(upload)
    document.size, document.digest, document.added_by = upload.size, _digest(upload), by
    document.file.save(f"{secrets.token_hex(16)}.{document.extension}", upload, save=False)
    try:
        with transaction.atomic():
            document.save()
            audit.record("document.stored", by=by, row=document, text=str(document))
    except Exception:
        document.file.delete(save=False)
        raise


def _digest(upload):
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    return digest.hexdigest()
