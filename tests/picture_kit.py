"""Small pictures for tests; use with the `media` fixture."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from pictures import library, renditions
from tests.factories import UnitFactory


def upload(width=1200, height=800, kind="JPEG", **save):
    out = io.BytesIO()
    Image.new("RGB", (width, height), "green").save(out, kind, **save)
    return SimpleUploadedFile("操场.jpg", out.getvalue())


def picture(**values):
    return library.add(UnitFactory(), upload(), **({"title": "操场", "alt": "红色跑道"} | values))


def address(found, shape="3x2"):
    return renditions.sources(found.prepared(), shape)[0][0]
