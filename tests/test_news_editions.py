"""Publishing: what readers see from which moment, what stands in its way, and what taking it back does."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DataError, connection, transaction
from django.utils import timezone

from accounts.models import AuditEvent
from news import editions, withdrawal
from news.models import Edition, PictureBlock, ReportEntry, Section
from pictures import consent
from pictures.models import Use
from publishing.models import ContentVersion
from search.models import Entry
from tests.factories import ArticleFactory, PictureFactory, ReportFactory, SchoolFactory, person

pytestmark = pytest.mark.django_db


def visible(moment=None):
    return set(Edition.objects.published(moment).values_list("title", flat=True))


def hours(number):
    return timezone.now() + timedelta(hours=number)


def publish(story, at=None):
    publishing = editions.publish_report if story._meta.model_name == "report" else editions.publish_article
    return publishing(story, by=None, at=at)


def retitle(story, title):
    story.title = title
    story.save()


@pytest.mark.both
def test_editing_after_publication_leaves_the_page_alone_until_the_next_edition():
    article = ArticleFactory(title="旧题")
    publish(article)
    retitle(article, "新题")
    assert visible() == {"旧题"}
    publish(article)
    assert visible() == {"新题"}
    assert list(article.editions.values_list("number", flat=True)) == [2, 1]


@pytest.mark.both
def test_a_report_appears_whole_at_its_instant_and_not_before():
    report = ReportFactory(title="组", articles=3)
    at = hours(2)
    publish(report, at)
    assert visible() == visible(at - timedelta(seconds=1)) == set()
    assert len(visible(at)) == 4


@pytest.mark.both
def test_an_earlier_edition_closes_at_the_instant_the_next_begins():
    article = ArticleFactory(title="旧题")
    publish(article)
    retitle(article, "新题")
    at = hours(1)
    publish(article, at)
    assert visible(at - timedelta(seconds=1)) == {"旧题"}
    assert visible(at) == {"新题"}


def test_publishing_again_replaces_what_was_scheduled_and_not_yet_visible():
    article = ArticleFactory(title="旧题")
    publish(article)
    retitle(article, "定时题")
    publish(article, hours(1))
    retitle(article, "新题")
    publish(article, hours(2))
    assert [visible(hours(moment)) for moment in (0, 1.5, 3)] == [{"旧题"}, {"旧题"}, {"新题"}]
    assert Entry.objects.count() == 2


def test_publishing_what_has_not_changed_makes_no_edition():
    report = ReportFactory(articles=2)
    first = publish(report)
    assert publish(report) == first
    assert Edition.objects.count() == 3


def test_a_report_renews_only_the_articles_that_changed():
    report = ReportFactory(articles=2)
    publish(report)
    changed = report.entries.last().article
    retitle(changed, "改过的题")
    named = {entry["edition"] for entry in publish(report).content["entries"]}
    assert named == set(Edition.objects.published().articles().values_list("pk", flat=True))
    assert changed.editions.count() == 2
    assert Edition.objects.count() == 5


def test_a_picture_without_words_is_named_and_nothing_is_published():
    report = ReportFactory(articles=5)
    last = report.entries.last().article
    PictureBlock.objects.create(parent=last, ordering=20, picture=PictureFactory(alt="", title="操场"))
    with pytest.raises(ValidationError, match=f"《{last.title}》：图片“操场”没有替代文字"):
        publish(report)
    assert not Edition.objects.exists()


@pytest.mark.both
def test_a_fault_of_the_database_at_the_fourth_article_leaves_nothing_public():
    """A real one, which no check foresees: the fourth article's edition numbers are used up."""
    report = ReportFactory(articles=5)
    last = report.entries.all()[3].article
    highest = connection.ops.integer_field_range("PositiveIntegerField")[1]
    Edition.objects.filter(pk=publish(last).pk).update(number=highest)
    retitle(last, "改过的题")
    before = visible(), Entry.objects.count(), ContentVersion.objects.get().number
    with pytest.raises((DataError, OverflowError)), transaction.atomic():
        publish(report)
    assert (visible(), Entry.objects.count(), ContentVersion.objects.get().number) == before
    assert not report.editions.exists()


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda report: Section.objects.all().delete(), "还没有正文"),
        (lambda report: Section.objects.update(text="<p></p>"), "第1块是空段落"),
        (lambda report: report.entries.update(weight=ReportEntry.Weight.MINOR), "还没有指定头条"),
        (lambda report: report.entries.all().delete(), "还没有稿件"),
    ],
)
def test_a_report_that_lacks_something_is_refused_by_name(spoil, message):
    report = ReportFactory(title="组", articles=2)
    spoil(report)
    with pytest.raises(ValidationError, match=message):
        publish(report)
    assert not Edition.objects.exists()


