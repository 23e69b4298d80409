"""上一节课: the public list, a new event, and the organiser's page of one. Its own page is the session's."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.audit import address_of
from accounts.viewer import viewer_of
from classrooms import attending, last_lessons
from classrooms.last_lesson_forms import HoldForm, ShowForm, WriteUpForm
from classrooms.models import LastLesson, Session
from classrooms.refusal import Refused
from classrooms.views import SECONDS_BEHIND, SECTIONS, kept_page, organised
from publishing.pagecache import public_page

PER_PAGE = 20
USUAL = {"capacity": 40, "hours": 2, "place": "线上"}


@public_page(*SECTIONS, seconds=SECONDS_BEHIND)
def last_lesson_list(request):
    viewer = viewer_of(request)
    if viewer is None:
        return kept_page(request, "classrooms/last_lessons/list.html", lambda: list_page(request.GET))
    may = last_lessons.organising_units(viewer).exists()
    context = list_page(request.GET) | {"may_hold": may}
    return render(request, "classrooms/last_lessons/list.html", context)


def list_page(asked):
    now, shown = timezone.now(), LastLesson.objects.published().for_list()
    page = Paginator(shown.held(now), PER_PAGE).get_page(asked.get("page"))
    coming = list(shown.coming(now)[:PER_PAGE])
    for row in coming:
        row.watchable = row.is_open(now)
    return {"coming": coming, "page": page, "held": list(page)}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def hold(request):
    """A new event in one form; for who may hold sessions."""
    if not last_lessons.organising_units(request.user).exists():
        raise Http404
    data = request.POST if request.method == "POST" else None
    form = HoldForm(request.user, data, initial=USUAL | {"watch_from": timezone.now()})
    if data is not None and form.is_valid():
        try:
            return redirect(_held(request, form))
        except Refused as refused:
            form.add_error(None, str(refused))
    return render(request, "classrooms/last_lessons/new.html", {"form": form})


def _held(request, form):
    how = {name: form.cleaned_data[name] for name in ("recording", "watch_from", "watch_until")}
    row = last_lessons.hold(form.instance, **how, by=request.user, address=address_of(request))
    messages.success(request, _said(row))
    return row.session


def _said(row):
    if row.needs_consent:
        return "已保存，并请分享录像的教师同意。同意以前，报名的人还看不到录像。"
    return "已保存。"


# --- The organiser's page -----------------------------------------------------------------------------------
def _organised(request, pk):
    session = organised(request, pk)
    if session.stage != Session.Stage.LAST_LESSON:
        raise Http404
    return session, last_lessons.of(session)


def _page(request, session, row, **forms):
    roll = attending.roll(session)
    context = {
        "session": session,
        "row": row,
        "sees_it": bool(row) and last_lessons.sees(row.recording, request.user),
        "window": last_lessons.window_of(row) if row else "",
        "late": bool(row) and row.watch_from >= session.starts_at,
        "counts": attending.counts(roll),
        "seated": len(roll),
        "said": row.recording.comments.count() if row else 0,
        "begun": session.has_begun,
        "show_form": forms.get("show_form") or ShowForm(row, request.user, initial=_window(session, row)),
        "write_form": forms.get("write_form") or WriteUpForm(instance=row),
    }
    return render(request, "classrooms/last_lessons/manage.html", context)


def _window(session, row):
    return {} if row else {"watch_from": timezone.now(), "watch_until": session.ends_at}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def manage(request, pk):
    """Recording and window; minutes and outcome are posted beside."""
    session, row = _organised(request, pk)
    if request.method != "POST":
        return _page(request, session, row)
    form = ShowForm(row, request.user, request.POST)
    if form.is_valid():
        try:
            saved = last_lessons.show(
                session, **form.cleaned_data, by=request.user, address=address_of(request)
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _said(saved))
            return redirect("classrooms:last_lesson", pk)
    return _page(request, session, row, show_form=form)


@never_cache
@require_POST
def write_up(request, pk):
    session, row = _organised(request, pk)
    if row is None:
        raise Http404
    form = WriteUpForm(request.POST, instance=row)
    if form.is_valid():
        try:
            last_lessons.write_up(row, **form.cleaned_data, by=request.user, address=address_of(request))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "纪要和成果已保存。")
            return redirect("classrooms:last_lesson", pk)
    return _page(request, session, row, write_form=form)


# --- The owner of the recording -----------------------------------------------------------------------------
@never_cache
@require_POST
def answer(request, pk):
    """Let the event show one's recording, or take that back."""
    mine = LastLesson.objects.of_owner(request.user).for_list()
    row = get_object_or_404(mine, session__pk=pk)
    agrees = request.POST.get("agrees") == "yes"
    last_lessons.answer(row, agrees, by=request.user, address=address_of(request))
    said = "已同意，活动期间报名的教师可以看。" if agrees else "已收回，现在只给您定的人看。"
    messages.success(request, said)
    return redirect("library_own:list")
