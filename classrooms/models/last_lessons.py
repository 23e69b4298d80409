"""上一节课: one recorded lesson, a window to watch it in, and a session in which teachers talk it over."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import User
from accounts.rights import owned
from classrooms.models.library import Recording, Shared
from classrooms.models.registrations import Registration
from classrooms.models.sessions import Session


class LastLessonQuerySet(owned("session__organiser")):
    def published(self, at=None):
        return self.filter(session__in=Session.objects.published(at).values("pk"))

    def kept(self):
        """Events that were not called off."""
        return self.filter(session__cancelled_at=None)

    def coming(self, at=None):
        """Not over by now, the soonest discussion first."""
        ahead = self.kept().filter(session__ends_at__gte=at or timezone.now())
        return ahead.order_by("session__starts_at", "pk")

    def held(self, at=None):
        over = self.kept().filter(session__ends_at__lt=at or timezone.now())
        return over.order_by("-session__starts_at", "-pk")

    def waiting_for_owner(self):
        """Events that show nothing until the recording's owner agrees."""
        shared_with_few = self.exclude(recording__view__in=LastLesson.OPEN_VIEWS)
        return shared_with_few.filter(agreed_at=None, recording__removed_at=None)

    def open_for(self, at):
        """Events in whose window a moment lies, with a recording to watch."""
        there = self.filter(watch_from__lte=at, watch_until__gt=at, recording__removed_at=None)
        return there.filter(Q(agreed_at__isnull=False) | Q(recording__view__in=LastLesson.OPEN_VIEWS))

    def of_owner(self, user):
        """Events that show a recording of this person's."""
        return self.filter(recording__owner__user=user, recording__removed_at=None)

    def open_to(self, user, at=None):
        """Events by which this person may watch the recording now, whoever it is shared with otherwise:
        for who has registered, who speaks and who organises, in the window, once the owner has agreed."""
        at = at or timezone.now()
        mine = Registration.objects.of(user).active().values("session")
        organised = Session.objects.reachable_by(user, "organise").values("pk")
        taking_part = Q(session__in=mine) | Q(session__presenter__user=user) | Q(session__in=organised)
        window = {"watch_from__lte": at, "watch_until__gt": at}
        return self.published(at).kept().filter(taking_part, agreed_at__isnull=False, **window)

    def for_list(self):
        return self.select_related(
            "session__subject",
            "session__host",
            "session__organiser",
            "session__presenter__school",
            "recording__owner__school",
            "recording__owner__user",
            "recording__subject",
            "recording__file",
        )


class LastLesson(models.Model):
    """Written by `classrooms/last_lessons.py` alone. The discussion is the session: its times, seats,
    attendance and hours. A teachers' event: nothing of it is ever a period that pupils got."""

    OPEN_VIEWS = (Shared.View.SIGNED_IN, Shared.View.PUBLIC)

    session = models.OneToOneField(
        Session, models.CASCADE, related_name="last_lesson", verbose_name="教研活动"
    )
    recording = models.ForeignKey(
        Recording, models.PROTECT, related_name="last_lessons", verbose_name="课堂录像"
    )
    watch_from = models.DateTimeField("从什么时候可以看")
    watch_until = models.DateTimeField("看到什么时候")
    agreed_at = models.DateTimeField("分享的教师同意", null=True, blank=True, editable=False)
    minutes = models.TextField("讨论纪要", max_length=4000, blank=True)
    outcome = models.TextField("成果", max_length=2000, blank=True)
    written_at = models.DateTimeField("纪要时间", null=True, blank=True, editable=False)
    written_by = models.ForeignKey(
        User,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="last_lessons_written",
        verbose_name="纪要人",
    )

    objects = LastLessonQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "上一节课"
        ordering = ["-session__starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(watch_until__gt=F("watch_from")),
                name="last_lesson_window_ends_after_start",
                violation_error_message="看录像的时间要先开始后结束。",
            ),
            models.CheckConstraint(
                condition=Q(minutes="", outcome="") | Q(written_at__isnull=False),
                name="last_lesson_written_has_a_time",
                violation_error_message="纪要和成果要有时间。",
            ),
        ]

    def __str__(self):
        return f"{self.session}（{self.recording}）"

    def get_absolute_url(self):
        return self.session.get_absolute_url()

    def is_open(self, at=None):
        """Whether it is time to watch."""
        return self.watch_from <= (at or timezone.now()) < self.watch_until

    @property
    def needs_consent(self):
        """Shared with fewer than all teachers, and its owner has not agreed to show it here."""
        return self.recording.view not in self.OPEN_VIEWS and self.agreed_at is None

    @property
    def is_gone(self):
        return self.recording.removed_at is not None
