"""What stands between a person and their account: activation codes and locks."""

from django.db import models
from django.utils import timezone

from accounts.models.people import User
from accounts.rights import owned


class ActivationCode(models.Model):
    """A one-time code on a printed slip: sets the first password, or a new one after a reset."""

    user = models.OneToOneField(User, models.CASCADE, related_name="activation_code", verbose_name="账号")
    digest = models.CharField("激活码摘要", max_length=128)
    issued_by = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="codes_issued", verbose_name="签发人"
    )
    issued_at = models.DateTimeField("签发时间", default=timezone.now)
    expires_at = models.DateTimeField("有效期至")
    failures = models.PositiveSmallIntegerField("输错次数", default=0)

    objects = owned("user__staff_roles__unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "激活码"

    def __str__(self):
        return str(self.user)


class TrustedPhone(models.Model):
    """A person's own phone, remembered for a while. Only `own_phone.py` writes it; the token is not kept."""

    user = models.ForeignKey(User, models.CASCADE, related_name="trusted_phones", verbose_name="账号")
    digest = models.CharField("摘要", max_length=64, unique=True)
    label = models.CharField("设备", max_length=120, blank=True)
    made_at = models.DateTimeField("记住时间", default=timezone.now)
    used_at = models.DateTimeField("最近使用")
    until = models.DateTimeField("至")

    class Meta:
        verbose_name = verbose_name_plural = "记住的手机"
        ordering = ["-used_at", "pk"]

    def __str__(self):
        return f"{self.user} {self.label[:20]}"


class SignInLock(models.Model):
    """Failed sign-ins of one account, device or address; full, it is locked until the window is over.

    `key` is a keyed digest, so that mistyped names (or a password typed into the wrong box) are not kept.
    """

    key = models.CharField("键", max_length=64, unique=True)
    user = models.ForeignKey(
        User, models.CASCADE, null=True, blank=True, related_name="sign_in_locks", verbose_name="账号"
    )
    address = models.GenericIPAddressField("来源地址", null=True, blank=True)
    failures = models.PositiveSmallIntegerField("失败次数", default=0)
    until = models.DateTimeField("至", db_index=True)

    objects = owned(None).as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "登录锁定"
        ordering = ["-until", "pk"]

    def __str__(self):
        return str(self.user or self.address or "未知账号")
