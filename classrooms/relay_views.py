"""Relays as whole weeks and terms: the public page, a course, the board of today, a teacher's own."""

import time
from datetime import timedelta

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.audit import address_of
from accounts.own_phone import phone_may
from accounts.rights import reach
from classrooms import receipts as answering
from classrooms import relay_board, relay_figures, relay_week, relaying, rescheduling
from classrooms.booking import Refused
from classrooms.models import Receipt, RelayCourse, RelayLesson, RelayReceiver
from classrooms.relay_forms import ExtraLessonForm, ReceiverForm, colleagues_of
from classrooms.relay_standing import courses_for, lessons_for
from classrooms.views import SECONDS_BEHIND, SECTIONS, classroom_page
from publishing.bodies import render_kept
from publishing.pagecache import public_page
from schools.calendar import current_term

OWN_WEEKS = timedelta(weeks=3)


# --- For everybody ------------------------------------------------------------------------------------------
@public_page(*SECTIONS, seconds=SECONDS_BEHIND)
def relay(request):
    """专递课堂: what it is, this week's lessons, the term's figures of the district as a whole."""
    monday = relay_week.monday_of(request.GET.get("week"))
    key = monday, int(time.time() / SECONDS_BEHIND)
    return render_kept(request, "classrooms/relay.html", SECTIONS, lambda: _public(monday), key=key)


def _public(monday):
    term = current_term()
    lines = relay_figures.by_subject(term.starts_on, term.ends_on) if term else []
    courses = (
        RelayCourse.objects.running().filter(term=term).for_list().prefetch_related("slots") if term else []
    )
    return {
        **classroom_page("relay"),
        "week": relay_week.week(monday, RelayLesson.objects.standing()),
        "is_this_week": monday == relay_week.monday_of(""),
        "term": term,
        "lines": lines,
        "total": relay_figures.total(lines),
        "courses": list(courses),
        "as_of": timezone.localtime(),
    }


# --- For who takes part -------------------------------------------------------------------------------------
@phone_may
@never_cache
@require_safe
def mine(request):
    """我的专递课: what the person presents, and what they help to receive."""
    user, today = request.user, timezone.localdate()
    presented = RelayLesson.objects.presented_by(user)
    helped = Receipt.objects.helped_by(user).for_list()
    waiting = helped.awaited().filter(lesson__starts_at__lte=timezone.now())
    span = (today, today + OWN_WEEKS)
    coming = relay_week.with_receipts(presented.standing().between(*span))
    context = {
        "waiting": list(waiting.order_by("-lesson__starts_at", "pk")[:20]),
        "moved": list(helped.filter(lesson__moved_at__isnull=False, move_seen_at=None, date__gte=today)),
        "presented": list(coming),
        "helped": list(helped.filter(date__range=span).order_by("lesson__starts_at", "pk")),
        "figures": _own_figures(user),
        "is_staff": user.is_staff,
    }
    return render(request, "classrooms/relay_mine.html", context)


def _own_figures(user):
    """The person's own figures of the term; None out of terms."""
    term = current_term()
    if term is None:
        return None
    lines = relay_figures.by_subject(
        term.starts_on,
        term.ends_on,
        lessons=RelayLesson.objects.presented_by(user),
        receipts=Receipt.objects.helped_by(user),
    )
    return relay_figures.total(lines)


@never_cache
@require_safe
def course(request, pk):
    """The plan of a course for those who take part: hours, receivers with bells compared, lessons to come."""
    return _course_page(request, _course(request, pk))


def _course(request, pk):
    return get_object_or_404(courses_for(request.user).for_list(), pk=pk)


def _course_page(request, found, **forms):
    receivers = list(
        found.receivers.filter(left_on=None).select_related("group__school", "assistant").order_by("pk")
    )
    changed = set(
        RelayReceiver.objects.editable_by(request.user).filter(course=found).values_list("pk", flat=True)
    )
    colleagues = colleagues_of([one for one in receivers if one.pk in changed])
    for one in receivers:
        one.form = ReceiverForm(receiver=one, colleagues=colleagues) if one.pk in changed else None
    context = {
        "course": found,
        "slots": list(found.slots.all()),
        "receivers": receivers,
        "mismatches": relaying.bells_compared(found, receivers),
        "coming": list(relay_week.with_receipts(RelayLesson.objects.of_course(found).ahead())[:12]),
        "figures": relay_figures.total(_figures_of(found)),
        "organises": RelayCourse.objects.editable_by(request.user).filter(pk=found.pk).exists(),
        "extra_form": ExtraLessonForm(),
    }
    return render(request, "classrooms/relay_course.html", context | forms)


def _figures_of(found):
    return relay_figures.by_subject(
        found.first_day,
        found.last_day,
        lessons=RelayLesson.objects.of_course(found),
        receipts=Receipt.objects.of_course(found),
    )


@never_cache
@require_POST
def extra_lesson(request, pk):
    """A lesson beyond the weekly slots."""
    found = get_object_or_404(RelayCourse.objects.editable_by(request.user).for_list(), pk=pk)
    form = ExtraLessonForm(request.POST)
    if form.is_valid():
        try:
            lesson = rescheduling.add_lesson(
                found, **form.cleaned_data, by=request.user, address=address_of(request)
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"已加课：{lesson.when}，并告知两边教师。")
            return redirect("classrooms:relay_lesson", lesson.pk)
    return _course_page(request, found, extra_form=form)


@never_cache
@require_POST
def receiver_change(request, pk):
    """The receiving school says who helps, and in which of its periods."""
    mine = RelayReceiver.objects.editable_by(request.user).select_related("group", "course")
    receiver = get_object_or_404(mine.filter(left_on=None), pk=pk)
    form = ReceiverForm(request.POST, receiver=receiver, colleagues=colleagues_of([receiver]))
    if form.is_valid():
        try:
            relaying.change_receiver(
                receiver, **form.cleaned_data, by=request.user, address=address_of(request)
            )
            messages.success(request, f"已保存{receiver.group.name}的接收安排。")
        except Refused as refused:
            messages.error(request, str(refused))
    else:
        messages.error(request, "没有保存：请选本校的教师，节次填数字。")
    return redirect("classrooms:relay_course", receiver.course_id)


# --- For the schools and the district -----------------------------------------------------------------------
@never_cache
@require_safe
def board(request):
    """Today's lessons at this moment; the page fetches `board_rows` again and again."""
    sees_files = bool(reach(request.user, "view", RelayLesson._meta.label_lower))
    context = _board(request.user) | {"sees_files": sees_files}
    return render(request, "classrooms/relay_board.html", context)


@never_cache
@require_safe
def board_rows(request):
    return render(request, "classrooms/relay_board_rows.html", _board(request.user))


def _board(user):
    lessons = lessons_for(user)
    return {"parts": relay_board.today(lessons), "at": timezone.localtime()}


@never_cache
@require_safe
def waiting(request):
    """待确认: receipts of the person's school that nobody answered, the overdue first."""
    asked = answering.answerable_by(request.user).awaited().filter(lesson__ends_at__lt=timezone.now())
    found = list(asked.for_list().order_by("lesson__starts_at", "pk")[:100])
    late = set(answering.overdue().filter(pk__in=[one.pk for one in found]).values_list("pk", flat=True))
    context = {
        "overdue": [one for one in found if one.pk in late],
        "fresh": [one for one in found if one.pk not in late],
    }
    return render(request, "classrooms/relay_receipts.html", context)
