"""What a school's page shows parents of relays: this week's lessons, received and presented."""

from datetime import timedelta

from django.utils import timezone

from classrooms.models import Receipt, RelayLesson
from schools import panels

# A lesson's whole week is shown, Monday to Sunday, what is over too.
WEEK = timedelta(days=6)


@panels.register("relay", 55, "classrooms/relay_panel.html", title="本周专递课", side=True)
def of_the_week(schools, viewer):
    """{school: [{"lesson", "group"}, …]}; `group` is None where the school presents."""
    today = timezone.localdate()
    monday = today - timedelta(days=today.weekday())
    span, found = (monday, monday + WEEK), {}
    heard = Receipt.objects.standing().between(*span).filter(group__school__in=schools).for_list()
    for one in heard:
        row = {"lesson": one.lesson, "group": one.group}
        found.setdefault(one.group.school_id, []).append(row)
    presented = RelayLesson.objects.standing().between(*span).filter(course__school__in=schools).for_list()
    for lesson in presented:
        found.setdefault(lesson.course.school_id, []).append({"lesson": lesson, "group": None})
    for rows in found.values():
        rows.sort(key=lambda row: (row["lesson"].starts_at, row["lesson"].pk))
    return found
