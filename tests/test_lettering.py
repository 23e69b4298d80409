"""Chinese words drawn into pictures: broken as Chinese is set, in the simplified forms, cut where full."""

import io

import pytest
from PIL import Image

from pictures import lettering

pytestmark = pytest.mark.skipif(not lettering.can_write(), reason="no font with Chinese on this machine")
SIZE = 20


def broken(text, signs, most=None):
    """Lines of at most `signs` full-width signs."""
    return lettering.broken(text, lettering.font(SIZE), signs * SIZE + 1, most)


def test_no_line_begins_with_a_stop_or_ends_with_an_opening_bracket():
    assert broken("山那边也是邻居。他就说：“来了”", 7) == ["山那边也是邻", "居。他就说：", "“来了”"]


def test_words_in_latin_letters_and_numbers_stay_whole():
    assert broken("第2026年CCTV比赛", 3) == ["第", "2026", "年", "CCTV", "比赛"]


def test_what_does_not_fit_ends_in_an_ellipsis():
    assert broken("一二三四五六七八九十", 4, most=2) == ["一二三四", "五六七…"]
    assert broken("一二，三四五六七", 4, most=1) == ["一二…"]


def test_lines_given_stay_lines():
    assert broken("校门连着田埂\n学生就是新农人", 20) == ["校门连着田埂", "学生就是新农人"]


def test_a_collection_gives_the_simplified_forms(settings):
    font = lettering.font(SIZE, "serif")
    if font.path.endswith(".ttc"):
        assert font.getname()[0].endswith("SC")


def test_without_a_font_it_says_so(settings):
    settings.FONT_PATH = "/nowhere/font.ttf"
    assert not lettering.can_write()


def test_a_sheet_is_drawn_where_it_says_and_nowhere_else():
    sheet = lettering.Sheet(200, 100, "white")
    end = sheet.words("梁平", at=(10, 10), size=40, width=180, face="bold", ink="#000000")
    assert end == 10 + 56 == 10 + sheet.height_of("梁平", size=40, width=180, face="bold")
    drawn = Image.open(io.BytesIO(sheet.png())).convert("L").point(lambda level: 255 * (level < 128))
    left, top, right, bottom = drawn.getbbox()
    assert 10 <= left < right <= 90 and 10 <= top < bottom <= end


@pytest.mark.parametrize("align", ["left", "center", "right"])
def test_words_are_aligned(align):
    sheet = lettering.Sheet(200, 60, "white")
    sheet.words("口", at=(0, 0), size=40, width=200, align=align, ink="black")
    left, _, right, _ = sheet.image.convert("L").point(lambda level: 255 * (level < 128)).getbbox()
    assert round((left + right) / 2, -1) == {"left": 20, "center": 100, "right": 180}[align]


def test_a_picture_is_cut_around_its_focal_point():
    image = Image.new("RGB", (300, 100), "white")
    image.paste((255, 0, 0), (200, 0, 300, 100))
    sheet = lettering.Sheet(100, 100)
    sheet.picture(image, box=(0, 0, 100, 100), focus=(1.0, 0.5))
    assert sheet.image.getpixel((50, 50)) == (255, 0, 0)
