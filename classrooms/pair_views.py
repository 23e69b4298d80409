"""结对研修 on /me/: offers and needs, one's pairs step by step, and what an organiser sees."""

from urllib.parse import quote

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import audit
from accounts.rights import may
from classrooms import pair_forms as forms
from classrooms import pairing, reviewing, targets
from classrooms.models import Pair, PairingCycle, PlanVersion
from classrooms.refusal import Refused
from classrooms.standing import teacher_of
from groups.models import Mentorship
from pictures.answer import serve
from schools.calendar import current_term

SHOWN = 30


@never_cache
@require_safe
def pair_list(request):
    user = request.user
    mine = list(Pair.objects.of(user).for_list().prefetch_related("steps"))
    answered = {pair.cycle_id for pair in mine if pair.is_active or pair.state == Pair.State.PROPOSED}
    near = PairingCycle.objects.open().for_list().filter(organiser__in=forms.organisers_for(user))
    agreements = list(Mentorship.objects.of(user).active().select_related("mentor__school", "mentee__school"))
    term = current_term()
    results = targets.of_mentorships(agreements, term)
    context = {
        "teacher": teacher_of(user),
        "asked": [
            pair for pair in mine if pair.state == Pair.State.PROPOSED and pair.proposed_by_id != user.pk
        ],
        "waiting": [
            pair for pair in mine if pair.state == Pair.State.PROPOSED and pair.proposed_by_id == user.pk
        ],
        "active": [chain(pair, user) for pair in mine if pair.is_active],
        "over": [pair for pair in mine if pair.state in {Pair.State.DONE, Pair.State.ENDED}],
        "cycles": [one for one in near[:SHOWN] if one.teacher.user_id != user.pk and one.pk not in answered],
        "own_cycles": list(PairingCycle.objects.open().for_list().filter(teacher__user=user)),
        "agreements": [(one, results[one.pk]) for one in agreements],
        "term": term,
        "organises": may(user, "organise", "classrooms.pair"),
    }
    return render(request, "classrooms/pairs/list.html", context)


def chain(pair, user):
    """A pair with its steps as a page shows them, and the partner."""
    own = pair.side_of(user)
    steps = [
        {
            "label": step.get_step_display(),
            "due": step.due_on,
            "done": step.done_on,
            "now": step.step == pair.state,
        }
        for step in pair.steps.all()
    ]
    now = next((step for step in steps if step["now"]), None)
    return {"pair": pair, "steps": steps, "now": now, "partner": own and pair.other_than(own)}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def offer(request):
    """One's own offer to pair."""
    teacher = teacher_of(request.user)
    if teacher is None:
        raise Http404
    data = request.POST if request.method == "POST" else None
    form = forms.OfferForm(data, user=request.user, initial={"subject": teacher.specialism_id})
    if data is not None and form.is_valid():
        form.instance.teacher, form.instance.kind = teacher, PairingCycle.Kind.OFFER
        cycle = form.save()
        audit.record(audit.Action.ADDED, by=request.user, row=cycle)
        messages.success(request, "已发出。有人来结对，会发消息请您答复。")
        return redirect("pairs:list")
    return render(request, "classrooms/pairs/offer.html", {"form": form})


def _near(request, pk):
    near = PairingCycle.objects.open().for_list().filter(organiser__in=forms.organisers_for(request.user))
    return get_object_or_404(near, pk=pk)


@never_cache
@require_POST
def propose(request, pk):
    cycle = _near(request, pk)
    teacher = teacher_of(request.user)
    if teacher is None:
        raise Http404
    return _do(
        request,
        "pairs:list",
        lambda: pairing.propose(cycle, teacher, by=request.user),
        f"已告诉{cycle.teacher.name}老师，请等答复。",
    )


def _do(request, to, act, done):
    """Do it and go on; a refusal is said and changes nothing."""
    try:
        act()
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, done)
    return redirect(to) if isinstance(to, str) else redirect(to.get_absolute_url())


