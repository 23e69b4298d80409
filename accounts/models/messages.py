"""What is said to people, and by which ways it reaches them."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts import phone
from accounts.models.people import Unit, User
from accounts.rights import owned


class Message(models.Model):
    """One line in a person's inbox, written in the transaction of what caused it. Texts: `inbox.py`."""

    recipient = models.ForeignKey(User, models.CASCADE, related_name="inbox_messages", verbose_name="收件人")
    kind = models.CharField("类型", max_length=40)
    dedupe_key = models.CharField("去重键", max_length=160, unique=True)
    payload = models.JSONField("内容", default=dict)
    path = models.CharField("链接", max_length=200, blank=True)
    created_at = models.DateTimeField("时间", default=timezone.now, db_index=True)
    read_at = models.DateTimeField("已读时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "消息"
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return f"{self.kind} {self.recipient}"


class MessagePreference(models.Model):
    """How a person wishes to be told, beside the inbox; without a row: by the inbox alone."""

    user = models.OneToOneField(User, models.CASCADE, related_name="message_preference", verbose_name="账号")
    mail = models.BooleanField("同时发到邮箱", default=False)
    digest = models.BooleanField("每天合成一封", default=False, help_text="傍晚发一封；急事仍马上发。")
    # Raised to make every calendar address given out before invalid.
    calendar_version = models.PositiveIntegerField("日历地址版本", default=1, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "消息方式"

    def __str__(self):
        return str(self.user)


class Robot(models.Model):
    """A robot in a unit's group chat. Its address lets anybody write there, so it is kept encrypted."""

    class Kind(models.TextChoices):
        DINGTALK = "dingtalk", "钉钉群机器人"
        WECOM = "wecom", "企业微信群机器人"

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="robots", verbose_name="单位")
    kind = models.CharField("类型", max_length=10, choices=Kind)
    name = models.CharField("哪个群", max_length=40)
    address_text = models.TextField("Webhook 地址（加密）", editable=False)
    secret_text = models.TextField("加签密钥（加密）", blank=True, editable=False)
    active = models.BooleanField("启用", default=True)

    objects = owned("unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "群机器人"
        ordering = ["unit", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "name"],
                name="robot_name_once_a_unit",
                violation_error_message="本单位已有同名的群机器人。",
            ),
        ]

    def __str__(self):
        return f"{self.unit} {self.name}"

    @property
    def address(self):
        return phone.decrypt(self.address_text) if self.address_text else ""

    @address.setter
    def address(self, text):
        self.address_text = phone.encrypt(text) if text else ""

    @property
    def secret(self):
        return phone.decrypt(self.secret_text) if self.secret_text else ""

    @secret.setter
    def secret(self, text):
        self.secret_text = phone.encrypt(text) if text else ""


class Delivery(models.Model):
    """A message on its way by one channel, to a person or into a group chat. Rules: `delivering.py`."""

    class State(models.TextChoices):
        WAITING = "waiting", "待发"
        SENDING = "sending", "正在发"
        SENT = "sent", "已发"
        FAILED = "failed", "发不出去"
        UNKNOWN = "unknown", "不知是否发出"

    channel = models.CharField("方式", max_length=20)
    dedupe_key = models.CharField("去重键", max_length=200, unique=True)
    user = models.ForeignKey(
        User, models.CASCADE, null=True, related_name="deliveries", verbose_name="收件人"
    )
    robot = models.ForeignKey(
        Robot, models.CASCADE, null=True, related_name="deliveries", verbose_name="群机器人"
    )
    kind = models.CharField("类型", max_length=40)
    payload = models.JSONField("内容", default=dict)
    path = models.CharField("链接", max_length=200, blank=True)
    state = models.CharField("状态", max_length=8, choices=State, default=State.WAITING)
    due_at = models.DateTimeField("应发时间", default=timezone.now)
    claimed_at = models.DateTimeField("开始发", null=True)
    sent_at = models.DateTimeField("发出时间", null=True)
    failures = models.PositiveSmallIntegerField("失败次数", default=0)
    # How often a sender died between sending and saying so.
    lost = models.PositiveSmallIntegerField("中断次数", default=0)
    error = models.CharField("原因", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "发送"
        ordering = ["due_at", "pk"]
        indexes = [
            models.Index(
                fields=["due_at", "id"],
                condition=Q(state__in=["waiting", "sending"]),
                name="delivery_still_to_do",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False, robot__isnull=True)
                | Q(user__isnull=True, robot__isnull=False),
                name="delivery_has_one_target",
            ),
        ]

    def __str__(self):
        return f"{self.kind} → {self.user or self.robot}"
