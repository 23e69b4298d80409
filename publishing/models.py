"""Visibility in time, and the version of what readers see."""

import time

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from accounts.rights import owned


class Unindexed(models.Func):
    """The column itself, which SQLite is not to look up in an index: it takes a range that nearly every row
    fulfils for a rare one, and sorts them all where the index of the order asked for gives the first few."""

    arity = 1
    template = "%(expressions)s"

    def as_sqlite(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, template="+%(expressions)s", **context)


class PublishedQuerySet(models.QuerySet):
    def published(self, at=None):
        """Rows visible at a moment (now): decided by time in the query, so no job opens or closes a page."""
        at = at or timezone.now()
        return self.filter(Q(visible_until__isnull=True) | Q(visible_until__gt=at), visible_from__lte=at)


class Published(models.Model):
    """A row that readers see from one moment until another. `visible_from` empty: not public."""

    visible_from = models.DateTimeField("公开时间", null=True, blank=True, db_index=True)
    visible_until = models.DateTimeField("下线时间", null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def is_published(self):
        now = timezone.now()
        return bool(
            self.visible_from
            and self.visible_from <= now
            and (self.visible_until is None or self.visible_until > now)
        )


class RaisesVersion(models.Model):
    """A row that readers see: saved or deleted, it raises its section's version in the same transaction."""

    version_of = ""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        with transaction.atomic():
            super().save(*args, **kwargs)
            raise_version(self.version_of)

    def delete(self, *args, **kwargs):
        with transaction.atomic():
            gone = super().delete(*args, **kwargs)
            raise_version(self.version_of)
        return gone


class ContentVersion(models.Model):
    """A number for each section of the site, raised by every publishing transaction (never by seats)."""

    section = models.CharField("版块", max_length=20, unique=True)
    number = models.PositiveBigIntegerField("版本", default=1)

    class Meta:
        verbose_name = verbose_name_plural = "内容版本"

    def __str__(self):
        return f"{self.section} {self.number}"


class Versions:
    """The sections' numbers as this process last read them, at most a second ago."""

    READ_EVERY = 1.0

    def __init__(self):
        self.numbers = {}
        self.read_at = float("-inf")

    def known(self):
        """{section: number}; not to be changed by the caller."""
        if time.monotonic() - self.read_at >= self.READ_EVERY:
            self.numbers = dict(ContentVersion.objects.values_list("section", "number"))
            self.read_at = time.monotonic()
        return self.numbers

    def forget(self):
        self.read_at = float("-inf")


versions = Versions()


def raise_version(*sections):
    """Say in the running transaction that readers of these sections now see something new."""
    with transaction.atomic():
        transaction.on_commit(versions.forget)
        for section in sorted(sections):
            if not ContentVersion.objects.filter(section=section).update(number=F("number") + 1):
                ContentVersion.objects.get_or_create(section=section)


# The section that every page belongs to, whatever else it is made of.
SITE = "site"


def raise_every_version():
    """For what may stand on any page: a withdrawn picture, a switch of the whole site."""
    transaction.on_commit(versions.forget)
    ContentVersion.objects.update(number=F("number") + 1)
    raise_version(SITE)


# --- switches of the whole site: read through `switching.py`, by every process each second
class Mourning(RaisesVersion):
    """Between two moments the site stands in grey."""

    version_of = SITE

    starts_at = models.DateTimeField("开始")
    ends_at = models.DateTimeField("结束")
    reason = models.CharField("缘由", max_length=80, help_text="如：国家公祭日。只给后台看。")

    objects = owned(None).as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "哀悼灰色"
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="mourning_ends_after_start",
                violation_error_message="结束要在开始之后。",
            )
        ]

    def __str__(self):
        return self.reason


class SiteNoticeQuerySet(PublishedQuerySet, owned(None)):
    pass


class SiteNotice(RaisesVersion, Published):
    """A bar above every page, for a time."""

    version_of = SITE

    class Level(models.TextChoices):
        INFO = "info", "提示"
        URGENT = "urgent", "紧急"

    text = models.CharField("内容", max_length=80, help_text="一句话，如：今天大雾，各校推迟到10点上课。")
    level = models.CharField("级别", max_length=8, choices=Level, default=Level.INFO)
    path = models.CharField("链接", max_length=200, blank=True, help_text="本站地址，如 /news/…/；可空。")

    objects = SiteNoticeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "通知条"
        ordering = ["-visible_from", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(path="") | (Q(path__startswith="/") & ~Q(path__startswith="//")),
                name="site_notice_leads_within_the_site",
                violation_error_message="链接写本站地址，以一个斜杠开头。",
            )
        ]

    def __str__(self):
        return self.text


class TakeDown(models.Model):
    """An address that answers nobody from one moment until it is lifted. Written by `takedown.py` alone."""

    path = models.CharField("地址", max_length=200)
    reason = models.CharField("原因", max_length=120, help_text="只给后台看；读者看到的是“此页暂停访问”。")
    taken_at = models.DateTimeField("停用时间", default=timezone.now)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="addresses_taken_down",
        verbose_name="停用人",
    )
    lifted_at = models.DateTimeField("恢复时间", null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="addresses_lifted",
        verbose_name="恢复人",
    )
    # What was behind the address and until when it was to be seen, to give it back as it was.
    kept = models.JSONField("原状", default=dict, editable=False)

    objects = owned(None).as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "紧急停用"
        ordering = ["-taken_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["path"],
                condition=Q(lifted_at__isnull=True),
                name="address_taken_down_once",
                violation_error_message="这个地址已经停用。",
            )
        ]

    def __str__(self):
        return self.path


class Reading(models.Model):
    """How often a page was opened on a day. Nothing about who: no cookie, no address, no order of pages.

    Every process adds rows of its own; the worker's sweep makes one row of those of a page and day.
    """

    path = models.CharField("页面", max_length=200)
    day = models.DateField("日期")
    count = models.PositiveIntegerField("阅读")

    objects = owned(None).as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "阅读量"
        ordering = ["-day", "path", "pk"]
        indexes = [
            models.Index(fields=["day", "path"], name="reading_by_day"),
            models.Index(fields=["path", "day"], name="reading_by_path"),
        ]

    def __str__(self):
        return f"{self.path} {self.day}"
