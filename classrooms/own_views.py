"""What teachers do with a session besides registering: cancel, answer, change over, go together."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.audit import address_of
from accounts.own_phone import phone_may
from classrooms import booking
from classrooms.models import Registration, Session
from classrooms.partners import partners_of
from classrooms.standing import teacher_of


def _own(request, pk):
    mine = Registration.objects.of(request.user).select_related("teacher", "session")
    return get_object_or_404(mine, session__pk=pk)


def _teacher_or_404(request):
    teacher = teacher_of(request.user)
    if teacher is None:
        raise Http404
    return teacher


def _key(request, name):
    """A posted key; 0, which no row has, for anything else."""
    value = request.POST.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 19 else 0


def _do(request, session, act, done):
    try:
        act()
    except booking.Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, done)
    return redirect(session)


@phone_may
@never_cache
@require_POST
def cancel(request, pk):
    registration, reason = _own(request, pk), request.POST.get("reason", "")[:120]
    return _do(
        request,
        registration.session,
        lambda: booking.cancel(registration, by=request.user, reason=reason, address=address_of(request)),
        "已取消报名。",
    )


@phone_may
@never_cache
@require_POST
def accept(request, pk):
    registration = _own(request, pk)
    return _do(
        request,
        registration.session,
        lambda: booking.accept(registration, by=request.user, address=address_of(request)),
        "报名成功。",
    )


@phone_may
@never_cache
@require_POST
def decline(request, pk):
    registration = _own(request, pk)
    return _do(
        request,
        registration.session,
        lambda: booking.decline(registration, by=request.user, address=address_of(request)),
        "名额已给下一位。",
    )


@phone_may
@never_cache
@require_POST
def swap(request, pk):
    session = get_object_or_404(Session.objects.published(), pk=pk)
    teacher = _teacher_or_404(request)
    mine = Registration.objects.of(request.user).select_related("teacher", "session")
    other = get_object_or_404(mine, pk=_key(request, "instead_of"))
    return _do(
        request,
        session,
        lambda: booking.swap(
            session, teacher, instead_of=other, by=request.user, address=address_of(request)
        ),
        f"已换成这一场，“{other.session.title}”的报名已取消。",
    )


@phone_may
@never_cache
@require_POST
def together(request, pk):
    session = get_object_or_404(Session.objects.published(), pk=pk)
    teacher = _teacher_or_404(request)
    partner = get_object_or_404(partners_of(teacher), pk=_key(request, "partner"))
    return _do(
        request,
        session,
        lambda: booking.register_together(
            session, teacher, partner, by=request.user, address=address_of(request)
        ),
        f"您和{partner.name}都报上了。",
    )
