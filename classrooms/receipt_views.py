"""The receiving side answers: on its own page when signed in, through a link of the group chat, by a code.

Opening any of these writes nothing. A phone that was offline sends its tap later with a key (`static/js/
confirm.js`), asks for JSON, and counts once.
"""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.audit import address_of
from accounts.own_phone import phone_may
from classrooms import receipt_links, receipts, relay_week, rescheduling
from classrooms.booking import Refused
from classrooms.models import Receipt
from classrooms.relay_forms import CodeForm, CorrectForm, FailForm
from enrolment import limits

KEY_LENGTH = 40
TOO_OFTEN = "试得太多了，请过一小时再来，或请发通知的人把链接再发一次。"
DONE = {Receipt.State.CONFIRMED: "已确认上课，谢谢。", Receipt.State.FAILED: "已记下没有上成。"}


def _answerable(request, pk):
    return get_object_or_404(receipts.answerable_by(request.user).for_list(), pk=pk)


# --- Signed in ----------------------------------------------------------------------------------------------
@phone_may
@never_cache
@require_safe
def receipt(request, pk):
    return _page(request, _answerable(request, pk))


def _page(request, found, **forms):
    link = request.build_absolute_uri(receipt_links.path_of(found))
    context = {
        "receipt": found,
        "lesson": found.lesson,
        "mismatch": relay_week.mismatches([found])[found.pk],
        "begun": found.lesson.starts_at <= timezone.now(),
        "link": link,
        "code_page": request.build_absolute_uri(reverse("classrooms:relay_confirm_code")),
        "fail_form": FailForm(),
        "correct_form": CorrectForm(),
        "may_correct": Receipt.objects.reachable_by(request.user, "answer").filter(pk=found.pk).exists(),
        "make_up": Receipt.objects.standing().filter(makes_up=found).select_related("lesson").first(),
    }
    return render(request, "classrooms/relay_receipt.html", context | forms)


@phone_may
@never_cache
@require_POST
def confirm(request, pk):
    """One tap: the class was given the lesson."""
    found = _answerable(request, pk)
    method = Receipt.Method.OFFLINE if request.POST.get("late") else Receipt.Method.PAGE
    act = lambda: receipts.confirm(found, by=request.user, method=method, **_how(request))  # noqa: E731
    return _answer(request, act, reverse("classrooms:relay_receipt", args=[pk]))


@phone_may
@never_cache
@require_POST
def fail(request, pk):
    """It was not, for a reason; free hours for a make-up are then offered."""
    found, form = _answerable(request, pk), FailForm(request.POST)
    if form.is_valid():
        try:
            receipts.fail(found, **form.cleaned_data, by=request.user, address=address_of(request))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "已记下。下面是两边都有空的时间，可以马上定补课。")
            return redirect("classrooms:relay_make_up", found.lesson_id)
    return _page(request, found, fail_form=form)


@never_cache
@require_POST
def correct(request, pk):
    """Afterwards, by the school's teaching affairs, saying why."""
    mine = Receipt.objects.standing().reachable_by(request.user, "answer").for_list()
    found, form = get_object_or_404(mine, pk=pk), CorrectForm(request.POST)
    if form.is_valid():
        try:
            receipts.correct(found, **form.cleaned_data, by=request.user, address=address_of(request))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "已更正，更正理由留在记录里。")
            return redirect("classrooms:relay_receipt", pk)
    return _page(request, found, correct_form=form)


@phone_may
@never_cache
@require_POST
def acknowledge(request, pk):
    """The move to another day was read of."""
    rescheduling.acknowledge(_answerable(request, pk), by=request.user, address=address_of(request))
    messages.success(request, "已回复“已知悉”。")
    return redirect("classrooms:relay_receipt", pk)


@never_cache
@require_POST
def renew_link(request, pk):
    """The link and the code that were given out end; new ones stand on the page."""
    receipt_links.renew(_answerable(request, pk), by=request.user, address=address_of(request))
    messages.success(request, "原来的链接和确认码已作废，请发新的。")
    return redirect("classrooms:relay_receipt", pk)


# --- Without signing in -------------------------------------------------------------------------------------
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request, token):
    """One lesson of one class, one big button; whoever holds the link answers for the class."""
    found = receipt_links.found_by(token)
    if found is None:
        raise Http404
    if request.method == "POST":
        how = _how(request) | {"method": Receipt.Method.LINK}
        return _answer(request, lambda: receipts.confirm(found, **how), request.path)
    return _private(request, "classrooms/relay_confirm.html", _asked(found))


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def by_code(request):
    """Where a link cannot be opened: the code leads to the page of the link."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not limits.take("code", address_of(request)):
            form.add_error(None, TOO_OFTEN)
        elif found := receipt_links.found_by_code(form.cleaned_data["code"]):
            return redirect(receipt_links.path_of(found))
        else:
            form.add_error("code", "没有这个确认码。请核对数字；课后三天或有人确认后，码就作废。")
    return _private(request, "classrooms/relay_code.html", {"form": form})


def _asked(found):
    return {"receipt": found, "lesson": found.lesson, "begun": found.lesson.starts_at <= timezone.now()}


def _private(request, template, context):
    response = render(request, template, context)
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _how(request):
    return {"key": request.POST.get("key", "")[:KEY_LENGTH], "address": address_of(request)}


def _answer(request, act, path):
    """Do it; say so on the page, or in JSON to a phone that sends by script."""
    try:
        state = act().state
        done, text = True, DONE[state]
    except Refused as refused:
        done, text = False, str(refused)
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"done": done, "text": text, "path": path})
    if request.user.is_authenticated:
        (messages.success if done else messages.error)(request, text)
        return redirect(path)
    return redirect(path)
