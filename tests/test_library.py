"""Who may see what is shared, its file included; words at a moment; versions; questions to masters."""

import pytest
from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.urls import reverse

from accounts.models import Message
from accounts.roles import Role
from classrooms import library, pairing
from classrooms.models import Consultation, Recording, Resource, Shared
from classrooms.refusal import Refused
from search.models import Entry
from tests.factories import EducationGroupFactory, MembershipFactory, TeacherFactory, person
from tests.factories.library import MP4, RecordingFactory, ResourceFactory, ShowcaseFactory, stored
from tests.factories.pairs import PairingCycleFactory

pytestmark = pytest.mark.django_db
Seen = Shared.View


def page(row):
    return row.get_absolute_url()


def file_of(recording):
    return reverse("library:recording_file", args=[recording.pk])


@pytest.fixture
def people():
    """The owner, a partner, a teacher of the group, any teacher, and nobody."""
    owner, partner, mate, other = TeacherFactory.create_batch(4, signed_up=True)
    group = EducationGroupFactory()
    for teacher in (owner, mate):
        MembershipFactory(group=group, school=teacher.school)
    pairing.pair_up(PairingCycleFactory(teacher=owner), owner, partner, by=owner.user)
    return {"owner": owner, "partner": partner, "mate": mate, "other": other, "nobody": None}


SEES = {
    Seen.PRIVATE: {"owner"},
    Seen.PAIR: {"owner", "partner"},
    Seen.GROUP: {"owner", "partner", "mate"},
    Seen.SIGNED_IN: {"owner", "partner", "mate", "other"},
    Seen.PUBLIC: {"owner", "partner", "mate", "other", "nobody"},
}


def test_the_file_s_address_obeys_what_the_page_obeys(client, people, media):
    recording = RecordingFactory(owner=people["owner"], link="", file=stored())
    for view, seeing in SEES.items():
        Recording.objects.update(view=view)
        for name, teacher in people.items():
            client.logout()
            if teacher:
                client.force_login(teacher.user)
            expected = 200 if name in seeing else 404
            assert client.get(page(recording)).status_code == expected, (view, name)
            assert client.get(file_of(recording)).status_code == expected, (view, name)


def test_a_password_opens_page_and_file_until_it_changes(client, media):
    recording = RecordingFactory(link="", file=stored(), view=Seen.PASSWORD, password=make_password("柚子"))
    opened = reverse("library:opened", args=["recordings", recording.pk])
    assert client.get(page(recording)).url == opened
    assert client.get(file_of(recording)).status_code == 404
    assert "口令不对" in client.post(opened, {"password": "橘子"}).content.decode()
    client.post(opened, {"password": "柚子"})
    assert client.get(file_of(recording)).status_code == 200
    assert "<video" in client.get(opened).content.decode()
    Recording.objects.update(password=make_password("橙子"))
    assert client.get(file_of(recording)).status_code == 404


def test_what_is_taken_down_is_nobody_s(client, media):
    recording = RecordingFactory(link="", file=stored(), view=Seen.PUBLIC)
    library.take_down(recording, by=recording.owner.user)
    client.force_login(recording.owner.user)
    assert client.get(page(recording)).status_code == 404
    assert client.get(file_of(recording)).status_code == 404


def test_a_range_is_answered_and_a_public_file_alone_is_kept(client, media):
    recording = RecordingFactory(link="", file=stored(), view=Seen.PUBLIC)
    part = client.get(file_of(recording), headers={"Range": "bytes=4-7"})
    assert (part.status_code, part.content) == (206, b"ftyp")
    assert part["Content-Range"] == f"bytes 4-7/{len(MP4)}"
    assert "public" in part["Cache-Control"]
    Recording.objects.update(view=Seen.SIGNED_IN)
    client.force_login(recording.owner.user)
    assert "no-store" in client.get(file_of(recording))["Cache-Control"]


