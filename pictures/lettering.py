"""Chinese words drawn into a picture with Pillow: finding a font, breaking lines, putting them down.

    sheet = lettering.Sheet(1080, 1440)
    y = sheet.words("五十年老校", at=(64, 64), size=72, width=952, face="serif", lines=3)
    y = sheet.words("每周开门上课", at=(64, y + 16), size=40, width=952, ink=lettering.GREEN)
    sheet.picture(image, box=(0, 400, 1080, 1000))
    png = sheet.png()

The font is `FONT_PATH` where it is set, else the first of `PLACES` that is there; `can_write()` says whether
one is. Without one nothing may be drawn that has words in it: show a page's static picture instead.
"""

import io
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont, ImageOps

PAPER, INK, SOFT, GREEN, GOLD, RED, LINE = (
    "#fbf7ec",
    "#1b2420",
    "#515a54",
    "#175240",
    "#e2a52b",
    "#ad261b",
    "#d5cab2",
)
LEADING = 1.4
# Where Debian, Fedora, Arch and macOS keep a font with Chinese; a headline's face first, then the text's.
NOTO = ("/usr/share/fonts/opentype/noto", "/usr/share/fonts/google-noto-cjk", "/usr/share/fonts/noto-cjk")
PLACES = {
    "serif": (
        *(f"{folder}/NotoSerifCJK-Bold.ttc" for folder in NOTO),
        "/System/Library/Fonts/Supplemental/Songti.ttc",
    ),
    "bold": (
        *(f"{folder}/NotoSansCJK-Bold.ttc" for folder in NOTO),
        "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
        "/System/Library/Fonts/PingFang.ttc",
    ),
    "plain": (
        *(f"{folder}/NotoSansCJK-Regular.ttc" for folder in NOTO),
        "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
        "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
        "/System/Library/Fonts/PingFang.ttc",
    ),
}
# What must not begin a line, and what must not end one.
NOT_FIRST = frozenset("，。、；：！？）》」』”’…—·%％,.;:!?)]}")
NOT_LAST = frozenset("（《「『“‘([{")


def _file(face):
    if settings.FONT_PATH:
        return settings.FONT_PATH
    wished = [*PLACES[face], *PLACES["bold"], *PLACES["plain"], *PLACES["serif"]]
    return next((place for place in wished if Path(place).exists()), None)


def can_write():
    """Whether this machine has a font with Chinese in it."""
    path = _file("plain")
    return path is not None and Path(path).exists()


@lru_cache(maxsize=64)
def _font(path, size):
    """The font of a file; of a collection, which holds the same signs as drawn in each country, ours."""
    index = 0
    if path.endswith((".ttc", ".otc")):
        index = _ours(path)
    return ImageFont.truetype(path, size, index=index)


@lru_cache(maxsize=8)
def _ours(path):
    for index in range(10):
        try:
            name = ImageFont.truetype(path, 10, index=index).getname()[0] or ""
        except OSError:
            break
        if name.endswith(" SC"):
            return index
    return 0


def font(size, face="plain"):
    """A font of this machine; `face` is serif (headlines), bold or plain. OSError where there is none."""
    path = _file(face)
    if path is None:
        raise OSError("no font with Chinese found: set FONT_PATH")
    return _font(str(path), size)


def broken(text, drawn, width, most=None):
    """The text as lines no wider than `width` pixels, by the rules of Chinese setting; of more than `most`
    lines the last kept one ends in an ellipsis. A word in Latin letters or digits stays whole."""
    lines = []
    for paragraph in text.splitlines():
        lines += _lines_of(_atoms(paragraph.strip()), drawn, width)
    if most is not None and len(lines) > most:
        lines = [*lines[: most - 1], _cut(lines[most - 1], drawn, width)]
    return lines


def _atoms(text):
    """What is never parted: a sign with the punctuation that belongs to it, or a run of Latin letters."""
    atoms = []
    for sign in text:
        last = atoms[-1] if atoms else ""
        joins = sign in NOT_FIRST or last[-1:] in NOT_LAST or (_latin(sign) and _latin(last[-1:]))
        if atoms and joins:
            atoms[-1] += sign
        else:
            atoms.append(sign)
    return atoms


def _latin(sign):
    return bool(sign) and sign.isascii() and sign.isalnum()


def _lines_of(atoms, drawn, width):
    line = ""
    for atom in atoms:
        if not line or drawn.getlength(line + atom) <= width:
            line += atom
        else:
            yield line.rstrip()
            line = atom.lstrip()
    if line:
        yield line.rstrip()


def _cut(line, drawn, width):
    while line and drawn.getlength(line + "…") > width:
        line = line[:-1]
    return line.rstrip("，。、；：　 ") + "…"


class Sheet:
    """A picture being drawn, in pixels from the upper left."""

    def __init__(self, width, height, ground=PAPER):
        self.image = Image.new("RGB", (width, height), ground)
        self.draw = ImageDraw.Draw(self.image)

    def words(
        self, text, *, at, size, width, face="plain", ink=INK, lines=None, leading=LEADING, align="left"
    ):
        """Put the text down from `at` on; returns the y below its last line."""
        drawn = font(size, face)
        x, y = at
        step = round(size * leading)
        for line in broken(text, drawn, width, lines):
            spare = {"left": 0, "center": (width - drawn.getlength(line)) / 2}.get(align)
            left = x + (width - drawn.getlength(line) if spare is None else spare)
            self.draw.text((left, y + step / 2), line, font=drawn, fill=ink, anchor="lm")
            y += step
        return y

    def height_of(self, text, *, size, width, face="plain", lines=None, leading=LEADING):
        """How high `words` would come out, to set things from the bottom up."""
        return len(broken(text, font(size, face), width, lines)) * round(size * leading)

    def picture(self, image, *, box, focus=(0.5, 0.4)):
        """An image cut to fill the box (left, top, right, bottom) around its focal point."""
        left, top, right, bottom = box
        size = (right - left, bottom - top)
        self.image.paste(ImageOps.fit(image.convert("RGB"), size, centering=focus), (left, top))

    def rule(self, *, at, width, weight=2, ink=INK):
        x, y = at
        self.draw.rectangle((x, y, x + width - 1, y + weight - 1), fill=ink)

    def png(self, colours=None):
        """The finished picture, to be long-pressed and saved; in few `colours` a third of the size."""
        image = self.image.quantize(colours, dither=Image.Dither.NONE) if colours else self.image
        out = io.BytesIO()
        image.save(out, "PNG", optimize=True)
        return out.getvalue()

    def jpeg(self, quality=82):
        """For a sheet with a photograph on it, a tenth of its PNG."""
        out = io.BytesIO()
        self.image.save(out, "JPEG", quality=quality, optimize=True, progressive=True)
        return out.getvalue()
