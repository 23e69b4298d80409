"""What a parent asks without an account, and the answers that everybody may read."""

from django.db import models, transaction
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string

from accounts import phone
from accounts.models import Unit, User
from accounts.rights import owned
from publishing.models import Published, PublishedQuerySet, RaisesVersion
from search import index

FAQ = "faq"

# Read aloud or copied by hand: nothing that looks like something else. 12 of 31 are 59 bits.
CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 12


def new_code():
    return get_random_string(CODE_LENGTH, CODE_LETTERS)


class EnquiryQuerySet(owned("unit")):
    def open(self):
        return self.filter(answered_at=None)

    def overdue(self, on=None):
        return self.open().filter(due_on__lt=on or timezone.localdate())

    def counted_by_topic(self, today):
        """[(topic, asked, answered, in_time, overdue)]: the figures of the statistics page."""
        in_time = Q(answered_at__date__lte=F("due_on"))
        overdue = Q(answered_at=None, due_on__lt=today)
        return (
            self.order_by("topic")
            .values_list("topic")
            .annotate(
                asked=Count("pk"),
                answered=Count("pk", filter=Q(answered_at__isnull=False)),
                in_time=Count("pk", filter=in_time),
                overdue=Count("pk", filter=overdue),
            )
        )


class Enquiry(models.Model):
    """A question to a school or to the district. Who knows its code may follow it; nobody else but staff."""

    class Topic(models.TextChoices):
        CATCHMENT = "catchment", "招生片区"
        ENROL = "enrol", "报名时间和材料"
        TRANSFER = "transfer", "转学和学籍"
        LIFE = "life", "住校、就餐、校车和收费"
        OTHER = "other", "其他"

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="enquiries", verbose_name="受理单位")
    topic = models.CharField("事项", max_length=10, choices=Topic)
    question = models.TextField("问题", max_length=500)
    phone_text = models.CharField("回电号码（加密）", max_length=200, blank=True, editable=False)
    code = models.CharField("查询码", max_length=CODE_LENGTH, unique=True, default=new_code, editable=False)
    asked_at = models.DateTimeField("提问时间", default=timezone.now, editable=False)
    due_on = models.DateField("应答复日期", editable=False)
    answer = models.TextField(
        "答复",
        max_length=2000,
        blank=True,
        help_text="保存后，家长凭查询码立即看到。不写姓名、电话。",
    )
    answered_at = models.DateTimeField("答复时间", null=True, blank=True, editable=False)
    answered_by = models.ForeignKey(
        User,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="answered_enquiries",
        verbose_name="答复人",
    )

    objects = EnquiryQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "家长咨询"
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["answered_at", "due_on"], name="enquiry_waiting")]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None) | ~Q(answer=""),
                name="enquiry_answered_in_words",
                violation_error_message="已答复的咨询要有答复内容。",
            ),
        ]

    def __str__(self):
        return self.question[:30]

    def get_absolute_url(self):
        return reverse("enrolment:enquiry_detail", args=[self.code])

    @property
    def spoken_code(self):
        """In fours, as one reads it out."""
        return "-".join(self.code[at : at + 4] for at in range(0, CODE_LENGTH, 4))

    @property
    def is_overdue(self):
        return self.answered_at is None and self.due_on < timezone.localdate()

    @property
    def phone(self):
        return phone.decrypt(self.phone_text) if self.phone_text else ""

    @phone.setter
    def phone(self, text):
        self.phone_text = phone.encrypt(phone.normalise(text)) if text else ""


class FaqQuerySet(PublishedQuerySet, owned("unit")):
    pass


class Faq(RaisesVersion, Published):
    """A question in general words with its answer; it outlives the enquiry it came from, and is searched."""

    version_of = "enrolment"

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="faqs", verbose_name="答复单位")
    topic = models.CharField("事项", max_length=10, choices=Enquiry.Topic)
    question = models.CharField("问题", max_length=120, help_text="改写成大家都会问的话，不带任何个人信息。")
    answer = models.TextField("答复", max_length=2000)
    order = models.PositiveSmallIntegerField("顺序", default=0)
    enquiry = models.OneToOneField(
        Enquiry,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="faq",
        verbose_name="来自咨询",
    )
    sample = models.BooleanField("示例", default=False)

    objects = FaqQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "常见问题"
        ordering = ["topic", "order", "pk"]

    def __str__(self):
        return self.question

    def get_absolute_url(self):
        return f"{reverse('enrolment:enquiries')}#faq-{self.pk}"

    def save(self, *args, **kwargs):
        with transaction.atomic():
            super().save(*args, **kwargs)
            index.put(**vars(self.document()))

    def delete(self, *args, **kwargs):
        with transaction.atomic():
            index.remove(FAQ, self.pk)
            return super().delete(*args, **kwargs)

    def document(self):
        """What the search index knows of it; a draft has an entry that is not visible."""
        return index.Document(
            kind=FAQ,
            key=str(self.pk),
            path=self.get_absolute_url(),
            title=self.question,
            summary=self.answer[:200],
            text=self.answer,
            visible_from=self.visible_from,
            visible_until=self.visible_until,
        )
