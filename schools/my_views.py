"""我的课表: what a teacher has this week, on a phone and on paper."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from schools import week
from schools.models import Teacher


@never_cache
@require_safe
def my_timetable(request):
    teacher = Teacher.objects.of(request.user)
    if teacher is None:
        raise Http404
    offset = _offset(request.GET.get("week", ""))
    found = week.week_of(teacher, week.monday_of(offset))
    context = {"teacher": teacher, "earlier": offset - 1, "later": offset + 1, "offset": offset, **found}
    return render(request, "schools/my_timetable.html", context)


def _offset(text):
    """Weeks from this one; anything else than a small whole number is this week."""
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 4):
        return 0
    return max(-week.MOST_WEEKS, min(week.MOST_WEEKS, int(text)))
