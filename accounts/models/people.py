"""Who people are, where they belong and which roles they hold."""

import contextlib

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import _user_has_module_perms, _user_has_perm
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts import phone, rights
from accounts.rights import owned
from accounts.roles import PLACES, SEPARATED, Role, UnitKind


class Unit(models.Model):
    """A place of work: the district, a group or a school. Every right is held at one."""

    Kind = UnitKind

    kind = models.CharField("类别", max_length=10, choices=Kind)
    name = models.CharField("名称", max_length=60)
    sample = models.BooleanField("示例", default=False)

    objects = owned("pk").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "单位"
        ordering = ["kind", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "name"], name="unit_name_unique", violation_error_message="已有同名单位。"
            ),
        ]

    def __str__(self):
        return self.name


class UserQuerySet(owned("staff_roles__unit")):
    def reachable_by(self, user, verb):
        return super().reachable_by(user, verb).distinct()

    def by_sign_in(self, text):
        """Rows whose account name, or whose phone number, is `text`."""
        text = text.replace("\0", "").strip()
        found = Q(username=text.lower())
        with contextlib.suppress(phone.ValidationError):
            found |= Q(phone_mark=phone.fingerprint(phone.normalise(text)))
        return self.filter(found)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def create_user(self, username, password=None, **fields):
        user = self.model(username=username.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person with an account. Rights come from `StaffRole` alone; nobody is superuser."""

    username = models.CharField(
        "账号",
        max_length=40,
        unique=True,
        validators=[
            RegexValidator(r"^[a-z0-9][a-z0-9._-]{2,39}$", "账号用小写字母、数字、点和短横线，至少3位。")
        ],
        error_messages={"unique": "这个账号已有人使用，请换一个。"},
    )
    name = models.CharField("姓名", max_length=40)
    phone_text = models.CharField("手机号（加密）", max_length=200, blank=True, editable=False)
    phone_mark = models.CharField("手机号指纹", max_length=64, blank=True, editable=False)
    email = models.EmailField("邮箱", blank=True)
    is_active = models.BooleanField("启用", default=True)
    must_change_password = models.BooleanField("下次登录须改密码", default=False)
    date_joined = models.DateTimeField("建立时间", default=timezone.now)
    sample = models.BooleanField("示例", default=False)

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    is_superuser = False

    class Meta:
        verbose_name = verbose_name_plural = "账号"
        ordering = ["username", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["phone_mark"],
                condition=~Q(phone_mark=""),
                name="user_phone_unique",
                violation_error_message="这个手机号已用于另一账号。",
            ),
        ]

    def __str__(self):
        return self.name or self.username

    @property
    def is_staff(self):
        return rights.is_staff(self)

    @property
    def phone(self):
        return phone.decrypt(self.phone_text) if self.phone_text else ""

    @phone.setter
    def phone(self, text):
        digits = phone.normalise(text) if text else ""
        self.phone_text = phone.encrypt(digits) if digits else ""
        self.phone_mark = phone.fingerprint(digits) if digits else ""

    def has_perm(self, perm, obj=None):
        return self.is_active and _user_has_perm(self, perm, obj)

    def has_perms(self, perm_list, obj=None):
        return all(self.has_perm(perm, obj) for perm in perm_list)

    def has_module_perms(self, app_label):
        return self.is_active and _user_has_module_perms(self, app_label)

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name


class StaffRole(models.Model):
    """A role held at a unit: the only source of rights."""

    user = models.ForeignKey(User, models.CASCADE, related_name="staff_roles", verbose_name="人员")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="staff_roles", verbose_name="单位")
    role = models.CharField("角色", max_length=20, choices=Role)
    granted_at = models.DateTimeField("授予时间", default=timezone.now, editable=False)

    objects = owned("unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "角色"
        ordering = ["user", "role", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "unit", "role"],
                name="staff_role_held_once",
                violation_error_message="这个人在该单位已有此角色。",
            ),
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(role__in=sorted(SEPARATED)),
                name="administrators_are_separate",
                violation_error_message="系统、安全、审计三种管理员不得由同一人兼任。",
            ),
        ]

    def __str__(self):
        return f"{self.user} · {self.get_role_display()} · {self.unit}"

    def clean(self):
        """A role at the wrong kind of unit would reach too far: a correspondent at the district, say."""
        if self.role and self.unit_id and self.unit.kind not in PLACES[self.role]:
            kinds = "、".join(Unit.Kind(kind).label for kind in PLACES[self.role])
            raise ValidationError({"unit": f"{self.get_role_display()}只能设在：{kinds}。"})
