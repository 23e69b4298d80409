"""A file of courses, judged before anything is made of it: its size, its shape, each entry by a form."""

import json
from dataclasses import dataclass

from django import forms

from classrooms.exchange import MOST_BYTES, MOST_COURSES, TIME, CourseType, LiveStatus, Refused
from classrooms.models.relay import Broadcast

TIMES = [TIME, "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M"]
YES_NO = [("1", "是"), ("0", "否")]
MOST_RECEIVERS = 10


NAMES = {
    "courseId": "课程编号",
    "courseType": "课程类型",
    "planType": "计划或自主",
    "organCode": "学校代码",
    "organName": "学校",
    "className": "班级",
    "memberName": "主讲教师",
    "subjectName": "学科",
    "gradeCode": "年级",
    "timeBegin": "上课时间",
    "timeEnd": "下课时间",
    "actualStartTime": "实际开始",
    "actualEndTime": "实际结束",
    "ruleId": "节次",
    "isLive": "直播",
    "isRecord": "录制",
    "isQualityCourse": "精品课",
    "viewAuth": "谁能观看",
    "liveStatus": "直播状态",
    "liveUrl": "上课链接",
    "recordUrl": "录像链接",
    "attendList": "接收班",
}


@dataclass(frozen=True)
class Problem:
    """What is wrong with one entry; `line` counts the entries from 1."""

    line: int
    key: str
    value: str
    message: str

    @property
    def name(self):
        """接收班的学校 for attendList.organName; 整条 where no single value is wrong."""
        return "的".join(NAMES.get(part, part) for part in self.key.split(".")) if self.key else "整条"


def text_of(raw):
    """The file's text: UTF-8, with or without a mark at its head."""
    if len(raw) > MOST_BYTES:
        raise Refused(f"文件超过{MOST_BYTES // 1_000_000}MB。请按周或按学科分几份导入。")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused("文件不是UTF-8编码，请另存为UTF-8的JSON。") from error


def entries_of(text):
    """The list of entries; Refused for what is no such file."""
    try:
        told = json.loads(text, parse_constant=_no_constant)
        # Half a character, as an escape may write it, is none that a database keeps.
        json.dumps(told, ensure_ascii=False).encode()
    except RecursionError as error:
        raise Refused("文件里层层嵌套太深，不是课程接口的文件。") from error
    except ValueError as error:
        line = getattr(error, "lineno", None)
        raise Refused(f"不是完整的JSON{f'，第{line}行有错' if line else ''}。请重新导出。") from error
    entries = told.get("courses") if isinstance(told, dict) else told
    if not isinstance(entries, list):
        raise Refused("文件里没有课程列表（courses）。请用课程接口导出的文件。")
    if not entries:
        raise Refused("文件里一门课也没有。")
    if len(entries) > MOST_COURSES:
        raise Refused(f"一次最多{MOST_COURSES}节课，这份有{len(entries)}节。请分几份导入。")
    return entries


def _no_constant(name):
    raise ValueError(f"{name} is no number")


# --- One entry ----------------------------------------------------------------------------------------------
class YesNo(forms.TypedChoiceField):
    def __init__(self):
        super().__init__(choices=YES_NO, coerce=lambda value: value == "1", empty_value=None, required=False)


class Moment(forms.DateTimeField):
    def __init__(self, required=True):
        super().__init__(input_formats=TIMES, required=required)
        self.error_messages["invalid"] = "时间写成 2026-11-24 10:25:00。"


class OrganForm(forms.Form):
    """A school by its code (its name in addresses), its name or its short name."""

    organCode = forms.CharField(max_length=60, required=False)
    organName = forms.CharField(max_length=60, required=False)

    def clean(self):
        found = super().clean()
        if not self.errors and not found.get("organCode") and not found.get("organName"):
            self.add_error("organName", "请写学校（organName或organCode）。")
        return found


