"""Relay lessons as hours of teachers and classes: they stand in timetables and keep their people busy."""

from classrooms.models import Receipt, RelayLesson
from schools import busy


@busy.register("relay")
def of_teachers(teachers, start, end):
    """The presenter's lessons, and those that a teacher helps to receive."""
    lessons = RelayLesson.objects.standing().filter(starts_at__lt=end, ends_at__gt=start)
    for lesson in lessons.filter(presenter__in=teachers).for_list():
        yield lesson.presenter_id, _span(lesson, "主讲")
    receipts = _receipts(start, end).filter(receiver__assistant__in=teachers)
    for receipt in receipts:
        yield receipt.receiver.assistant_id, _span(receipt.lesson, f"辅助 {receipt.group.name}")


@busy.register("relay", of="groups")
def of_groups(groups, start, end):
    """What a class receives, and what a presenting class takes part in."""
    for receipt in _receipts(start, end).filter(group__in=groups):
        yield receipt.group_id, _span(receipt.lesson, "接收")
    lessons = RelayLesson.objects.standing().filter(starts_at__lt=end, ends_at__gt=start)
    for lesson in lessons.filter(course__presenting_group__in=groups, made_up_for=None).for_list():
        yield lesson.course.presenting_group_id, _span(lesson, "主讲班")


def _receipts(start, end):
    return Receipt.objects.standing().filter(lesson__starts_at__lt=end, lesson__ends_at__gt=start).for_list()


def _span(lesson, part):
    return busy.Span(
        lesson.starts_at,
        lesson.ends_at,
        "relay",
        f"专递课 {lesson.course.title}（{part}）",
        lesson.get_absolute_url(),
        (lesson.pk,),
    )
