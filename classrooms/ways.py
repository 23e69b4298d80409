"""Ways to cover a lesson: colleagues who are free then, and lessons of the class that could change places."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count
from django.utils import timezone

from schools import busy, occurrences
from schools.models import Lesson, Teacher

# A swap is looked for among the lessons of so many days before and after.
AROUND = timedelta(days=7)
MOST = 12


@dataclass(frozen=True)
class Colleague:
    """`same`: teaches the subject; `knows`: teaches the class."""

    teacher: Teacher
    free: bool
    same: bool
    knows: bool

    @property
    def text(self):
        said = [
            self.teacher.specialism.name if self.teacher.specialism else "",
            "教这个班" if self.knows else "",
            "" if self.free else "那一节有课",
        ]
        return f"{self.teacher.name}（{'，'.join(filter(None, said))}）"


@dataclass(frozen=True)
class Swap:
    lesson: Lesson
    on: date

    @property
    def value(self):
        return f"{self.lesson.pk}:{self.on.isoformat()}"

    @property
    def text(self):
        day = f"{self.on.month}月{self.on.day}日 周{'一二三四五六日'[self.on.weekday()]}"
        return f"{day} 第{self.lesson.period_no}节 {self.lesson.subject.name}（{self.lesson.teacher.name}）"


def colleagues(cover):
    """The school's other teachers, who is free and near to the lesson first."""
    hours = occurrences.hours(cover.lesson.group.school_id, cover.date, cover.period_no)
    others = Teacher.objects.serving().filter(school=cover.lesson.group.school_id)
    others = list(
        others.exclude(pk=cover.registration.teacher_id).select_related("specialism").order_by("pinyin", "pk")
    )
    taken = busy.busy_spans(others, *hours) if hours else {}
    knows = set(Lesson.objects.filter(group=cover.lesson.group_id).values_list("teacher", flat=True))
    found = [
        Colleague(one, not taken.get(one.pk), one.specialism_id == cover.lesson.subject_id, one.pk in knows)
        for one in others
    ]
    return sorted(found, key=lambda one: (not one.free, not one.same, not one.knows))


def swaps(cover):
    """Lessons of the same class by colleagues free at the one hour, while the teacher is at the other."""
    own, teacher = cover.lesson, cover.registration.teacher_id
    first, last = cover.date - AROUND, cover.date + AROUND
    given = [
        one
        for one in occurrences.of_groups([own.group_id], max(first, timezone.localdate()), last)
        if one.start and one.teacher and one.teacher != teacher and not one.changed
    ]
    hours = occurrences.hours(own.group.school_id, cover.date, cover.period_no)
    if not given or not hours:
        return []
    people = {teacher, *(one.teacher for one in given)}
    start = min([hours[0], *(one.start for one in given)])
    taken = busy.busy_spans(people, start, max([hours[1], *(one.end for one in given)]))
    session = cover.registration.session

    def free(person, begin, end):
        return not any(span.touches(begin, end) for span in taken[person])

    fitting = [
        one
        for one in given
        if free(one.teacher, *hours)
        and free(teacher, one.start, one.end)
        and not (one.start < session.ends_at and session.starts_at < one.end)
    ]
    fitting.sort(key=lambda one: (abs((one.date - cover.date).days), one.date, one.period))
    fitting = fitting[:MOST]
    lessons = Lesson.objects.select_related("subject", "teacher").in_bulk([one.lesson for one in fitting])
    return [Swap(lessons[one.lesson], one.date) for one in fitting]


def counts(covers):
    """{state: number} of covers, for the district and the head."""
    return dict(covers.order_by().values_list("state").annotate(number=Count("pk")))
