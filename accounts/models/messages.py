"""What was said to people."""

from django.db import models
from django.utils import timezone

from accounts.models.people import User


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
