"""What organisers do on a session's own page besides the list: add, move, quotas, another time, repeat."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.audit import address_of
from classrooms import booking, repeating, slots
from classrooms.forms import AddForm, MoveForm, QuotaForm, RepeatForm, RescheduleForm
from classrooms.views import organised
from classrooms.views import run as _do


@never_cache
@require_POST
def add(request, pk):
    session = organised(request, pk)
    form = AddForm(request.POST)
    return _do(
        request,
        session,
        form,
        lambda teacher, reason: booking.add(
            session, teacher, by=request.user, reason=reason, address=address_of(request)
        ),
        done="已加入，并告知本人。",
        add_form=form,
    )


@never_cache
@require_POST
def quota(request, pk):
    session = organised(request, pk)
    form = QuotaForm(session, request.POST)
    return _do(
        request,
        session,
        form,
        lambda unit, limit: booking.set_quota(
            session, unit, limit, by=request.user, address=address_of(request)
        ),
        done="单位名额已保存。",
        quota_form=form,
    )


@never_cache
@require_POST
def move(request, pk, registration_pk):
    """Put a teacher's registration over to another session of this organiser's."""
    session = organised(request, pk)
    registration = get_object_or_404(session.registrations.select_related("teacher"), pk=registration_pk)
    form = MoveForm(session, request.user, request.POST)
    return _do(
        request,
        session,
        form,
        lambda to, reason: booking.move(
            registration, to, by=request.user, reason=reason, address=address_of(request)
        ),
        done=f"已把{registration.teacher.name}改到另一场，并告知本人。",
        cancel_form=form,
    )


@never_cache
@require_POST
def repeat(request, pk):
    session = organised(request, pk)
    form = RepeatForm(request.POST)
    return _do(
        request,
        session,
        form,
        lambda every_weeks, times: repeating.repeat(
            session, every_weeks=every_weeks, times=times, by=request.user, address=address_of(request)
        ),
        done="已按周次排好后面的场次，可逐场修改。",
        repeat_form=form,
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reschedule(request, pk):
    """First what the new hour clashes with and which would suit better; saved when asked again."""
    session = organised(request, pk)
    form = RescheduleForm(session, request.POST if request.method == "POST" else None)
    context = {"session": session, "form": form}
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        if request.POST.get("sure"):
            try:
                booking.reschedule(session, by=request.user, address=address_of(request), **asked)
            except booking.Refused as refused:
                form.add_error(None, str(refused))
            else:
                messages.success(request, "已改期，并告知全部报名和候补的教师。")
                return redirect("classrooms:session_manage", session.pk)
        times = asked["starts_at"], asked["ends_at"]
        context |= {
            "asked": not form.errors,
            "clashes": slots.clashes(session, *times, place=asked["place"]),
            "busy": slots.newly_busy(session, *times),
            "best": slots.best(session, starts_at=times[0], ends_at=times[1]),
        }
    return render(request, "classrooms/session_reschedule.html", context)
