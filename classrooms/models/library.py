"""名校网络课堂: recordings, resources, lessons shown (晒课), and who may see each; the files behind them."""

from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import Unit, User
from accounts.rights import owned
from classrooms import library_presence
from classrooms.circles import circle_of
from classrooms.models.sessions import Session
from schools.models import School, Subject, Teacher


class StoredFile(models.Model):
    """A file that came whole and is what its name says. Rows stand only for files that are there."""

    name = models.CharField("存放名", max_length=120, unique=True)
    file_name = models.CharField("原文件名", max_length=160)
    content_type = models.CharField("类型", max_length=100)
    size = models.PositiveBigIntegerField("字节")
    by = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="stored_files", verbose_name="上传人"
    )
    at = models.DateTimeField("时间", default=timezone.now)

    class Meta:
        verbose_name = verbose_name_plural = "文件"
        ordering = ["-at", "-pk"]

    def __str__(self):
        return self.file_name

    @property
    def is_video(self):
        return self.content_type.startswith("video/")


class Upload(models.Model):
    """A file on its way, in pieces that may be resumed (the tus protocol); swept where it is given up."""

    token = models.CharField("编号", max_length=43, unique=True)
    by = models.ForeignKey(User, models.CASCADE, related_name="uploads", verbose_name="上传人")
    file_name = models.CharField("原文件名", max_length=160)
    size = models.PositiveBigIntegerField("字节")
    offset = models.PositiveBigIntegerField("已收到", default=0)
    touched_at = models.DateTimeField("最近一次", default=timezone.now, db_index=True)
    fault = models.CharField("没有收下的原因", max_length=200, blank=True)
    stored = models.OneToOneField(
        StoredFile, models.CASCADE, null=True, blank=True, related_name="upload", verbose_name="文件"
    )

    class Meta:
        verbose_name = verbose_name_plural = "上传"
        ordering = ["-touched_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(offset__lte=F("size")),
                name="upload_not_beyond_its_size",
                violation_error_message="收到的比文件还大，请重新上传。",
            ),
        ]

    def __str__(self):
        return self.file_name


class SharedQuerySet(owned("unit")):
    def visible_to(self, user):
        """Rows whose page the person, or an anonymous reader, may open; of some the page asks a password."""
        Seen = Shared.View
        found = Q(view__in=(Seen.PUBLIC, Seen.PASSWORD))
        if user is None or not user.is_authenticated:
            return self.filter(found, removed_at=None)
        circle = circle_of(user)
        found |= (
            Q(view=Seen.SIGNED_IN)
            | Q(owner__user=user)
            | Q(view__in=(Seen.PAIR, Seen.GROUP), owner__in=circle.partners)
            | Q(view=Seen.GROUP, owner__school__in=circle.schools)
        )
        reached = self.reachable_by(user, "change").exclude(view=Seen.PRIVATE).values("pk")
        return self.filter(found | Q(pk__in=reached) | self.opened_otherwise(user), removed_at=None)

    def opened_otherwise(self, user):
        """What lets the person see rows that are not shared with them."""
        return Q(pk__in=[])

    def of(self, user):
        return self.filter(owner__user=user, removed_at=None)

    def public(self):
        return self.filter(view=Shared.View.PUBLIC, removed_at=None)

    def for_list(self):
        return self.select_related("owner__school", "subject")


