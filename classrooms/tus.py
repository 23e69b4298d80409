"""The server's side of tus 1.0 (resumable uploads): creation, HEAD, PATCH, termination, checksum, expiration.

Knows the protocol and nothing of who may upload or what a file is for: `uploads.py` does. A piece is written
to a file of the upload's own at the offset its row states; the row moves on only after the bytes are written,
so a killed process costs at most the piece under way.
"""

import base64
import binascii
import hashlib

from django.http import HttpResponse

VERSION = "1.0.0"
EXTENSIONS = "creation,termination,checksum"
ALGORITHMS = ("sha1", "sha256")
# "Checksum Mismatch": of this protocol alone.
MISMATCH = 460
PIECE = "application/offset+octet-stream"


class Fault(Exception):
    """An answer to a request that the protocol refuses."""

    def __init__(self, status, text=""):
        super().__init__(text)
        self.status, self.text = status, text


def respond(status=204, text="", **headers):
    """An answer with the headers every answer carries; `Upload_Offset` is written Upload-Offset."""
    response = HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")
    response["Tus-Resumable"] = VERSION
    response["Cache-Control"] = "no-store"
    for name, value in headers.items():
        response[name.replace("_", "-")] = str(value)
    return response


def require_version(request):
    if request.headers.get("Tus-Resumable") != VERSION:
        raise Fault(412, "Tus-Resumable: 1.0.0")


def length_of(request, most):
    """The whole size stated at creation; a length that comes later is not offered."""
    size = whole_number(request.headers.get("Upload-Length"))
    if size is None or size == 0:
        raise Fault(400, "Upload-Length")
    if size > most:
        raise Fault(413, "文件太大。")
    return size


def metadata_of(request):
    """{"filename": "…"} of Upload-Metadata: names with base64 values, comma separated."""
    found = {}
    for pair in request.headers.get("Upload-Metadata", "").split(","):
        key, _, value = pair.strip().partition(" ")
        if key:
            try:
                found[key] = base64.b64decode(value, validate=True).decode()
            except (binascii.Error, UnicodeDecodeError) as error:
                raise Fault(400, "Upload-Metadata") from error
    return found


def offset_of(request):
    """Where the piece of a PATCH begins, by its headers."""
    if request.content_type != PIECE:
        raise Fault(415, PIECE)
    offset = whole_number(request.headers.get("Upload-Offset"))
    if offset is None:
        raise Fault(400, "Upload-Offset")
    return offset


class Checksum:
    """What a piece should hash to, by its Upload-Checksum; fed while the piece is written."""

    def __init__(self, algorithm, expected):
        self.hash, self.expected = hashlib.new(algorithm, usedforsecurity=False), expected

    def update(self, block):
        self.hash.update(block)

    def fits(self):
        return self.hash.digest() == self.expected


def checksum_of(request):
    """The `Checksum` that came with a piece, or None where none did."""
    said = request.headers.get("Upload-Checksum")
    if said is None:
        return None
    algorithm, _, value = said.strip().partition(" ")
    try:
        expected = base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Fault(400, "Upload-Checksum") from error
    if algorithm not in ALGORITHMS or not expected:
        raise Fault(400, "Upload-Checksum")
    return Checksum(algorithm, expected)


def whole_number(text):
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= 15 else None
