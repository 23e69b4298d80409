"""Asking, answering and forgetting: what becomes of a parent's question."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import Unit
from enrolment.models import Enquiry, Faq
from schools import calendar

WORKING_DAYS = 5
# What the form promises: the phone goes a month after the answer, the whole a year after it.
PHONE_KEPT = timedelta(days=30)
KEPT = timedelta(days=365)
STATISTICS = timedelta(days=365)


def district_unit():
    return Unit.objects.filter(kind=Unit.Kind.DISTRICT).order_by("pk").first()


def ask(unit, *, topic, question, phone=""):
    """Take a question in; the returned row has the code under which the parent follows it."""
    due_on = calendar.working_day_after(timezone.localdate(), WORKING_DAYS)
    enquiry = Enquiry(unit=unit, topic=topic, question=question, due_on=due_on)
    enquiry.phone = phone
    enquiry.save()
    return enquiry


def found_by(code):
    """The enquiry of a code, however it was typed; None where there is none."""
    plain = "".join(letter for letter in code.upper() if letter.isalnum())
    return Enquiry.objects.select_related("unit").filter(code=plain).first() if plain else None


def set_answered(enquiry, *, by):
    """Follow from the answer's text: the first answer stops the clock, an emptied one starts it again."""
    if not enquiry.answer.strip():
        enquiry.answer, enquiry.answered_at, enquiry.answered_by = "", None, None
    elif enquiry.answered_at is None:
        enquiry.answered_at, enquiry.answered_by = timezone.now(), by


def draft_faq(enquiry):
    """A hidden draft to be put in general words and published; one an enquiry."""
    values = {
        "unit": enquiry.unit,
        "topic": enquiry.topic,
        "question": enquiry.question[: Faq._meta.get_field("question").max_length],
        "answer": enquiry.answer,
    }
    return Faq.objects.get_or_create(enquiry=enquiry, defaults=values)


@transaction.atomic
def forget(now=None):
    """The sweep that keeps the promise; bears being repeated."""
    now = now or timezone.now()
    answered = Enquiry.objects.filter(answered_at__isnull=False)
    phones = answered.filter(answered_at__lt=now - PHONE_KEPT).exclude(phone_text="").update(phone_text="")
    _, gone = answered.filter(answered_at__lt=now - KEPT).delete()
    if phones or gone:
        rows = gone.get(Enquiry._meta.label, 0)
        audit.record(audit.Action.DELETED, text=f"家长咨询到期：删去{phones}个回电号码、{rows}条咨询")


def statistics(today=None):
    """(rows by topic, totals) of the last twelve months."""
    today = today or timezone.localdate()
    recent = Enquiry.objects.filter(asked_at__gte=timezone.now() - STATISTICS)
    labels = dict(Enquiry.Topic.choices)
    counted = [(labels[topic], *numbers) for topic, *numbers in recent.counted_by_topic(today)]
    totals = [sum(column) for column in zip(*(row[1:] for row in counted), strict=True)]
    return counted, totals
