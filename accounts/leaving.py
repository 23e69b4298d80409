"""Leaving: a person asks, the system administrator decides, and what is theirs is deleted in one transaction.

What belongs to a school or to somebody else's work stays, under a name that says nothing: the row of the
account is kept, emptied, so that nothing that points to it breaks.

    @leaving.when_leaving
    def take_down_shared(user, by): ...        # in the same transaction, before the account is emptied
"""

from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils import timezone

from accounts import audit, constraints, inbox, own_data, rights
from accounts.models import LeavingRequest
from accounts.roles import SEPARATED

# GB/T 35273-2020, 8.7: an answer within thirty days.
DAYS = 30
NOBODY = "已注销"
State = LeavingRequest.State

inbox.register(
    "leaving.refused",
    title="注销账号的申请没有办理",
    body="{answer} 有疑问请与系统管理员联系；可以再次申请。",
)

_followers = []


class Refused(Exception):
    """It was not done; the text says why."""


def when_leaving(function):
    """Register `function(user, by)`: what an app takes down when a person leaves."""
    _followers.append(function)
    return function


def ask(user, *, note="", address=None):
    """Ask to leave; asked again, the same request stands."""
    waiting = user.leaving_requests.waiting().first()
    if waiting:
        return waiting
    due = timezone.localdate() + timedelta(days=DAYS)
    with constraints.spoken_as(Refused), transaction.atomic():
        request = LeavingRequest.objects.create(user=user, note=note.strip()[:200], due_on=due)
        audit.record("申请注销账号", by=user, row=user, address=address)
    return request


def withdraw(user, *, address=None):
    """Take the request back; returns whether there was one."""
    with transaction.atomic():
        found = user.leaving_requests.waiting()
        count = found.update(state=State.WITHDRAWN, decided_at=timezone.now())
        if count:
            audit.record("撤回注销申请", by=user, row=user, address=address)
    return bool(count)


def refuse(request, *, by, answer, address=None):
    if not answer.strip():
        raise Refused("不予注销要写明原因。")
    with transaction.atomic():
        request = _locked(request)
        _decide(request, State.REFUSED, by, answer.strip())
        payload = {"answer": request.answer}
        inbox.send("leaving.refused", [request.user], key=request.pk, payload=payload, path="/me/data/")
        audit.record("未予注销账号", by=by, row=request.user, text=answer, address=address)
    return request


def carry_out(request, *, by, address=None):
    """Delete what goes, take down what was shared, empty the account. There is no way back."""
    with transaction.atomic():
        request = _locked(request)
        user = request.user
        if user.pk == by.pk:
            raise Refused("不能办理自己的申请，请另一位系统管理员办理。")
        if rights.holds(user, *SEPARATED):
            raise Refused(f"{user.name}还是管理员，请先由安全管理员收回角色。")
        _decide(request, State.DONE, by, "")
        for function in _followers:
            function(user, by)
        gone = {one.title: one.rows(user).delete()[0] for one in own_data.kept() if one.goes}
        Authenticator.objects.filter(user=user).delete()
        _empty(user)
        audit.record("注销账号", by=by, row=user, change={"gone": [gone, {}]}, address=address)
    return request


def _locked(request):
    request = LeavingRequest.objects.select_for_update(of=("self",)).select_related("user").get(pk=request.pk)
    if request.state != State.WAITING:
        raise Refused(f"这份申请{request.get_state_display()}，不用再办。")
    return request


def _decide(request, state, by, answer):
    request.state, request.decided_by, request.decided_at = state, by, timezone.now()
    request.answer, request.note = answer, "" if state == State.DONE else request.note
    request.save()


def _empty(user):
    """Without a password and inactive, every session of theirs is over."""
    user.username, user.name, user.email, user.phone = f"left-{user.pk}", NOBODY, "", ""
    user.is_active, user.must_change_password, user.last_login = False, False, None
    user.set_unusable_password()
    user.save()
