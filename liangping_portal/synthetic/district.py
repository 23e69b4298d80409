"""Schools, people, groups, catchments and sessions of the synthetic district, written in bulk.

Rows are written past `save()`, so what `save()` derives (pinyin, orders, tokens) is derived here as well, by
the model's own `derive()` where it has one; a test compares the two. The same seed and day give the same.
"""

import random
from datetime import timedelta
from functools import cache
from itertools import accumulate

from django.utils import timezone

from accounts.models import Unit
from classrooms.models import Classroom, Registration, Session
from enrolment.models import Catchment, CatchmentEntry
from groups.models import EducationGroup, Membership
from liangping_portal.synthetic import words
from liangping_portal.synthetic.words import MARK, SLUG_MARK
from schools.models import Figure, Honour, Programme, School, SchoolYear, Subject, Teacher, Township
from search import index

BATCH = 2000
SOURCE = "示例数据"
SCHOOLS_A_GROUP = 8
STAGES = (
    (School.Stage.PRIMARY, "小学", 12),
    (School.Stage.PRESCHOOL, "幼儿园", 5),
    (School.Stage.JUNIOR, "初级中学", 5),
    (School.Stage.SENIOR, "中学", 2),
    (School.Stage.VOCATIONAL, "职业学校", 1),
)
# Cumulative shares of the vocabulary: the last of 225 words stands in about one article of 250.
RARITY = list(accumulate(place**-1.8 for place in range(1, len(words.VOCABULARY) + 1)))
# How many teachers register for a session, and how often.
REGISTRATIONS, REGISTRATION_WEIGHTS = (0, 1, 2, 3, 6), (2, 3, 4, 3, 1)

pinyin = cache(index.pinyin)
initials = cache(index.initials)


