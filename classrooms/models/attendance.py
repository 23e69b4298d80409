"""Who was there, and the certificates that follow from it."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Unit, User
from accounts.rights import owned
from classrooms.models.registrations import Registration
from classrooms.models.sessions import Session
from schools.models import Teacher


class AttendanceQuerySet(owned("registration__session__organiser")):
    def there(self):
        return self.filter(state__in=Attendance.State.there())


class Attendance(models.Model):
    """Whether the holder of a seat came. Written by `attending.py` alone."""

    class State(models.TextChoices):
        PRESENT = "present", "出席"
        LATE = "late", "迟到"
        ABSENT = "absent", "缺席"
        EXCUSED = "excused", "请假"

        @classmethod
        def there(cls):
            return (cls.PRESENT, cls.LATE)

    class Method(models.TextChoices):
        SELF = "self", "本人签到"
        LATER = "later", "本人签到，离线补传"
        ORGANISER = "organiser", "组织者登记"

    registration = models.OneToOneField(
        Registration, models.PROTECT, related_name="attendance", verbose_name="报名"
    )
    state = models.CharField("出席", max_length=8, choices=State)
    method = models.CharField("方式", max_length=10, choices=Method)
    at = models.DateTimeField("时间", default=timezone.now)
    by = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="attendance_noted", verbose_name="登记人"
    )
    # Of a tap that a phone kept while it was offline: the same tap counts once.
    key = models.CharField("点击编号", max_length=40, blank=True)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "出席"
        ordering = ["registration", "pk"]

    def __str__(self):
        return f"{self.registration} {self.get_state_display()}"

    @property
    def was_there(self):
        return self.state in self.State.there()


class CertificateQuerySet(owned("issuer")):
    def valid(self):
        return self.filter(revoked_at=None)

    def of(self, user):
        return self.filter(teacher__user=user)

    def numbered(self, text):
        """Rows with this number, however it is typed: what a stranger may look up."""
        return self.filter(number=text.strip().upper()[:20])


class Certificate(models.Model):
    """A numbered paper: that a teacher took part, with hours, or presented. What it says is kept as it was on
    the day, whatever is renamed later. Written by `certifying.py` alone."""

    class Role(models.TextChoices):
        PARTICIPANT = "participant", "参与"
        PRESENTER = "presenter", "主讲"

    class Level(models.TextChoices):
        DISTRICT = "district", "区级"
        GROUP = "group", "集团级"
        SCHOOL = "school", "校级"

    number = models.CharField("编号", max_length=20, unique=True)
    session = models.ForeignKey(Session, models.PROTECT, related_name="certificates", verbose_name="教研活动")
    teacher = models.ForeignKey(Teacher, models.PROTECT, related_name="certificates", verbose_name="教师")
    role = models.CharField("身份", max_length=12, choices=Role)
    level = models.CharField("级别", max_length=8, choices=Level)
    issuer = models.ForeignKey(Unit, models.PROTECT, related_name="certificates", verbose_name="认定单位")
    hours = models.DecimalField("学时", max_digits=4, decimal_places=1, default=0)
    held_on = models.DateField("活动日期")
    name = models.CharField("姓名", max_length=40)
    school_name = models.CharField("学校", max_length=60)
    title = models.CharField("活动名称", max_length=80)
    stage = models.CharField("形式", max_length=20)
    issued_at = models.DateTimeField("发放时间", default=timezone.now)
    issued_by = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="certificates_issued", verbose_name="发放人"
    )
    revoked_at = models.DateTimeField("作废时间", null=True, blank=True)
    sample = models.BooleanField("示例", default=False)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "学时证明"
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "teacher", "role"],
                condition=Q(revoked_at=None),
                name="one_valid_certificate_a_role",
                violation_error_message="这位教师已有这场活动的证明。",
            ),
            models.CheckConstraint(
                condition=Q(hours__gte=0),
                name="certificate_hours_not_negative",
                violation_error_message="学时不能为负。",
            ),
        ]

    def __str__(self):
        return f"{self.number} {self.name}"
