"""What classes need and who can present, from a sheet: for the school that would rather fill in a table."""

import re

from accounts import imports
from accounts.columns import Column, Number, Text, Words, YesNo, shown
from accounts.sheet_rows import SheetResource
from classrooms.models import SubjectNeed, SubjectOffer
from classrooms.needs import whole
from schools import calendar
from schools.models import School, SchoolTextbook, TextbookVersion
from schools.models.teaching import WEEKDAYS
from schools.resources import school_column
from schools.timetable_cells import day_of
from schools.timetable_names import Names, Unknown

NO_TERM = "现在不在任何学期里。请先由系统管理员排好学期。"
HOUR = re.compile(r"((?:周|星期|礼拜)[一二三四五六日天])第?(\d{1,2})节?")
NUMBER = re.compile(r"\d{1,2}")
WEEKDAY_NAMES = dict(WEEKDAYS)


class Hours(Words):
    """周二第2节、周四第1节 → [[2, 2], [4, 1]]"""

    def clean(self, value, row=None, **kwargs):
        found = set()
        for word in super().clean(value):
            hour = HOUR.fullmatch(word.replace(" ", ""))
            if hour is None:
                raise ValueError(f"{shown(word)}不是一节课的时间。请填如 周二第2节、周四第1节")
            found.add((day_of(hour[1]), int(hour[2])))
        return sorted(map(list, found))

    def render(self, value, obj=None, **kwargs):
        return "、".join(f"{WEEKDAY_NAMES[weekday]}第{period}节" for weekday, period in value or [])


class Grades(Words):
    """3、4 or 3-6 → [3, 4, 5, 6]"""

    def clean(self, value, row=None, **kwargs):
        found = set()
        for word in super().clean(value):
            ends = [int(number) for number in NUMBER.findall(word)]
            if not 1 <= len(ends) <= 2 or not all(1 <= one <= 12 for one in ends):
                raise ValueError(f"{shown(word)}不是年级。请填数字，如 3、4 或 3-6")
            found |= {*range(ends[0], ends[-1] + 1)}
        return sorted(found)

    def render(self, value, obj=None, **kwargs):
        return "、".join(map(str, value or []))


class OfTerm(SheetResource):
    """Rows of the present term, whose school, subject and person or class are named as people write them."""

    # The field of the person or class that a row is of.
    whose_field = ""

    def before_import(self, dataset, **kwargs):
        super().before_import(dataset, **kwargs)
        self.term = calendar.current_term()
        self.names = {}

    def nameable(self, model):
        return self.within(School) if model is School else super().nameable(model)

    def ask(self, header, question):
        """What a word stands for at the row's school, or None with the problem noted."""
        school = self.cells.get("school")
        if school is None:
            return None
        if school.pk not in self.names:
            self.names[school.pk] = Names(school, self.term and self.term.school_year)
        try:
            return question(self.names[school.pk])
        except Unknown as unknown:
            self.problems[header] = str(unknown)
            return None

    def before_import_row(self, row, **kwargs):
        super().before_import_row(row, **kwargs)
        # Of the row, not of the one before it.
        self.subject = self.whose = None

    def find_of(self, header, question):
        """The row of this term, of the subject and of whom or which class the row speaks."""
        if self.term is None:
            self.problems["学校"] = NO_TERM
            return None
        self.subject = self.ask("学科", lambda names: names.subject(self.cells["topic"]))
        self.whose = self.ask(header, question)
        if self.subject is None or self.whose is None:
            return None
        known = {"term": self.term, "subject": self.subject, self.whose_field: self.whose}
        return self.model.objects.filter(**known).first()

    def fill(self, instance):
        if self.subject and self.whose and instance.pk is None:
            instance.term, instance.subject = self.term, self.subject
            setattr(instance, self.whose_field, self.whose)


@imports.register
class OfferSheet(OfTerm):
    """An offer is told by teacher and subject; those of past terms stay as they are."""

    kind, title, model, order = "offers", "主讲意向", SubjectOffer, 62
    whose_field = "teacher"
    advice = (
        "填的是本学期谁能给别校主讲：同一位教师同一学科的更新，没有的新增。",
        "教材版本按学校现用的版本记；要改，请在“主讲意向”里改。",
    )

    school = school_column(None)
    name = Column("教师", None, Text(), key=True, example="张伟")
    topic = Column("学科", None, Text(), key=True, example="音乐")
    grades = Column("年级", "grades", Grades(), required=True, example="3、4")
    hours = Column("可主讲的时段", "hours", Hours(), required=True, example="周二第2节、周四第1节")
    most_lessons = Column("每周最多几节", "most_lessons", Number(whole=True, least=1, most=15), example="2")
    most_receivers = Column(
        "一节最多几个接收班", "most_receivers", Number(whole=True, least=1, most=8), example="3"
    )
    span = Column(
        "相邻年级", "span", Number(whole=True, most=2), example="0", note="1：上下一个年级也可一起听。"
    )
    open = Column("可安排", "open", YesNo(), example="是")

    def find(self, cells):
        return self.find_of("教师", lambda names: names.teacher(cells["name"], self.subject))

    def write(self, instance, new):
        super().write(instance, new)
        if new:
            books = SchoolTextbook.objects.filter(school=self.whose.school_id, subject=self.subject)
            instance.versions.set(TextbookVersion.objects.filter(schools__in=books))


@imports.register
class NeedSheet(OfTerm):
    """A need is told by class and subject. What was computed from the timetable stays beside it."""

    kind, title, model, order = "needs", "课时需求", SubjectNeed, 64
    whose_field = "group"
    advice = (
        "缺几节平时由课表算出；这里填的是学校的说法，与算出来的不同时要写原因。",
        "填0：不再需要。",
    )

    school = school_column(None)
    name = Column("班级", None, Text(), key=True, example="三年级1班")
    topic = Column("学科", None, Text(), key=True, example="音乐")
    asked = Column("需要每周几节", None, Number(whole=True, most=10), required=True, example="2")
    reason = Column("原因", "reason", Text(), example="新教师下月到岗")

    def find(self, cells):
        return self.find_of("班级", lambda names: names.group(cells["name"]))

    def fill(self, instance):
        super().fill(instance)
        instance.computed = instance.computed or 0
        asked = self.cells.get("asked")
        if asked is None:
            return
        computed = whole(instance.computed) if instance.computed else 0
        if asked != computed and not instance.reason:
            self.problems.setdefault("原因", f"按课表算是{computed}节，与此不同，请写明原因。")
        instance.state = SubjectNeed.State.OPEN if asked else SubjectNeed.State.WITHDRAWN
        instance.periods = asked or instance.periods or 1

    def skip_row(self, instance, original, row, import_validation_errors=None):
        same = original is not None and _asked(original) == _asked(instance)
        return same and super().skip_row(instance, original, row, import_validation_errors)

    def differences(self, before, after):
        changed = super().differences(before, after)
        if _asked(before) != _asked(after):
            changed.append(["需要每周几节", _asked(before), _asked(after)])
        return changed

    def write(self, instance, new):
        instance.changed_by = self.by
        super().write(instance, new)


def _asked(need):
    return "0" if need.state == SubjectNeed.State.WITHDRAWN else str(need.periods)
