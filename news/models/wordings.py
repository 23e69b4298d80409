"""Wordings that are wrong, sensitive or to be written otherwise; what a run over the whole site found."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from accounts.rights import owned


class WordRule(models.Model):
    """One wording, or one of the built-in patterns under an action of the district's own choice."""

    class Action(models.TextChoices):
        BLOCK = "block", "禁用"
        WARN = "warn", "提醒"
        SUGGEST = "suggest", "建议改为"

    class Category(models.TextChoices):
        PLACE = "place", "区划和地名"
        LEADER = "leader", "领导姓名职务"
        INSTITUTION = "institution", "机构名称"
        TYPO = "typo", "错别字"
        FORBIDDEN = "forbidden", "不许有的说法"
        SENSITIVE = "sensitive", "敏感用语"
        PERSONAL = "personal", "个人信息"

    class Pattern(models.TextChoices):
        ID_CARD = "id_card", "身份证号"
        MOBILE = "mobile", "手机号"
        PUPIL = "pupil", "学生姓名和班级写在一起"

    text = models.CharField("用语", max_length=60, blank=True)
    pattern = models.CharField(
        "规律", max_length=8, choices=Pattern, blank=True, help_text="选了规律，就不写用语。"
    )
    category = models.CharField("类别", max_length=12, choices=Category, default=Category.TYPO)
    action = models.CharField("处理", max_length=8, choices=Action, default=Action.WARN)
    replacement = models.CharField("改为", max_length=60, blank=True)
    allowed = models.TextField(
        "除外", max_length=400, blank=True, help_text="一行一个：在这些说法里不算，如“原梁平县”。"
    )
    note = models.CharField("说明", max_length=120, blank=True, help_text="给写稿人看：为什么。")
    active = models.BooleanField("启用", default=True)
    sample = models.BooleanField("示例", default=False)

    objects = owned(None).as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "用语规则"
        ordering = ["category", "text", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["text"],
                condition=~Q(text=""),
                name="word_rule_once_a_word",
                violation_error_message="这个用语已有规则。",
            ),
            models.UniqueConstraint(
                fields=["pattern"],
                condition=~Q(pattern=""),
                name="word_rule_once_a_pattern",
                violation_error_message="这个规律已有规则。",
            ),
            models.CheckConstraint(
                condition=(Q(text="") & ~Q(pattern="")) | (~Q(text="") & Q(pattern="")),
                name="word_rule_is_word_or_pattern",
                violation_error_message="用语和规律请写一个，也只写一个。",
            ),
            models.CheckConstraint(
                condition=~Q(action="suggest") | ~Q(replacement=""),
                name="word_rule_suggests_something",
                violation_error_message="建议改为什么？请填“改为”。",
            ),
        ]

    def __str__(self):
        return self.text or self.get_pattern_display()

    def clean(self):
        if len(self.text.strip()) == 1:
            raise ValidationError({"text": "一个字的规则会处处命中，请写两个字以上。"})

    @property
    def advice(self):
        """What the writer is told, after the wording itself."""
        to = f"改为“{self.replacement}”" if self.replacement else ""
        return "，".join(filter(None, [to, self.note]))


class Finding(models.Model):
    """What the last run of `check_content` found on a public page."""

    class Kind(models.TextChoices):
        WORDING = "wording", "用语"
        LINK = "link", "站内死链"
        ALT = "alt", "图片没有替代文字"

    kind = models.CharField("问题", max_length=8, choices=Kind)
    blocks = models.BooleanField("必须改", default=False)
    title = models.CharField("页面", max_length=200)
    path = models.CharField("地址", max_length=300)
    text = models.CharField("发现", max_length=300)
    found_at = models.DateTimeField("检查时间", default=timezone.now)

    objects = owned(None).as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "全站检查结果"
        ordering = ["-blocks", "kind", "path", "pk"]

    def __str__(self):
        return f"{self.title}：{self.text}"


class CheckRun(models.Model):
    """When the whole site was last checked, and how much of it."""

    at = models.DateTimeField("检查时间", default=timezone.now)
    pages = models.PositiveIntegerField("页数")
    findings = models.PositiveIntegerField("发现")

    objects = owned(None).as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "全站检查"
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{timezone.localtime(self.at):%Y-%m-%d %H:%M}"


class OutsideLink(models.Model):
    """An address elsewhere that a public page leads to: whether it still answers, by hand or by a proxy."""

    class State(models.TextChoices):
        UNKNOWN = "unknown", "没有查过"
        ALIVE = "alive", "打得开"
        DEAD = "dead", "打不开"

    address = models.CharField("网址", max_length=500, unique=True)
    title = models.CharField("在哪一页", max_length=200)
    path = models.CharField("页面地址", max_length=300)
    state = models.CharField("现在", max_length=8, choices=State, default=State.UNKNOWN)
    checked_at = models.DateTimeField("查看时间", null=True, blank=True)
    checked_by = models.ForeignKey(
        User,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="outside_links_checked",
        verbose_name="查看人",
        help_text="空着：自动查的。",
    )

    objects = owned(None).as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "站外链接"
        ordering = ["-state", "address", "pk"]

    def __str__(self):
        return self.address
