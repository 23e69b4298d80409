"""What waits on the desks of those who keep the accounts."""

from django.urls import reverse
from django.utils import timezone

from accounts import desk, rights, throttle
from accounts.models import LeavingRequest, SignInLock


@desk.register("locked_accounts", order=80)
def locked_accounts(user):
    if not rights.may(user, "view", "accounts.signinlock"):
        return []
    count = SignInLock.objects.filter(user__isnull=False, failures__gte=throttle.FAILURES).count()
    return [desk.Row(count, "个账号因输错密码被锁定", reverse("admin:accounts_signinlock_changelist"))]


@desk.register("leaving", order=70)
def those_who_wish_to_leave(user):
    if not rights.may(user, "decide", "accounts.leavingrequest"):
        return []
    due = list(LeavingRequest.objects.waiting().order_by("due_on").values_list("due_on", flat=True))
    urgent = bool(due) and due[0] <= timezone.localdate()
    link = f"{reverse('admin:accounts_leavingrequest_changelist')}?state__exact=waiting"
    return [desk.Row(len(due), "人申请注销账号", link, urgent)]
