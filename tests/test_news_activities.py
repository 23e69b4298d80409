"""校园活动: entered by schools, put before readers by publishers, shown as a calendar, a page and files."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from accounts import desk
from accounts.models import AuditEvent
from accounts.roles import Role
from groups import panels as group_panels
from news import activities, activity_calendar
from news.models import Activity
from pictures import consent
from pictures.models import Picture, Use
from schools import panels
from search.models import Entry
from tests.factories import (
    ActivityFactory,
    ActivityPictureFactory,
    EducationGroupFactory,
    MembershipFactory,
    PartnershipFactory,
    PictureFactory,
    SchoolFactory,
    person,
)

pytestmark = pytest.mark.django_db
LIST_QUERIES, PAGE_QUERIES = 3, 4


def draft(**values):
    activity = ActivityFactory(visible_from=None, **values)
    activity.schools.add(SchoolFactory())
    return activity


def text(response):
    return response.content.decode()


def test_publishing_puts_it_before_readers_and_into_search_and_ledger():
    publisher = person(Role.PUBLISHER)
    activity = draft(title="开放日", picture=PictureFactory())
    shown = ActivityPictureFactory(activity=activity).picture
    assert not Entry.objects.filter(kind="activity").exists()
    activities.publish(activity, by=publisher)
    assert Activity.objects.published().get().published_by == publisher
    assert Entry.objects.get(kind="activity").path == activity.get_absolute_url()
    assert set(Use.objects.values_list("picture", flat=True)) == {activity.picture_id, shown.pk}
    assert AuditEvent.objects.filter(action="published", key=str(activity.pk)).exists()


def test_what_lacks_a_school_or_a_consent_is_not_published():
    activity = ActivityFactory(visible_from=None, picture=PictureFactory(people=Picture.People.PUPILS))
    with pytest.raises(ValidationError) as refusal:
        activities.publish(activity, by=None)
    assert ["还没有选学校或集团" in refusal.value.messages[0], "监护人同意" in refusal.value.messages[1]] == [
        True
    ] * 2
    assert not Activity.objects.published().exists()


def test_withdrawing_takes_it_off_and_gives_it_back():
    activity = activities.publish(draft(), by=None)
    activities.withdraw(activity, by=None)
    assert not Entry.objects.filter(kind="activity").exists() and not Use.objects.exists()
    activities.submit(activity, by=person(Role.CORRESPONDENT))
    assert list(Activity.objects.waiting()) == [activity]


def test_calling_off_needs_a_reason_that_the_page_gives(client):
    activity = activities.publish(draft(), by=None)
    with pytest.raises(ValidationError):
        activities.call_off(activity, by=None, reason=" ")
    activities.call_off(activity, by=None, reason="下雨，改期")
    assert "下雨，改期" in text(client.get(activity.get_absolute_url()))
    assert not Activity.objects.coming().exists()


@pytest.mark.both
@pytest.mark.parametrize(
    "values", [{"kind": "both_counties"}, {"cancelled_at": timezone.now()}, {"ends_at": timezone.now()}]
)
def test_the_database_refuses_what_is_not_whole(values):
    with pytest.raises(IntegrityError), transaction.atomic():
        ActivityFactory(**values)


def test_a_withdrawn_picture_leaves_the_activity(media):
    activity = activities.publish(draft(picture=PictureFactory()), by=None)
    ActivityPictureFactory(activity=activity, picture=activity.picture)
    consent.withdraw(activity.picture, by=None, reason="家长要求")
    activity.refresh_from_db()
    assert activity.picture is None and not activity.album.exists()


def test_drafts_are_at_no_address(client):
    activity = draft(title="草稿活动")
    assert "草稿活动" not in text(client.get(reverse("news:activities")))
    for name in ("activity", "activity_ics"):
        assert client.get(reverse(f"news:{name}", args=[activity.pk])).status_code == 404


def test_a_month_shows_what_falls_into_it_and_leads_to_the_next_that_holds_something(client):
    now = timezone.now()
    ActivityFactory(title="这个月")
    later = ActivityFactory(title="半年以后", starts_at=now + timedelta(days=180))
    page = client.get(reverse("news:activities"))
    assert [row.title for row in page.context["rows"]] == ["这个月"]
    assert page.context["after"] == timezone.localdate(later.starts_at).replace(day=1)
    chosen = client.get(reverse("news:activities"), {"month": f"{page.context['after']:%Y-%m}"})
    assert [row.title for row in chosen.context["rows"]] == ["半年以后"]


@pytest.mark.parametrize("month", ["", "甲", "9999-99", "1999-01", "2026-13\0"])
def test_any_other_month_is_this_one(client, month):
    page = client.get(reverse("news:activities"), {"month": month, "kind": "nothing"})
    assert page.context["first"] == timezone.localdate().replace(day=1)
    assert "还没有校园活动" in text(page)


def test_weeks_begin_on_monday_and_hold_each_day_once():
    drawn = list(activity_calendar.weeks(date(2026, 11, 1), []))
    days = [day.date.day for week in drawn for day in week if day.date]
    assert days == list(range(1, 31))
    assert [day.date for day in drawn[0]] == [None] * 6 + [date(2026, 11, 1)]


def test_what_lasts_over_midnight_stands_on_each_of_its_days():
    start = timezone.make_aware(timezone.datetime(2026, 11, 27, 9))
    trip = ActivityFactory(starts_at=start, ends_at=start + timedelta(days=2))
    drawn = activity_calendar.weeks(date(2026, 11, 1), [trip])
    assert [day.date.day for week in drawn for day in week if day.activities] == [27, 28, 29]


def test_the_calendar_file_says_what_the_page_says(client):
    activity = ActivityFactory(title="开放日", place="操场", sample=True)
    response = client.get(reverse("news:activity_ics", args=[activity.pk]))
    (event,) = Calendar.from_ical(response.content).walk("VEVENT")
    assert (str(event["summary"]), str(event["location"])) == ("【示例】开放日", "操场")
    assert event["dtstart"].dt == activity.starts_at.replace(microsecond=0)
    assert b"VEVENT" in client.get(reverse("news:activity_calendar")).content


def test_a_schools_page_has_its_own_coming_first_then_the_last():
    school, other = SchoolFactory(), SchoolFactory()
    past = ActivityFactory(starts_at=timezone.now() - timedelta(days=3))
    coming = ActivityFactory()
    for activity in (past, coming):
        activity.schools.add(school)
    ActivityFactory().schools.add(other)
    panel = next(panel for panel in panels.of_school(school, None) if panel.name == "activities")
    assert panel.rows == [coming, past]


def test_a_groups_page_has_those_of_its_members_once():
    group = EducationGroupFactory()
    membership = MembershipFactory(group=group)
    activity = ActivityFactory(group=group)
    activity.schools.add(membership.school, SchoolFactory())
    ActivityFactory()
    (panel,) = [panel for panel in group_panels.of_group(group) if panel.title == "校园活动"]
    assert panel.rows == [activity]


def test_the_front_page_has_this_weeks(client):
    ActivityFactory(
        title="今天的活动", ends_at=timezone.now() + timedelta(minutes=61), starts_at=timezone.now()
    )
    ActivityFactory(title="下个月的活动", starts_at=timezone.now() + timedelta(days=30))
    page = text(client.get("/"))
    assert "今天的活动" in page and "下个月的活动" not in page


@pytest.mark.both
@pytest.mark.parametrize("count", [1, 12])
def test_pages_cost_the_same_however_much_they_show(client, django_assert_num_queries, count):
    activity = ActivityFactory(group=EducationGroupFactory(), partnership=PartnershipFactory())
    for _ in range(count):
        ActivityFactory(picture=PictureFactory(), starts_at=activity.starts_at).schools.add(SchoolFactory())
        ActivityPictureFactory(activity=activity)
        activity.schools.add(SchoolFactory())
    with django_assert_num_queries(LIST_QUERIES):
        client.get(reverse("news:activities"))
    with django_assert_num_queries(PAGE_QUERIES):
        assert len(client.get(activity.get_absolute_url()).context["album"]) == count


# --- in the admin -------------------------------------------------------------------------------------------
def correspondent_of(activity):
    return person(Role.CORRESPONDENT, activity.unit)


def act(client, action, activity, **more):
    path = reverse("admin:news_activity_changelist")
    return client.post(path, {"action": action, "_selected_action": [activity.pk], **more}, follow=True)


def test_a_correspondent_hands_in_and_a_publisher_is_told_and_publishes(client):
    school = SchoolFactory()
    activity = draft(unit=school.unit)
    client.force_login(correspondent_of(activity))
    act(client, "hand_in", activity)
    assert Activity.objects.get().submitted_at
    act(client, "put_before_readers", activity)
    assert not Activity.objects.published().exists()
    publisher = person(Role.PUBLISHER)
    assert "场校园活动等待公开" in [row.text for row in desk.rows_for(publisher)]
    client.force_login(publisher)
    act(client, "put_before_readers", activity)
    assert Activity.objects.published().exists()
    act(client, "call_off", activity, reason="停电")
    assert Activity.objects.get().cancel_reason == "停电"


def test_what_is_public_is_changed_by_publishers_alone(client):
    activity = draft(unit=SchoolFactory().unit)
    activities.publish(activity, by=None)
    page = reverse("admin:news_activity_change", args=[activity.pk])
    client.force_login(correspondent_of(activity))
    assert 'name="_save"' not in text(client.get(page))
    assert client.post(page, {"title": "改了"}).status_code == 403
    client.force_login(person(Role.PUBLISHER))
    assert 'name="_save"' in text(client.get(page))


def test_refusals_are_said_in_words(client):
    activity = ActivityFactory(visible_from=None)
    client.force_login(person(Role.PUBLISHER))
    assert "还没有选学校或集团" in text(act(client, "put_before_readers", activity))
