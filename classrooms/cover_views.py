"""调课代课 on the phone: the teacher arranges, 教务管理员 decides, the head and the district see it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import rights
from accounts.audit import address_of
from classrooms import covering, ways
from classrooms.cover_forms import ArrangeForm
from classrooms.models import Cover
from classrooms.standing import teacher_of
from classrooms.telling import Refused

SHOWN = 100
LABEL = Cover._meta.label_lower


@never_cache
@require_safe
def cover_list(request):
    user = request.user
    if not rights.may(user, "view", LABEL) and teacher_of(user) is None:
        raise Http404
    ours = Cover.objects.viewable_by(user).for_list().coming()
    to_decide = Cover.objects.reachable_by(user, "approve").for_list().coming()
    to_decide = to_decide.filter(state=Cover.State.PROPOSED)
    counts = ways.counts(Cover.objects.viewable_by(user).coming())
    context = {
        "mine": list(Cover.objects.of(user).for_list().coming()[:SHOWN]),
        "to_decide": list(to_decide[:SHOWN]),
        "ours": list(ours.exclude(pk__in=to_decide.values("pk"))[:SHOWN]),
        "sees": rights.may(user, "view", LABEL),
        "decides": rights.may(user, "approve", LABEL),
        "counts": [(state.label, counts.get(state, 0)) for state in Cover.State],
    }
    return render(request, "classrooms/cover_list.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def arrange(request, pk):
    cover = get_object_or_404(Cover.objects.of(request.user).for_list(), pk=pk)
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
    cover = get_object_or_404(Cover.objects.seen_by(request.user).for_list(), pk=pk)
    context = {"cover": cover, "school": cover.lesson.group.school, "session": cover.registration.session}
    return render(request, "classrooms/cover_slip.html", context)