def test_a_decorative_picture_needs_no_words():
    article = ArticleFactory()
    PictureBlock.objects.create(parent=article, ordering=20, picture=PictureFactory(alt="", decorative=True))
    assert publish(article).content["blocks"][1]["picture"]["alt"] == ""


def test_the_publishing_date_cannot_be_set_back():
    article = ArticleFactory()
    with pytest.raises(ValidationError, match="不能早于现在"):
        publish(article, hours(-1))
    first = publish(article)
    retitle(article, "新题")
    again = publish(article)
    assert again.first_published_at == first.first_published_at
    assert again.revised_at == again.visible_from > first.visible_from


def test_an_edition_taken_back_before_its_time_dates_nothing():
    article = ArticleFactory()
    publish(article, hours(1))
    withdrawal.unschedule(article, by=None)
    at = hours(2)
    assert publish(article, at).first_published_at == at


def test_a_slug_once_public_never_changes():
    article = ArticleFactory()
    publish(article)
    article.slug = "another"
    with pytest.raises(ValidationError, match="不能再改"):
        article.full_clean()
    article.save()
    with pytest.raises(ValidationError, match="不能再改"):
        publish(article)


def test_pictures_search_version_and_trail_follow_an_edition():
    article = ArticleFactory(cover=PictureFactory(), title="豆棒")
    article.schools.add(SchoolFactory())
    at = hours(1)
    edition = publish(article, at)
    use, entry = Use.objects.get(), Entry.objects.get(kind="article")
    assert use.visible_from == entry.visible_from == at
    assert entry.path == edition.get_absolute_url()
    assert "山那边也是邻居" in entry.text
    assert set(ContentVersion.objects.values_list("section", flat=True)) == {"news", "schools"}
    assert AuditEvent.objects.filter(action="published", key=str(article.pk)).exists()


def test_a_withdrawn_report_goes_with_its_articles_and_keeps_the_reason():
    report = ReportFactory(articles=2)
    publish(report)
    withdrawal.withdraw(report, by=None, reason="家长撤回授权", with_articles=True)
    assert visible() == set()
    assert set(Edition.objects.values_list("withdrawn_reason", flat=True)) == {"家长撤回授权"}
    assert not Entry.objects.published().exists()
    with pytest.raises(ValidationError, match="已撤下（家长撤回授权）"):
        publish(report)


def test_withdrawing_needs_a_reason_and_something_to_withdraw():
    article = ArticleFactory()
    with pytest.raises(ValidationError, match="没有公开"):
        withdrawal.withdraw(article, by=None, reason="过时")
    publish(article)
    with pytest.raises(ValidationError, match="原因"):
        withdrawal.withdraw(article, by=None, reason=" ")
    assert visible()


def test_taking_back_a_scheduled_report_lets_what_stands_stand():
    report = ReportFactory(title="旧题", articles=2)
    publish(report)
    before = visible()
    retitle(report, "新题")
    retitle(report.entries.first().article, "新头条")
    publish(report, hours(1))
    withdrawal.unschedule(report, by=person("publisher"))
    assert visible(hours(2)) == before
    with pytest.raises(ValidationError, match="没有定时"):
        withdrawal.unschedule(report, by=None)


@pytest.mark.both
def test_a_withdrawn_picture_leaves_every_page_with_its_words(client):
    picture = PictureFactory(alt="操场上的某某某", caption="某某某在跑步")
    article = ArticleFactory(cover=picture)
    PictureBlock.objects.create(parent=article, ordering=20, picture=picture)
    edition = publish(article)
    consent.withdraw(picture, by=None, reason="家长收回同意")
    page = client.get(edition.get_absolute_url()).content.decode()
    assert "某某某" not in page and picture.code not in page
    assert "山那边也是邻居" in page
    assert "某某某" not in Entry.objects.get(kind="article").text
    assert not Use.objects.exists()
    assert picture.code not in client.get("/news/").content.decode()
