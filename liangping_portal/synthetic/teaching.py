"""Classes, timetables and relays of the synthetic district, in bulk.

Every compulsory school has a class a grade for each dozen or so of its teachers; a third of the schools have
a specialist of each subject of the standard, the others have some taught by others, some relayed, some not.
"""

from datetime import datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from classrooms.models import Receipt, RelayCourse, RelayLesson, RelayReceiver, RelaySlot
from schools import calendar
from schools.models import (
    BellPeriod,
    CurriculumStandard,
    Lesson,
    School,
    SchoolYear,
    StandardVersion,
    TeachingGroup,
    Term,
    Timetable,
)

PERIODS = {"音乐": 2, "美术": 2, "体育与健康": 3, "信息科技": 1, "劳动": 1, "科学": 2}
OTHERS = ("语文", "数学", "英语", "道德与法治")
GRADES = {School.Stage.PRIMARY: range(1, 7), School.Stage.JUNIOR: range(7, 10)}
TEACHERS_A_CLASS = 2.5
STARTS = (time(8, 30), time(9, 20), time(10, 25), time(11, 15), time(14, 30), time(15, 20))
WEEK = [(weekday, period) for weekday in range(1, 6) for period in range(1, 7)]
RELAYED = "音乐"
RECEIVERS = 3


