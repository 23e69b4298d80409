"""Pages of the three classrooms, and what teachers and organisers do with sessions."""

import time

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.audit import address_of
from accounts.own_phone import phone_may
from accounts.ready import ready
from accounts.viewer import viewer_of
from classrooms import booking, eligible, front, last_lessons, meetings, slots
from classrooms.filters import SessionFilter
from classrooms.fit import fits
from classrooms.forms import AddForm, CapacityForm, QuotaForm, ReasonForm, RepeatForm, others_of
from classrooms.models import Classroom, ClassroomPage, Session
from classrooms.origins import let_forms_lead_to
from classrooms.sharing import LETTER
from classrooms.standing import OPEN, standing, teacher_of
from classrooms.weeks import week
from groups.models import EducationGroup
from pictures import sharing
from publishing.bodies import render_kept
from publishing.pagecache import public_page

PER_PAGE = 20
# Seats do not raise the content version: a page kept for everybody may be this much behind.
SECONDS_BEHIND = 15
SECTIONS = ("classrooms", "groups", "schools")


def kept_page(request, template, make_context):
    """A page without a word about the viewer, made anew every few seconds: seats raise no version."""
    key = request.get_full_path(), int(time.time() / SECONDS_BEHIND)
    return render_kept(request, template, SECTIONS, make_context, key=key)


@public_page(*SECTIONS, seconds=SECONDS_BEHIND)
def index(request):
    return kept_page(request, "classrooms/index.html", lambda: {"classrooms": front.classrooms()})


@public_page(*SECTIONS, seconds=SECONDS_BEHIND)
def classroom(request, kind):
    return kept_page(request, "classrooms/classroom.html", lambda: classroom_page(kind))


def classroom_page(kind):
    published = Session.objects.published().filter(classroom=kind, cancelled_at=None).for_list()
    start, end = week()
    page = ClassroomPage.objects.select_related("picture").filter(classroom=kind).first()
    groups = EducationGroup.objects.published().filter(classroom_pages__classroom=kind)
    return {
        "kind": Classroom(kind),
        "page": page,
        "picture": page.picture.prepared() if page and page.picture else None,
        "paragraphs": page.here.splitlines() if page else [],
        "groups": list(groups) if page else [],
        "this_week": list(published.between(start, end)),
        "later": list(published.filter(starts_at__gte=end).coming()[:6]),
        "figures": front.figures(kind),
    }


@public_page(*SECTIONS, seconds=SECONDS_BEHIND)
def session_list(request):
    """For a teacher each session that takes registrations says how it fits their own week."""
    teacher = teacher_of(viewer_of(request)) if viewer_of(request) else None
    if teacher is None:
        return kept_page(request, "classrooms/session_list.html", lambda: list_page(request.GET))
    context = list_page(request.GET)
    asked = [one for one in context["sessions"] if one.phase() in OPEN]
    found = fits(teacher, asked)
    for session in asked:
        session.fit = found[session.pk]
    return render(request, "classrooms/session_list.html", context)


def list_page(asked):
    found = SessionFilter(asked, queryset=Session.objects.published().for_list())
    page = Paginator(found.qs, PER_PAGE).get_page(asked.get("page"))
    return {"filter": found, "page": page, "sessions": list(page), "asked": bool(asked)}


@phone_may
@public_page("classrooms", seconds=SECONDS_BEHIND)
def session_detail(request, pk):
    viewer = viewer_of(request)
    if viewer is None:
        return kept_page(request, "classrooms/session_detail.html", lambda: session_page(pk, None))
    context = session_page(pk, viewer)
    response = render(request, "classrooms/session_detail.html", context)
    if context["enters"]:
        # The form that enters is answered by a redirect to the meeting's own host.
        let_forms_lead_to(response, [meetings.provider_of(context["session"]).host()])
    return response


def session_page(pk, viewer):
    session = get_object_or_404(Session.objects.published().for_list(), pk=pk)
    others = Session.objects.published().filter(classroom=session.classroom, cancelled_at=None)
    stands = standing(session, viewer)
    presents = viewer is not None and session.presenter_id and session.presenter.user_id == viewer.pk
    takes_part = bool(stands.sees_link or presents)
    ours = meetings.is_ours(session)
    return {
        "session": session,
        "meets": ours or session.has_meeting,
        "sees_link": takes_part,
        "enters": ours and takes_part,
        "code": sharing.code_of(LETTER, pk),
        "paragraphs": session.summary.splitlines(),
        "standing": stands,
        "audience": eligible.audience(session),
        "watching": _watching(session, viewer),
        "others": list(others.exclude(pk=pk).soonest(4)),
    }


