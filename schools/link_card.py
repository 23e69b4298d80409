"""The picture that goes with a pasted link to a school: its own picture, under it its name and what it is.

Square, because WeChat shows a square. Where there is no font it is the picture alone.
"""

from django.conf import settings
from PIL import Image

from pictures import lettering
from pictures.lettering import GOLD, GREEN, LINE, RED, SOFT, Sheet
from pictures.models import File
from pictures.renditions import box

SIZE, MARGIN, PICTURE = 800, 44, 490
GROUND = "#12382c"


def drawn(school, tags=()):
    """JPEG bytes; `tags` is what the school is known for."""
    sheet = Sheet(SIZE, SIZE)
    if not lettering.can_write():
        _picture(sheet, school.lead_picture, (0, 0, SIZE, SIZE))
        return sheet.jpeg()
    _picture(sheet, school.lead_picture, (0, 0, SIZE, PICTURE))
    sheet.rule(at=(0, PICTURE), width=SIZE, weight=8, ink=GOLD)
    _words(sheet, school, tags)
    return sheet.jpeg()


def _words(sheet, school, tags):
    width = SIZE - 2 * MARGIN
    place = [school.get_stage_display(), school.township.name if school.township else ""]
    mark = "示例" if school.sample else ""
    y = PICTURE + 28
    y = sheet.words("　".join(filter(None, [*place, mark])), at=(MARGIN, y), size=30, width=width, ink=RED)
    y = sheet.words(school.name, at=(MARGIN, y), size=60, width=width, face="serif", lines=2, leading=1.25)
    said = "　".join(tags) or school.standfirst
    if said:
        ink = GREEN if tags else SOFT
        sheet.words(said, at=(MARGIN, y + 6), size=32, width=width, ink=ink, lines=1)
    sheet.rule(at=(MARGIN, SIZE - 66), width=width, ink=LINE)
    sheet.words(settings.SITE_SHORT_NAME, at=(MARGIN, SIZE - 56), size=26, width=width, ink=SOFT, lines=1)


def _picture(sheet, picture, frame):
    file = _file(picture)
    if file is None:
        sheet.draw.rectangle(frame, fill=GROUND)
        return
    left, top, right, bottom = frame
    ratio = (right - left) / (bottom - top)
    with file.file.open("rb") as source, Image.open(source) as image:
        part = image.crop(box(image.width, image.height, ratio, picture.focal_x, picture.focal_y))
        sheet.picture(part, box=frame, focus=(0.5, 0.5))


def _file(picture):
    if picture is None or picture.withdrawn_at is not None:
        return None
    return File.objects.filter(picture=picture, number=picture.current).first()
