"""Spreadsheets in and out: what is refused before parsing, cells as people mean them, formulas made harmless.

`read(name, content)` takes .xlsx and .csv (UTF-8, GB 18030) and gives a `Sheet` of texts.
"""

import csv
import io
import re
import zipfile
from dataclasses import dataclass, field
from datetime import date, datetime, time

import openpyxl
import tablib
from import_export.formats.base_formats import XLSX

from accounts import exports

MEGABYTE = 1024 * 1024
MOST_BYTES = 8 * MEGABYTE
# Of an .xlsx, unpacked: a sheet of 5,000 rows and 60 columns has some 20 MB and a ratio of 10.
MOST_UNPACKED = 60 * MEGABYTE
MOST_MEMBERS = 200
MOST_RATIO = 120
MOST_TAGS = 2_000_000
# So many rows are checked, or imported, within the patience of a web server.
MOST_ROWS = 5_000
# Empty lines between the rows included.
MOST_LINES = 2 * MOST_ROWS
MOST_COLUMNS = 60
# Of a book of timetables: a sheet a class or a teacher; 60 classes of 7 periods on 5 days in one.
MOST_SHEETS, MOST_GRID_ROWS, MOST_GRID_COLUMNS = 150, 200, 120
LONGEST_CELL = 5_000
CHUNK = MEGABYTE
# Where entities are declared that unfold into more; no spreadsheet programme writes one.
DOCTYPE = b"<!DOCTYPE"

OTHER_FORMATS = "只能导入 .xlsx 和 .csv。请在WPS或Excel中打开，另存为“.xlsx 工作簿”后再上传。"
TOO_MUCH = "这个文件解开后过大，可能已损坏或不是普通表格，没有读取。请新建一张表格，只粘贴要导入的内容。"
# What Excel writes where a formula has failed.
BROKEN = frozenset({"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"})
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
BLANK = re.compile(r"[\s\u3000\u00a0\u200b\u200c\u200d\u2060\ufeff\0]+")


class Refused(Exception):
    """The file as a whole cannot be taken; its text says why and what to do."""


@dataclass
class Sheet:
    """Headers and rows of texts; `lines` are the rows' numbers as the person's programme counts them."""

    headers: list
    rows: list = field(default_factory=list)
    lines: list = field(default_factory=list)

    def dataset(self):
        return tablib.Dataset(*self.rows, headers=self.headers)


# --- reading ------------------------------------------------------------------------------------------------


def read(name, content):
    if len(content) > MOST_BYTES:
        raise Refused(f"文件超过{MOST_BYTES // MEGABYTE}MB。请分成几个文件导入。")
    if content.startswith(b"PK"):
        return _sheet(_xlsx_rows(content))
    if content.startswith(b"\xd0\xcf\x11\xe0") or not name.lower().endswith((".csv", ".txt")):
        raise Refused(OTHER_FORMATS)
    return _sheet(_csv_rows(content))


def read_book(name, content):
    """[(sheet's name, rows of texts), …] of all sheets, for what is no list: timetables. Merged cells have
    their text in the first of them only."""
    if len(content) > MOST_BYTES:
        raise Refused(f"文件超过{MOST_BYTES // MEGABYTE}MB。请分成几个文件导入。")
    if not content.startswith(b"PK"):
        if content.startswith(b"\xd0\xcf\x11\xe0") or not name.lower().endswith((".csv", ".txt")):
            raise Refused(OTHER_FORMATS)
        return [(name.rsplit(".", 1)[0], [cells for _, cells in _csv_rows(content)])]
    check_archive(content)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        return [(sheet.title, _texts(sheet)) for sheet in book.worksheets[:MOST_SHEETS]]
    except Exception as error:  # openpyxl raises whatever a damaged file leads it to
        raise Refused("这个文件读不出来，可能已损坏或加了密码。请另存为新的 .xlsx 再试。") from error


def _texts(sheet):
    sheet.reset_dimensions()
    rows = sheet.iter_rows(max_row=MOST_GRID_ROWS, max_col=MOST_GRID_COLUMNS)
    return [[_text(cell.value, cell.number_format) for cell in row] for row in rows]


def _sheet(numbered):
    """The first row with anything in it holds the headers; empty rows are passed over."""
    sheet = None
    for line, cells in numbered:
        if not any(cells):
            continue
        if len(cells) > MOST_COLUMNS and any(cells[MOST_COLUMNS:]):
            raise Refused(f"表格超过{MOST_COLUMNS}列。请使用下载的模板。")
        if sheet is None:
            sheet = Sheet(headers=_headers(cells))
            continue
        if len(sheet.rows) >= MOST_ROWS:
            raise Refused(f"表格超过{MOST_ROWS}行。请分成几个文件导入。")
        width = len(sheet.headers)
        sheet.rows.append([*cells[:width], *[""] * (width - len(cells))])
        sheet.lines.append(line)
    if sheet is None or not sheet.rows:
        raise Refused("表格里没有内容：第一行应是表头，下面每行一条。")
    return sheet


