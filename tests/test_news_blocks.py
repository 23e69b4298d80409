"""The blocks that show or offer something: as written, as published, as let go."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from news import composing, editions
from news.models import Card, Edition, FileBlock, GalleryBlock, KeyFigures, TableBlock, VideoBlock
from pictures import consent, filing
from pictures.models import Album, AlbumPicture
from tests.factories import (
    ArticleFactory,
    EducationGroupFactory,
    MembershipFactory,
    PictureFactory,
    SchoolFactory,
    SessionFactory,
    district,
)
from tests.picture_kit import address, picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]
PDF = b"%PDF-1.4\n%%EOF"
MP4 = b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2" + b"\0" * 64


def album(count=3, **values):
    made = Album.objects.create(unit=district(), title="秋收", **values)
    for order in range(count):
        AlbumPicture.objects.create(album=made, picture=PictureFactory(), order=order)
    return made


def document(content=PDF, name="a.pdf", title="附件"):
    return filing.add(district(), SimpleUploadedFile(name, content), title=title)


def page_of(client, article):
    edition = editions.publish_article(article, by=None)
    return client.get(edition.get_absolute_url()).content.decode()


def only(article, block_type, **values):
    return block_type.objects.create(parent=article, ordering=20, **values)


def test_a_gallery_shows_its_albums_pictures_in_their_order(client):
    article = ArticleFactory()
    made = album(2)
    first, second = made.rows.order_by("order")
    first.caption, second.order = "第一张", 0
    first.order = 1
    first.save(), second.save()
    only(article, GalleryBlock, album=made)
    page = page_of(client, article)
    assert page.index(second.picture.code) < page.index("第一张")
    assert "图集：秋收" in page
    assert second.picture.uses.count() == 1


def test_a_gallery_costs_the_same_with_two_pictures_and_with_twenty(django_assert_num_queries):
    for count in (2, 20):
        article = ArticleFactory()
        only(article, GalleryBlock, album=album(count))
        with django_assert_num_queries(12):
            composing.compose_article(article)


def test_an_album_without_pictures_is_not_published():
    article = ArticleFactory()
    only(article, GalleryBlock, album=album(0))
    assert "第2块的相册“秋收”里没有图片。" in " ".join(composing.lacks_of(article))


def test_a_withdrawn_picture_leaves_its_gallery_and_the_others_stay(client):
    article, made = ArticleFactory(), Album.objects.create(unit=district(), title="秋收")
    gone, stays = picture(title="甲"), picture(title="乙")
    for order, one in enumerate([gone, stays]):
        AlbumPicture.objects.create(album=made, picture=one, order=order)
    only(article, GalleryBlock, album=made)
    editions.publish_article(article, by=None)
    consent.withdraw(gone, by=None, reason="家长要求")
    items = Edition.objects.get().content["blocks"][1]["items"]
    assert [item["picture"]["code"] for item in items] == [stays.code]
    assert client.get(address(stays)).status_code == 200


def test_pupils_in_a_gallery_need_consent_as_anywhere():
    article, made = ArticleFactory(), album(1)
    shown = made.rows.get().picture
    shown.people = "pupils"
    shown.save()
    only(article, GalleryBlock, album=made)
    assert "监护人同意" in " ".join(composing.lacks_of(article))


def test_a_video_is_a_file_or_a_link_never_both_nor_neither():
    article = ArticleFactory()
    for values in ({}, {"link": "https://example.org/v", "document": document(MP4, "v.mp4")}):
        with pytest.raises(IntegrityError), transaction.atomic():
            only(article, VideoBlock, title="开学", **values)


def test_a_video_elsewhere_is_opened_there_and_not_embedded(client):
    article = ArticleFactory()
    only(article, VideoBlock, title="开学第一课", link="https://example.org/v")
    page = page_of(client, article)
    assert '<a class="video__open" href="https://example.org/v" rel="noopener noreferrer">' in page
    assert "<iframe" not in page
    assert "<video" not in page


def test_a_video_of_ones_own_is_played_in_pieces(client):
    article, video = ArticleFactory(), document(MP4, "v.mp4", "锣鼓")
    only(article, VideoBlock, title="锣鼓", document=video, words="孩子们敲锣打鼓。")
    page = page_of(client, article)
    assert f'<source src="{video.get_absolute_url()}" type="video/mp4">' in page
    piece = client.get(video.get_absolute_url(), headers={"range": "bytes=4-7"})
    assert (piece.status_code, piece.content, piece["Content-Type"]) == (206, b"ftyp", "video/mp4")


def test_a_video_without_words_for_those_who_cannot_hear_is_not_published():
    article = ArticleFactory()
    only(article, VideoBlock, title="锣鼓", document=document(MP4, "v.mp4"))
    assert "没有文字说明" in " ".join(composing.lacks_of(article))


def test_a_file_is_saved_not_opened_and_only_while_a_page_offers_it(client):
    article, file = ArticleFactory(), document(title="招生简章")
    only(article, FileBlock, document=file)
    assert client.get(file.get_absolute_url()).status_code == 404
    assert "招生简章" in page_of(client, article)
    answer = client.get(file.get_absolute_url())
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox")
    assert answer["Cache-Control"] == "public, max-age=300"


def test_a_file_of_a_withdrawn_article_is_gone(client):
    article, file = ArticleFactory(), document()
    only(article, FileBlock, document=file)
    editions.publish_article(article, by=None)
    file.uses.update(visible_until=timezone.now())
    assert client.get(file.get_absolute_url()).status_code == 404


TABLE = '学校\t人数\n西苑小学\t1,200\n"礼让\n中心小学"\t860\n\t\n'


def test_a_pasted_table_is_a_real_table(client):
    article = ArticleFactory()
    only(article, TableBlock, caption="各校人数", cells=TABLE, header_column=True)
    page = page_of(client, article)
    assert '<th scope="col">学校</th><th scope="col" class="amount">人数</th>' in page
    assert '<th scope="row">礼让 中心小学</th><td class="amount">860</td>' in page
    assert "各校人数</figcaption>" in page


@pytest.mark.parametrize(
    "cells", ["\t\t", "只有表头", "a|b\n" * 102, "|".join("abcdefghijklmn") + "\n" + "1|" * 14]
)
def test_a_table_that_is_empty_or_too_large_is_refused_in_words(cells):
    with pytest.raises(ValidationError, match="表格"):
        TableBlock(parent=ArticleFactory(), caption="表", cells=cells).clean()


def test_a_hostile_cell_is_text(client):
    article = ArticleFactory()
    only(article, TableBlock, caption="<b>表", cells="<script>alert(1)</script>\t=1+1\n甲\t乙")
    assert "<script>alert" not in page_of(client, article)


def test_figures_are_fetched_when_published_with_their_day_and_parts(client):
    lead = SchoolFactory()
    MembershipFactory(school=lead, role="lead")
    SchoolFactory()
    article = ArticleFactory(text="")
    only(article, KeyFigures, measures=["group_share"])
    page = page_of(client, article)
    assert "本站已录入集团归属（1/2）" in page
    assert ">50%<" in page
    assert f"截至{timezone.localdate():%Y年}" in page


def test_figures_may_be_of_one_group_alone():
    membership = MembershipFactory(role="lead")
    SchoolFactory()
    block = KeyFigures(parent=ArticleFactory(), measures=["group_share"], group=membership.group)
    assert block.prepared()["live"][0][0] == "100%"


def test_the_same_figures_on_another_day_are_no_revision(monkeypatch):
    article = ArticleFactory(text="")
    SchoolFactory()
    only(article, KeyFigures, measures=["group_share"])
    first = editions.publish_article(article, by=None)
    earlier = first.content["blocks"][0] | {"as_of": "2026-01-01"}
    Edition.objects.update(content=first.content | {"blocks": [earlier]})
    assert editions.publish_article(article, by=None) == first


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"lines": "40人"}, "竖线"),
        ({"lines": "40|人"}, "从哪里来"),
        ({}, "请填数字"),
        ({"lines": "1|人\n" * 9, "source": "年报"}, "最多8个"),
    ],
)
def test_figures_say_what_they_count_and_whence(values, told):
    with pytest.raises(ValidationError, match=told):
        KeyFigures(parent=ArticleFactory(), **values).clean()


def test_a_card_keeps_what_its_school_was_when_published(client):
    school = SchoolFactory(standfirst="山下的小学")
    article = ArticleFactory()
    only(article, Card, school=school)
    page = page_of(client, article)
    assert f'href="{school.get_absolute_url()}"' in page
    assert "山下的小学" in page


@pytest.mark.parametrize("kind", ["group", "session"])
def test_a_card_leads_to_a_group_or_a_session(client, kind):
    target = EducationGroupFactory() if kind == "group" else SessionFactory()
    article = ArticleFactory()
    only(article, Card, **{kind: target})
    assert f'href="{target.get_absolute_url()}"' in page_of(client, article)


def test_a_card_to_what_readers_cannot_open_is_not_published():
    article = ArticleFactory()
    only(article, Card, school=SchoolFactory(visible_from=None))
    assert "还没有公开" in " ".join(composing.lacks_of(article))


def test_a_card_is_of_one_thing():
    with pytest.raises(IntegrityError), transaction.atomic():
        only(ArticleFactory(), Card, school=SchoolFactory(), group=EducationGroupFactory())
    with pytest.raises(IntegrityError), transaction.atomic():
        only(ArticleFactory(), Card)
