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
from news import activities, activity_calendar, guests, reviewing
from news.models import Activity, Review
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
from tests.picture_kit import picture
from tests.reviewing_kit import approved, pass_step, school_people, seen, submitted

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
    activities.publish(approved(activity), by=publisher)
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
    assert reviewing.submit(activity, by=person(Role.EDITOR)).is_open


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
def act(client, action, activity, **more):
    path = reverse("admin:news_activity_changelist")
    return client.post(path, {"action": action, "_selected_action": [activity.pk], **more}, follow=True)


def page_of(activity, name="change"):
    return reverse(f"admin:news_activity_{name}", args=[activity.pk])


def test_an_activity_passes_three_reviews_before_a_publisher_shows_it(client):
    unit, writer, head = school_people()
    activity = draft(unit=unit, title="冬季运动会")
    client.force_login(writer)
    client.post(page_of(activity, "submit"), {"note": ""})
    review = Review.objects.get()
    assert list(reviewing.people_of(reviewing.current_step(review))) == [head]
    assert "篇稿件等您审" in [row.text for row in desk.rows_for(head)]
    publisher = person(Role.PUBLISHER)
    client.force_login(publisher)
    assert "正在一审" in text(client.post(page_of(activity, "publish"), {"act": "publish"}, follow=True))
    while review.is_open:
        pass_step(review)
    assert "场校园活动已审定，等待公开" in [row.text for row in desk.rows_for(publisher)]
    client.post(page_of(activity, "publish"), {"act": "publish"})
    assert Activity.objects.published().get().published_by == publisher
    kinds = writer.inbox_messages.order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["review_passed", "review_passed", "review_approved"]


@pytest.mark.parametrize(
    "change",
    [
        lambda activity: Activity.objects.filter(pk=activity.pk).update(place="礼堂"),
        lambda activity: activity.schools.add(SchoolFactory()),
        lambda activity: ActivityPictureFactory(activity=activity),
        lambda activity: Activity.objects.filter(pk=activity.pk).update(
            ends_at=activity.ends_at + timedelta(hours=1)
        ),
    ],
)
def test_what_was_changed_after_approval_is_not_published(change):
    activity = approved(draft(title="开放日"))
    change(activity)
    with pytest.raises(ValidationError, match="《开放日》.*审定之后又改过"):
        activities.publish(activity, by=person(Role.PUBLISHER))
    assert not Activity.objects.published().exists()


def test_what_nobody_reviewed_is_published_by_nobody():
    with pytest.raises(ValidationError, match="还没有送审"):
        activities.publish(draft(), by=person(Role.PUBLISHER))


def test_words_are_frozen_while_reviewed_and_the_author_takes_them_back(client):
    unit, writer, _ = school_people()
    activity = draft(unit=unit)
    review = reviewing.submit(activity, by=writer)
    client.force_login(writer)
    assert client.post(page_of(activity), {"title": "改"}).status_code == 403
    reviewing.recall(review, by=writer)
    assert 'name="_save"' in text(client.get(page_of(activity)))


def test_reviewers_read_it_as_readers_will_and_return_it_with_remarks(client):
    unit, writer, head = school_people()
    activity = draft(unit=unit, title="冬季运动会", picture=PictureFactory())
    review = reviewing.submit(activity, by=writer)
    client.force_login(head)
    shown = text(client.get(reverse("admin:news_review_read", args=[review.pk])))
    assert all(word in shown for word in ("冬季运动会", "谁可以来", "逐段批注", "地点"))
    act_at = reverse("admin:news_review_act", args=[review.pk])
    client.post(act_at, {"act": "return", "seen": seen(review), "remark_1": "哪一块操场？"})
    trail = text(client.get(reverse("admin:news_review_change", args=[review.pk])))
    assert "地点" in trail and "哪一块操场？" in trail
    assert "篇稿件被退回，等您修改" in [row.text for row in desk.rows_for(writer)]


def test_a_signed_link_shows_the_draft_and_its_picture_to_somebody_without_an_account(client, media):
    unit, writer, head = school_people()
    activity = draft(unit=unit, title="冬季运动会", picture=picture(title="跑道"))
    step = reviewing.current_step(reviewing.submit(activity, by=writer))
    path = guests.path_of(reviewing.invite(step, by=head, name="赵主任"))
    shown = text(client.get(path))
    assert "冬季运动会" in shown and "放进日历" not in shown
    address = shown.split(f'src="{path}')[1].split('"')[0]
    assert client.get(path + address).status_code == 200
    client.post(path, {"answer": "agreed", "seen": seen(step.review)})
    assert Review.objects.get().at_step == 2