class Shared(models.Model):
    """What a teacher shares, and with whom. `unit` is where it belongs, for those who keep order there."""

    class View(models.TextChoices):
        PRIVATE = "private", "只有我自己"
        PAIR = "pair", "与我结对的教师"
        GROUP = "group", "本校和本教育集团"
        SIGNED_IN = "signed_in", "登录的教师"
        PUBLIC = "public", "所有人"
        PASSWORD = "password", "知道口令的人"  # noqa: S105

    owner = models.ForeignKey(Teacher, models.PROTECT, related_name="shared_%(class)ss", verbose_name="教师")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="shared_%(class)ss", verbose_name="单位")
    title = models.CharField("名称", max_length=80)
    about = models.TextField("说明", max_length=800, blank=True)
    subject = models.ForeignKey(
        Subject,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="shared_%(class)ss",
        verbose_name="学科",
    )
    view = models.CharField("谁能看", max_length=9, choices=View, default=View.GROUP)
    password = models.CharField("口令（摘要）", max_length=128, blank=True, editable=False)
    added_at = models.DateTimeField("分享时间", default=timezone.now, editable=False)
    removed_at = models.DateTimeField("撤下时间", null=True, blank=True, editable=False)
    sample = models.BooleanField("示例", default=False)

    objects = SharedQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-added_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(view="password", password=""),
                name="%(class)s_password_is_set",
                violation_error_message="选了“知道口令的人”，请设一个口令。",
            ),
        ]

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        with transaction.atomic():
            super().save(*args, **kwargs)
            library_presence.renew(self)

    def get_absolute_url(self):
        return reverse("library:item", args=[self.kind, self.pk])

    def delete(self, *args, **kwargs):
        with transaction.atomic():
            library_presence.leave(self)
            return super().delete(*args, **kwargs)

    @property
    def is_public(self):
        return self.view == self.View.PUBLIC and self.removed_at is None

    @property
    def kind(self):
        return f"{self._meta.model_name}s"

    @property
    def by_whom(self):
        """The owner's name where they agreed to be named, else their school."""
        school = self.owner.school.short_name
        return f"{self.owner.name}（{school}）" if self.owner.public else f"{school}教师"


class RecordingQuerySet(SharedQuerySet):
    def public(self):
        return self.filter(view=Shared.View.PUBLIC, removed_at=None)

    def of_session(self, session):
        """Taken at a session, taken down again or not."""
        return self.filter(session=session)

    def opened_otherwise(self, user):
        """An event that shows the recording to those who take part."""
        from classrooms.models import LastLesson

        return Q(pk__in=LastLesson.objects.open_to(user).values("recording"))


class Recording(Shared):
    """A recorded lesson: a file of our own, or a link to the district's video product or another platform."""

    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="recordings", verbose_name="录像文件"
    )
    link = models.URLField("录像链接", blank=True, help_text="区里的录播平台、国家中小学智慧教育平台等。")
    class_name = models.CharField("班级", max_length=30, blank=True)
    recorded_on = models.DateField("上课日期", null=True, blank=True)
    session = models.ForeignKey(
        Session, models.SET_NULL, null=True, blank=True, related_name="recordings", verbose_name="教研活动"
    )

    objects = RecordingQuerySet.as_manager()

    class Meta(Shared.Meta):
        verbose_name = verbose_name_plural = "课堂录像"
        constraints = [
            *Shared.Meta.constraints,
            models.CheckConstraint(
                condition=Q(file__isnull=False) | ~Q(link=""),
                name="recording_is_somewhere",
                violation_error_message="请上传录像，或填写链接。",
            ),
        ]


class TimedComment(models.Model):
    """A word at a moment, or over a stretch, of a recording; or an answer to one. Times are in seconds."""

    recording = models.ForeignKey(Recording, models.CASCADE, related_name="comments", verbose_name="课堂录像")
    answers = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="replies", verbose_name="回复"
    )
    starts = models.PositiveIntegerField("从（秒）", default=0)
    ends = models.PositiveIntegerField("到（秒）", null=True, blank=True)
    text = models.TextField("评语", max_length=500)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="timed_comments", verbose_name="谁")
    at = models.DateTimeField("时间", default=timezone.now)

    class Meta:
        verbose_name = verbose_name_plural = "录像评语"
        ordering = ["starts", "at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gt=F("starts")),
                name="timed_comment_ends_after_start",
                violation_error_message="结束要在开始之后。",
            ),
        ]

    def __str__(self):
        return self.text[:30]

    @property
    def clock(self):
        """2:05, or 2:05—2:40."""
        said = f"{self.starts // 60}:{self.starts % 60:02d}"
        return f"{said}—{self.ends // 60}:{self.ends % 60:02d}" if self.ends else said


