"""Lessons from a sheet, into the timetable that begins on a day: flat rows, or a 总课表 read into flat rows.

Through the same door as every import: checked first, all that is wrong told at once, carried out whole or in
its good rows, taken back as one. A new starting day is a new timetable; the old one stays as it was.
"""

from accounts import imports, sheets
from accounts.columns import Column, Day, Labels, Number, Text
from accounts.sheet_rows import SheetResource
from schools import calendar, timetable_layout, two_places
from schools import timetable_cells as cells
from schools.models import Lesson, School, Timetable
from schools.models.teaching import WEEKDAYS
from schools.timetable_names import Names, Unknown

HEADERS = ["位置", "学校", "起用日期", "班级", "周几", "节次", "周次", "学科", "教师"]
WEEKDAY_NAMES = dict(WEEKDAYS)


class Weekday(Text):
    def clean(self, value, row=None, **kwargs):
        value = super().clean(value)
        found = cells.day_of(value) or (int(value) if value in set("1234567") else None)
        if value and found is None:
            raise ValueError(f"“{value}”不是星期几。请填如 周三")
        return found

    def render(self, value, obj=None, **kwargs):
        return WEEKDAY_NAMES.get(value, "")


@imports.register
class LessonSheet(SheetResource):
    kind, title, model, order = "lessons", "课表", Lesson, 60
    advice = (
        "手里是总课表、班级课表或教师课表的，请从“总课表”页面右上角“导入总课表”上传，不用改成这张模板。",
        "起用日期是新课表开始的那天；之前的课表照样留着。",
        "学科可写简称（语、道法、体育），教师可只写姓；同名的请写全并在教师资料里填好专任学科。",
    )

    place = Column("位置", None, example="")
    school = Column("学校", None, key=True, example="示例小学")
    starts_on = Column("起用日期", None, Day(), key=True, example="2026-09-01")
    group = Column("班级", None, key=True, example="三年级1班")
    weekday = Column("周几", "weekday", Weekday(), key=True, example="周三")
    period = Column("节次", "period_no", Number(whole=True, least=1, most=14), key=True, example="2")
    weeks = Column("周次", "weeks", Labels(Lesson.Weeks, 单=21, 双=22), example="每周")
    subject = Column("学科", None, required=True, example="音乐")
    teacher = Column("教师", None, example="张伟")

    def before_import(self, dataset, **kwargs):
        super().before_import(dataset, **kwargs)
        self.schools, self.names, self.timetables, self.elsewhere = {}, {}, {}, {}
        for school in self.within(School):
            self.schools[school.name] = self.schools[school.short_name] = school

    # --- what a row speaks of ---------------------------------------------------------------------------
    def find(self, cells_):
        self.timetable = self._timetable(cells_)
        self.found_group = self._ask("班级", lambda names: names.group(cells_["group"]))
        if self.timetable is None or self.found_group is None or self.timetable.pk is None:
            return None
        return Lesson.objects.filter(
            timetable=self.timetable,
            group=self.found_group,
            weekday=cells_["weekday"],
            period_no=cells_["period"],
            weeks=cells_.get("weeks") or Lesson.Weeks.EVERY,
        ).first()

    def _timetable(self, cells_):
        school = self.schools.get(cells_["school"])
        if school is None:
            self.problems["学校"] = f"没有您可以导入的学校“{cells_['school']}”。"
            return None
        starts_on = cells_["starts_on"]
        if (school.pk, starts_on) not in self.timetables:
            term = calendar.term_of(starts_on)
            found = term and Timetable.objects.filter(school=school, term=term, starts_on=starts_on).first()
            if term and not found:
                found = Timetable(school=school, term=term, starts_on=starts_on, made_by=self.by)
            self.timetables[school.pk, starts_on] = found
            self.names[school.pk] = Names(school, term and term.school_year)
        self.here = self.names[school.pk]
        if self.timetables[school.pk, starts_on] is None:
            self.problems["起用日期"] = f"{starts_on}不在任何学期里。请核对日期，或请系统管理员先排学期。"
        return self.timetables[school.pk, starts_on]

    def _ask(self, header, question):
        if not hasattr(self, "here") or "学校" in self.problems:
            return None
        try:
            return question(self.here)
        except Unknown as unknown:
            self.problems[header] = str(unknown)
            return None

    def fill(self, instance):
        asked = self.cells
        if asked.get("weekday") is None or self.timetable is None or self.found_group is None:
            return
        instance.group = self.found_group
        subject = self._ask("学科", lambda names: names.subject(asked["subject"]))
        teacher = self._ask("教师", lambda names: names.teacher(asked["teacher"], subject))
        if subject:
            instance.subject = subject
        if teacher or not asked.get("teacher"):
            instance.teacher = teacher
        if self.timetable.pk is None:
            self.begun = self.ledger.save(self.timetable, self.row_line)
        instance.timetable = self.timetable

    def after_import_row(self, row, row_result, **kwargs):
        super().after_import_row(row, row_result, **kwargs)
        if row_result.instance.teacher_id:
            self._warn_of_two_places(row_result.instance)

    def _warn_of_two_places(self, lesson):
        """A teacher of two schools has two timetables: no constraint compares them, so somebody should."""
        key = (lesson.timetable.school_id, lesson.timetable.starts_on)
        if key not in self.elsewhere:
            self.elsewhere[key] = two_places.lessons_elsewhere(*key)
        for other in self.elsewhere[key].get(lesson.teacher_id, []):
            if two_places.at_the_same_time(lesson, other, key[1]):
                self.say(
                    f"提醒：{lesson.teacher.name}{lesson.get_weekday_display()}第{lesson.period_no}节，"
                    f"同时在{other.group.school.short_name}有{other.group.name}的课（第{other.period_no}节）。"
                    "两校请商量；照样可以导入。"
                )

    def import_row(self, row, instance_loader, **kwargs):
        """A refused row takes back what it wrote: the timetable it would have begun is begun by the next."""
        self.begun = None
        result = super().import_row(row, instance_loader, **kwargs)
        if self.begun and not result.is_valid():
            self.begun.pk, self.begun._state.adding = None, True
        return result

    def _problems(self, line, errors, values):
        """A cell of a 总课表 is named as the person finds it."""
        for problem in super()._problems(line, errors, values):
            place = values.get("位置")
            said = f"{place}：{problem.message}" if place else problem.message
            yield type(problem)(problem.line, problem.header, problem.value, said)


