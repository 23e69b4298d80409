"""Coverage counted slowly, day by day, in plain Python: what `classrooms/coverage.py` must equal.

Written from domain.md section 2, without a line of the statement's code.
"""

from collections import Counter, defaultdict
from datetime import timedelta
from fractions import Fraction

from classrooms.models import Receipt
from schools.models import CalendarDay, CurriculumStandard, ExamPeriod, Lesson, TeachingGroup, Timetable


class Reference:
    def __init__(self, term, version, first, last):
        self.term, self.version = term, version
        self.first, self.last = max(first, term.starts_on), min(last, term.ends_on)
        self.monday = term.starts_on - timedelta(days=term.starts_on.weekday())
        self.named = {(day.school_id, day.date): day.taught_as for day in CalendarDay.objects.all()}
        self.exams = list(ExamPeriod.objects.all())
        self.standard = list(CurriculumStandard.objects.filter(version=version))
        self.timetables, self.lessons, self.receipts = defaultdict(list), defaultdict(list), defaultdict(list)
        for timetable in Timetable.objects.filter(term=term).order_by("starts_on"):
            self.timetables[timetable.school_id].append(timetable)
        for lesson in Lesson.objects.exclude(teacher=None).select_related("teacher"):
            self.lessons[lesson.timetable_id, lesson.group_id, lesson.subject_id].append(lesson)
        answers = Receipt.objects.select_related("lesson__course", "makes_up__lesson")
        for one in answers.filter(lesson__course__term=term).exclude(state="void"):
            self.receipts[one.group_id, one.lesson.course.subject_id].append(one)
        self.calendars = {}

    def calendar(self, school):
        """{date: weekday whose lessons are taught} of the term."""
        if school.pk not in self.calendars:
            count = (self.term.ends_on - self.term.starts_on).days + 1
            days = [self.term.starts_on + timedelta(days=number) for number in range(count)]
            found = {day: self.taught_as(day, school.pk) for day in days}
            self.calendars[school.pk] = {day: weekday for day, weekday in found.items() if weekday}
        return self.calendars[school.pk]

    def taught_as(self, day, school):
        if (school, day) in self.named:
            return self.named[school, day]
        if any(one.starts_on <= day <= one.ends_on and one.school_id in (None, school) for one in self.exams):
            return None
        if (None, day) in self.named:
            return self.named[None, day]
        return day.isoweekday() if day.isoweekday() <= 5 else None

    def rows(self):
        """{(class, subject): (required, specialist, relay, other, relay if held, other if held)}."""
        found = {}
        for group in TeachingGroup.objects.filter(school_year=self.term.school_year).select_related("school"):
            counted = group.school.status == "open" and group.school.stage in ("primary", "junior")
            if counted and any(one.starts_on <= self.last for one in self.timetables[group.school_id]):
                for subject, owed in self.owed(group).items():
                    parts = self.parts(group, subject, owed)
                    if parts:
                        found[group.pk, subject] = parts
        return found

    def owed(self, group):
        owed = defaultdict(Fraction)
        for row in self.standard:
            if row.grade in group.grades:
                owed[row.subject_id] = max(owed[row.subject_id], Fraction(row.periods_per_week))
        return owed

    def parts(self, group, subject, owed):
        calendar = self.calendar(group.school)
        first = max(self.first, group.opens_on or self.first)
        counted = {day: weekday for day, weekday in calendar.items() if first <= day <= self.last}
        times = Counter(counted.values())
        required = owed * min(5, sum(1 for weekday in range(1, 6) if times[weekday])) / 5
        if not required:
            return None

        def weight(day):
            return Fraction(1, times[calendar.get(day)] or max(times.values()))

        receipts = [one for one in self.receipts[group.pk, subject] if self.first <= one.date <= self.last]
        relayed = {(one.date, one.period_no) for one in receipts}
        planned = sum(weight(one.lesson.due_on) for one in receipts if not one.makes_up)
        done = sum(
            weight((one.makes_up or one).lesson.due_on) for one in receipts if one.state == "confirmed"
        )
        own = self.own(group, subject, counted, relayed, weight)
        specialist = min(required, own[True])
        shares = []
        for relayed_periods in (done, planned):
            relay = min(required - specialist, relayed_periods)
            shares.append((relay, min(required - specialist - relay, own[False])))
        (relay, other), (relay_if_held, other_if_held) = shares
        return required, specialist, relay, other, relay_if_held, other_if_held

    def own(self, group, subject, counted, relayed, weight):
        """{by a specialist: periods a week} from the timetable that holds on each day."""
        given = {True: Fraction(0), False: Fraction(0)}
        for day, weekday in counted.items():
            holding = [one for one in self.timetables[group.school_id] if one.starts_on <= day]
            week = (day - self.monday).days // 7 + 1
            for lesson in self.lessons[holding[-1].pk, group.pk, subject] if holding else ():
                cycle, place = divmod(lesson.weeks, 10)
                given_then = lesson.weekday == weekday and week % cycle == place % cycle
                if given_then and (day, lesson.period_no) not in relayed:
                    elsewhere = lesson.teacher.school_id != group.school_id
                    given[elsewhere or lesson.teacher.specialism_id == subject] += weight(day)
        return given
