"""What people find of sessions on their desks: teachers on /me/, organisers under 今日待办."""

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from accounts import desk
from classrooms import meetings
from classrooms.models import Cover, LastLesson, Registration, Session

PAST_SHOWN = 10


@desk.register("sessions_with_a_queue", order=60)
def sessions_with_a_queue(user):
    mine = Session.objects.reachable_by(user, "organise").filter(cancelled_at=None, waiting__gt=0)
    count = mine.filter(starts_at__gt=timezone.now()).count()
    return [desk.Row(count, "场活动有人候补，看看能否加名额", "/admin/classrooms/session/")]


@desk.register("cover_to_decide", order=20)
def cover_to_decide(user):
    """For 教务管理员: ways that teachers have proposed for the lessons they leave behind."""
    waiting = Cover.objects.reachable_by(user, "approve").filter(state=Cover.State.PROPOSED)
    yield desk.Row(waiting.coming().count(), "节调课代课待您确认", "/classrooms/cover/", urgent=True)


@desk.register("cover_to_arrange", order=21)
def cover_to_arrange(user):
    """For a teacher: lessons left behind that nobody has yet."""
    mine = Cover.objects.of(user).coming().filter(state__in=[Cover.State.NEEDED, Cover.State.REFUSED])
    yield desk.Row(mine.count(), "节课要安排调课或代课", "/classrooms/cover/")


@desk.register("offers_to_answer", order=19)
def offers_to_answer(user):
    for registration in Registration.objects.of(user).offered().select_related("session"):
        text = f"个名额等您确认：{registration.session.title}"
        yield desk.Row(1, text, registration.session.get_absolute_url(), urgent=True)


@desk.register("last_lessons_to_answer", order=42)
def last_lessons_to_answer(user):
    """For who shares a recording: events that show it once its owner has agreed."""
    mine = LastLesson.objects.published().of_owner(user).coming().waiting_for_owner()
    return [desk.Row(mine.count(), "场“上一节课”想用您的录像，请答复", reverse("library_own:list"))]


def my_registrations(user):
    """{"coming": …, "past": …}: the person's registrations; `ahead` counts those who wait before them,
    `meets` says that the way into the meeting is theirs to see, `enters` that the portal opens it."""
    mine = Registration.objects.of(user).select_related(
        "session__subject", "session__host", "session__organiser", "session__presenter__school"
    )
    now = timezone.now()
    coming = mine.active().filter(session__ends_at__gt=now).annotate(ahead=_ahead())
    coming = list(coming.order_by("session__starts_at", "pk"))
    for one in coming:
        seated = one.is_confirmed and not one.session.cancelled_at
        one.enters = seated and meetings.is_ours(one.session)
        one.meets = one.enters or (seated and one.session.has_meeting)
    past = mine.confirmed().filter(session__ends_at__lte=now, session__cancelled_at=None)
    return {
        "coming": coming,
        "past": list(past.order_by("-session__starts_at", "-pk")[:PAST_SHOWN]),
    }


def _ahead():
    others = Registration.objects.filter(
        session=OuterRef("session"),
        state=Registration.State.WAITING,
        queue_number__lt=OuterRef("queue_number"),
    )
    counted = others.order_by().values("session").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)