class AttendForm(OrganForm):
    className = forms.CharField(max_length=30)
    ruleId = forms.IntegerField(min_value=1, max_value=15, required=False)


class CourseForm(OrganForm):
    courseId = forms.CharField(max_length=80, required=False)
    courseType = forms.TypedChoiceField(choices=[(str(int(one)), one.name) for one in CourseType], coerce=int)
    planType = forms.ChoiceField(choices=[("1", "计划"), ("2", "自主")], required=False)
    className = forms.CharField(max_length=30, required=False)
    memberName = forms.CharField(max_length=40)
    subjectName = forms.CharField(max_length=20)
    gradeCode = forms.RegexField(r"^\d{1,2}([,，]\d{1,2}){0,5}$", max_length=20)
    timeBegin = Moment()
    timeEnd = Moment()
    actualStartTime = Moment(required=False)
    actualEndTime = Moment(required=False)
    ruleId = forms.IntegerField(min_value=1, max_value=15)
    isLive = YesNo()
    isRecord = YesNo()
    isQualityCourse = YesNo()
    viewAuth = forms.TypedChoiceField(
        choices=[(str(value), label) for value, label in Broadcast.ViewAuth.choices],
        coerce=int,
        empty_value=None,
        required=False,
    )
    liveStatus = forms.ChoiceField(choices=[(str(int(one)), one.name) for one in LiveStatus], required=False)
    liveUrl = forms.URLField(max_length=200, required=False, assume_scheme="https")
    recordUrl = forms.URLField(max_length=200, required=False, assume_scheme="https")

    def clean_gradeCode(self):  # noqa: N802 (the interface's own name)
        grades = sorted({int(one) for one in self.cleaned_data["gradeCode"].replace("，", ",").split(",")})
        if not all(1 <= grade <= 12 for grade in grades):
            raise forms.ValidationError("年级填1到12，几个年级用逗号隔开。")
        return grades

    def clean(self):
        found = super().clean()
        starts, ends = found.get("timeBegin"), found.get("timeEnd")
        if starts and ends and (ends <= starts or ends.date() != starts.date()):
            self.add_error("timeEnd", "下课要在上课之后，在同一天。")
        return found


def type_of(entry):
    """The kind of course an entry says it is; None where it says none that there is."""
    said = _plain(entry).get("courseType", "") if isinstance(entry, dict) else ""
    return CourseType(int(said)) if said in {str(int(one)) for one in CourseType} else None


def read(entry, line):
    """(cleaned values with `attends`, problems) of one entry."""
    if not isinstance(entry, dict):
        return None, [Problem(line, "", "", "这一条不是一门课。")]
    form = CourseForm(_plain(entry))
    problems = _problems(form, line)
    attends, wrong = _attends(entry.get("attendList"), line)
    problems += wrong
    return (None, problems) if problems else (form.cleaned_data | {"attends": attends}, [])


def _attends(rows, line):
    if not isinstance(rows, list) or not 1 <= len(rows) <= MOST_RECEIVERS:
        return [], [Problem(line, "attendList", "", f"请列出接收班，1到{MOST_RECEIVERS}个。")]
    found, problems = [], []
    for row in rows:
        form = AttendForm(_plain(row) if isinstance(row, dict) else {})
        problems += _problems(form, line, "attendList.")
        found.append(form.cleaned_data)
    return found, problems


def _problems(form, line, head=""):
    return [
        Problem(line, f"{head}{key}", str(form.data.get(key, ""))[:40], message)
        for key, messages in form.errors.items()
        for message in messages
    ]


def _plain(entry):
    """Numbers and truth values as a form takes them; what is neither stays out, and is missed if needed."""
    found = {}
    for key, value in entry.items():
        if isinstance(value, bool):
            found[key] = "1" if value else "0"
        elif isinstance(value, (str, int)):
            found[key] = str(value)
        elif isinstance(value, list) and all(isinstance(one, (str, int)) for one in value):
            found[key] = ",".join(map(str, value))
    return found
