"""Rows for tests, valid without an argument; name only what the test is about.

Schools, groups and catchments are published unless told otherwise; `visible_from=None` hides one.
"""

from datetime import date, time, timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from accounts.models import StaffRole, Unit, User
from accounts.roles import Role
from classrooms import booking
from classrooms.models import Classroom, ClassroomPage, Session
from enrolment.models import (
    Catchment,
    CatchmentEntry,
    Enquiry,
    EnrolmentPlan,
    EnrolmentStep,
    Faq,
    Guide,
    PriorityRule,
)
from groups.models import EducationGroup, Membership, Partnership, PartnershipActivity
from news.models import Article, Column, Report, ReportEntry, Section
from pictures.models import Picture
from schools.models import (
    BellPeriod,
    CalendarDay,
    Campus,
    Figure,
    Honour,
    Lesson,
    Posting,
    Programme,
    ProgrammeStep,
    Result,
    School,
    SchoolYear,
    Subject,
    Teacher,
    TeachingGroup,
    Term,
    Township,
    UpgradeProject,
)

PASSWORD = "rice-and-pomelo-26"


def an_hour_ago():
    return timezone.now() - timedelta(hours=1)


class UnitFactory(DjangoModelFactory):
    class Meta:
        model = Unit

    kind = Unit.Kind.SCHOOL
    name = factory.Sequence(lambda n: f"单位{n}")


def district():
    return Unit.objects.get_or_create(kind=Unit.Kind.DISTRICT, defaults={"name": "示例区教委"})[0]


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"person{n}")
    name = factory.Sequence(lambda n: f"张三{n}")

    @factory.post_generation
    def password(self, create, extracted, **kwargs):
        """Hashing is slow, so there is a usable password only where one is named."""
        self.set_password(extracted) if extracted else self.set_unusable_password()
        self.save(update_fields=["password"])


class StaffRoleFactory(DjangoModelFactory):
    class Meta:
        model = StaffRole

    user = factory.SubFactory(UserFactory)
    unit = factory.SubFactory(UnitFactory)
    role = Role.CORRESPONDENT


def person(role, unit=None, **fields):
    """A user with one role; without a unit, at the district."""
    return StaffRoleFactory(role=role, unit=unit or district(), user=UserFactory(**fields)).user


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


class LessonFactory(DjangoModelFactory):
    class Meta:
        model = Lesson

    group = factory.SubFactory(TeachingGroupFactory)
    term = factory.SubFactory(TermFactory)
    subject = factory.SubFactory(SubjectFactory)
    weekday = 1
    period_no = 1


class EducationGroupFactory(DjangoModelFactory):
    class Meta:
        model = EducationGroup

    name = factory.Sequence(lambda n: f"示例教育集团{n}")
    slug = factory.Sequence(lambda n: f"group-{n}")
    direction = EducationGroup.Direction.HORIZONTAL
    unit = factory.SubFactory(UnitFactory, kind=Unit.Kind.GROUP, name=factory.SelfAttribute("..name"))
    visible_from = factory.LazyFunction(an_hour_ago)


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    group = factory.SubFactory(EducationGroupFactory)
    school = factory.SubFactory(SchoolFactory)


class PartnershipFactory(DjangoModelFactory):
    class Meta:
        model = Partnership

    kind = Partnership.Kind.AGREEMENT
    title = factory.Sequence(lambda n: f"合作协议{n}")
    our_side = "示例区教委"
    other_side = "邻县教科体局"
    signed = "1月（年份未注明）"
    source = "公开报道"
    visible_from = factory.LazyFunction(an_hour_ago)


class PartnershipActivityFactory(DjangoModelFactory):
    class Meta:
        model = PartnershipActivity

    platform = PartnershipActivity.Platform.RESEARCH
    title = factory.Sequence(lambda n: f"联合教研{n}")
    source = "公开报道"
    visible_from = factory.LazyFunction(an_hour_ago)


class CatchmentFactory(DjangoModelFactory):
    class Meta:
        model = Catchment

    school_year = factory.SubFactory(SchoolYearFactory)
    school = factory.SubFactory(SchoolFactory)
    source = "示例"
    visible_from = factory.LazyFunction(an_hour_ago)


class PriorityRuleFactory(DjangoModelFactory):
    class Meta:
        model = PriorityRule

    school_year = factory.SubFactory(SchoolYearFactory)
    order = factory.Sequence(lambda n: n + 1)
    name = "三对口"
    meaning = "户籍、房产和实际居住一致。"
    source = "示例"
    visible_from = factory.LazyFunction(an_hour_ago)


class CatchmentEntryFactory(DjangoModelFactory):
    class Meta:
        model = CatchmentEntry

    catchment = factory.SubFactory(CatchmentFactory)
    kind = CatchmentEntry.Kind.VILLAGE
    name = factory.Sequence(lambda n: f"示例村{n}")