def flat(school, starts_on, books):
    """A `Sheet` of flat rows from books of sheets; `sheets.Refused` where none holds a timetable.

    A sheet whose owner is one of the school's teachers says classes in its cells; any other says subjects.
    """
    found, taught, notes = [], {}, []
    for book in books:
        more, assigned, said = timetable_layout.entries(book)
        found, taught, notes = found + more, taught | assigned, notes + said
    if not found:
        raise sheets.Refused("没有读到课。" + "；".join(notes or ["请检查表里有没有“星期一”至“星期五”。"]))
    names = Names(school, getattr(calendar.term_of(starts_on), "school_year", None))
    sheet = sheets.Sheet(HEADERS)
    for number, entry in enumerate(found, 1):
        for said in _said(entry, names, taught):
            weeks = Lesson.Weeks(said[3]).label
            day = WEEKDAY_NAMES[entry.weekday]
            sheet.rows.append(
                [
                    entry.place,
                    school.name,
                    starts_on.isoformat(),
                    said[0],
                    day,
                    str(entry.period),
                    weeks,
                    *said[1:3],
                ]
            )
            sheet.lines.append(entry.line or number)
    return sheet


def _said(entry, names, taught):
    """(class, subject, teacher, weeks) of each lesson in a cell."""
    if names.is_teacher(entry.owner):
        yield from _of_teacher(entry, names)
        return
    key = cells.class_key(entry.owner)
    for said in cells.read(entry.text):
        teacher = said.teacher or _assigned(taught, key, said.subject, names)
        yield entry.owner, said.subject, teacher, said.weeks


def _assigned(taught, key, word, names):
    """Who teaches it by the 任课表, which may write the subject otherwise than the timetable."""
    if (key, word) in taught:
        return taught[key, word]
    try:
        subject = names.subject(word)
    except Unknown:
        return ""
    for (other, written), teacher in taught.items():
        try:
            if other == key and names.subject(written) == subject:
                return teacher
        except Unknown:
            continue
    return ""


def _of_teacher(entry, names):
    """三1音乐, 音乐 三年级1班, 三（1）班: the class, and the subject if said; else the teacher's own."""
    teacher = next(one for one in names.teachers if one.name == cells.bare_name(entry.owner))
    own = teacher.specialism.name if teacher.specialism else ""
    if cells.is_break(entry.text):
        return
    for part in cells.PARTS.split(entry.text):
        words = part.split() or [part]
        group = next((word for word in words if isinstance(cells.class_key(word), tuple)), None)
        rest = " ".join(word for word in words if word != group)
        if group is None:
            group, rest = _parted(part)
        yield group, rest or own, teacher.name, Lesson.Weeks.EVERY


def _parted(text):
    """三1音乐 → (三1, 音乐)"""
    for size in range(len(text), 0, -1):
        if isinstance(cells.class_key(text[:size]), tuple):
            return text[:size], text[size:].strip()
    return text, ""
