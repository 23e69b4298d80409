"""Office files (.docx, .xlsx, .pptx) judged by their parts before anything opens them.

An archive of some kilobytes may unpack to gigabytes, declare entities that unfold, or carry a macro.
"""

import re
import zipfile

from django.core.exceptions import ValidationError

MEGABYTE = 1024 * 1024
MOST_MEMBERS = 2_000
MOST_UNPACKED = 200 * MEGABYTE
# Of the parts that are read as XML, all together: a document of 100 pages has some 3 MB.
MOST_XML = 40 * MEGABYTE
# Text packs some 10-fold, tables of blanks 60-fold.
MOST_RATIO = 150
# What packs steeply but is small is no danger.
SMALL = MEGABYTE
CHUNK = 256 * 1024
# main part → extension
KINDS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx"}
MACRO = re.compile(r"(vbaproject|vbadata|activex/|macrosheets/)", re.IGNORECASE)
SAVE_AS = "请在WPS中另存为.docx、.xlsx、.pptx或PDF再上传。"

BROKEN = "这个文件不完整或加了密码，打不开。请重新保存、去掉密码后再上传。"
TOO_MUCH = "这个文件解开后过大，可能已损坏，没有读取。请新建一个文件，只粘贴要用的内容。"
HAS_MACRO = "这个文件带有宏，不能上传。请另存为不带宏的格式（.docx、.xlsx、.pptx）。"


def check(file):
    """The extension that an office file deserves; ValidationError says why it is refused."""
    try:
        with zipfile.ZipFile(file) as archive:
            return _check(archive)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, EOFError) as error:
        raise ValidationError(BROKEN, code="broken") from error


def _check(archive):
    members = archive.infolist()
    names = {member.filename for member in members}
    kind = next((kind for part, kind in KINDS.items() if part in names), None)
    if kind is None or "[Content_Types].xml" not in names:
        raise ValidationError(f"这不是Word、Excel或PowerPoint文件。{SAVE_AS}", code="unknown")
    if len(members) > MOST_MEMBERS or len(names) < len(members):
        raise ValidationError(TOO_MUCH, code="bomb")
    if sum(member.file_size for member in members) > MOST_UNPACKED or any(map(_steep, members)):
        raise ValidationError(TOO_MUCH, code="bomb")
    if any(name.startswith(("/", "\\")) or ".." in name.split("/") for name in names):
        raise ValidationError(BROKEN, code="broken")
    if any(MACRO.search(name) for name in names):
        raise ValidationError(HAS_MACRO, code="macro")
    _read_through(archive, [member for member in members if _is_xml(member)])
    return kind


def _steep(member):
    return member.file_size > SMALL and member.file_size > MOST_RATIO * max(member.compress_size, 1)


def _is_xml(member):
    return member.filename.lower().endswith((".xml", ".rels"))


def _read_through(archive, members):
    """What the archive says of its sizes may be a lie, so the XML is unpacked once, in small pieces."""
    size = 0
    for member in members:
        with archive.open(member) as stream:
            tail = b""
            while chunk := stream.read(CHUNK):
                size += len(chunk)
                seen = tail + chunk
                if size > MOST_XML or b"<!DOCTYPE" in seen or b"<!ENTITY" in seen:
                    raise ValidationError(TOO_MUCH, code="bomb")
                if b"macroEnabled" in seen:
                    raise ValidationError(HAS_MACRO, code="macro")
                tail = chunk[-16:]