# --- One pair -----------------------------------------------------------------------------------------------
def _visible(request, pk):
    return get_object_or_404(
        Pair.objects.visible_to(request.user).for_list().prefetch_related("steps"), pk=pk
    )


def _own(request, pk):
    return get_object_or_404(Pair.objects.of(request.user).for_list(), pk=pk)


@never_cache
@require_safe
def pair(request, pk):
    return _page(request, _visible(request, pk))


def _page(request, row, **shown):
    user, State = request.user, Pair.State
    own, organises = row.side_of(user), pairing.organises(user, row)
    sheets = pairing.sheets_of(row) if row.lesson_id else {}
    plans = row.plans.select_related("by").prefetch_related("comments__by") if own else row.plans.none()
    context = {
        **chain(row, user),
        "own": own,
        "organises": organises,
        "plans": list(plans),
        "sheets": [(teacher, sheets.get(teacher.pk, False)) for teacher in row.teachers]
        if row.lesson_id
        else [],
        "asked": row.state == State.PROPOSED and own and row.proposed_by_id != user.pk,
        "plan_form": forms.PlanForm() if own and row.is_active else None,
        "comment_form": forms.CommentForm() if own and row.is_active else None,
        "hold_form": forms.HoldForm(pair=row) if own and row.state == State.TEACH else None,
        "follow_form": forms.FollowUpForm() if own and row.state == State.FOLLOW_UP else None,
        "outcome_form": forms.OutcomeForm() if own and row.state == State.FOLLOW_UP else None,
        "end_form": forms.EndForm() if organises and row.is_active else None,
        "due_form": forms.DueForm() if organises and row.is_active else None,
        "anew_form": forms.AnewForm(pair=row, user=user) if organises and row.is_active else None,
        "before": row.continues,
        **shown,
    }
    return render(request, "classrooms/pairs/pair.html", context)


@never_cache
@require_POST
def answer(request, pk):
    row = _own(request, pk)
    agreed = request.POST.get("answer") == "yes"
    done = "结对开始了。" if agreed else "已答复对方。"
    return _do(request, row, lambda: pairing.answer(row, agreed, by=request.user), done)


@never_cache
@require_POST
def plan(request, pk):
    row = _own(request, pk)
    form = forms.PlanForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, row, plan_form=form)
    cleaned = form.cleaned_data
    return _do(
        request,
        row,
        lambda: pairing.add_plan(row, by=request.user, text=cleaned["text"], file=cleaned["file"]),
        "已交，对方会收到消息。",
    )


@never_cache
@require_POST
def plan_comment(request, pk, number):
    row = _own(request, pk)
    version = get_object_or_404(PlanVersion, pair=row, number=number)
    form = forms.CommentForm(request.POST)
    if not form.is_valid():
        messages.error(request, "意见要写字，最多1000个。")
        return redirect(row)
    return _do(
        request,
        row,
        lambda: pairing.comment(version, form.cleaned_data["text"], by=request.user),
        "意见已发。",
    )


@never_cache
@require_safe
def plan_file(request, pk, number):
    """A plan's file, for the two of the pair alone."""
    version = get_object_or_404(PlanVersion.objects.exclude(file=""), pair=_own(request, pk), number=number)
    response = serve(request, version.file.name, content_type="application/octet-stream")
    response["Content-Disposition"] = attachment(version.file_name)
    response["Content-Security-Policy"] = "sandbox"
    return response


def attachment(name):
    """A header that saves the file under its Chinese name, whatever the browser."""
    return f"attachment; filename*=UTF-8''{quote(name)}"


@never_cache
@require_POST
def agree(request, pk):
    row = _own(request, pk)
    return _do(request, row, lambda: pairing.agree_on_plan(row, by=request.user), "备好了，接下来上课。")


