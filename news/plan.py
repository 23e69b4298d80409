"""A month of the newsroom: what was published, what is scheduled, what is in review and due."""

import calendar
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.urls import reverse
from django.utils import timezone

from accounts import rights
from news.models import Activity, Edition, Review, ReviewStep

# So many lines of a day are shown; the rest is folded.
MOST = 5
FIRST, LAST = date(2000, 1, 1), date(2100, 1, 1)


@dataclass
class Entry:
    """One line of a day. `state`: published, scheduled, withdrawn or review."""

    at: str
    state: str
    label: str
    title: str
    path: str


@dataclass
class Day:
    date: date
    outside: bool
    today: bool
    entries: list = field(default_factory=list)

    @property
    def first(self):
        return self.entries[:MOST]

    @property
    def rest(self):
        return self.entries[MOST:]


def month_of(text):
    """The first day of the month that "2026-11" names; this month for anything else."""
    try:
        first = datetime.strptime(text or "", "%Y-%m").date()  # noqa: DTZ007
    except ValueError:
        first = timezone.localdate()
    return min(max(first.replace(day=1), FIRST), LAST)


def neighbours(first):
    """(the month before, the month after), as an address says them."""
    before, after = first - timedelta(days=1), first + timedelta(days=31)
    return f"{before:%Y-%m}", f"{after.replace(day=1):%Y-%m}"


def weeks(first, user):
    """The month's weeks of seven `Day`s, Monday first, with what the person may see; three queries."""
    shown = calendar.Calendar().monthdatescalendar(first.year, first.month)
    today = timezone.localdate()
    days = {day: Day(day, day.month != first.month, day == today) for week in shown for day in week}
    start, end = shown[0][0], shown[-1][-1] + timedelta(days=1)
    for edition in _editions(user, _midnight(start), _midnight(end)):
        local = timezone.localtime(edition.visible_from)
        days[local.date()].entries.append(_of_edition(edition, f"{local:%H:%M}"))
    for activity in _activities(user, _midnight(start), _midnight(end)):
        local = timezone.localtime(activity.visible_from)
        path = reverse("admin:news_activity_change", args=[activity.pk])
        entry = Entry(f"{local:%H:%M}", "published", "公开", f"活动：{activity.title}", path)
        days[local.date()].entries.append(entry)
    for step in _steps(user, start, end):
        days[step.due_on].entries.append(_of_step(step, today))
    return [[days[day] for day in week] for week in shown]


def _midnight(day):
    return timezone.make_aware(datetime.combine(day, time.min))


def _editions(user, start, end):
    reach = rights.reach(user, "view", "news.article")
    found = Edition.objects.filter(visible_from__gte=start, visible_from__lt=end)
    if not reach.everything:
        found = found.filter(unit__in=reach.units)
    return found.defer("content", "cover").order_by("visible_from", "pk")


def _activities(user, start, end):
    mine = Activity.objects.viewable_by(user).filter(visible_from__gte=start, visible_from__lt=end)
    return mine.order_by("visible_from", "pk")


def _steps(user, start, end):
    mine = Review.objects.viewable_by(user).open()
    current = ReviewStep.objects.current().filter(review__in=mine, due_on__gte=start, due_on__lt=end)
    return current.select_related("review").defer("content", "review__content")


def _of_edition(edition, at):
    if edition.is_cancelled or edition.is_withdrawn:
        state, label = "withdrawn", "已撤"
    elif edition.visible_from > timezone.now():
        state, label = "scheduled", "定时"
    else:
        state, label = "published", "公开"
    story = "report" if edition.report_id else "article"
    path = reverse(f"admin:news_{story}_change", args=[edition.report_id or edition.article_id])
    return Entry(at, state, label, edition.title, path)


def _of_step(step, today):
    late = step.due_on < today
    label = f"{step.get_step_display()}{'超期' if late else '到期'}"
    path = reverse("admin:news_review_read", args=[step.review_id])
    return Entry("", "late" if late else "review", label, step.review.title, path)
