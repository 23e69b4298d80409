"""Small districts for coverage: by hand, a line a fact, and at random."""

import random
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from classrooms.models import Receipt, RelayLesson, RelayReceiver
from schools.models import CalendarDay, ExamPeriod, Lesson, School, Teacher, TeachingGroup, Term, Timetable
from tests import factories as make

# Two whole weeks, Monday 7 to Friday 18 September 2026.
FIRST, LAST = date(2026, 9, 7), date(2026, 9, 18)


def term(first=FIRST, last=LAST):
    return make.TermFactory(starts_on=first, ends_on=last)


def owe(grade, periods, subject="音乐"):
    return make.CurriculumStandardFactory(
        grade=grade, subject=make.SubjectFactory(name=subject), periods_per_week=Decimal(str(periods))
    )


def moment(day, hour=10):
    return timezone.make_aware(datetime.combine(day, time(hour)))


class Class:
    """A class with its timetable, to which lessons and relayed periods are added line by line."""

    def __init__(self, term, grades=(3,), school=None, opens_on=None):
        self.term = term
        self.school = school or make.SchoolFactory(stage=School.Stage.PRIMARY)
        self.group = make.TeachingGroupFactory(school=self.school, grades=list(grades), opens_on=opens_on)
        self.timetable = Timetable.objects.get_or_create(
            school=self.school, term=term, starts_on=term.starts_on
        )[0]

    def lesson(self, weekday, period=1, subject="音乐", by="specialist", weeks=11, timetable=None):
        """`by`: specialist, other, visitor (of another school) or nobody."""
        subject = make.SubjectFactory(name=subject)
        school = make.SchoolFactory() if by == "visitor" else self.school
        teacher = None
        if by != "nobody":
            teacher = make.TeacherFactory(school=school, specialism=subject if by == "specialist" else None)
        return make.LessonFactory(
            group=self.group,
            timetable=timetable or self.timetable,
            subject=subject,
            teacher=teacher,
            weekday=weekday,
            period_no=period,
            weeks=weeks,
        )

    def relay(self, *days, subject="音乐", state="confirmed", period=5, makes_up=None):
        """Relayed periods on these days of September 2026, answered as `state` says."""
        course = make.RelayCourseFactory(subject=make.SubjectFactory(name=subject), term=self.term)
        receiver = make.RelayReceiverFactory(course=course, group=self.group)
        return [self._receipt(receiver, date(2026, 9, day), period, state, makes_up) for day in days]

    def _receipt(self, receiver, day, period, state, makes_up):
        lesson = make.RelayLessonFactory(
            course=receiver.course,
            date=day,
            period_no=period,
            made_up_for=makes_up and makes_up.lesson,
            presenter=make.TeacherFactory(school=receiver.course.school),
        )
        answered = state in ("confirmed", "failed")
        return make.ReceiptFactory(
            lesson=lesson,
            receiver=receiver,
            group=self.group,
            date=day,
            period_no=period,
            state=state,
            reason="power" if state == "failed" else "",
            answered_at=moment(day) if answered else None,
            makes_up=makes_up,
        )


# --- at random ----------------------------------------------------------------------------------------------
SUBJECTS = ("音乐", "美术", "科学")
CODES = Lesson.Weeks.values


