"""Questions that wait, on 今日待办: of one's own school, or of the whole district for its editors."""

from django.db.models import Count, Min
from django.urls import reverse

from accounts import desk
from enrolment.models import Enquiry
from publishing import unanswered


@desk.register("enquiries", order=15)
def waiting_enquiries(user):
    mine = Enquiry.objects.reachable_by(user, "change")
    late = mine.overdue().count()
    page = reverse("admin:enrolment_enquiry_changelist")
    return [
        desk.Row(late, "条家长咨询超过5个工作日没有答复", f"{page}?state=overdue", urgent=True),
        desk.Row(mine.open().count() - late, "条家长咨询等待答复", f"{page}?state=open"),
    ]


@unanswered.register("enquiries", label="家长咨询", link="admin:enrolment_enquiry_changelist")
def all_waiting():
    found = Enquiry.objects.open().aggregate(count=Count("pk"), oldest=Min("asked_at"))
    return unanswered.Waiting(**found)
