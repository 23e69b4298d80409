"""What the three classrooms hold about a teacher, and for how long; what goes when the account is closed."""

from accounts import own_data
from accounts.leaving import when_leaving
from classrooms import booking, library
from classrooms.models import LessonReview, Recording, Registration, Resource, Session, Showcase

TRAINING = "随活动保存，用来核对学时"
own_data.also(Registration, "teacher__user")
own_data.about(
    "classrooms.registration.teacher",
    "classrooms.attendance.registration",
    "classrooms.session.presenter",
    until=TRAINING,
)
own_data.about("classrooms.certificate.teacher", until="长期，供查验；不随账号注销删除")
own_data.about("classrooms.cover.registration", "classrooms.cover.substitute", until="随学校的课表保存")
own_data.about(
    "classrooms.relaycourse.presenter",
    "classrooms.relayreceiver.assistant",
    "classrooms.relaylesson.presenter",
    until="随专递课的记录保存",
)
own_data.about("classrooms.subjectoffer.teacher", until="您撤回，或账号注销为止", goes=True)
own_data.about(
    "classrooms.pair.first",
    "classrooms.pair.second",
    "classrooms.pair.proposed_by",
    "classrooms.pairingcycle.teacher",
    "classrooms.planversion.by",
    "classrooms.plancomment.by",
    until="随结对的记录保存，对方还要用",
)
own_data.about(
    "classrooms.masterstudio.master", "classrooms.studiomember.teacher", until="随工作室的记录保存"
)
own_data.about("classrooms.observedlesson.presenter", until="随听课记录保存")
own_data.about("classrooms.lessonreview.reviewer", until="随听课记录保存；没有交的草稿随账号注销删除")
own_data.about(
    "classrooms.recording.owner",
    "classrooms.resource.owner",
    "classrooms.showcase.owner",
    until="您撤下为止；账号注销时撤下",
)
own_data.about("classrooms.storedfile.by", until="随录像、资源保存")
own_data.about("classrooms.upload.by", until="没有传完的两天", goes=True)
own_data.about(
    "classrooms.timedcomment.by",
    "classrooms.consultation.asker",
    "classrooms.consultation.master",
    "classrooms.consultationreply.by",
    until="随讨论保存，注销后不再显示姓名",
)
own_data.done_by(
    "classrooms.attendance.by",
    "classrooms.certificate.issued_by",
    "classrooms.lastlesson.written_by",
    "classrooms.subjectneed.changed_by",
    "classrooms.matchproposal.made_by",
    "classrooms.observedlesson.added_by",
    "classrooms.receipt.answered_by",
    "classrooms.spotcheck.checked_by",
    "classrooms.classtour.written_by",
)


@when_leaving
def give_up(user, by):
    """Seats to come go to the next, what was shared is taken down, sheets not handed in are thrown away."""
    coming = Registration.objects.active().of(user).filter(session__in=Session.objects.coming())
    for registration in coming.select_related("teacher__user"):
        booking.cancel(registration, by=by, reason="账号已注销")
    for model in (Recording, Resource, Showcase):
        for row in model.objects.of(user):
            library.take_down(row, by=by)
    LessonReview.objects.of(user).drafts().delete()
