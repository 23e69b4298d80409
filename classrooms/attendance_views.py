"""On the day and after: the door, the roll, and the papers that follow.

Opening the door's address writes nothing; the one big button does. A tap that the phone kept while it was
offline comes later with the moment it was made and a key (`static/js/confirm.js`), and counts once.
"""

from datetime import UTC, datetime
from io import BytesIO

import segno
from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.audit import address_of
from accounts.own_phone import phone_may
from classrooms import attending, certifying
from classrooms.models import Session
from classrooms.standing import teacher_of
from classrooms.telling import Refused
from classrooms.views import organised
from enrolment import limits

TOO_OFTEN = "试得太多了，请过一小时再来，或请组织者为您登记。"
SAID = {
    "present": "签到好了。",
    "late": "签到好了（迟到）。",
    "absent": "组织者登记为缺席。",
    "excused": "组织者登记为请假。",
}


class CodeForm(forms.Form):
    code = forms.RegexField(
        r"^\s*(\d\s*){8}$",
        label="签到码",
        max_length=20,
        error_messages={"invalid": "签到码是8位数字，写在二维码旁边。"},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def clean_code(self):
        return "".join(self.cleaned_data["code"].split())


# --- the teacher's side -------------------------------------------------------------------------------------
@phone_may
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check_in(request, token):
    """Behind the scanned code: one button. Who has no seat is told whom to see."""
    session = get_object_or_404(Session.objects.published(), pk=attending.session_pk_of(token))
    teacher = teacher_of(request.user)
    if teacher is None:
        raise Http404
    if request.method == "POST":
        return _answer(request, session, teacher)
    mine = session.registrations.filter(teacher=teacher).select_related("attendance").first()
    context = {
        "session": session,
        "registration": mine,
        "attendance": getattr(mine, "attendance", None),
        "open": attending.is_open(session),
    }
    return render(request, "classrooms/check_in.html", context)


def _answer(request, session, teacher):
    how = {"key": request.POST.get("key", ""), "address": address_of(request)}
    if request.POST.get("late"):
        how["tapped_at"] = _moment(request.POST.get("at", ""))
    try:
        done, text = True, SAID[attending.check_in(session, teacher, by=request.user, **how).state]
    except Refused as refused:
        done, text = False, str(refused)
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"done": done, "text": text, "path": request.path})
    (messages.success if done else messages.error)(request, text)
    return redirect(request.path)


def _moment(milliseconds):
    """The moment a script names, in milliseconds since 1970; None where it is no number of ours."""
    if not milliseconds.isdigit() or len(milliseconds) > 14:
        return None
    return datetime.fromtimestamp(int(milliseconds) / 1000, UTC)


@phone_may
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check_in_code(request, pk):
    """For who cannot scan: the digits beside the code lead to the same page."""
    session = get_object_or_404(Session.objects.published(), pk=pk)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not limits.take("code", address_of(request)):
            form.add_error(None, TOO_OFTEN)
        elif form.cleaned_data["code"] == attending.code_of(session):
            return redirect(attending.door_of(session))
        else:
            form.add_error("code", "签到码不对，请看会场二维码旁边的8位数字。")
    return render(request, "classrooms/check_in_code.html", {"session": session, "form": form})


# --- the organiser's side -----------------------------------------------------------------------------------
def _roll(request, pk):
    session = organised(request, pk)
    rows = attending.roll(session)
    return {
        "session": session,
        "rows": rows,
        "counts": attending.counts(rows),
        "states": attending.State.choices,
        "certificates": list(session.certificates.valid().order_by("role", "school_name", "pk")),
    }


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def attendance(request, pk):
    """The board of who is there; a tap notes a state."""
    context = _roll(request, pk)
    if request.method == "POST":
        wanted = context["session"].registrations.select_related("session", "teacher")
        registration = get_object_or_404(wanted, pk=_number(request.POST.get("registration", "")))
        try:
            state = request.POST.get("state", "")
            attending.note(registration, state, by=request.user, address=address_of(request))
        except Refused as refused:
            messages.error(request, f"{registration.teacher.name}：{refused}")
        return redirect("classrooms:attendance", pk)
    return render(request, "classrooms/attendance.html", context)


def _number(text):
    return int(text) if text.isdigit() and len(text) < 19 else 0


@never_cache
@require_safe
def attendance_rows(request, pk):
    """The part of the board that renews itself."""
    return render(request, "classrooms/_attendance_counts.html", _roll(request, pk))


@never_cache
@require_safe
def door(request, pk):
    """To be shown on the wall: the code, the digits, what to do."""
    session = organised(request, pk)
    address = request.build_absolute_uri(attending.door_of(session))
    context = {"session": session, "code": attending.code_of(session), "address": address}
    return render(request, "classrooms/door.html", context)


@never_cache
@require_safe
def door_code(request, pk):
    """The door's address as a PNG, so that WeChat recognises it by a long press, too."""
    session = organised(request, pk)
    picture = BytesIO()
    address = request.build_absolute_uri(attending.door_of(session))
    segno.make_qr(address, error="m").save(picture, kind="png", scale=10, border=4)
    return HttpResponse(picture.getvalue(), "image/png")


@never_cache
@require_safe
def sheet(request, pk):
    """The sign-in sheet for paper, with empty lines for who comes unannounced."""
    return render(request, "classrooms/sign_in_sheet.html", _roll(request, pk) | {"spare": range(5)})


@never_cache
@require_POST
def issue(request, pk):
    session = organised(request, pk)
    try:
        made = certifying.issue(session, by=request.user, address=address_of(request))
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"已发 {len(made)} 份，并告知本人。" if made else "该发的都已发过。")
    return redirect("classrooms:attendance", pk)


@never_cache
@require_POST
def revoke(request, pk, number):
    session = organised(request, pk)
    certificate = get_object_or_404(session.certificates, number=number)
    if certifying.revoke(certificate, by=request.user, address=address_of(request)):
        messages.success(request, f"{certificate.name}的证明已作废。")
    return redirect("classrooms:attendance", pk)
