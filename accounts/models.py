"""Who people are, where they belong, what they may do, what was said to them, and what was done."""

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


class Message(models.Model):
    """One line in a person's inbox, written in the transaction of what caused it. Texts: `inbox.py`."""

    recipient = models.ForeignKey(User, models.CASCADE, related_name="inbox_messages", verbose_name="收件人")
    kind = models.CharField("类型", max_length=40)
    dedupe_key = models.CharField("去重键", max_length=160, unique=True)
    payload = models.JSONField("内容", default=dict)
    path = models.CharField("链接", max_length=200, blank=True)
    created_at = models.DateTimeField("时间", default=timezone.now, db_index=True)
    read_at = models.DateTimeField("已读时间", null=True, blank=True)
    delivered_at = models.DateTimeField("送达时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "消息"
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return f"{self.kind} {self.recipient}"


class AuditEvent(models.Model):
    """What was done: written unsealed with the act, numbered and chained by the worker, never edited."""

    at = models.DateTimeField("时间", default=timezone.now, db_index=True)
    actor = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="audit_events", verbose_name="操作人"
    )
    actor_label = models.CharField("操作人姓名", max_length=90, blank=True)
    action = models.CharField("动作", max_length=40, db_index=True)
    label = models.CharField("对象类型", max_length=60, blank=True)
    key = models.CharField("对象编号", max_length=60, blank=True)
    text = models.CharField("说明", max_length=300, blank=True)
    change = models.JSONField("前后", default=dict, blank=True)
    address = models.GenericIPAddressField("来源地址", null=True, blank=True)
    number = models.PositiveBigIntegerField("序号", null=True, unique=True)
    seal = models.CharField("链值", max_length=64, blank=True)

    objects = owned(None).as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "审计记录"
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.text}"


class ImportRunQuerySet(owned(None)):
    def reachable_by(self, user, verb):
        """Each person's own: a sheet may hold what others are not to see."""
        return super().reachable_by(user, verb).filter(by=user)


class ImportRun(models.Model):
    """A sheet somebody uploaded: checked, then imported, perhaps taken back. Rules: `imports.py`."""

    class State(models.TextChoices):
        CHECKED = "checked", "已检查，还没有导入"
        DONE = "done", "已导入"
        UNDONE = "undone", "已撤销"

    kind = models.CharField("内容", max_length=40)
    by = models.ForeignKey(User, models.CASCADE, related_name="import_runs", verbose_name="导入人")
    at = models.DateTimeField("上传时间", default=timezone.now)
    file_name = models.CharField("文件", max_length=100, blank=True)
    state = models.CharField("状态", max_length=8, choices=State, default=State.CHECKED)
    good_rows_only = models.BooleanField("只导入没有问题的行", default=False)
    sheet = models.TextField("待导入的表格（加密）", blank=True, editable=False)
    report = models.JSONField("结果", default=dict, editable=False)
    done_at = models.DateTimeField("导入时间", null=True, blank=True)
    undone_at = models.DateTimeField("撤销时间", null=True, blank=True)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "表格导入"
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.title} {timezone.localtime(self.at):%Y-%m-%d %H:%M}"

    @property
    def title(self):
        from accounts import imports

        return imports.get(self.kind).title


class ImportedRow(models.Model):
    """One row that an import wrote, before and after: what its undo needs."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="rows", verbose_name="导入")
    place = models.PositiveIntegerField("次序")
    line = models.PositiveIntegerField("表格行号")
    label = models.CharField("对象类型", max_length=60)
    key = models.CharField("对象编号", max_length=60)
    text = models.CharField("说明", max_length=120, blank=True)
    before = models.JSONField("导入前", null=True)
    after = models.JSONField("导入后")

    class Meta:
        verbose_name = verbose_name_plural = "导入的行"
        ordering = ["run", "place"]
        indexes = [models.Index(fields=["label", "key"], name="imported_row_of")]

    def __str__(self):
        return self.text
