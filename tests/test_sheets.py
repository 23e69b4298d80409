"""Files as people have them, and files that are meant to hurt."""

import io
import random
import resource
import time
import zipfile
from datetime import date

import openpyxl
import pytest

from accounts import sheets
from accounts.columns import Day, Name, Number, Phone, YesNo
from tests.sheet_kit import xlsx

SHEET = "xl/worksheets/sheet1.xml"
HEAD = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
TAIL = b"</sheetData></worksheet>"


def with_member(content, name=SHEET):
    """A sound .xlsx with one member replaced."""
    whole = zipfile.ZipFile(io.BytesIO(xlsx(["甲"], ["乙"])))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for member in whole.namelist():
            archive.writestr(member, content if member == name else whole.read(member))
    return made.getvalue()


def test_cells_read_as_their_author_sees_them():
    book = openpyxl.Workbook()
    book.active.append(["学 校*", "数值", "日期", "寄宿"])
    book.active.append(["　西苑小学 ", 12.0, date(2026, 9, 1), True])
    book.active.append([])
    book.active.append(["西苑小学", 0.95])
    book.active["B4"].number_format = "0%"
    content = io.BytesIO()
    book.save(content)
    sheet = sheets.read("表.xlsx", content.getvalue())
    assert sheet.headers == ["学校", "数值", "日期", "寄宿"]
    assert sheet.rows == [["西苑小学", "12", "2026-09-01", "是"], ["西苑小学", "95%", "", ""]]
    assert sheet.lines == [2, 4]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_csv_in_every_usual_encoding(encoding):
    text = "学校,姓名\r\n西苑小学,张　伟\r\n"
    assert sheets.read("表.csv", text.encode(encoding)).rows == [["西苑小学", "张 伟"]]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("表.xls", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "另存为"),
        ("表.docx", b"hello", "只能导入"),
        ("表.xlsx", b"PK\x03\x04broken", "不完整"),
        ("表.csv", "学校,学校\n甲,乙\n".encode(), "重复"),
        ("表.csv", "学校\n".encode(), "没有内容"),
        ("表.csv", b"\xff" * 40, "编码"),
    ],
)
def test_what_is_no_sheet_is_refused_with_advice(name, content, said):
    with pytest.raises(sheets.Refused, match=said):
        sheets.read(name, content)


def steep_bomb():
    return with_member(HEAD + b"<row><c><v>1</v></c></row>" * 2_000_000 + TAIL)


def flat_bomb():
    """1.1 MB or more, no steeper than an honest sheet, made of a million cells."""
    dice = random.Random(7)
    cells = b"".join(b"<c><v>%d</v></c>" % dice.randrange(10**6) for _ in range(520_000))
    return with_member(HEAD + b"<row>" + cells + b"</row>" + TAIL)


def entity_bomb():
    doctype = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    return with_member(doctype + HEAD + b"<row><c><v>&b;</v></c></row>" + TAIL)


def far_cell():
    return with_member(HEAD + b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>' + TAIL)


@pytest.mark.parametrize("bomb", [steep_bomb, flat_bomb, entity_bomb, far_cell])
def test_a_bomb_is_refused_in_two_seconds_and_little_memory(bomb):
    content = bomb()
    before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
    with pytest.raises(sheets.Refused):
        sheets.read("表.xlsx", content)
    assert time.monotonic() - started < 2
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024 < 200


def test_there_is_a_largest_number_of_rows():
    rows = "学校\n" + "西苑小学\n" * (sheets.MOST_ROWS + 1)
    with pytest.raises(sheets.Refused, match="分成几个文件"):
        sheets.read("表.csv", rows.encode())


@pytest.mark.parametrize(
    ("typed", "name"),
    [("张　伟", "张伟"), ("阿依古丽•买买提", "阿依古丽·买买提"), ("𬱖立", "𬱖立"), ("﨑本", "﨑本")],
)
def test_names_keep_their_characters_and_lose_their_blanks(typed, name):
    assert Name().clean(sheets.clean(typed)) == name


def test_a_home_made_character_is_named():
    with pytest.raises(ValueError, match="自造字"):
        Name().clean("王\ue123")


def test_cells_that_cannot_be_say_why():
    for widget, value in [(Day(), "九月"), (Number(), "40余人"), (YesNo(), "也许"), (Phone(), "12345")]:
        with pytest.raises(ValueError, match="请|填"):
            widget.clean(value)


@pytest.mark.parametrize("text", ["=1+1", "+86", "-x", "@cmd", " =1", "＝1"])
@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_formulas_leave_as_text_and_come_back_whole(text, form):
    content = sheets.write(["甲"], [[text]], form)
    if form == "xlsx":
        assert openpyxl.load_workbook(io.BytesIO(content)).active["A2"].data_type == "s"
    assert sheets.read(f"表.{form}", content).rows == [[text.strip()]]