class Teaching:
    """Writes what is taught in a `District` that has schools and teachers."""

    def __init__(self, district):
        self.district = district
        self.schools = [school for school in district.schools if school.stage in GRADES]
        self.subjects = {subject.name: subject for subject in district.subjects}
        self.staff = {}
        for teacher in district.teachers:
            self.staff.setdefault(teacher.school_id, []).append(teacher)

    def build(self):
        self.term = self._term()
        self._standard()
        self._bells_and_classes()
        self._lessons()
        self._relays()

    def _term(self):
        """The present term, made where the database has none: twenty weeks of which half lie behind."""
        today = self.district.today.date()
        found = calendar.current_term(today)
        if found is not None:
            return found
        year, _ = SchoolYear.objects.get_or_create(start=calendar.year_of(today))
        monday = today - timedelta(days=today.weekday(), weeks=10)
        return Term.objects.create(
            school_year=year,
            number=Term.Number.FIRST,
            starts_on=monday,
            ends_on=monday + timedelta(weeks=20, days=-3),
            sample=True,
        )

    def _standard(self):
        year = self.term.school_year
        if StandardVersion.objects.in_force(year, self.term.ends_on):
            return
        version = StandardVersion.objects.create(
            school_year=year, adopted_on=self.term.starts_on, source="示例数据", sample=True
        )
        rows = [
            CurriculumStandard(
                version=version, grade=grade, subject=self.subjects[name], periods_per_week=Decimal(periods)
            )
            for name, periods in PERIODS.items()
            for grade in range(1, 10)
        ]
        self.district.write(rows, "课时标准")

    def _bells_and_classes(self):
        bells, groups, timetables = [], [], []
        for school in self.schools:
            offset = self.district.pick((0, 0, 5, 20))
            for number, clock in enumerate(STARTS, 1):
                starts = datetime.combine(self.term.starts_on, clock) + timedelta(minutes=offset)
                ends = starts + timedelta(minutes=40)
                bells.append(
                    BellPeriod(school=school, number=number, starts_at=starts.time(), ends_at=ends.time())
                )
            count = max(1, round(len(self.staff.get(school.pk, ())) / TEACHERS_A_CLASS))
            grades = GRADES[school.stage]
            for place in range(count):
                grade = grades[place % len(grades)]
                name = f"{grade}年级{place // len(grades) + 1}班"
                groups.append(
                    TeachingGroup(
                        school=school,
                        school_year=self.term.school_year,
                        name=name,
                        grades=[grade],
                        order=place,
                        sample=True,
                    )
                )
            timetables.append(
                Timetable(school=school, term=self.term, starts_on=self.term.starts_on, sample=True)
            )
        self.district.write(bells, "作息")
        self.groups = self.district.write(groups, "教学班")
        self.timetables = {one.school_id: one for one in self.district.write(timetables, "课表")}

    def _lessons(self):
        """Thirty periods a class; nobody is in two places, which leaves some without a teacher."""
        self.lacking, rows, busy = [], [], set()
        for group in self.groups:
            staff = self.staff.get(group.school_id, [])
            for (weekday, period), name in zip(WEEK, self._week(), strict=True):
                subject = self.subjects[name]
                teacher = self._teacher(staff, subject, (weekday, period), busy)
                if name == RELAYED and self._lacks(group.school):
                    teacher = None
                if teacher is None and name == RELAYED:
                    self.lacking.append((group, weekday, period))
                rows.append(
                    Lesson(
                        group=group,
                        timetable=self.timetables[group.school_id],
                        subject=subject,
                        teacher=teacher,
                        weekday=weekday,
                        period_no=period,
                    )
                )
        self.district.write(rows, "课")

    @staticmethod
    def _lacks(school):
        """Every other rural school has nobody for the subject that is relayed."""
        return school.area == School.Area.RURAL and school.official_order % 2 == 0

    def _week(self):
        names = [name for name, periods in PERIODS.items() for _ in range(periods)]
        names += [OTHERS[number % len(OTHERS)] for number in range(len(WEEK) - len(names))]
        self.district.random.shuffle(names)
        return names

    def _teacher(self, staff, subject, hour, busy):
        free = [one for one in staff if (one.pk, hour) not in busy]
        own = [one for one in free if one.specialism_id == subject.pk]
        chosen = own or (free if self.district.random.random() < 0.6 else [])
        if not chosen:
            return None
        busy.add((chosen[0].pk, hour))
        return chosen[0]

    def _relays(self):
        """A third of the lacking music is relayed, three classes of an hour together; most are confirmed."""
        hours = {}
        for group, weekday, period in self.lacking[::3]:
            hours.setdefault((weekday, period), []).append(group)
        presenters = [one for one in self.district.teachers if one.specialism_id == self.subjects[RELAYED].pk]
        taken, plans = set(), []
        for hour, groups in sorted(hours.items()):
            free = (one for one in presenters if (one.pk, hour) not in taken)
            for start in range(0, len(groups), RECEIVERS):
                presenter = next(free, None)
                if presenter is None:
                    break
                taken.add((presenter.pk, hour))
                plans.append((hour, presenter, groups[start : start + RECEIVERS]))
        self._write_courses(plans)

    def _write_courses(self, plans):
        music = self.subjects[RELAYED]
        courses = self.district.write(
            [
                RelayCourse(
                    status=RelayCourse.Status.RUNNING,
                    term=self.term,
                    subject=music,
                    grades=sorted({group.grades[0] for group in groups}),
                    organiser=self.district.district,
                    school=presenter.school,
                    presenter=presenter,
                    receivers_count=len(groups),
                    sample=True,
                )
                for _, presenter, groups in plans
            ],
            "专递课程",
        )
        slots = self.district.write(
            [
                RelaySlot(course=course, weekday=weekday, period_no=period)
                for course, ((weekday, period), *_) in zip(courses, plans, strict=True)
            ],
            "每周时段",
        )
        receivers = [
            RelayReceiver(course=course, group=group)
            for course, (*_, groups) in zip(courses, plans, strict=True)
            for group in groups
        ]
        self.district.write(receivers, "接收班")
        self._write_lessons(slots, receivers)

    def _write_lessons(self, slots, receivers):
        last = min(self.district.today.date() - timedelta(days=1), self.term.ends_on)
        days = calendar.taught_days(self.term.starts_on, last, [None])[None]
        lessons = [
            self._lesson(slot, day)
            for slot in slots
            for day, weekday in days.items()
            if weekday == slot.weekday
        ]
        self.district.write(lessons, "专递课")
        of_course = {}
        for receiver in receivers:
            of_course.setdefault(receiver.course_id, []).append(receiver)
        receipts = [
            self._receipt(lesson, receiver) for lesson in lessons for receiver in of_course[lesson.course_id]
        ]
        self.district.write(receipts, "上课确认")

    def _lesson(self, slot, day):
        starts = timezone.make_aware(datetime.combine(day, STARTS[slot.period_no - 1]))
        return RelayLesson(
            course_id=slot.course_id,
            slot=slot,
            due_on=day,
            date=day,
            period_no=slot.period_no,
            starts_at=starts,
            ends_at=starts + timedelta(minutes=40),
            presenter_id=slot.course.presenter_id,
            state=RelayLesson.State.HELD,
            sample=True,
        )

    def _receipt(self, lesson, receiver):
        state = self.district.random.choices(("confirmed", "failed", "awaited"), (85, 5, 10))[0]
        answered = state != Receipt.State.AWAITED
        return Receipt(
            lesson=lesson,
            receiver=receiver,
            group_id=receiver.group_id,
            date=lesson.date,
            period_no=lesson.period_no,
            state=state,
            reason=Receipt.Reason.POWER if state == Receipt.State.FAILED else "",
            answered_at=lesson.ends_at if answered else None,
        )
