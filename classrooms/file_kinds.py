"""What a file is by its first bytes, whatever it is called; and what may be uploaded where."""

import zipfile
from dataclasses import dataclass
from pathlib import PurePath

from django.core.exceptions import ValidationError

HEAD = 4096
OFFICE = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/"}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MOST_MEMBERS = 20_000


@dataclass(frozen=True)
class Kind:
    """An accepted kind: its content type, and whether browsers may play or show it in the page."""

    ending: str
    content_type: str
    plays: bool = False


def _office(form):
    return f"application/vnd.openxmlformats-officedocument.{form}"


KINDS = {
    kind.ending: kind
    for kind in (
        Kind("mp4", "video/mp4", plays=True),
        Kind("webm", "video/webm", plays=True),
        Kind("mp3", "audio/mpeg", plays=True),
        Kind("m4a", "audio/mp4", plays=True),
        Kind("pdf", "application/pdf"),
        Kind("jpg", "image/jpeg"),
        Kind("png", "image/png"),
        Kind("webp", "image/webp"),
        Kind("docx", _office("wordprocessingml.document")),
        Kind("xlsx", _office("spreadsheetml.sheet")),
        Kind("pptx", _office("presentationml.presentation")),
        Kind("doc", "application/msword"),
        Kind("ppt", "application/vnd.ms-powerpoint"),
        Kind("xls", "application/vnd.ms-excel"),
        Kind("wps", "application/vnd.ms-works"),
        Kind("zip", "application/zip"),
    )
}
PLAYED = frozenset({"mp4", "webm"})
PLANS = frozenset({"pdf", "docx", "doc", "wps", "pptx", "ppt", "jpg", "png"})
SAME = {"jpeg": "jpg", "m4v": "mp4", "dps": "ppt", "et": "xls"}


def ending_of(name):
    ending = PurePath(name).suffix.lower().lstrip(".")
    return SAME.get(ending, ending)


def check(file, name, allowed):
    """The `Kind` of an open binary file; ValidationError where its content is not what its name says, or not
    among the allowed endings."""
    ending = ending_of(name)
    if ending not in allowed:
        raise ValidationError(f"不收这种文件。可以传：{'、'.join(sorted(allowed))}。")
    file.seek(0)
    head = file.read(HEAD)
    if not _fits(ending, head, file):
        raise ValidationError(
            f"文件内容不是{ending}，可能改过后缀名，或没有传完整。请用原来的软件另存后再传。"
        )
    file.seek(0)
    return KINDS[ending]


def _fits(ending, head, file):
    if ending in {"mp4", "m4a"}:
        return head[4:8] == b"ftyp"
    if ending in {"doc", "ppt", "xls", "wps"}:
        return head.startswith(OLE)
    if ending in {*OFFICE, "zip"}:
        return head.startswith(b"PK\x03\x04") and _is_package(file, OFFICE.get(ending))
    if ending == "webp":
        return head.startswith(b"RIFF") and head[8:12] == b"WEBP"
    starts = {
        "webm": (b"\x1a\x45\xdf\xa3",),
        "mp3": (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2"),
        "pdf": (b"%PDF-",),
        "jpg": (b"\xff\xd8\xff",),
        "png": (b"\x89PNG\r\n\x1a\n",),
    }
    return head.startswith(starts[ending])


def _is_package(file, folder):
    """Whether a zip opens, and holds the folder that an Office file of its kind has; nothing is unpacked."""
    try:
        with zipfile.ZipFile(file) as package:
            names = package.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False
    if len(names) > MOST_MEMBERS:
        return False
    return folder is None or any(name.startswith(folder) for name in names)
