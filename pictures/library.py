"""Taking pictures in: measured before decoded, turned upright, stripped of all metadata, stored under a
random name. A row never stands without its file: the file is written first, and removed if the row fails."""

import hashlib
import io
import secrets
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from accounts import audit
from pictures import likeness, naming
from pictures.models import File, Picture

MOST_BYTES = 20 * 1024 * 1024
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 2400
FORMATS = {"JPEG", "PNG", "WEBP"}


class Normal(NamedTuple):
    """A picture as it is kept: WebP bytes, upright, RGB, without metadata."""

    data: bytes
    width: int
    height: int
    likeness: int

    @property
    def digest(self):
        return hashlib.sha256(self.data).hexdigest()


def normalise(upload):
    """The `Normal` of an uploaded picture; ValidationError says what is wrong with it.

    The size is read from the header first: a PNG of 20 kB can unpack to gigabytes.
    """
    if upload.size > MOST_BYTES:
        raise ValidationError("图片超过20 MB，请压缩后再传。", code="too_large")
    try:
        upload.seek(0)
        # WeasyPrint, once loaded, makes Pillow take half a file for a picture.
        ImageFile.LOAD_TRUNCATED_IMAGES = False
        with Image.open(upload, formats=sorted(FORMATS)) as image:
            if image.width * image.height > MOST_PIXELS:
                raise ValidationError("图片超过4000万像素，请缩小后再传。", code="too_many_pixels")
            upright = ImageOps.exif_transpose(image)
            plain = _flat(upright)
    except Image.DecompressionBombError as error:
        raise ValidationError("图片超过4000万像素，请缩小后再传。", code="too_many_pixels") from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise ValidationError("这个文件不是能打开的JPG、PNG或WebP图片。", code="not_a_picture") from error
    plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    plain.save(out, "WEBP", quality=88, method=4)
    return Normal(out.getvalue(), plain.width, plain.height, likeness.of_image(plain))


def _flat(image):
    """RGB on white, in a new image that carries no metadata."""
    if image.mode in {"RGBA", "LA", "P"}:
        image = image.convert("RGBA")
        ground = Image.new("RGB", image.size, "white")
        ground.paste(image, mask=image.getchannel("A"))
        return ground
    clean = Image.new("RGB", image.size)
    clean.paste(image.convert("RGB"))
    return clean


def add(
    unit,
    upload,
    *,
    title,
    alt="",
    caption="",
    credit="",
    illustration=False,
    people=Picture.People.NONE,
    decorative=False,
    focal=(50, 40),
    sample=False,
    by=None,
):
    """A new picture of the library from an uploaded file."""
    picture = Picture(
        unit=unit,
        title=title,
        alt=alt,
        caption=caption,
        credit=credit,
        illustration=illustration,
        people=people,
        decorative=decorative,
        focal_x=focal[0],
        focal_y=focal[1],
        sample=sample,
        added_by=by,
    )
    picture.clean()
    store(picture, normalise(upload), by=by)
    return picture


def take_in(unit, upload, *, credit="", people=Picture.People.NONE, by=None):
    """A picture that comes in with others and is described afterwards: it has no alternative text yet, so no
    page can be published with it."""
    name = upload.name.rsplit("/", 1)[-1].rsplit(".", 1)[0].strip()[:80]
    titled = "" if naming.is_file_name(name) or naming.is_file_name(upload.name.split(".")[0]) else name
    title = titled or f"待命名 {timezone.localtime():%m月%d日 %H:%M}"
    picture = Picture(unit=unit, title=title, credit=credit, people=people, added_by=by)
    store(picture, normalise(upload), by=by)
    return picture


def store(picture, normal, *, by=None):
    """Save the picture with a `Normal` as its next file version."""
    number = picture.current + 1
    file = File(
        number=number, width=normal.width, height=normal.height, size=len(normal.data), digest=normal.digest
    )
    file.file.save(f"{secrets.token_hex(16)}.webp", ContentFile(normal.data), save=False)
    try:
        with transaction.atomic():
            picture.current, picture.width, picture.height = number, normal.width, normal.height
            picture.likeness = normal.likeness
            picture.save()
            file.picture = picture
            file.save()
            audit.record("picture.stored", by=by, row=picture, change={"version": [number - 1, number]})
    except Exception:
        file.file.delete(save=False)
        raise
    return file