class EnrolmentPlanFactory(DjangoModelFactory):
    class Meta:
        model = EnrolmentPlan

    school_year = factory.SubFactory(SchoolYearFactory)
    school = factory.SubFactory(SchoolFactory)
    classes = 2
    places = 90
    source = "示例"
    visible_from = factory.LazyFunction(an_hour_ago)


class EnrolmentStepFactory(DjangoModelFactory):
    """A step of one day, in a month."""

    class Meta:
        model = EnrolmentStep

    school_year = factory.SubFactory(SchoolYearFactory)
    title = "登记"
    starts_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=30))
    ends_on = factory.SelfAttribute("starts_on")
    source = "示例"
    visible_from = factory.LazyFunction(an_hour_ago)


class GuideFactory(DjangoModelFactory):
    """A guide in its time."""

    class Meta:
        model = Guide

    case = Guide.Case.SICHUAN
    steps = factory.LazyFunction(lambda: ["先问学校有没有学位", "报到"])
    papers = factory.LazyFunction(lambda: ["户口簿"])
    valid_from = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=30))
    valid_until = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=30))
    source = "示例"
    visible_from = factory.LazyFunction(an_hour_ago)


class EnquiryFactory(DjangoModelFactory):
    """Asked of the district today, due in a week."""

    class Meta:
        model = Enquiry

    unit = factory.LazyFunction(district)
    topic = Enquiry.Topic.ENROL
    question = "报名要带哪些材料？"
    due_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=7))

    class Params:
        answered = factory.Trait(answer="户口簿。", answered_at=factory.LazyFunction(timezone.now))


class FaqFactory(DjangoModelFactory):
    class Meta:
        model = Faq

    unit = factory.LazyFunction(district)
    topic = Enquiry.Topic.ENROL
    question = factory.Sequence(lambda n: f"第{n}个问题怎么办？")
    answer = "打学校电话。"
    visible_from = factory.LazyFunction(an_hour_ago)


class ClassroomPageFactory(DjangoModelFactory):
    class Meta:
        model = ClassroomPage

    classroom = Classroom.MASTER
    here = "骨干教师先上一课。"
    source = "公开报道"


class SessionFactory(DjangoModelFactory):
    """A published session in three days, open for registration since an hour ago."""

    class Meta:
        model = Session

    classroom = Classroom.MASTER
    stage = Session.Stage.REVIEW
    title = factory.Sequence(lambda n: f"结对评课{n}")
    organiser = factory.LazyFunction(district)
    starts_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=3))
    ends_at = factory.LazyAttribute(lambda session: session.starts_at + timedelta(hours=2))
    opens_at = factory.LazyFunction(an_hour_ago)
    closes_at = factory.LazyAttribute(lambda session: session.starts_at - timedelta(hours=1))
    capacity = 2
    visible_from = factory.LazyFunction(an_hour_ago)


def registered(session, number=1):
    """Teachers with accounts who register one after another; returns their registrations."""
    teachers = TeacherFactory.create_batch(number, signed_up=True)
    return [booking.register(session, teacher, by=teacher.user) for teacher in teachers]


class PictureFactory(DjangoModelFactory):
    """A picture without a file of its own: enough for whatever shows its address and its words."""

    class Meta:
        model = Picture

    unit = factory.LazyFunction(district)
    title = factory.Sequence(lambda n: f"图{n}")
    alt = "操场上的红色跑道"
    current = 1
    width = 1200
    height = 800


class ColumnFactory(DjangoModelFactory):
    class Meta:
        model = Column
        django_get_or_create = ["slug"]

    slug = "jituan"
    name = "集团动态"


class ArticleFactory(DjangoModelFactory):
    """An article with one section; `text=""` leaves it without any."""

    class Meta:
        model = Article
        skip_postgeneration_save = True

    unit = factory.LazyFunction(district)
    column = factory.SubFactory(ColumnFactory)
    slug = factory.Sequence(lambda n: f"article-{n}")
    title = factory.Sequence(lambda n: f"第{n}篇稿件")

    @factory.post_generation
    def text(self, create, extracted, **kwargs):
        if extracted != "":
            Section.objects.create(parent=self, ordering=10, text=extracted or "<p>山那边也是邻居。</p>")


class ReportFactory(DjangoModelFactory):
    """A report of as many articles as `articles` says, the first being the lead."""

    class Meta:
        model = Report
        skip_postgeneration_save = True

    unit = factory.LazyFunction(district)
    slug = factory.Sequence(lambda n: f"report-{n}")
    title = factory.Sequence(lambda n: f"第{n}组报道")

    @factory.post_generation
    def articles(self, create, extracted=0, **kwargs):
        for place in range(extracted or 0):
            weight = ReportEntry.Weight.MINOR if place else ReportEntry.Weight.LEAD
            ReportEntry.objects.create(report=self, article=ArticleFactory(), weight=weight, order=place)
