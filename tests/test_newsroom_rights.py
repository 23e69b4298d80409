"""The newsroom's table of rights: every action on a school's draft, and on its media, per role."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.roles import Role
from news import guests, reviewing
from news.models import FileBlock
from pictures import filing
from tests.factories import (
    ActivityFactory,
    ArticleFactory,
    MembershipFactory,
    ReportFactory,
    SchoolFactory,
    person,
)

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
AT_SCHOOL = (Role.TEACHER, Role.CORRESPONDENT, Role.AFFAIRS, Role.HEAD)
WRITERS = {Role.CORRESPONDENT, Role.EDITOR, Role.PUBLISHER}
READERS = WRITERS | {Role.HEAD}
DISTRICT = {Role.EDITOR, Role.PUBLISHER}
OF_THE_GROUP = {Role.GROUP}

# (kind of story, page, method): who may. A group's staff may reach what its member schools write as well.
TABLE = {
    ("article", "change", "get"): READERS,
    ("article", "history", "get"): READERS,
    ("article", "preview", "get"): READERS,
    ("article", "account", "get"): READERS,
    ("article", "markdown", "get"): READERS,
    ("article", "submit", "get"): WRITERS,
    ("article", "submit", "post"): WRITERS,
    ("article", "presence", "post"): READERS,
    ("article", "publish", "get"): {Role.PUBLISHER},
    ("article", "publish", "post"): {Role.PUBLISHER},
    ("article", "withdraw", "post"): {Role.PUBLISHER},
    ("article", "unschedule", "post"): {Role.PUBLISHER},
    ("article", "delete", "post"): set(),
    ("report", "change", "get"): DISTRICT,
    ("report", "preview", "get"): DISTRICT,
    ("report", "submit", "post"): DISTRICT,
    ("report", "publish", "post"): {Role.PUBLISHER},
    ("activity", "change", "get"): READERS,
    ("activity", "preview", "get"): READERS,
    ("activity", "submit", "post"): WRITERS,
    ("activity", "revise", "post"): WRITERS,
    ("activity", "give_up", "post"): WRITERS,
    ("activity", "publish", "get"): {Role.PUBLISHER},
    ("activity", "publish", "post"): {Role.PUBLISHER},
}
STORIES = {"article": ArticleFactory, "report": ReportFactory, "activity": ActivityFactory}


def everyone(unit):
    """Each role at the place where it would reach the school, and nobody with it."""
    membership = unit.school.memberships.first() or MembershipFactory(school=unit.school)
    group = membership.group
    for role in Role:
        place = unit if role in AT_SCHOOL else group.unit if role == Role.GROUP else None
        yield role, person(role, place)


def draft(kind):
    hidden = {"visible_from": None} if kind == "activity" else {}
    return STORIES[kind](unit=SchoolFactory().unit, **hidden)


@pytest.mark.parametrize(("kind", "page", "method"), TABLE)
def test_who_may_do_what_with_a_schools_draft(client, kind, page, method):
    story, allowed = draft(kind), TABLE[kind, page, method]
    path = reverse(f"admin:news_{kind}_{page}", args=[story.pk])
    reached = set()
    for role, user in everyone(story.unit):
        client.force_login(user)
        response = getattr(client, method)(path)
        refused = response.status_code in (403, 404) or response.get("Location", "").startswith(
            ("/accounts/", "/me/", reverse("admin:index"))
        )
        if not refused or response.get("Location", "").startswith("/admin/news/"):
            reached.add(role)
    assert reached - OF_THE_GROUP == allowed
    assert reached & OF_THE_GROUP <= ({Role.GROUP} if allowed & WRITERS else set())
    for stranger in (person(Role.CORRESPONDENT, SchoolFactory().unit), None):
        client.force_login(stranger) if stranger else client.logout()
        response = getattr(client, method)(path)
        assert response.status_code in (302, 403, 404)
        assert not response.get("Location", "").startswith("/admin/news/")


@pytest.fixture
def offered(media):
    """A review of an article that offers a file of the school's, and that file."""
    unit = SchoolFactory().unit
    article = ArticleFactory(unit=unit)
    document = filing.add(unit, SimpleUploadedFile("a.pdf", PDF), title="通知")
    FileBlock.objects.create(parent=article, ordering=20, document=document)
    review = reviewing.submit(article, by=person(Role.CORRESPONDENT, unit))
    return review, document


def statuses(client, path, unit):
    found = {}
    for role, user in everyone(unit):
        client.force_login(user)
        found[role] = client.get(path).status_code
    return {role for role, status in found.items() if status == 200}


def test_a_drafts_file_is_served_to_those_who_may_read_the_draft_alone(client, offered):
    review, document = offered
    in_review = reverse("admin:news_review_document", args=[review.pk, document.code])
    for path in (document.get_absolute_url(), in_review):
        assert statuses(client, path, review.unit) - OF_THE_GROUP == READERS
        client.force_login(person(Role.CORRESPONDENT, SchoolFactory().unit))
        assert client.get(path).status_code == 404
        client.logout()
        assert client.get(path).status_code in (302, 404)


def test_a_signed_link_serves_its_own_storys_files_until_it_ends(client, offered):
    review, document = offered
    other = filing.add(review.unit, SimpleUploadedFile("b.pdf", PDF + b"2"), title="别的")
    head = person(Role.HEAD, review.unit)
    link = reviewing.invite(reviewing.current_step(review), by=head, name="赵主任")
    path = f"{guests.path_of(link)}pictures/documents/"
    served = client.get(f"{path}{document.code}/")
    assert served.status_code == 200 and "no-store" in served["Cache-Control"]
    assert client.get(f"{path}{other.code}/").status_code == 404
    reviewing.revoke(link, by=head)
    assert client.get(f"{path}{document.code}/").status_code == 404
