"""Visibility in time, and the version of what readers see."""

import time

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone


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


def raise_every_version():
    """For what may stand on any page: a withdrawn picture, a switch of the whole site."""
    transaction.on_commit(versions.forget)
    ContentVersion.objects.update(number=F("number") + 1)