@never_cache
@require_POST
def hold(request, pk):
    row = _own(request, pk)
    form = forms.HoldForm(request.POST, pair=row)
    if not form.is_valid():
        return _page(request, row, hold_form=form)
    return _do(request, row, lambda: _hold(request, row, form.cleaned_data), "已登记，两人都去写评课表吧。")


def _hold(request, row, cleaned):
    lesson = cleaned["lesson"] or reviewing.enter_lesson(
        by=request.user,
        presenter=cleaned["presenter"],
        topic=cleaned["topic"],
        held_on=cleaned["held_on"],
        class_name=cleaned["class_name"],
        subject=row.cycle.subject,
        visibility="pair",
    )
    pairing.hold(row, lesson, by=request.user)


@never_cache
@require_POST
def follow_up(request, pk):
    row = _own(request, pk)
    form = forms.FollowUpForm(request.POST)
    if not form.is_valid():
        return _page(request, row, follow_form=form)
    day = form.cleaned_data["day"]
    return _do(request, row, lambda: pairing.set_follow_up(row, day, by=request.user), "日子约好了。")


@never_cache
@require_POST
def finish(request, pk):
    row = _own(request, pk)
    form = forms.OutcomeForm(request.POST)
    outcome = form.cleaned_data["outcome"] if form.is_valid() else ""
    return _do(request, row, lambda: pairing.finish(row, outcome, by=request.user), "这一轮走完了。")


# --- The organiser ------------------------------------------------------------------------------------------
@never_cache
@require_safe
def organised(request):
    """Pairs of the units a person organises for: those that wait for the lead first, and to them alone."""
    if not may(request.user, "organise", "classrooms.pair"):
        raise Http404
    rows = Pair.objects.reachable_by(request.user, "organise").for_list().prefetch_related("steps")
    waiting = [chain(row, request.user) for row in rows.waiting_for_lead().order_by("moved_on", "pk")]
    active = rows.active().filter(lead_asked_on=None).order_by("-moved_on", "pk")[: SHOWN * 2]
    context = {
        "waiting": waiting,
        "active": [chain(row, request.user) for row in active],
        "done": rows.filter(state=Pair.State.DONE).count(),
        "cycles": list(
            PairingCycle.objects.reachable_by(request.user, "view").open().for_list().order_by("-pk")[:SHOWN]
        ),
    }
    return render(request, "classrooms/pairs/organised.html", context)


def _organised(request, pk):
    return get_object_or_404(Pair.objects.reachable_by(request.user, "organise").for_list(), pk=pk)


@never_cache
@require_POST
def end(request, pk):
    row = _organised(request, pk)
    form = forms.EndForm(request.POST)
    if not form.is_valid():
        return _page(request, row, end_form=form)
    reason = form.cleaned_data["reason"]
    return _do(request, row, lambda: pairing.end(row, reason, by=request.user), "已结束，并告知两位教师。")


@never_cache
@require_POST
def due(request, pk):
    row = _organised(request, pk)
    form = forms.DueForm(request.POST)
    if not form.is_valid():
        return _page(request, row, due_form=form)
    cleaned = form.cleaned_data
    return _do(
        request,
        row,
        lambda: pairing.move_due(row, cleaned["step"], cleaned["day"], by=request.user),
        "日期已改。",
    )


@never_cache
@require_POST
def anew(request, pk):
    row = _organised(request, pk)
    form = forms.AnewForm(request.POST, pair=row, user=request.user)
    if not form.is_valid():
        return _page(request, row, anew_form=form)
    cleaned = form.cleaned_data
    guides = cleaned["stays"].pk == row.first_id
    sides = (cleaned["stays"], cleaned["partner"]) if guides else (cleaned["partner"], cleaned["stays"])
    return _do(
        request,
        "pairs:organised",
        lambda: pairing.pair_anew(row, *sides, cleaned["reason"], by=request.user),
        "新的一对开始了；原来那一对写下的都还在。",
    )
