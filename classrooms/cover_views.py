"""调课代课 on the phone: the teacher arranges, 教务管理员 decides, the head and the district see it."""

from datetime import date

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import rights
from accounts.audit import address_of
from classrooms import covering, ways
from classrooms.models import Cover
from classrooms.telling import Refused
from schools.models import Lesson, Teacher

SHOWN = 100
LABEL = Cover._meta.label_lower


def _mine(user):
    return Cover.objects.filter(registration__teacher__user=user)


def _seen(user):
    """One's own, and those of the schools one looks after; the district sees all."""
    return Cover.objects.filter(pk__in=_mine(user).values("pk")) | Cover.objects.filter(
        pk__in=Cover.objects.viewable_by(user).values("pk")
    )


@never_cache
@require_safe
def cover_list(request):
    user, today = request.user, timezone.localdate()
    if not rights.may(user, "view", LABEL) and not Teacher.objects.filter(user=user).exists():
        raise Http404
    coming = Cover.objects.for_list().filter(date__gte=today)
    ours = coming.viewable_by(user)
    to_decide = coming.reachable_by(user, "approve").filter(state=Cover.State.PROPOSED)
    counts = ways.counts(Cover.objects.viewable_by(user).filter(date__gte=today))
    context = {
        "mine": list(coming.filter(registration__teacher__user=user)[:SHOWN]),
        "to_decide": list(to_decide[:SHOWN]),
        "ours": list(ours.exclude(pk__in=to_decide.values("pk"))[:SHOWN]),
        "sees": rights.may(user, "view", LABEL),
        "decides": rights.may(user, "approve", LABEL),
        "counts": [(state.label, counts.get(state, 0)) for state in Cover.State],
    }
    return render(request, "classrooms/cover_list.html", context)


class ArrangeForm(forms.Form):
    """One choice among the ways: s:teacher or w:lesson:date."""

    way = forms.ChoiceField(
        label="怎么安排",
        widget=forms.RadioSelect,
        error_messages={"required": "请选一个办法。", "invalid_choice": "这个办法已不合适，请重新选。"},
    )

    def __init__(self, cover, *args, **kwargs):
        super().__init__(*args, **kwargs)
        colleagues, swaps = ways.colleagues(cover), ways.swaps(cover)
        self.fields["way"].choices = [
            ("代课：空着的同事", [(f"s:{one.teacher.pk}", one.text) for one in colleagues if one.free]),
            ("调课：与本班的课对换", [(f"w:{one.value}", one.text) for one in swaps]),
        ]
        self.nothing = not swaps and not any(one.free for one in colleagues)

    def chosen(self):
        kind, _, rest = self.cleaned_data["way"].partition(":")
        if kind == "s":
            return {"substitute": Teacher.objects.get(pk=rest)}
        lesson, _, day = rest.partition(":")
        found = Lesson.objects.select_related("teacher", "subject").get(pk=lesson)
        return {"swap": (found, date.fromisoformat(day))}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def arrange(request, pk):
    cover = get_object_or_404(_mine(request.user).for_list(), pk=pk)
    form = ArrangeForm(cover, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            covering.propose(cover, by=request.user, address=address_of(request), **form.chosen())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "已提交教务确认。")
            return redirect("classrooms:cover_list")
    return render(request, "classrooms/cover_arrange.html", {"cover": cover, "form": form})


@never_cache
@require_POST
def decide(request, pk):
    """Approve, or send back with a word."""
    cover = get_object_or_404(Cover.objects.reachable_by(request.user, "approve"), pk=pk)
    try:
        if request.POST.get("do") == "refuse":
            note = request.POST.get("note", "")[:120]
            covering.refuse(cover, by=request.user, note=note, address=address_of(request))
            done = "已退回，教师会收到消息。"
        else:
            covering.approve(cover, by=request.user, address=address_of(request))
            done = "已确认，课表和相关教师的空闲随之更新。"
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, done)
    return redirect("classrooms:cover_list")


@never_cache
@require_safe
def slip(request, pk):
    """调课单: one A4 page to be signed and kept."""
    cover = get_object_or_404(_seen(request.user).for_list(), pk=pk)
    context = {"cover": cover, "school": cover.lesson.group.school, "session": cover.registration.session}
    return render(request, "classrooms/cover_slip.html", context)
