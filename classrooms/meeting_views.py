"""Entering a meeting that the portal opens, and fetching what was recorded there.

The provider is asked here alone: these views open no transaction before it has answered.
"""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.audit import address_of
from classrooms import library, meetings
from classrooms.models import Recording, Session
from classrooms.refusal import Refused
from classrooms.views import organised


@never_cache
@require_POST
def enter(request, pk):
    """To the meeting, for who leads it and who has a seat."""
    session = get_object_or_404(Session.objects.published().select_related("presenter"), pk=pk)
    guest = meetings.guest_of(session, request.user) if meetings.is_ours(session) else None
    if guest is None:
        raise Http404
    if why := meetings.why_closed(session, guest):
        messages.error(request, why)
        return redirect(session)
    try:
        return HttpResponseRedirect(meetings.provider_of(session).enter(session, guest))
    except meetings.Unavailable as away:
        messages.error(request, str(away))
        return redirect(session)


def _recorded(request, pk):
    session = organised(request, pk)
    if not meetings.is_ours(session):
        raise Http404
    return session


@never_cache
@require_safe
def recordings(request, pk):
    """What the meeting's server has recorded, and what of it has been brought here."""
    session = _recorded(request, pk)
    found, away = [], ""
    try:
        found = meetings.provider_of(session).recordings(session)
    except meetings.Unavailable as unavailable:
        away = str(unavailable)
    brought = set(Recording.objects.of_session(session).values_list("link", flat=True))
    rows = [(one, one.link in brought) for one in found]
    return render(request, "classrooms/meeting.html", {"session": session, "rows": rows, "away": away})


@never_cache
@require_POST
def bring(request, pk):
    """One of them becomes a recording of the presenter's: a link, which they share as they wish."""
    session = _recorded(request, pk)
    try:
        found = meetings.provider_of(session).recordings(session)
        one = next((row for row in found if row.key == request.POST.get("key")), None)
        if one is None:
            raise Refused("会议服务器上没有这段录像了，请刷新页面再看。")
        library.bring(session, one, by=request.user, address=address_of(request))
    except (meetings.Unavailable, Refused) as why:
        messages.error(request, str(why))
    else:
        messages.success(request, "已取回。录像归主讲教师，由本人在“我的分享”里定给谁看。")
    return redirect("classrooms:meeting_recordings", pk)
