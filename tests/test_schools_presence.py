"""Where readers meet a school follows its row: search, pictures, the section's version."""

import pytest

from pictures.models import Use
from publishing.models import ContentVersion
from schools.models import School
from search.models import Entry
from tests import factories as make

pytestmark = pytest.mark.django_db


def version():
    return ContentVersion.objects.filter(section="schools").values_list("number", flat=True).first() or 0


def entries():
    return list(Entry.objects.filter(kind="school").values_list("title", "path"))


def uses():
    return sorted(Use.objects.values_list("picture__title", "where"))


def test_saving_a_school_renews_its_entry():
    school = make.SchoolFactory(slug="a-school")
    school.name = "改名小学"
    school.slug = "another"
    school.save(update_fields=["name", "slug"])
    assert entries() == [("改名小学", "/schools/another/")]
    school.refresh_from_db()
    assert school.pinyin == "gaimingxiaoxue"


def test_closed_school_leaves_search_and_deleted_one_too():
    school = make.SchoolFactory()
    school.status = School.Status.CLOSED
    school.save()
    assert entries() == []
    other = make.SchoolFactory()
    other.delete()
    assert entries() == []


def test_pictures_of_a_school_and_its_programmes_are_shown_at_its_address():
    school = make.SchoolFactory(slug="a-school", lead_picture=make.PictureFactory(title="校门"))
    programme = make.ProgrammeFactory(school=school, picture=make.PictureFactory(title="足球"))
    assert uses() == [("校门", "/schools/a-school/"), ("足球", "/schools/a-school/")]
    programme.delete()
    school.slug = "another"
    school.save()
    assert uses() == [("校门", "/schools/another/")]
    school.status = School.Status.CLOSED
    school.save()
    assert uses() == []


@pytest.mark.parametrize(
    "write",
    [
        make.FigureFactory,
        make.HonourFactory,
        make.ProgrammeStepFactory,
        make.CampusFactory,
        make.LessonFactory,
        make.TownshipFactory,
        lambda: make.HonourFactory().delete(),
    ],
)
def test_whatever_a_page_shows_raises_the_version(write):
    before = version()
    write()
    assert version() > before


def test_pictures_of_the_cooperation_follow_their_activity():
    activity = make.PartnershipActivityFactory(picture=make.PictureFactory(title="研学"), visible_from=None)
    assert [use.is_published for use in Use.objects.all()] == [False]
    activity.delete()
    assert uses() == []
