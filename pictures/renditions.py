"""What readers get of a picture: WebP at a few widths and shapes, cut around its focal point.

The address alone says which rendition it is, so a page prints it without a query and the file is made when
first asked for. It carries a short signature: only addresses that a page once printed are ever cut, so nobody
fills the disk by asking for ten thousand focal points. A new file version or focal point is a new address.
"""

import io
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from PIL import Image

WIDTHS = (480, 960, 1600)
# Shape → width / height; "full" keeps the picture's own.
SHAPES = {"full": None, "16x9": 16 / 9, "3x2": 3 / 2, "1x1": 1.0, "12x5": 12 / 5}


def _mark(code, version, x, y):
    return salted_hmac("pictures.rendition", f"{code}:{version}:{x}:{y}").hexdigest()[:10]


@dataclass(frozen=True)
class Cut:
    """One rendition of one file version: its shape, width and focal point in per cent."""

    code: str
    version: int
    x: int
    y: int
    shape: str
    width: int

    @classmethod
    def parse(cls, code, focus, shape, width):
        """The cut an address names; None where no page of this site can have printed it."""
        parts = focus.split("-")
        if shape not in SHAPES or width not in WIDTHS or len(parts) != 4:
            return None
        numbers, mark = parts[:3], parts[3]
        if not all(part.isascii() and part.isdigit() for part in numbers):
            return None
        version, x, y = map(int, numbers)
        if not constant_time_compare(mark, _mark(code, version, x, y)):
            return None
        return cls(code, version, x, y, shape, width)

    @property
    def name(self):
        return f"renditions/{self.code}/{self.version}-{self.x}-{self.y}-{self.shape}-{self.width}.webp"


def size(prepared, shape, width):
    """(width, height) in pixels of a rendition; never larger than the picture itself."""
    full_w, full_h = prepared["w"], prepared["h"]
    ratio = SHAPES[shape] or full_w / full_h
    width = min(width, full_w, round(full_h * ratio))
    return width, max(1, round(width / ratio))


def sources(prepared, shape="full"):
    """[(address, width, height)] for a srcset: each width that the picture can fill, the smallest always."""
    code, version, x, y = prepared["code"], prepared["v"], prepared["x"], prepared["y"]
    focus = f"{version}-{x}-{y}-{_mark(code, version, x, y)}"
    found = {}
    for width in WIDTHS:
        real, height = size(prepared, shape, width)
        if real not in found:
            found[real] = (reverse("pictures:rendition", args=[code, focus, shape, width]), real, height)
    return list(found.values())


def box(full_w, full_h, ratio, focal_x, focal_y):
    """The largest box of that ratio inside the picture whose centre is nearest the focal point (in %)."""
    if ratio is None:
        return 0, 0, full_w, full_h
    wide = min(full_w, round(full_h * ratio))
    high = min(full_h, round(full_w / ratio))
    left = min(max(round(full_w * focal_x / 100 - wide / 2), 0), full_w - wide)
    top = min(max(round(full_h * focal_y / 100 - high / 2), 0), full_h - high)
    return left, top, left + wide, top + high


def ensure(file, cut):
    """The storage name of a rendition of a `pictures.File`, made now if it is not there yet."""
    if default_storage.exists(cut.name):
        return cut.name
    with file.file.open("rb") as source, Image.open(source) as image:
        part = image.crop(box(image.width, image.height, SHAPES[cut.shape], cut.x, cut.y))
    if part.width > cut.width:
        height = max(1, round(part.height * cut.width / part.width))
        part = part.resize((cut.width, height), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    part.save(out, "WEBP", quality=80, method=4)
    # Where another request was quicker, storage takes a free name: either file is whole.
    return default_storage.save(cut.name, ContentFile(out.getvalue()))


def discard(code):
    """Remove every rendition of a picture (withdrawn, or replaced)."""
    folder = f"renditions/{code}"
    if not default_storage.exists(folder):
        return
    for name in default_storage.listdir(folder)[1]:
        default_storage.delete(f"{folder}/{name}")
