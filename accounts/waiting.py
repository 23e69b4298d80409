"""What waits on the desks of those who keep the accounts."""

from django.urls import reverse

from accounts import desk, rights, throttle
from accounts.models import SignInLock


@desk.register("locked_accounts", order=80)
def locked_accounts(user):
    if not rights.may(user, "view", "accounts.signinlock"):
        return []
    count = SignInLock.objects.filter(user__isnull=False, failures__gte=throttle.FAILURES).count()
    return [desk.Row(count, "个账号因输错密码被锁定", reverse("admin:accounts_signinlock_changelist"))]