class Resource(Shared):
    """Teaching material: one link, behind which versions follow one another."""

    class Licence(models.TextChoices):
        GROUP_USE = "group_use", "本区教学自用"
        SHARE = "share", "可转发，须署名"
        ADAPT = "adapt", "可修改再用，须署名"

    class Volume(models.TextChoices):
        FIRST = "first", "上册"
        SECOND = "second", "下册"
        WHOLE = "whole", "全一册"

    licence = models.CharField("许可", max_length=9, choices=Licence, default=Licence.GROUP_USE)
    stage = models.CharField("学段", max_length=10, choices=School.Stage, blank=True)
    grade = models.PositiveSmallIntegerField("年级", null=True, blank=True)
    textbook = models.CharField("教材", max_length=40, blank=True, help_text="如：人教版。")
    volume = models.CharField("册次", max_length=6, choices=Volume, blank=True)
    chapter = models.CharField("单元或章节", max_length=60, blank=True)

    class Meta(Shared.Meta):
        verbose_name = verbose_name_plural = "教学资源"

    @property
    def place_in_book(self):
        grade = f"{self.grade}年级" if self.grade else ""
        return " ".join(filter(None, [self.textbook, grade + self.get_volume_display(), self.chapter]))


class ResourceVersion(models.Model):
    """One state of a resource: a file or a link, and how often it was taken."""

    resource = models.ForeignKey(Resource, models.CASCADE, related_name="versions", verbose_name="教学资源")
    number = models.PositiveSmallIntegerField("版本")
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="resources", verbose_name="文件"
    )
    link = models.URLField("链接", blank=True)
    note = models.CharField("改了什么", max_length=120, blank=True)
    at = models.DateTimeField("时间", default=timezone.now)
    downloads = models.PositiveIntegerField("下载次数", default=0, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "资源版本"
        ordering = ["resource", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["resource", "number"],
                name="resource_version_once",
                violation_error_message="刚刚有了同一版本，请刷新页面后再传。",
            ),
            models.CheckConstraint(
                condition=Q(file__isnull=False) | ~Q(link=""),
                name="resource_version_is_somewhere",
                violation_error_message="请上传文件，或填写链接。",
            ),
        ]

    def __str__(self):
        return f"{self.resource}第{self.number}版"


class Showcase(Shared):
    """晒课: a lesson a teacher shows, with its recording and material, to be asked about."""

    recording = models.ForeignKey(
        Recording, models.PROTECT, null=True, blank=True, related_name="showcases", verbose_name="录像"
    )
    resource = models.ForeignKey(
        Resource, models.PROTECT, null=True, blank=True, related_name="showcases", verbose_name="教案课件"
    )

    class Meta(Shared.Meta):
        verbose_name = verbose_name_plural = "晒课"
        constraints = [
            *Shared.Meta.constraints,
            models.CheckConstraint(
                condition=Q(recording__isnull=False) | Q(resource__isnull=False),
                name="showcase_shows_something",
                violation_error_message="请选一段录像，或一份教案课件。",
            ),
        ]


class ConsultationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own questions and those put to one; of a showcase, with whoever sees the showcase."""
        shown = Showcase.objects.visible_to(user).values("pk")
        return self.filter(Q(asker=user) | Q(master__user=user) | Q(showcase__in=shown))

    def for_list(self):
        return self.select_related("asker", "master__school", "showcase", "subject")


class Consultation(models.Model):
    """会诊: a question to a master, to be answered within days, and the thread that follows."""

    asker = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="consultations_asked", verbose_name="提问人"
    )
    master = models.ForeignKey(Teacher, models.PROTECT, related_name="consultations", verbose_name="请谁会诊")
    showcase = models.ForeignKey(
        Showcase, models.SET_NULL, null=True, blank=True, related_name="consultations", verbose_name="晒课"
    )
    subject = models.ForeignKey(
        Subject, models.PROTECT, null=True, blank=True, related_name="consultations", verbose_name="学科"
    )
    title = models.CharField("问什么", max_length=60)
    text = models.TextField("说清楚一点", max_length=1000)
    asked_at = models.DateTimeField("提问时间", default=timezone.now)
    due_on = models.DateField("请在此前答复")
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)
    sample = models.BooleanField("示例", default=False)

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "会诊"
        ordering = ["-asked_at", "-pk"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("library:consultation", args=[self.pk])


class ConsultationReply(models.Model):
    consultation = models.ForeignKey(
        Consultation, models.CASCADE, related_name="replies", verbose_name="会诊"
    )
    text = models.TextField("回复", max_length=2000)
    by = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="consultation_replies", verbose_name="谁"
    )
    at = models.DateTimeField("时间", default=timezone.now)

    class Meta:
        verbose_name = verbose_name_plural = "会诊回复"
        ordering = ["consultation", "at", "pk"]

    def __str__(self):
        return self.text[:30]
