"""What classes need, who can give it at which hour, and the proposals that arrange it."""

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import rights
from accounts.audit import address_of
from classrooms import needs, proposals, what_if
from classrooms.booking import Refused
from classrooms.coverage_board import schools_for
from classrooms.matching.reasons import answers
from classrooms.models import MatchProposal, SubjectNeed
from schools import calendar

PROPOSAL = "classrooms.matchproposal"
# A person waits for it; the shell (`plan_relay`) has more time.
SECONDS = 45.0


def _needs(user):
    return SubjectNeed.objects.viewable_by(user).select_related("group__school", "subject")


# --- needs and who can meet them ----------------------------------------------------------------------------
@never_cache
@require_safe
def need_list(request):
    if not rights.may(request.user, "view", "classrooms.subjectneed"):
        raise Http404
    term, *_ = needs.coming_weeks()
    found = _needs(request.user).filter(term=term, state=SubjectNeed.State.OPEN)
    by_school = {}
    for need in found[:400]:
        by_school.setdefault(need.group.school, []).append(need)
    context = {
        "term": term,
        "by_school": by_school.items(),
        "total": sum(need.periods for rows in by_school.values() for need in rows),
        "changes": rights.may(request.user, "change", "classrooms.subjectneed"),
        "proposes": rights.may(request.user, "propose", PROPOSAL),
    }
    return render(request, "classrooms/need_list.html", context)


@never_cache
@require_POST
def need_refresh(request):
    """Look at the timetables of the person's schools again."""
    schools = schools_for(request.user)
    if not schools.exists() or not rights.may(request.user, "change", "classrooms.subjectneed"):
        raise Http404
    count = needs.refresh(list(schools.values_list("pk", flat=True)), by=request.user)
    messages.success(request, f"已按课表重新计算，{count}条需求待安排。")
    return redirect("classrooms:need_list")


class AdjustForm(forms.Form):
    periods = forms.IntegerField(label="需要每周几节", min_value=0, max_value=10, help_text="填0：不再需要。")
    reason = forms.CharField(label="与按课表计算不同的原因", max_length=120, required=False)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def need(request, pk):
    """One need: the hours at which its class could receive, and for one hour who can give the lesson."""
    need = get_object_or_404(_needs(request.user), pk=pk)
    changes = SubjectNeed.objects.editable_by(request.user).filter(pk=pk).exists()
    form = AdjustForm(request.POST or None, initial={"periods": need.periods, "reason": need.reason})
    if request.method == "POST":
        if not changes:
            raise Http404
        if form.is_valid():
            try:
                needs.adjust(need, **form.cleaned_data, by=request.user, address=address_of(request))
            except Refused as refused:
                form.add_error(None, str(refused))
            else:
                messages.success(request, "已记下。")
                return redirect("classrooms:need", need.pk)
    context = {"need": need, "form": form if changes else None, **_who_can(need, request.GET.get("hour", ""))}
    return render(request, "classrooms/need.html", context)


def _who_can(need, hour):
    """The week of the class with how many could teach it each hour, and the answers of the chosen one."""
    gathered = proposals.Gathered(schools=[need.group.school_id], also=need)
    found = answers(gathered.problem, need.pk)
    count = {}
    for fit in found:
        count[fit.at.weekday, fit.at.period] = count.get((fit.at.weekday, fit.at.period), 0) + 1
    free = gathered.free_hours(gathered.needs[need.pk])
    bells = gathered.bells.on(need.group.school_id, gathered.first)
    week = [
        (
            bell,
            [(f"{day}.{number}", (day, number) in free, count.get((day, number), 0)) for day in range(1, 6)],
        )
        for number, bell in sorted(bells.items())
    ]
    chosen = tuple(int(part) for part in hour.split(".")) if _is_hour(hour) else None
    rows = [_answer(gathered, need.pk, fit) for fit in found if chosen == (fit.at.weekday, fit.at.period)]
    said = f"{calendar.NAMES[chosen[0]]}第{chosen[1]}节" if chosen and chosen[0] in calendar.NAMES else ""
    return {
        "week": week,
        "days": [calendar.NAMES[day] for day in range(1, 6)],
        "hour": hour,
        "rows": rows,
        "hour_said": said,
        "able": len({fit.offer for fit in found}),
        "version": gathered.version_name(need),
    }