def test_words_stand_at_their_moment_and_answers_beneath_them(client):
    recording = RecordingFactory(view=Seen.SIGNED_IN)
    viewer = TeacherFactory(signed_up=True)
    client.force_login(viewer.user)
    address = reverse("library:comment", args=[recording.pk])
    client.post(address, {"starts": "2:05", "ends": "2:40", "text": "起音很稳"})
    client.post(address, {"starts": "0:30", "text": "开头有点长"})
    later = recording.comments.get(text="起音很稳")
    client.force_login(recording.owner.user)
    client.post(address, {"text": "练了很久", "answers": later.pk})
    threads = library.threads(recording)
    assert [(one.clock, [answer.text for answer in answers]) for one, answers in threads] == [
        ("0:30", []),
        ("2:05—2:40", ["练了很久"]),
    ]
    assert Message.objects.filter(recipient=viewer.user, kind="library.comment").count() == 1


@pytest.mark.parametrize(
    "data", [{"starts": "2:40", "ends": "2:05"}, {"starts": "两分"}, {"starts": "99:99:99"}]
)
def test_a_moment_that_is_none_is_refused(client, data):
    recording = RecordingFactory(view=Seen.SIGNED_IN)
    client.force_login(TeacherFactory(signed_up=True).user)
    response = client.post(reverse("library:comment", args=[recording.pk]), data | {"text": "好"})
    assert response.status_code == 200 and not recording.comments.exists()


def test_a_resource_has_versions_behind_one_link_and_counts_what_is_taken(client, media):
    resource = ResourceFactory(view=Seen.SIGNED_IN)
    by = resource.owner.user
    file = stored(b"%PDF-1.7", "课件.pdf", "application/pdf")
    assert library.add_version(resource, by=by, file=file).number == 1
    newest = library.add_version(resource, by=by, link="https://basic.smartedu.example.cn/", note="换链接")
    with pytest.raises(Refused):
        library.add_version(resource, by=TeacherFactory(signed_up=True).user, link="https://x.example.com/")
    client.force_login(TeacherFactory(signed_up=True).user)
    take = reverse("library:version_take", args=[resource.pk, 1])
    assert client.get(take).status_code == 405
    response = client.get(client.post(take).url)
    assert response["Content-Disposition"].startswith("attachment")
    assert resource.versions.get(number=1).downloads == 1
    assert client.get(page(resource)).context["newest"] == newest


def test_a_resource_elsewhere_may_be_led_to_and_a_link_writes_no_policy(client):
    resource = ResourceFactory(view=Seen.SIGNED_IN)
    for link in ("https://a;script-src@basic.example.cn:8443/x", "https://例子.example.cn/"):
        library.add_version(resource, by=resource.owner.user, link=link)
    client.force_login(TeacherFactory(signed_up=True).user)
    policy = client.get(page(resource))["Content-Security-Policy"]
    led = "form-action 'self' https://basic.example.cn:8443 https://xn--fsqu00a.example.cn;"
    assert led in f"{policy};" and "a;script-src@" not in policy


def test_sharing_needs_something_to_share_and_a_password_where_one_is_asked(client):
    teacher = TeacherFactory(signed_up=True)
    client.force_login(teacher.user)
    new = reverse("library_own:new", args=["recordings"])
    assert "请上传录像" in client.post(new, {"title": "合唱", "view": "group"}).content.decode()
    data = {"title": "合唱", "view": "password", "link": "https://video.example.com/2"}
    assert "请设一个口令" in client.post(new, data).content.decode()
    client.post(new, data | {"password_text": "柚子"})
    recording = Recording.objects.get()
    assert recording.unit == teacher.school.unit and library.opens(recording, "柚子")


def test_nobody_changes_or_takes_down_another_s(client):
    resource = ResourceFactory()
    client.force_login(TeacherFactory(signed_up=True).user)
    for name in ("change", "take_down"):
        assert client.post(reverse(f"library_own:{name}", args=["resources", resource.pk])).status_code == 404
    assert Resource.objects.get().removed_at is None