def _headers(cells):
    headers = [BLANK.sub("", cell).rstrip("*＊") for cell in cells]
    while headers and not headers[-1]:
        headers.pop()
    twice = {header for header in headers if header and headers.count(header) > 1}
    if twice:
        raise Refused(f"表头有重复的列：{'、'.join(sorted(twice))}。请只留一列。")
    return [header or f"（第{number}列）" for number, header in enumerate(headers, 1)]


def _xlsx_rows(content):
    check_archive(content)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        rows = sheet.iter_rows(max_row=MOST_LINES, max_col=MOST_COLUMNS + 1)
        for line, cells in enumerate(rows, 1):
            if line == MOST_LINES:
                raise Refused(f"表格超过{MOST_ROWS}行。请分成几个文件导入，并删去末尾的空行。")
            yield line, [_text(cell.value, cell.number_format) for cell in cells]
    except Refused:
        raise
    except Exception as error:  # openpyxl raises whatever a damaged file leads it to
        raise Refused("这个文件读不出来，可能已损坏或加了密码。请另存为新的 .xlsx 再试。") from error


def check_archive(content):
    """Refuse an .xlsx that would cost more than a sheet does, before a parser sees any of it."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise Refused("这个文件不完整，打不开。请重新保存后再上传。") from error
    if "xl/workbook.xml" not in archive.namelist():
        raise Refused(OTHER_FORMATS)
    unpacked = sum(member.file_size for member in members)
    steep = any(
        member.file_size > MEGABYTE and member.file_size > MOST_RATIO * max(member.compress_size, 1)
        for member in members
    )
    if len(members) > MOST_MEMBERS or unpacked > MOST_UNPACKED or steep:
        raise Refused(TOO_MUCH)
    _count_tags(archive, [member for member in members if member.filename.endswith((".xml", ".rels"))])


def _count_tags(archive, members):
    """Elements are what a parser's time goes by; a sheet declared small may still be made of millions."""
    tags = 0
    for member in members:
        try:
            with archive.open(member) as stream:
                tail = b""
                while chunk := stream.read(CHUNK):
                    tags += chunk.count(b"<")
                    if tags > MOST_TAGS or DOCTYPE in tail + chunk:
                        raise Refused(TOO_MUCH)
                    tail = chunk[-len(DOCTYPE) :]
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as error:
            raise Refused("这个文件不完整或加了密码，打不开。请去掉密码另存后再上传。") from error


def _csv_rows(content):
    text = _decoded(content)
    head = text.split("\n", 1)[0]
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter="\t" if "\t" in head else ",")
        for cells in rows:
            yield rows.line_num, [clean(_unguarded(cell)) for cell in cells]
    except csv.Error as error:
        raise Refused("这个 .csv 读不出来：引号或换行不成对。请另存为 .xlsx 再上传。") from error


def _decoded(content):
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    encodings = ["utf-16"] if marked else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused("这个 .csv 的文字编码认不出来。请另存为 .xlsx，或选“CSV UTF-8”。")


def _text(value, shown_as=""):
    """A cell as its author sees it: 12 for 12.0, 95% for 0.95 shown as a percentage, days without hours."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, (int, float)):
        return f"{round(value * 100, 10):.12g}%" if "%" in (shown_as or "") else _number(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, (date, time)):
        return value.isoformat()
    return clean(_unguarded(str(value)))


def _number(value):
    return str(int(value)) if float(value).is_integer() else f"{value:.15g}"


def _unguarded(text):
    """Without the mark that our own exports put before what looks like a formula."""
    return text[1:] if text.startswith("'") and text[1:].lstrip(" ").startswith(exports.FORMULA) else text


def clean(text):
    """One line without odd blanks at its ends or doubled inside."""
    return BLANK.sub(" ", text).strip()[:LONGEST_CELL]


# --- writing ------------------------------------------------------------------------------------------------


def write(headers, rows, form, title="Sheet1"):
    """Bytes of an .xlsx or .csv; the .csv is UTF-8 with the mark by which Excel knows it."""
    dataset = tablib.Dataset(headers=[_harmless(header) for header in headers], title=title[:30])
    for row in rows:
        dataset.append([_harmless(value) for value in row])
    if form == "csv":
        return dataset.export("csv").encode("utf-8-sig")
    return XLSX().export_data(dataset)


def _harmless(value):
    return CONTROL.sub("", exports.neutral(value))


CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
