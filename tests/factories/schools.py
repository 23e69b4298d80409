"""Rows of schools for tests."""

from datetime import date, time

import factory
from factory.django import DjangoModelFactory

from schools.models import (
    BellPeriod,
    CalendarDay,
    Campus,
    CurriculumStandard,
    ExamPeriod,
    Figure,
    Honour,
    Lesson,
    LessonChange,
    Posting,
    Programme,
    ProgrammeStep,
    Result,
    School,
    SchoolTextbook,
    SchoolYear,
    StandardVersion,
    Subject,
    Teacher,
    TeachingGroup,
    Term,
    TextbookVersion,
    Timetable,
    Township,
    UpgradeProject,
)
from tests.factories.accounts import UnitFactory, UserFactory, an_hour_ago


class TownshipFactory(DjangoModelFactory):
    class Meta:
        model = Township

    name = factory.Sequence(lambda n: f"示例镇{n}")


class SchoolFactory(DjangoModelFactory):
    class Meta:
        model = School

    name = factory.Sequence(lambda n: f"示例第{n}小学")
    short_name = factory.SelfAttribute("name")
    slug = factory.Sequence(lambda n: f"school-{n}")
    unit = factory.SubFactory(UnitFactory, name=factory.SelfAttribute("..name"))
    stage = School.Stage.PRIMARY
    official_order = factory.Sequence(lambda n: n)
    visible_from = factory.LazyFunction(an_hour_ago)


class CampusFactory(DjangoModelFactory):
    class Meta:
        model = Campus

    school = factory.SubFactory(SchoolFactory)
    name = "东校区"


class FigureFactory(DjangoModelFactory):
    class Meta:
        model = Figure

    school = factory.SubFactory(SchoolFactory)
    kind = "中学高级教师"
    value = 10
    unit = "人"
    source = "公开报道"


class HonourFactory(DjangoModelFactory):
    class Meta:
        model = Honour

    school = factory.SubFactory(SchoolFactory)
    title = factory.Sequence(lambda n: f"最美校园{n}")
    source = "公开报道"


class ResultFactory(DjangoModelFactory):
    class Meta:
        model = Result

    school = factory.SubFactory(SchoolFactory)
    title = factory.Sequence(lambda n: f"课题{n}")
    source = "公开报道"


class ProgrammeFactory(DjangoModelFactory):
    class Meta:
        model = Programme

    school = factory.SubFactory(SchoolFactory)
    kind = Programme.Kind.SPORT
    tag = "足球"
    title = "校园足球"
    source = "公开报道"


class ProgrammeStepFactory(DjangoModelFactory):
    class Meta:
        model = ProgrammeStep

    programme = factory.SubFactory(ProgrammeFactory)
    title = factory.Sequence(lambda n: f"第{n}步")


class UpgradeProjectFactory(DjangoModelFactory):
    class Meta:
        model = UpgradeProject

    title = "塑胶运动场"
    source = "公开报道"


class SubjectFactory(DjangoModelFactory):
    class Meta:
        model = Subject
        django_get_or_create = ["name"]

    name = "音乐"


class SchoolYearFactory(DjangoModelFactory):
    class Meta:
        model = SchoolYear
        django_get_or_create = ["start"]

    start = 2026


class TermFactory(DjangoModelFactory):
    """The first term of 2026—2027: opens on Tuesday 1 September."""

    class Meta:
        model = Term
        django_get_or_create = ["school_year", "number"]

    school_year = factory.SubFactory(SchoolYearFactory)
    number = Term.Number.FIRST
    starts_on = date(2026, 9, 1)
    ends_on = date(2027, 1, 22)


class CalendarDayFactory(DjangoModelFactory):
    class Meta:
        model = CalendarDay

    date = date(2026, 10, 1)


class TeacherFactory(DjangoModelFactory):
    class Meta:
        model = Teacher

    school = factory.SubFactory(SchoolFactory)
    name = factory.Sequence(lambda n: f"李四{n}")

    class Params:
        signed_up = factory.Trait(user=factory.SubFactory(UserFactory, name=factory.SelfAttribute("..name")))


class PostingFactory(DjangoModelFactory):
    class Meta:
        model = Posting

    teacher = factory.SubFactory(TeacherFactory)
    school = factory.SelfAttribute("teacher.school")
    until_on = date(2026, 9, 1)


class BellPeriodFactory(DjangoModelFactory):
    class Meta:
        model = BellPeriod

    school = factory.SubFactory(SchoolFactory)
    number = 1
    starts_at = time(8, 30)
    ends_at = time(9, 10)


class TeachingGroupFactory(DjangoModelFactory):
    class Meta:
        model = TeachingGroup

    school = factory.SubFactory(SchoolFactory)
    school_year = factory.SubFactory(SchoolYearFactory)
    name = factory.Sequence(lambda n: f"三年级{n}班")
    grades = factory.LazyFunction(lambda: [3])


class ExamPeriodFactory(DjangoModelFactory):
    class Meta:
        model = ExamPeriod

    starts_on = date(2027, 1, 18)
    ends_on = date(2027, 1, 20)


class TimetableFactory(DjangoModelFactory):
    """The school's timetable of the first term, from its first day."""

    class Meta:
        model = Timetable
        django_get_or_create = ["school", "term", "starts_on"]

    school = factory.SubFactory(SchoolFactory)
    term = factory.SubFactory(TermFactory)
    starts_on = factory.SelfAttribute("term.starts_on")


class LessonFactory(DjangoModelFactory):
    """In its school's timetable of the first term, of another (`timetable__term`), or in `timetable`."""

    class Meta:
        model = Lesson

    group = factory.SubFactory(TeachingGroupFactory)
    timetable = factory.SubFactory(TimetableFactory, school=factory.SelfAttribute("..group.school"))
    subject = factory.SubFactory(SubjectFactory)
    weekday = 1
    period_no = 1


class TextbookVersionFactory(DjangoModelFactory):
    class Meta:
        model = TextbookVersion
        django_get_or_create = ["subject", "name"]

    subject = factory.SubFactory(SubjectFactory)
    name = "人教版"


class SchoolTextbookFactory(DjangoModelFactory):
    class Meta:
        model = SchoolTextbook

    school = factory.SubFactory(SchoolFactory)
    version = factory.SubFactory(TextbookVersionFactory)
    subject = factory.SelfAttribute("version.subject")


class StandardVersionFactory(DjangoModelFactory):
    """In force from the first day of the school year."""

    class Meta:
        model = StandardVersion
        django_get_or_create = ["school_year", "number"]

    school_year = factory.SubFactory(SchoolYearFactory)
    number = 1
    adopted_on = date(2026, 9, 1)
    source = "示例标准"


class CurriculumStandardFactory(DjangoModelFactory):
    class Meta:
        model = CurriculumStandard

    version = factory.SubFactory(StandardVersionFactory)
    grade = 3
    subject = factory.SubFactory(SubjectFactory)
    periods_per_week = 2


class LessonChangeFactory(DjangoModelFactory):
    """A lesson that somebody else gives on a day; name `held_on` and `period_no` to move it."""

    class Meta:
        model = LessonChange

    lesson = factory.SubFactory(LessonFactory)
    date = date(2026, 11, 16)
    held_on = factory.SelfAttribute("date")
    period_no = factory.SelfAttribute("lesson.period_no")