class District:
    """Writes a district step by step; `written(name, rows)` is told after each batch."""

    def __init__(self, seed, written=lambda name, rows: None):
        self.random = random.Random(seed)  # noqa: S311 (a repeatable district, not a secret)
        self.written = written
        self.today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
        self.open_since = self.today - timedelta(days=400)

    def write(self, rows, name):
        """Bulk insert in batches; returns the rows with their keys."""
        model = type(rows[0]) if rows else None
        for row in rows if hasattr(model, "derive") else ():
            row.derive()
        for start in range(0, len(rows), BATCH):
            batch = model.objects.bulk_create(rows[start : start + BATCH])
            self.written(name, len(batch))
        return rows

    def pick(self, rows):
        return self.random.choice(rows)

    # --- Places --------------------------------------------------------------------------------------------

    def build_schools(self, count):
        self.district, _ = Unit.objects.get_or_create(
            kind=Unit.Kind.DISTRICT, name=f"{MARK}区教委", defaults={"sample": True}
        )
        self.townships = self.write(
            [
                Township(
                    name=f"{MARK}{place}{'街道' if n < 2 else '镇'}", urban=n < 2, order=900 + n, sample=True
                )
                for n, place in enumerate(words.PLACES)
            ],
            "乡镇",
        )
        names = [self._school_name(number) for number in range(1, count + 1)]
        units = self.write(
            [Unit(kind=Unit.Kind.SCHOOL, name=name, sample=True) for _, _, name in names], "学校"
        )
        self.schools = self.write(
            [
                self._school(number, unit, township, stage)
                for number, ((township, stage, _), unit) in enumerate(zip(names, units, strict=True), 1)
            ],
            "学校",
        )
        self.write([fact for school in self.schools for fact in self._figures(school)], "数据")
        self.write([fact for school in self.schools for fact in self._honours(school)], "荣誉")
        self.write([self._programme(school) for school in self.schools], "特色项目")

    def _school_name(self, number):
        township = self.pick(self.townships)
        stage, ending, _ = self.random.choices(STAGES, [weight for *_, weight in STAGES])[0]
        return township, stage, f"{township.name}第{number}{ending}"

    def _school(self, number, unit, township, stage):
        return School(
            unit=unit,
            slug=f"{SLUG_MARK}-xuexiao-{number}",
            name=unit.name,
            short_name=unit.name.removeprefix(MARK),
            stage=stage,
            official_order=10_000 + number,
            kind=School.Kind.PUBLIC,
            township=township,
            area=School.Area.URBAN if township.urban else School.Area.RURAL,
            boarding=self.pick([True, False, None]),
            canteen=self.pick([True, True, None]),
            bus=self.pick([True, False, None]),
            after_school=self.pick([True, True, False]),
            founded=f"{self.random.randint(1950, 2015)}年",
            standfirst=f"{unit.name}，用来检验页面与速度的示例学校。",
            about="\n".join(self.sentences(4)),
            about_source=SOURCE,
            latitude=round(30.5 + self.random.random() / 2, 6),
            longitude=round(107.5 + self.random.random() / 2, 6),
            sample=True,
            visible_from=self.open_since,
        )

    def _figures(self, school):
        for order, (kind, unit, low, high) in enumerate(words.FIGURES):
            yield Figure(
                school=school,
                kind=kind,
                value=self.random.randint(low, high),
                unit=unit,
                as_of=self.today.date() - timedelta(days=30),
                source=SOURCE,
                order=order,
                sample=True,
            )

    def _honours(self, school):
        for order, title in enumerate(self.random.sample(words.HONOURS, self.random.randint(1, 3))):
            yield Honour(school=school, title=title, source=SOURCE, order=order, sample=True)

    def _programme(self, school):
        kind, tag = self.pick(words.PROGRAMMES)
        return Programme(
            school=school,
            kind=kind,
            tag=tag,
            title=f"{MARK}{tag}",
            summary=self.sentence(),
            source=SOURCE,
            sample=True,
        )

    def sentence(self):
        return self.pick(words.SENTENCES)

    def sentences(self, count):
        return [self.sentence() for _ in range(count)]

    def paragraph(self, sentences=6):
        """Sentences of words of every rarity; about 160 characters for six."""
        patterns = self.random.choices(words.PATTERNS, k=sentences)
        places = sum(pattern.count("{}") for pattern in patterns)
        return "".join(patterns).format(*self.random.choices(words.VOCABULARY, cum_weights=RARITY, k=places))

    # --- Groups and catchments -----------------------------------------------------------------------------

    def build_groups(self):
        horizontal = EducationGroup.Direction.HORIZONTAL
        compulsory = [school for school in self.schools if school.stage in School.Stage.compulsory()]
        circles = [
            compulsory[start : start + SCHOOLS_A_GROUP]
            for start in range(0, len(compulsory), SCHOOLS_A_GROUP)
        ]
        names = [
            f"{MARK}{self.pick(words.PLACES)}第{number}教育集团" for number in range(1, len(circles) + 1)
        ]
        units = self.write([Unit(kind=Unit.Kind.GROUP, name=name, sample=True) for name in names], "教育集团")
        self.groups = self.write(
            [
                EducationGroup(
                    unit=unit,
                    slug=f"{SLUG_MARK}-jituan-{number}",
                    name=unit.name,
                    pinyin=pinyin(unit.name)[:200],
                    direction=horizontal,
                    standfirst=self.sentence(),
                    source=SOURCE,
                    order=1000 + number,
                    sample=True,
                    visible_from=self.open_since,
                )
                for number, unit in enumerate(units, 1)
            ],
            "教育集团",
        )
        self.write(
            [
                Membership(
                    group=group,
                    school=school,
                    role=Membership.Role.MEMBER if place else Membership.Role.LEAD,
                    direction=horizontal,
                    tightness=Membership.Tightness.TIGHT,
                    source=SOURCE,
                    sample=True,
                )
                for group, circle in zip(self.groups, circles, strict=True)
                for place, school in enumerate(circle)
            ],
            "集团成员",
        )

    def build_catchments(self):
        start = self.today.year if self.today.month >= 7 else self.today.year - 1
        year, _ = SchoolYear.objects.get_or_create(start=start)
        catchments = self.write(
            [
                Catchment(
                    school_year=year, school=school, source=SOURCE, sample=True, visible_from=self.open_since
                )
                for school in self.schools
                if school.stage in School.Stage.compulsory()
            ],
            "招生片区",
        )
        self.write(
            [
                self._catchment_entry(catchment, place, order)
                for catchment in catchments
                for order, place in enumerate(self.random.sample(words.PLACES, self.random.randint(2, 5)))
            ],
            "片区条目",
        )

    def _catchment_entry(self, catchment, place, order):
        name = f"{MARK}{place}{self.pick(words.ESTATES)}"
        return CatchmentEntry(
            catchment=catchment,
            kind=CatchmentEntry.Kind.ESTATE,
            name=name,
            tokens=index.normalise(" ".join([name, pinyin(name), initials(name)])),
            order=order,
        )

    # --- Teachers ------------------------------------------------------------------------------------------

    def build_teachers(self, count):
        self.subjects = [Subject.objects.get_or_create(name=name)[0] for name in words.SUBJECTS]
        self.teachers = self.write([self._teacher(number) for number in range(count)], "教师")

    def _teacher(self, number):
        given = self.pick(words.GIVEN) + self.pick(words.GIVEN)
        name = f"{MARK}{self.pick(words.SURNAMES)}{given}"
        return Teacher(
            school=self.schools[number % len(self.schools)],
            name=name,
            pinyin=pinyin(name)[:120],
            title=self.pick(Teacher.Title.values),
            specialism=self.pick(self.subjects),
            backbone=self.pick(["", "", "", *Teacher.Backbone.values]),
            public=True,
            sample=True,
        )

    # --- Sessions and registrations ------------------------------------------------------------------------

    def build_sessions(self, count):
        chosen = [self._registered() for _ in range(count)]
        sessions = self.write(
            [self._session(number, len(teachers)) for number, teachers in enumerate(chosen, 1)], "教研活动"
        )
        self.write(
            [
                Registration(
                    session=session,
                    teacher=teacher,
                    state=Registration.State.CONFIRMED,
                    registered_at=session.opens_at + timedelta(minutes=place),
                    confirmed_at=session.opens_at + timedelta(minutes=place),
                )
                for session, teachers in zip(sessions, chosen, strict=True)
                for place, teacher in enumerate(teachers)
            ],
            "报名",
        )

    def _registered(self):
        count = min(self.random.choices(REGISTRATIONS, REGISTRATION_WEIGHTS)[0], len(self.teachers))
        return self.random.sample(self.teachers, count)

    def _session(self, number, taken):
        school, subject = self.pick(self.schools), self.pick(self.subjects)
        # Most lie behind, a tenth ahead, as in a portal that has been used for two years.
        day = self.today + timedelta(
            days=self.random.randint(-650, 70), hours=self.random.choice([9, 10, 14, 15])
        )
        opens = day - timedelta(days=14)
        stage = self.pick(Session.Stage.values)
        return Session(
            classroom=self.pick(Classroom.values),
            stage=stage,
            title=f"{MARK}{subject.name}{Session.Stage(stage).label}第{number}场",
            summary=self.sentence(),
            organiser=self.pick(self.groups).unit if self.groups else self.district,
            host=school,
            presenter=self.pick(self.teachers) if self.teachers else None,
            subject=subject,
            place=f"{school.short_name}多功能教室"[:80],
            starts_at=day,
            ends_at=day + timedelta(hours=2),
            opens_at=opens,
            closes_at=day - timedelta(hours=1),
            capacity=self.random.randint(max(taken, 1), 60),
            taken=taken,
            hours=self.random.choice([1, 2, 4]),
            sample=True,
            visible_from=min(opens, self.today) - timedelta(days=1),
        )