def test_a_question_to_a_master_is_answered_in_a_thread(client):
    showcase, master = (
        ShowcaseFactory(view=Seen.SIGNED_IN),
        TeacherFactory(signed_up=True, backbone="city", public=True),
    )
    client.force_login(showcase.owner.user)
    data = {"master": master.pk, "title": "起音怎么给", "text": "没有钢琴"}
    client.post(f"{reverse('library:ask')}?showcase={showcase.pk}", data)
    asked = Consultation.objects.get()
    assert asked.showcase == showcase and asked.due_on > asked.asked_at.date()
    client.force_login(master.user)
    client.post(reverse("library:consultation_reply", args=[asked.pk]), {"text": "口风琴，只给一次。"})
    asked.refresh_from_db()
    assert asked.answered_at
    client.force_login(TeacherFactory(signed_up=True).user)
    assert "口风琴" in client.get(asked.get_absolute_url()).content.decode()
    showcase.view = Seen.PRIVATE
    showcase.save()
    assert client.get(asked.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("number", [1, 6])
def test_pages_cost_the_same_at_any_size(client, number, django_assert_num_queries):
    recording = RecordingFactory(view=Seen.PUBLIC)
    for _ in range(number):
        first = library.comment(recording, "好", by=recording.owner.user, starts=5)
        library.comment(recording, "谢谢", by=recording.owner.user, answers=first)
        RecordingFactory(view=Seen.PUBLIC)
    client.get(page(recording))
    with django_assert_num_queries(QUERIES["item"]):
        client.get(page(recording))
    with django_assert_num_queries(QUERIES["list"]):
        client.get(reverse("library:list", args=["recordings"]))


QUERIES = {"item": 2, "list": 3}


# --- Search, and those who keep order -----------------------------------------------------------------------
def test_only_what_is_everybody_s_is_found_and_names_nobody(client):
    row = ResourceFactory(
        title="长方形的周长教学设计", view=Seen.GROUP, owner__name="黎处暑", owner__public=True
    )
    search = "/search/?q=长方形的周长"
    assert row.title not in client.get(search).content.decode()
    row.view = Seen.PUBLIC
    row.save()
    said = client.get(search).content.decode()
    assert f'href="{row.get_absolute_url()}"' in said and "黎处暑" not in said
    library.take_down(row, by=None)
    assert row.get_absolute_url() not in client.get(search).content.decode()


def test_reindexing_finds_the_public_ones_again():
    ResourceFactory(view=Seen.PRIVATE)
    kept = RecordingFactory(view=Seen.PUBLIC, title="分数的意义")
    Entry.objects.all().delete()
    call_command("reindex", verbosity=0)
    assert list(Entry.objects.filter(kind__in=["recording", "resource"]).values_list("path", flat=True)) == [
        kept.get_absolute_url()
    ]


def test_who_keeps_order_takes_down_with_a_reason_the_teacher_reads(client):
    owner = TeacherFactory(signed_up=True)
    shown = RecordingFactory(owner=owner, unit=owner.school.unit, view=Seen.SIGNED_IN)
    hidden = RecordingFactory(owner=owner, unit=owner.school.unit, view=Seen.PRIVATE, title="只给自己看")
    elsewhere = RecordingFactory(view=Seen.PUBLIC, title="别校的课")
    listed = "/admin/classrooms/recording/"
    client.force_login(person(Role.AFFAIRS, owner.school.unit))
    said = client.get(listed).content.decode()
    assert shown.title in said and hidden.title not in said and elsewhere.title not in said
    chosen = {"action": "take_down", "_selected_action": [shown.pk, hidden.pk, elsewhere.pk]}
    client.post(listed, chosen)
    assert Recording.objects.filter(removed_at=None).count() == 3
    client.post(listed, chosen | {"reason": "画面里能认出学生，请处理后再分享。"})
    assert set(Recording.objects.filter(removed_at=None)) == {hidden, elsewhere}
    assert Message.objects.get(kind="library.taken_down").recipient == owner.user
    client.force_login(person(Role.HEAD, owner.school.unit))
    client.post(listed, chosen | {"reason": "x"})
    assert elsewhere in Recording.objects.filter(removed_at=None)