def _is_hour(text):
    parts = text.split(".")
    return len(parts) == 2 and all(part.isascii() and part.isdigit() and len(part) < 3 for part in parts)


def _answer(gathered, key, fit):
    offer = gathered.offers[fit.offer]
    line = gathered.line_of(fit)
    return {
        "offer": offer,
        "hour": f"{calendar.NAMES[fit.slot.weekday]}第{fit.slot.period}节",
        "clock": f"{_clock(fit.slot.start)}—{_clock(fit.slot.end)}",
        "own": f"{_clock(fit.at.start)}—{_clock(fit.at.end)}",
        "reasons": proposals.why(gathered.problem, line, key),
    }


def _clock(minutes):
    return f"{minutes // 60}:{minutes % 60:02}"


# --- proposals ----------------------------------------------------------------------------------------------
def _guard(request):
    if not rights.may(request.user, "propose", PROPOSAL):
        raise Http404


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def proposal_list(request):
    _guard(request)
    organisers = list(proposals.organisers(request.user).order_by("kind", "name")[:100])
    if request.method == "POST":
        unit = next((one for one in organisers if str(one.pk) == request.POST.get("organiser")), None)
        if unit is None:
            raise Http404
        try:
            made = proposals.make(unit, schools=proposals.schools_of(unit), by=request.user, seconds=SECONDS)
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            return redirect("classrooms:proposal", made.pk)
    rows = MatchProposal.objects.viewable_by(request.user).select_related("organiser", "term__school_year")[
        :30
    ]
    return render(request, "classrooms/proposal_list.html", {"rows": list(rows), "organisers": organisers})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request, pk):
    found = MatchProposal.objects.viewable_by(request.user).select_related("organiser", "term__school_year")
    proposal = get_object_or_404(found, pk=pk)
    may_act = MatchProposal.objects.reachable_by(request.user, "propose").filter(pk=pk).exists()
    if request.method == "POST":
        if not may_act:
            raise Http404
        return _act(request, proposal)
    lines = proposal.lines.select_related("offer__teacher__school", "offer__subject").prefetch_related(
        "receivers__need__group__school", "course"
    )
    draft = proposal.state == MatchProposal.State.DRAFT
    context = {"proposal": proposal, "lines": list(lines), "acts": may_act and draft}
    return render(request, "classrooms/proposal.html", context)


def _act(request, proposal):
    act = request.POST.get("act")
    kept = [int(key) for key in request.POST.getlist("kept") if key.isascii() and key.isdigit()]
    try:
        if act == "drop":
            proposals.drop(proposal, by=request.user)
            messages.success(request, "这份建议已作废。")
        else:
            proposals.keep_only(proposal, kept, by=request.user)
            if act == "confirm":
                courses = proposals.confirm(proposal, by=request.user, address=address_of(request))
                messages.success(request, f"已开{len(courses)}门专递课程，明天起进入两边的课表。")
            else:
                messages.success(request, "已保存勾选。")
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("classrooms:proposal", proposal.pk)


@never_cache
@require_safe
def what_if_view(request):
    """How much one more teacher, or one more class a lesson, would add."""
    _guard(request)
    unit = proposals.organisers(request.user).order_by("kind", "name").first()
    schools = proposals.schools_of(unit) if unit else []
    subjects = what_if.subjects()
    chosen = request.GET.get("subject", "")
    subject = next((one for one in subjects if str(one.pk) == chosen), None)
    found = what_if.answers(subject, schools=schools, places=schools_for(request.user)) if subject else None
    context = {"subjects": subjects, "subject": subject, "found": found, "unit": unit}
    return render(request, "classrooms/what_if.html", context)