def test_what_is_public_is_changed_in_a_copy_that_takes_its_place(client):
    unit, writer, _ = school_people()
    activity = activities.publish(draft(unit=unit, title="旧名", picture=PictureFactory()), by=None)
    ActivityPictureFactory(activity=activity)
    client.force_login(writer)
    assert 'name="_save"' not in text(client.get(page_of(activity)))
    assert client.post(page_of(activity), {"title": "改了"}).status_code == 403
    copied_to = client.post(page_of(activity, "revise"))
    copy = activity.revision
    assert copied_to.url == page_of(copy) == client.post(page_of(activity, "revise")).url
    assert (copy.album.count(), set(copy.schools.all())) == (1, set(activity.schools.all()))
    Activity.objects.filter(pk=copy.pk).update(title="新名")
    copy.refresh_from_db()
    assert "旧名" in text(client.get(activity.get_absolute_url()))
    assert client.get(copy.get_absolute_url()).status_code == 404
    review = submitted(copy, writer)
    client.force_login(person(Role.EDITOR))
    compared = text(client.get(reverse("admin:news_review_read", args=[review.pk])))
    assert "读者现在看到的" in compared
    while review.is_open:
        pass_step(review)
    standing = activities.publish(copy, by=person(Role.PUBLISHER))
    assert (standing.pk, standing.title, standing.album.count()) == (activity.pk, "新名", 1)
    assert list(standing.reviews.all()) == [review] and not Activity.objects.filter(pk=copy.pk).exists()
    assert "新名" in text(client.get(activity.get_absolute_url()))
    assert Use.objects.filter(where=activity.get_absolute_url()).count() == 2


def test_a_revision_is_given_up_and_its_trail_stays_with_what_it_revised(client):
    unit, writer, _ = school_people()
    activity = activities.publish(draft(unit=unit), by=None)
    copy = activities.revise(activity, by=writer)
    review = submitted(copy, writer)
    client.force_login(writer)
    assert "请先撤回送审" in text(client.post(page_of(copy, "give_up"), follow=True))
    reviewing.recall(review, by=writer)
    assert "放弃这份修改稿" in text(client.get(page_of(copy)))
    assert client.post(page_of(copy, "give_up")).url == page_of(activity)
    assert list(Activity.objects.all()) == [activity] and activity.reviews.get() == review
    assert "不是修改稿" in text(client.post(page_of(activity, "give_up"), follow=True))
    assert activities.revise(activity, by=writer).pk != copy.pk


@pytest.mark.both
def test_a_revision_is_never_public_by_itself():
    first = ActivityFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        ActivityFactory(revision_of=first)


def test_the_second_of_two_editors_is_told_and_loses_nothing(client):
    unit, writer, _ = school_people()
    activity = draft(unit=unit, title="名称")
    client.force_login(writer)
    form = client.get(page_of(activity)).context["adminform"].form
    album = {"album-TOTAL_FORMS": 0, "album-INITIAL_FORMS": 0}
    data = dict.fromkeys(form.fields, "") | {
        "seen_version": activity.version,
        "kind": "open_day",
        "unit": unit.pk,
        "starts_at_0": "2026-12-01",
        "starts_at_1": "09:00",
        "ends_at_0": "2026-12-01",
        "ends_at_1": "11:00",
        "place": "操场",
        "audience": "家长",
        "schools": [school.pk for school in activity.schools.all()],
    }
    assert client.post(page_of(activity), data | album | {"title": "甲改的"}).status_code == 302
    second = text(client.post(page_of(activity), data | album | {"title": "乙改的"}))
    assert "别人也改了它" in second and "两份放在一起看" in second
    assert "甲改的" in second and "乙改的" in second
    assert Activity.objects.get(pk=activity.pk).title == "甲改的"


@pytest.mark.parametrize("name", ["change", "preview", "publish", "submit"])
def test_who_reaches_the_pages_of_a_draft(client, name):
    activity = draft(unit=school_people()[0])
    expected = {
        Role.CORRESPONDENT: {"publish": 403},
        Role.HEAD: {"publish": 403, "submit": 403},
        Role.EDITOR: {"publish": 403},
        Role.PUBLISHER: {},
        Role.AFFAIRS: dict.fromkeys(["change", "preview", "publish", "submit"], 404),
    }
    for role, answers in expected.items():
        at_school = role in (Role.CORRESPONDENT, Role.HEAD, Role.AFFAIRS)
        client.force_login(person(role, activity.unit if at_school else None))
        status = client.get(page_of(activity, name)).status_code
        assert status == answers.get(name, 200) or (role == Role.AFFAIRS and status in (302, 403)), role
    client.force_login(person(Role.CORRESPONDENT, SchoolFactory().unit))
    assert client.get(page_of(activity, name)).status_code in (302, 404)


def test_a_publisher_calls_off_at_once_and_says_why(client):
    activity = activities.publish(draft(), by=None)
    client.force_login(person(Role.PUBLISHER))
    client.post(page_of(activity, "publish"), {"act": "call_off", "reason": "停电"})
    assert Activity.objects.get().cancel_reason == "停电"
    act(client, "take_off", activity)
    assert not Activity.objects.published().exists()


def test_refusals_are_said_in_words(client):
    activity = ActivityFactory(visible_from=None)
    client.force_login(person(Role.PUBLISHER))
    assert "还没有选学校或集团" in text(act(client, "put_before_readers", activity))