def _watching(session, viewer):
    is_one = session.stage == Session.Stage.LAST_LESSON
    return last_lessons.watching(session, viewer) if is_one else None


# --- A teacher's own registration ---------------------------------------------------------------------------
@phone_may
@never_cache
@require_POST
def session_register(request, pk):
    session = next(iter(_published(pk=pk, at=timezone.now())), None)
    teacher = teacher_of(request.user)
    if session is None or teacher is None:
        raise Http404
    try:
        registration = booking.register(
            session,
            teacher,
            by=request.user,
            address=address_of(request),
            ask_first=bool(request.POST.get("ask_first")),
        )
    except booking.Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _registered_as(registration))
    return redirect(session)


@ready
def _published(pk, at):
    return Session.objects.published(at).filter(pk=pk)


def _registered_as(registration):
    if registration.is_waiting:
        then = "会先发消息问您" if registration.ask_first else "会自动递补，并发消息告诉您"
        return f"名额已满，已为您候补，排在第{registration.place_in_queue}位。有空位{then}。"
    if registration.covers.exists():
        return "报名成功。请为留下的课选调课或代课。"
    return "报名成功。"


# --- The organiser's list -----------------------------------------------------------------------------------
def organised(request, pk):
    sessions = Session.objects.reachable_by(request.user, "organise").for_list()
    return get_object_or_404(sessions, pk=pk)


def manage_page(request, session, **forms):
    everyone = session.registrations.select_related("teacher__school")
    context = {
        "session": session,
        "meets_here": meetings.is_ours(session),
        "confirmed": list(everyone.confirmed()),
        "code": sharing.code_of(LETTER, session.pk),
        "link": request.build_absolute_uri(sharing.short_path(LETTER, session.pk)),
        "offered": list(everyone.offered()),
        "queue": list(everyone.in_queue()),
        "cancelled": list(everyone.cancelled()),
        "capacity_form": CapacityForm(initial={"capacity": session.capacity}),
        "call_off_form": ReasonForm(prefix="session"),
        "cancel_form": None,
        "add_form": AddForm(prefix=None),
        "quota_form": QuotaForm(session),
        "quotas": list(session.quotas.select_related("unit")),
        "repeat_form": RepeatForm(),
        "series": list(session.series.sessions.order_by("starts_at")) if session.series_id else [],
        "others": list(others_of(session, request.user)[:20]),
        "clashes": slots.clashes(session) if not session.cancelled_at else [],
        **forms,
    }
    return render(request, "classrooms/session_manage.html", context)


@never_cache
@require_safe
def session_manage(request, pk):
    return manage_page(request, organised(request, pk))


@never_cache
@require_POST
def registration_cancel(request, pk, registration_pk):
    """Cancel somebody's registration and tell them why."""
    session = organised(request, pk)
    registration = get_object_or_404(session.registrations.select_related("teacher"), pk=registration_pk)
    form = ReasonForm(request.POST)
    return run(
        request,
        session,
        form,
        lambda reason: booking.cancel(
            registration, by=request.user, reason=reason, address=address_of(request)
        ),
        done=f"已取消{registration.teacher.name}的报名，并告知本人。",
        cancel_form=form,
    )


@never_cache
@require_POST
def session_call_off(request, pk):
    """Call the whole session off and tell everyone."""
    session = organised(request, pk)
    form = ReasonForm(request.POST, prefix="session")
    return run(
        request,
        session,
        form,
        lambda reason: booking.cancel_session(
            session, by=request.user, reason=reason, address=address_of(request)
        ),
        done="活动已取消，并告知全部报名和候补的教师。",
        call_off_form=form,
    )


@never_cache
@require_POST
def session_capacity(request, pk):
    session = organised(request, pk)
    form = CapacityForm(request.POST)
    return run(
        request,
        session,
        form,
        lambda capacity: booking.change_capacity(
            session, capacity, by=request.user, address=address_of(request)
        ),
        done="名额已调整。",
        capacity_form=form,
    )


def run(request, session, form, act, *, done, **shown):
    """Do what the form asks and go back to the list; what is wrong or refused stands in the form."""
    if form.is_valid():
        try:
            act(**form.cleaned_data)
        except booking.Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, done)
            return redirect("classrooms:session_manage", session.pk)
    return manage_page(request, session, **shown)
