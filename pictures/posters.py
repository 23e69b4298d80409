"""Posters to be saved and printed, and the square card that a pasted link shows."""

from django.conf import settings
from PIL import Image, ImageDraw

from pictures.codes import qr_image
from pictures.lettering import GOLD, GREEN, INK, LINE, PAPER, RED, SOFT, Sheet
from pictures.models import File

WIDE, MARGIN = 1080, 72
INNER = WIDE - 2 * MARGIN
PICTURE_HIGH = 624
QR = 300
SIDE = 800


def image_of(prepared):
    """The picture of a card as an image; None where there is none, or it was withdrawn."""
    if not prepared:
        return None
    found = File.objects.version_of(prepared["code"], prepared["v"]).first()
    if found is None or found.picture.withdrawn_at is not None:
        return None
    try:
        with found.file.open("rb") as source, Image.open(source) as image:
            return image.convert("RGB")
    except OSError:
        return None


def focus_of(prepared):
    return prepared.get("x", 50) / 100, prepared.get("y", 40) / 100


def poster(card, address):
    """A `Sheet`: kicker, title, picture, the lines, and the code with what to do; as high as it needs."""
    image = image_of(card.picture)
    high = _head(Sheet(WIDE, 10), card) + (PICTURE_HIGH if image else 0)
    high += 40 + sum(_line_height(line) for line in card.lines) + 40 + QR + 2 * MARGIN
    sheet = Sheet(WIDE, high)
    y = _head(sheet, card)
    if image:
        sheet.picture(image, box=(0, y, WIDE, y + PICTURE_HIGH), focus=focus_of(card.picture))
        y += PICTURE_HIGH
    y += 40
    for line in card.lines:
        y = sheet.words(line, at=(MARGIN, y), size=36, width=INNER, lines=2)
    _foot(sheet, y + 40, address)
    return sheet


def _line_height(line):
    return Sheet(1, 1).height_of(line, size=36, width=INNER, lines=2)


def _head(sheet, card):
    y = MARGIN
    sheet.rule(at=(MARGIN, y), width=INNER, weight=8)
    sheet.rule(at=(MARGIN, y + 14), width=INNER, weight=3)
    y += 44
    kicker = "　".join(filter(None, [card.kicker, "示例" if card.sample else ""]))
    if kicker:
        y = sheet.words(kicker, at=(MARGIN, y), size=38, width=INNER, face="bold", ink=RED, lines=1) + 8
    size = 84 if max(map(len, card.title)) <= 11 else 66
    for line in card.title:
        y = sheet.words(line, at=(MARGIN, y), size=size, width=INNER, face="serif", lines=3, leading=1.26)
    return y + 36


def _foot(sheet, y, address):
    sheet.rule(at=(MARGIN, y), width=INNER, weight=2, ink=LINE)
    y += 36
    sheet.image.paste(qr_image(address, QR), (MARGIN, y))
    left, width = MARGIN + QR + 40, INNER - QR - 40
    below = sheet.words("长按或扫一扫", at=(left, y + 12), size=48, width=width, face="serif", ink=GREEN)
    below = sheet.words(settings.SITE_NAME, at=(left, below + 12), size=34, width=width, face="bold", lines=2)
    shown = address.partition("://")[2].rstrip("/")
    sheet.words(shown, at=(left, below + 8), size=28, width=width, ink=SOFT, lines=2)
    ImageDraw.Draw(sheet.image).rectangle((0, sheet.image.height - 16, WIDE, sheet.image.height), fill=GREEN)


def shared(card):
    """The square card: the picture over the title, or the title alone on the house's green."""
    image = image_of(card.picture)
    ground = PAPER if image else GREEN
    sheet = Sheet(SIDE, SIDE, ground)
    if image:
        sheet.picture(image, box=(0, 0, SIDE, 470), focus=focus_of(card.picture))
        sheet.rule(at=(0, 470), width=SIDE, weight=8, ink=GOLD)
    top, ink = (500, INK) if image else (150, PAPER)
    size, lines = (64, 3) if image else (84, 5)
    text = "\n".join(card.title)
    if sheet.height_of(text, size=size, width=SIDE - 96, face="serif", leading=1.25) > SIDE - 110 - top:
        size = round(size * 0.8)
    sheet.words(
        text, at=(48, top), size=size, width=SIDE - 96, face="serif", ink=ink, lines=lines, leading=1.25
    )
    foot = settings.SITE_SHORT_NAME + ("　示例" if card.sample else "")
    sheet.words(foot, at=(48, SIDE - 68), size=32, width=SIDE - 96, ink=SOFT if image else GOLD)
    return sheet
