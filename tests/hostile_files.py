"""Seventy and more files that somebody may upload with ill intent, or by mistake: {what: (name, bytes)}.

None of them may enter by any door, but for those in HARMLESS_AS_PICTURES, of which a clean copy does.
"""

import io
import struct
import zipfile
import zlib

from PIL import Image

from tests.word_kit import STYLES, docx, paragraph, parts, png, zipped

TEXT = paragraph("正文")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
SCRIPT = b"<html><script>alert(1)</script></html>"


def image(kind, size=(40, 30), **save):
    out = io.BytesIO()
    Image.new("RGB", size, "green").save(out, kind, **save)
    return out.getvalue()


def png_of(width, height):
    """A PNG that says it is huge, with hardly any data."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b"")]
    packed = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + packed


def jpeg_of(width, height):
    """A JPEG whose frame header is made to lie."""
    data = image("JPEG")
    place = data.index(b"\xff\xc0") + 5
    return data[:place] + struct.pack(">HH", height, width) + data[place + 4 :]


def doc_with(**more):
    """A document with further parts, or others in their place."""
    return zipped(parts(TEXT) | more)


def document(xml):
    return zipped(parts(TEXT) | {"word/document.xml": xml})


def stored_lie():
    """The directory says 10 bytes where there are many."""
    data = bytearray(doc_with())
    place = data.index(b"PK\x01\x02")
    data[place + 24 : place + 28] = struct.pack("<I", 10)
    return bytes(data)


def flagged(bit):
    data = bytearray(doc_with())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = -1
        while (place := data.find(mark, place + 1)) >= 0:
            data[place + offset] |= bit
    return bytes(data)


def method(number):
    data = bytearray(doc_with())
    for mark, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        place = -1
        while (place := data.find(mark, place + 1)) >= 0:
            data[place + offset : place + offset + 2] = struct.pack("<H", number)
    return bytes(data)


def twice():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in [*parts(TEXT).items(), ("word/document.xml", SCRIPT)]:
            archive.writestr(name, content)
    return out.getvalue()


XML = '<?xml version="1.0"?>'
LAUGHS = f'{XML}<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><w:document>&b;</w:document>'
OUTSIDE = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><w:document>&f;</w:document>'
)
MACRO_TYPE = '<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'

OTHER_KINDS = {
    "web page": ("a.html", SCRIPT),
    "web page without a head": ("a.htm", b"<!doctype html>" + SCRIPT),
    "vector drawing with a script": ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
    "style sheet": ("a.css", b"@import 'https://evil.example/x.css'"),
    "script": ("a.js", b"alert(1)"),
    "server script": ("a.php", b"<?php system($_GET['c']);"),
    "shell script": ("a.sh", b"#!/bin/sh\nrm -rf /"),
    "batch file": ("a.bat", b"@echo off"),
    "Windows program": ("a.exe", b"MZ" + b"\0" * 100),
    "Linux program": ("a", b"\x7fELF" + b"\0" * 100),
    "Java class": ("a.class", b"\xca\xfe\xba\xbe" + b"\0" * 100),
    "shortcut": ("a.lnk", b"L\0\0\0\x01\x14\x02\0" + b"\0" * 60),
    "rar": ("a.rar", b"Rar!\x1a\x07\x01\0" + b"\0" * 60),
    "7z": ("a.7z", b"7z\xbc\xaf\x27\x1c" + b"\0" * 60),
    "gzip": ("a.gz", b"\x1f\x8b\x08" + b"\0" * 60),
    "zip of a web page": ("a.zip", zipped({"index.html": SCRIPT})),
    "flash": ("a.swf", b"CWS\x09" + b"\0" * 60),
    "gif with a script": ("a.gif", b"GIF89a/*" + b"*/=1;alert(1)"),
    "bitmap": ("a.bmp", image("BMP")),
    "tiff": ("a.tiff", image("TIFF")),
    "icon": ("a.ico", image("ICO")),
    "PostScript": ("a.eps", b"%!PS-Adobe-3.0 EPSF-3.0\n"),
    "Windows metafile": ("a.emf", b"\x01\0\0\0" + b"\0" * 100),
    "sound": ("a.mp3", b"ID3\x03" + b"\0" * 60),
    "matroska": ("a.mkv", b"\x1aE\xdf\xa3" + b"\0" * 60),
    "a film of an unknown brand": ("a.mp4", b"\0\0\0\x18ftypEVIL" + b"\0" * 60),
    "rich text": ("a.rtf", b"{\\rtf1\\object\\objocx}"),
    "old Word": ("a.doc", OLE),
    "WPS": ("a.wps", OLE),
    "old Excel": ("a.xls", OLE),
    "Word under a password": ("a.docx", OLE),
}
DISGUISED = {
    "web page as picture": ("a.jpg", SCRIPT),
    "web page as PDF": ("a.pdf", SCRIPT),
    "web page as Word": ("a.docx", SCRIPT),
    "PDF mark after a script": ("a.pdf", SCRIPT + b"%PDF-1.7"),
    "program as picture": ("a.png", b"MZ" + png()),
    "archive as Word": ("a.docx", zipped({"index.html": SCRIPT})),
    "drawing as picture": ("a.png", b"<svg onload=alert(1)>"),
    "script after a picture's mark": ("a.jpg", b"\xff\xd8\xff\xe0" + SCRIPT),
    "script after a webp's mark": ("a.webp", b"RIFF\x40\0\0\0WEBPVP8 " + SCRIPT),
    "nothing": ("a.jpg", b""),
    "one byte": ("a.docx", b"P"),
    "zeros": ("a.png", b"\0" * 4096),
}
DAMAGED = {
    "half a PNG": ("a.png", png(size=(400, 300))[:60]),
    "half a webp": ("a.webp", image("WEBP", (400, 300))[:40]),
    "half a Word file": ("a.docx", docx(TEXT)[:-80]),
    "Word file without its end": ("a.docx", docx(TEXT).partition(b"PK\x05\x06")[0]),
    "Word file whose parts are damaged": ("a.docx", docx(TEXT).replace(b"\x4b\x2d", b"\x2d\x4b")[:-300]),
    "Word file under a zip password": ("a.docx", flagged(1)),
    "Word file packed in an unknown way": ("a.docx", method(99)),
    "Word file with a part twice": ("a.docx", twice()),
    "Word file without a text": ("a.docx", zipped({"[Content_Types].xml": "<Types/>"})),
}
BOMBS = {
    "PNG of 169 megapixels": ("a.png", png_of(13_000, 13_000)),
    "PNG of 4 gigapixels": ("a.png", png_of(65_000, 65_000)),
    "JPEG of 4 gigapixels": ("a.jpg", jpeg_of(65_000, 65_000)),
    "Word file of 60 MB of blanks": ("a.docx", doc_with(**{"word/x.bin": b" " * 60_000_000})),
    "text of 50 MB": ("a.docx", document(b"<w:t>" + b"ab" * 25_000_000)),
    "5,000 parts": ("a.docx", doc_with(**{f"x{n}": b"" for n in range(5_000)})),
    "sizes that lie": ("a.docx", stored_lie()),
    "entities that unfold": ("a.docx", document(LAUGHS)),
    "an entity from outside": ("a.docx", document(OUTSIDE)),
    "an entity in the relations": ("a.docx", doc_with(**{"word/_rels/document.xml.rels": LAUGHS})),
    "an entity in the styles": ("a.docx", zipped(parts(TEXT) | {"word/styles.xml": LAUGHS + STYLES})),
}
ARMED = {
    "macro by its part": ("a.docx", doc_with(**{"word/vbaProject.bin": b"x"})),
    "macro by its part, in capitals": ("a.docx", doc_with(**{"word/VBAPROJECT.BIN": b"x"})),
    "macro by its data": ("a.docx", doc_with(**{"word/vbaData.xml": b"<x/>"})),
    "macro by its kind": ("a.docx", zipped(parts(TEXT) | {"[Content_Types].xml": MACRO_TYPE})),
    "a control": ("a.docx", doc_with(**{"word/activeX/activeX1.bin": b"x"})),
    "an Excel 4 macro": (
        "a.xlsx",
        zipped({"[Content_Types].xml": "<T/>", "xl/workbook.xml": "<w/>", "xl/macrosheets/s.xml": "<m/>"}),
    ),
    "a macro in slides": (
        "a.pptx",
        zipped({"[Content_Types].xml": "<T/>", "ppt/presentation.xml": "<p/>", "ppt/vbaProject.bin": b"x"}),
    ),
    "a path that climbs": ("a.docx", doc_with(**{"../../etc/cron.d/x": b"x"})),
    "a path from the root": ("a.docx", doc_with(**{"/etc/cron.d/x": b"x"})),
}
HOSTILE_FILES = OTHER_KINDS | DISGUISED | DAMAGED | BOMBS | ARMED
# Pictures with something beside the picture: what is kept is drawn anew and has none of it.
HARMLESS_AS_PICTURES = {
    "JPEG with a script at its end": ("a.jpg", image("JPEG") + SCRIPT),
    "JPEG with a script as comment": ("a.jpg", image("JPEG", comment=SCRIPT)),
    "JPEG with broken EXIF": ("a.jpg", image("JPEG", exif=b"Exif\0\0II*\0\xff\xff\xff\x7f")),
    "PNG with an archive at its end": ("a.png", png() + zipped({"x.html": SCRIPT})),
    "JPEG that is called a program": ("a.exe", image("JPEG")),
}
