"""One relay lesson: who takes part, what the presenter and the organiser do with it, and notes of tours."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import audit
from accounts.audit import address_of
from classrooms import free_slots, receipts, relay_week, rescheduling
from classrooms.booking import Refused
from classrooms.models import Receipt, RelayLesson
from classrooms.relay_forms import CallOffForm, MoveForm, SlotForm, TourForm
from classrooms.relay_standing import lessons_for, may_tour, shown_receipts, standing


def _lesson(request, pk):
    return get_object_or_404(lessons_for(request.user).for_list().select_related("presenter__user"), pk=pk)


def _organised(request, pk):
    return get_object_or_404(RelayLesson.objects.editable_by(request.user).for_list(), pk=pk)


@never_cache
@require_safe
def lesson(request, pk):
    return _page(request, _lesson(request, pk))


def _page(request, found, **forms):
    stands = standing(found, request.user)
    heard = list(shown_receipts(found, request.user, stands))
    told = relay_week.mismatches(heard)
    for one in heard:
        one.lesson, one.mismatch = found, told[one.pk]
        one.answerable = one.pk in stands.answers
        one.made_up = getattr(one, "make_up", None)
    failed = [one for one in heard if one.state == Receipt.State.FAILED]
    for one in failed:
        one.becoming = relay_week.becoming(one)[1]
    to_make_up = [one for one in failed if one.made_up is None]
    context = {
        "lesson": found,
        "standing": stands,
        "receipts": heard,
        "to_make_up": bool(to_make_up) and (stands.organises or bool(stands.answers)),
        "tours": list(found.tours.for_list()) if stands.sees_all or stands.tours else [],
        "unseen": [one for one in heard if one.state == Receipt.State.AWAITED and not one.move_seen_at],
        "address": request.build_absolute_uri(found.get_absolute_url()),
        "is_today": found.date == timezone.localdate(),
        "move_form": MoveForm(initial={"day": found.date, "period_no": found.period_no}),
        "call_off_form": CallOffForm(prefix="off"),
        "tour_form": TourForm(),
    }
    return render(request, "classrooms/relay_lesson.html", context | forms)


def _presented(request, pk):
    """A lesson that the person presents, or organises."""
    found = _lesson(request, pk)
    stands = standing(found, request.user)
    if not (stands.presents or stands.organises):
        raise Http404
    return found


@never_cache
@require_POST
def begin(request, pk):
    return _clock(request, pk, receipts.begin, "已记下开始时间。")


@never_cache
@require_POST
def finish(request, pk):
    return _clock(request, pk, receipts.finish, "已记下结束时间，等接收教室确认。")


def _clock(request, pk, act, done):
    try:
        act(_presented(request, pk), by=request.user, address=address_of(request))
        messages.success(request, done)
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("classrooms:relay_lesson", pk)


@never_cache
@require_POST
def move(request, pk):
    """To another day or period, announced to both sides."""
    found, form = _organised(request, pk), MoveForm(request.POST)
    return _do(request, found, form, rescheduling.move, "已调课，并告知两边教师。", move_form=form)


@never_cache
@require_POST
def call_off(request, pk):
    found, form = _organised(request, pk), CallOffForm(request.POST, prefix="off")
    return _do(request, found, form, rescheduling.call_off, "已取消，并告知两边教师。", call_off_form=form)


def _do(request, found, form, act, done, **shown):
    if form.is_valid():
        try:
            act(found, **form.cleaned_data, by=request.user, address=address_of(request))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, done)
            return redirect("classrooms:relay_lesson", found.pk)
    return _page(request, found, **shown)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def make_up(request, pk):
    """Hours free on both sides for what failed; one of them is booked."""
    found = _lesson(request, pk)
    stands = standing(found, request.user)
    failed = found.receipts.failed().filter(make_up=None).for_list()
    if not stands.organises:
        failed = failed.filter(pk__in=stands.answers)
    failed = list(failed)
    if not (stands.organises or stands.answers):
        raise Http404
    form = SlotForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        day, period_no = form.cleaned_data["slot"]
        try:
            extra = rescheduling.make_up(
                failed, day, period_no, lesson=found, by=request.user, address=address_of(request)
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"补课已定在{extra.when}，并告知两边教师。")
            return redirect("classrooms:relay_lesson", extra.pk)
    slots = free_slots.of(found, failed) if failed else []
    context = {"lesson": found, "failed": failed, "slots": slots, "form": form}
    return render(request, "classrooms/relay_make_up.html", context)


@never_cache
@require_POST
def tour(request, pk):
    """A note of who looked in (巡课)."""
    found = _lesson(request, pk)
    if not may_tour(request.user, found):
        raise Http404
    form = TourForm(request.POST)
    if not form.is_valid():
        return _page(request, found, tour_form=form)
    note = form.save(commit=False)
    note.lesson, note.written_by = found, request.user
    note.save()
    audit.record("巡课", by=request.user, row=note, address=address_of(request))
    messages.success(request, "已记下巡课。")
    return redirect("classrooms:relay_lesson", pk)