class Random:
    """`count` districts of one to three schools each, in one term with holidays, made-up days and exams."""

    def __init__(self, seed, count):
        self.dice = random.Random(seed)
        first = date(2026, 9, 1) + timedelta(days=self.dice.randrange(7))
        self.term = term(first, first + timedelta(days=self.dice.randint(9, 26)))
        self.subjects = [make.SubjectFactory(name=name) for name in SUBJECTS]
        self.version = make.StandardVersionFactory()
        for grade in range(1, 5):
            for subject in self.subjects:
                owe(grade, self.dice.choice((0, 0.5, 1, 1.5, 2, 3)), subject.name)
        self._days(None, 3)
        self.schools, self.teachers = [], []
        for _ in range(count):
            for _ in range(self.dice.randint(1, 3)):
                self._school()
        self._lessons()
        self._relay()

    def day(self):
        return self.term.starts_on + timedelta(
            days=self.dice.randrange((self.term.ends_on - self.term.starts_on).days + 1)
        )

    def _days(self, school, most):
        for day in sorted({self.day() for _ in range(self.dice.randint(0, most))}):
            CalendarDay.objects.create(
                date=day, school=school, taught_as=self.dice.choice((None, None, 1, 2, 3, 4, 5))
            )
        if self.dice.random() < 0.1:
            day = self.day()
            ExamPeriod.objects.create(school=school, starts_on=day, ends_on=day + timedelta(days=1))

    def _school(self):
        school = make.SchoolFactory(stage=self.dice.choice(("primary", "primary", "junior")))
        self.schools.append(school)
        if self.dice.random() < 0.1:
            self._days(school, 2)
        self.teachers += Teacher.objects.bulk_create(
            Teacher(school=school, name=f"示例{number}", specialism=self.dice.choice((None, *self.subjects)))
            for number in range(3)
        )

    def _lessons(self):
        groups, timetables = [], []
        for school in self.schools:
            groups += [
                TeachingGroup(
                    school=school,
                    school_year=self.term.school_year,
                    name=f"{number}班",
                    grades=sorted(self.dice.sample(range(1, 5), self.dice.choice((1, 1, 2)))),
                    opens_on=self.day() if self.dice.random() < 0.05 else None,
                )
                for number in range(self.dice.randint(1, 2))
            ]
            starts = {self.term.starts_on} if self.dice.random() < 0.9 else set()
            starts |= {self.day()} if self.dice.random() < 0.3 else set()
            timetables += [Timetable(school=school, term=self.term, starts_on=day) for day in sorted(starts)]
        self.groups = TeachingGroup.objects.bulk_create(groups)
        made = {}
        for timetable in Timetable.objects.bulk_create(timetables):
            for group in self.groups:
                if group.school_id == timetable.school_id:
                    for _ in range(self.dice.randint(0, 9)):
                        self._lesson(group, timetable, made)
        Lesson.objects.bulk_create(made.values())

    def _lesson(self, group, timetable, made):
        weekday, period = self.dice.randint(1, 5), self.dice.randint(1, 4)
        own = [one for one in self.teachers if one.school_id == group.school_id]
        teacher = self.dice.choice((None, self.dice.choice(self.teachers), *own))
        busy = any(
            one.teacher == teacher and teacher and (one.weekday, one.period_no) == (weekday, period)
            for one in made.values()
            if one.timetable == timetable
        )
        if not busy:
            made.setdefault(
                (timetable.pk, group.pk, weekday, period),
                Lesson(
                    group=group,
                    timetable=timetable,
                    subject=self.dice.choice(self.subjects),
                    teacher=teacher,
                    weekday=weekday,
                    period_no=period,
                    weeks=self.dice.choice((11, 11, 11, *CODES)),
                ),
            )

    def _relay(self):
        lessons, receipts = [], []
        for subject in self.subjects:
            course = make.RelayCourseFactory(subject=subject, term=self.term)
            for group in self.dice.sample(self.groups, len(self.groups) // 2):
                receiver = RelayReceiver.objects.create(course=course, group=group)
                for day in sorted({self.day() for _ in range(self.dice.randint(1, 5))}):
                    self._relayed(receiver, day, lessons, receipts)
        RelayLesson.objects.bulk_create(lessons)
        Receipt.objects.bulk_create([one for one in receipts if one.makes_up is None])
        Receipt.objects.bulk_create([one for one in receipts if one.makes_up is not None])

    def _relayed(self, receiver, day, lessons, receipts):
        period = SUBJECTS.index(receiver.course.subject.name) + 1
        if any((one.group, one.date, one.period_no) == (receiver.group, day, period) for one in receipts):
            return
        failed = [
            one
            for one in receipts
            if one.receiver == receiver
            and one.state == "failed"
            and one.date < day
            and not one.spent
            and not one.makes_up
        ]
        makes_up = failed[0] if failed and self.dice.random() < 0.5 else None
        state = self.dice.choice(("confirmed", "confirmed", "failed", "awaited", "void"))
        # One lesson a receipt: the presenter's own clashes are another test's business.
        lesson = RelayLesson(
            course=receiver.course,
            date=day,
            due_on=day if self.dice.random() < 0.9 else self.day(),
            period_no=len(lessons) + 1,
            starts_at=moment(day),
            ends_at=moment(day, 11),
            presenter=receiver.course.presenter,
        )
        receipt = Receipt(
            lesson=lesson,
            receiver=receiver,
            group=receiver.group,
            date=day,
            period_no=period,
            state=state,
            reason="power" if state == "failed" else "",
            answered_at=moment(day) if state in ("confirmed", "failed") else None,
            makes_up=makes_up,
        )
        receipt.spent = False
        if makes_up:
            makes_up.spent = True
        lessons.append(lesson)
        receipts.append(receipt)


__all__ = ["Class", "FIRST", "LAST", "Random", "Term", "owe", "term"]
