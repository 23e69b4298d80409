"""What schools write in the cells of a timetable: 音乐(张), 音乐（张　伟）, 单:音乐/双:美术, a subject alone.

Pure text; who 张 is, and which subject 音 stands for, is asked of the school by `timetable_names.py`.
"""

import re
from dataclasses import dataclass

from schools.models import Lesson

Weeks = Lesson.Weeks
DIGITS = "零一二三四五六七八九十"
# What stands in a cell and is no lesson: nobody is busy then.
FREE = frozenset(
    [
        "",
        "-",
        "—",
        "——",
        "/",
        "\\",
        "空",
        "空课",
        "无",
        "自由",
        "休息",
        "×",
        "x",
        "X",
        "自习",
        "大课间",
        "课间",
    ]
    + ["课间操", "眼保健操", "午休", "午餐", "早餐", "放学", "早读", "晨读", "午读", "晚自习", "课后服务"]
)
DAYS = {
    **{
        f"{word}{name}": number
        for word in ("星期", "周", "礼拜")
        for number, name in enumerate("一二三四五六日", 1)
    },
    "星期天": 7,
    "周天": 7,
}
PERIOD = re.compile(r"(?:上午|下午|晚上)?第?(\d{1,2}|[一二三四五六七八九十]{1,2})节?课?")
PARENTHESES = re.compile(r"[（(【\[]([^（(）)】\]]*)[）)】\]]")
PARTS = re.compile(r"[/／|｜;；]")
MARK = re.compile(r"^(单周?|双周?)[:：]?|(单周|双周|单|双)$")
TEACHER_WORDS = re.compile(r"(老师|教师)$")
CLASS = re.compile(
    r"^(小学|初中|高中)?(初|高)?([一二三四五六七八九\d])(?:年级|年)?"
    r"[（(.\-]?(\d{1,2}|[一二三四五六七八九十])[）)]?班?$"
)


@dataclass(frozen=True)
class Said:
    """One lesson as a cell says it; `teacher` may be empty, a surname or a name."""

    subject: str
    teacher: str = ""
    weeks: int = Weeks.EVERY


def day_of(text):
    return DAYS.get(text.replace(" ", ""))


def is_break(text):
    return text.replace(" ", "") in FREE or any(
        word in text for word in ("课间", "午休", "早读", "晨读", "放学")
    )


def period_of(text):
    """The number of a period's label; None for what is none."""
    found = PERIOD.fullmatch(text.replace(" ", ""))
    return number_of(found[1]) if found else None


def number_of(text):
    if text.isdigit():
        return int(text)
    if len(text) == 2 and text[0] == "十":
        return 10 + DIGITS.index(text[1])
    return DIGITS.index(text) if text in DIGITS else None


def class_key(name):
    """(grade, number) of a class however written: 三年级1班, 三（1）班, 3.1, 301; else the bare name."""
    text = name.replace(" ", "")
    if re.fullmatch(r"[1-9]0\d", text):
        return int(text[0]), int(text[1:])
    found = CLASS.match(text)
    if not found:
        return text
    _, stage, grade, number = found.groups()
    return number_of(grade) + {"初": 6, "高": 9}.get(stage or "", 0), number_of(number)


def read(text):
    """[Said, …] of a cell; none for what is free."""
    text = text.strip()
    if is_break(text):
        return []
    parts = [part.strip() for part in PARTS.split(text) if part.strip()]
    said = [_read_one(part) for part in parts]
    said = [one for one in said if one.subject and not is_break(one.subject)]
    if len(said) == 2 and all(one.weeks == Weeks.EVERY for one in said):
        # Two in one cell without a word take turns, as is usual.
        said = [
            Said(one.subject, one.teacher, weeks)
            for one, weeks in zip(said, (Weeks.ODD, Weeks.EVEN), strict=True)
        ]
    return said


def _read_one(text):
    weeks, teacher = Weeks.EVERY, ""
    for inside in PARENTHESES.findall(text):
        if inside[:1] in "单双" and inside.rstrip("周") in ("单", "双"):
            weeks = Weeks.ODD if inside[0] == "单" else Weeks.EVEN
        else:
            teacher = inside
    rest = PARENTHESES.sub(" ", text).strip()
    if found := MARK.search(rest):
        weeks = Weeks.ODD if (found[1] or found[2])[0] == "单" else Weeks.EVEN
        rest = MARK.sub("", rest).strip(" :：")
    subject, _, name = rest.partition(" ")
    return Said(subject, bare_name(teacher or name), weeks)


def bare_name(text):
    return TEACHER_WORDS.sub("", re.sub(r"[\s\u3000]+", "", text))
