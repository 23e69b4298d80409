"""Timetables as schools have them, read into flat rows: 总课表 both ways round, a sheet a class or a teacher.

A book is [(sheet's name, rows of texts), …]. Days stand in a row or a column; the other way are classes or
periods. Beside them a 任课表 says who teaches which subject to which class. Nothing here asks the database.
"""

from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from schools import timetable_cells as cells

MOST_PERIODS = 14
# So many of the first rows are looked through for days.
HEAD = 8


@dataclass(frozen=True)
class Entry:
    """One cell: where it stands, of which class or teacher, when, and what it says."""

    place: str
    line: int
    owner: str
    weekday: int
    period: int
    text: str


class Unread(Exception):
    """A sheet that is no timetable, in words."""


def entries(book):
    """([Entry, …], {(class key, subject): teacher's name}, [note, …]) of all sheets of a book."""
    found, taught, notes = [], {}, []
    for name, rows in book:
        if not any(any(row) for row in rows):
            continue
        if assigned := assignments(name, rows):
            taught |= assigned
            continue
        try:
            found += list(_entries(name, rows))
        except Unread as unread:
            notes.append(f"“{name}”没有读：{unread}")
    return found, taught, notes


def assignments(name, rows):
    """任课表: classes down and subjects across, or the other way as a list 班级, 学科, 教师."""
    head = next((number for number, row in enumerate(rows[:HEAD]) if "班级" in row), None)
    if head is None or any(cells.day_of(cell) for row in rows[:HEAD] for cell in row):
        return {}
    header = rows[head]
    first = header.index("班级")
    body = [row for row in rows[head + 1 :] if len(row) > first and row[first]]
    if {"学科", "教师"} <= set(header):
        subject, teacher = header.index("学科"), header.index("教师")
        return {(cells.class_key(row[first]), row[subject]): cells.bare_name(row[teacher]) for row in body}
    return {
        (cells.class_key(row[first]), header[column]): cells.bare_name(row[column])
        for row in body
        for column in range(first + 1, min(len(row), len(header)))
        if header[column] and row[column] and row[column] not in cells.FREE
    }


def _entries(name, rows):
    for number, row in enumerate(rows[:HEAD]):
        days = {column: day for column, cell in enumerate(row) if (day := cells.day_of(cell))}
        if len(days) >= 3:
            below = rows[number + 1] if len(rows) > number + 1 else []
            periods = {column: cells.period_of(cell) for column, cell in enumerate(below)}
            if sum(period is not None for period in periods.values()) > len(days):
                return _classes_down(name, rows, number, days, periods)
            return _one_owner(name, rows, number, days)
    return _classes_across(name, rows)


def _classes_down(name, rows, number, days, periods):
    """A class a row; days over periods across."""
    last, columns = None, {}
    for column in range(len(rows[number + 1])):
        last = days.get(column, last)
        if last and periods.get(column) is not None:
            columns[column] = (last, periods[column])
    columns = _counted_through(columns)
    for line, row in enumerate(rows[number + 2 :], number + 3):
        owner = next((cell for cell in row[: min(columns)] if cell), "")
        for column, (day, period) in columns.items():
            if owner and column < len(row) and row[column]:
                yield Entry(_place(name, line, column), line, owner, day, period, row[column])


def _counted_through(columns):
    """上午1—4, 下午1—3 are periods 1 to 7 of the day."""
    found, before, offset, today = {}, 0, 0, None
    for column, (day, period) in columns.items():
        if day != today:
            before, offset, today = 0, 0, day
        if period + offset <= before:
            offset = before
        before = period + offset
        found[column] = (day, before)
    return found


def _one_owner(name, rows, number, days):
    """One class or teacher: periods down, days across; whose it is stands above or is the sheet's name."""
    owner = _owner(name, rows[:number])
    for line, period, row in _periods(rows, number + 1, min(days)):
        for column, day in days.items():
            if column < len(row) and row[column]:
                yield Entry(_place(name, line, column), line, owner, day, period, row[column])


def _owner(name, above):
    for row in above:
        for cell in row:
            text = cell
            for word in ("课程表", "课表", "班级：", "班级:", "教师：", "教师:", "姓名：", "姓名:", "任课"):
                text = text.replace(word, "")
            if isinstance(cells.class_key(text.strip()), tuple) or (text != cell and text.strip()):
                return text.strip()
    for word in ("课程表", "课表"):
        name = name.replace(word, "")
    return name.strip()


def _periods(rows, start, before):
    """(line, period, row) of the rows that are periods; breaks are passed over."""
    last, offset = 0, 0
    for line, row in enumerate(rows[start:], start + 1):
        label = next((one for cell in row[:before] if (one := cells.period_of(cell)) is not None), None)
        if label is None:
            continue
        if label + offset <= last:
            offset = last
        last = label + offset
        if last <= MOST_PERIODS:
            yield line, last, row


def _classes_across(name, rows):
    """Days and periods down, a class a column."""
    column = next(
        (
            column
            for column in range(4)
            if len({cells.day_of(row[column]) for row in rows if len(row) > column} - {None}) >= 3
        ),
        None,
    )
    if column is None:
        raise Unread("没有找到星期几。表里要有“星期一”至“星期五”，横排或竖排都可以。")
    first = next(line for line, row in enumerate(rows) if len(row) > column and cells.day_of(row[column]))
    header = next((row for row in reversed(rows[:first]) if sum(bool(cell) for cell in row) > 1), None)
    if header is None:
        raise Unread("星期的上面一行要写各班的班名。")
    day, last, offset = None, 0, 0
    for line, row in enumerate(rows[first:], first + 1):
        if len(row) > column and cells.day_of(row[column]):
            day, last, offset = cells.day_of(row[column]), 0, 0
        label = next(
            (one for cell in row[column + 1 : column + 3] if (one := cells.period_of(cell)) is not None), None
        )
        if day is None or label is None:
            continue
        offset = last if label + offset <= last else offset
        last = label + offset
        for place in range(column + 2, min(len(row), len(header))):
            if header[place] and row[place]:
                yield Entry(_place(name, line, place), line, header[place], day, last, row[place])


def _place(name, line, column):
    """As the person finds it: 总课表 C5"""
    return f"{name} {get_column_letter(column + 1)}{line}"
