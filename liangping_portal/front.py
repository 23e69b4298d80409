"""The front page, composed of what the rooms below offer: prepared rows, no rules of its own."""

from django.urls import reverse
from django.utils import timezone

from classrooms import coverage_days
from classrooms import front as classrooms_front
from enrolment import front as enrolment_front
from groups.models import EducationGroup
from groups.shares import share
from news import activity_panels
from news import front as news_front
from publishing.bodies import render_kept
from publishing.pagecache import public_page
from schools.models import Figure

SECTIONS = ("news", "schools", "groups", "classrooms", "enrolment")
LATEST, NOTICES, SIDE_STORIES, SESSIONS, GROUPS, FIGURES, ACTIVITIES = 6, 3, 4, 2, 3, 3, 4


@public_page(*SECTIONS, seconds=60)
def home(request):
    # Seats raise no version: what is kept of them is of this minute.
    minute = timezone.now().replace(second=0, microsecond=0)
    return render_kept(request, "home.html", SECTIONS, front_page, key=minute)


def front_page():
    lead = news_front.lead_report()
    return {
        "lead": lead,
        "lead_stories": news_front.stories_of(lead, SIDE_STORIES) if lead else [],
        "latest": news_front.latest(LATEST, beside=lead),
        "activities": activity_panels.week(ACTIVITIES),
        "notices": news_front.notices(NOTICES),
        "box": enrolment_front.box(),
        "dates": enrolment_front.coming_steps(),
        "classrooms": rooms(),
        "groups": list(EducationGroup.objects.listed().for_page()[:GROUPS]),
        "share": share(),
        "covered": coverage_days.latest(),
        "figures": list(Figure.objects.filter(school=None).order_by("order", "pk")[:FIGURES]),
    }


def rooms():
    """The three classrooms with the first sessions of the week that are not yet over."""
    now = timezone.now()
    return [
        {
            "kind": room["kind"],
            "href": reverse(f"classrooms:{room['kind'].value}"),
            "sessions": [session for session in room["sessions"] if session.ends_at > now][:SESSIONS],
        }
        for room in classrooms_front.classrooms()
    ]
