"""Wordings: found where they stand, allowed where a phrase allows them, and in the way of publishing."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.roles import Role
from news import checks, editions, wording
from news.models import Edition, PictureBlock, WordRule
from pictures.models import Consent, Picture
from tests.factories import ArticleFactory, PictureFactory, ReportFactory, person
from tests.sheet_kit import imported, upload, xlsx
from tests.test_news_admin import address

pytestmark = pytest.mark.django_db
ID_CARD = "11010519491231002X"  # the standard's own example


def rule(text="梁平县", action="block", **values):
    return WordRule.objects.create(text=text, action=action, **values)


def words(text):
    return [text[start:end] for start, end, _ in wording.Rules.load().find(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("原来叫梁平县的地方", ["梁平县"]),
        ("原梁平县的学校", []),
        ("梁平县志里写着，原梁平县，后来的梁平县", ["梁平县"]),
        ("梁平区", []),
        ("", []),
    ],
)
def test_a_wording_is_found_but_where_a_phrase_allows_it(text, found):
    rule(allowed="原梁平县\n梁平县志")
    assert words(text) == found


def test_the_longer_of_two_wordings_is_the_one_meant():
    rule("重点"), rule("重点班"), rule("快班", active=False)
    assert words("重点班和重点，快班") == ["重点班", "重点"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"身份证{ID_CARD}。", [ID_CARD]),
        ("身份证１１０１０５１９４９１２３１００２Ｘ。", ["１１０１０５１９４９１２３１００２Ｘ"]),
        ("编号110105194912310021", []),  # no check digit fits
        ("电话13812345678，或138 1234 5678", ["13812345678", "138 1234 5678"]),
        ("学校电话023-53221234，共21381234567人", []),
        ("三年级2班的张小明得了奖", ["三年级2班的张小明"]),
        ("三年级（2）班学生李华", ["三年级（2）班学生李华"]),
        ("张小明（三年级2班）", ["张小明（三年级2班）"]),
        ("三年级2班的王芳老师上课", []),
        ("三年级2班的同学都来了", []),
    ],
)
def test_personal_data_is_found_by_its_shape(text, found):
    assert words(text) == found


def test_the_district_may_set_a_pattern_otherwise_or_off():
    assert wording.hits_in([("", "电话13812345678")])[0].rule.action == "warn"
    own = WordRule.objects.create(pattern="mobile", action="block")
    assert wording.hits_in([("", "电话13812345678")])[0].blocks
    own.active = False
    own.save()
    assert words("电话13812345678") == []


@pytest.mark.both
@pytest.mark.parametrize(
    "values",
    [
        {"text": "", "pattern": ""},
        {"text": "甲乙", "pattern": "mobile"},
        {"text": "甲乙", "action": "suggest", "replacement": ""},
        {"text": "已有"},
    ],
)
def test_a_rule_that_says_nothing_is_refused_by_the_database(values):
    rule("已有")
    with pytest.raises(IntegrityError), transaction.atomic():
        WordRule.objects.create(**values)


def test_a_blocked_wording_keeps_a_whole_report_from_being_published_and_is_named():
    rule(note="用现在的名称")
    report = ReportFactory(articles=3)
    last = report.entries.last().article
    last.news_section_set.update(text="<p>梁<strong>平</strong>县。梁平县的学校。</p>")
    with pytest.raises(ValidationError, match=f"《{last.title}》第1块写了“梁平县”：用现在的名称"):
        editions.publish_report(report, by=None)
    assert not Edition.objects.exists()


def test_a_warning_and_a_suggestion_are_said_and_block_nothing():
    rule("通迅员", "suggest", replacement="通讯员")
    article = ArticleFactory(text="<p>通迅员张三</p>")
    said = checks.of_story(article)
    assert [(check.blocks, "改为“通讯员”" in check.text) for check in said] == [(False, True)]
    editions.publish_article(article, by=None)


def test_a_pupils_name_class_and_face_are_never_put_together():
    article = ArticleFactory(text="<p>三年级2班的张小明在跑步。</p>")
    assert not checks.obstacles(article)
    face = PictureFactory(people=Picture.People.PUPILS)
    Consent.objects.create(picture=face, paper="1", given_on="2026-01-01")
    PictureBlock.objects.create(parent=article, ordering=20, picture=face)
    assert "三年级2班的张小明" in checks.obstacles(article)[0]


@pytest.mark.parametrize("alt", ["梁平县的操场", "操场"])
def test_words_of_pictures_are_read_too(alt):
    rule()
    article = ArticleFactory()
    PictureBlock.objects.create(parent=article, ordering=20, picture=PictureFactory(alt=alt))
    assert bool(checks.obstacles(article)) == ("县" in alt)


def test_hits_are_marked_in_the_article_and_nowhere_else():
    rule()
    html = '<p>梁平县</p><article class="梁平县"><p title="梁平县">在梁平县&amp;外</p></article>'
    marked = wording.marked(html)
    assert marked.count("<mark") == 1
    assert '在<mark class="wording wording--block">梁平县</mark>&amp;外' in marked
    assert wording.marked("<p>梁平县</p>") == "<p>梁平县</p>"


def test_the_writer_sees_the_places_before_handing_in(client):
    rule(note="用现在的名称")
    article = ArticleFactory(text="<p>住在梁平县城里的人。</p>")
    client.force_login(person(Role.EDITOR))
    page = client.get(address(article, "submit")).content.decode()
    assert "住在<mark>梁平县</mark>城里的人" in page and "第1块" in page
    assert "wording--block" in client.get(address(article, "preview")).content.decode()


@pytest.mark.parametrize(
    ("role", "status"), [(Role.EDITOR, 302), (Role.PUBLISHER, 302), (Role.CORRESPONDENT, 403)]
)
def test_rules_are_kept_by_editors_and_publishers(client, role, status):
    client.force_login(person(role))
    data = {"text": "喜报", "category": "forbidden", "action": "warn", "active": "on"}
    assert client.post(reverse("admin:news_wordrule_add"), data).status_code == status
    assert WordRule.objects.exists() == (status == 302)


RULES = ["用语", "类别", "处理", "改为", "除外", "说明", "启用"]


def test_rules_come_in_from_a_sheet_and_go_out_as_one_that_comes_in_again(client):
    client.force_login(person(Role.PUBLISHER))
    WordRule.objects.create(text="喜报", action="warn")
    rows = [
        ["梁平县", "区划和地名", "建议改为", "梁平区", "原梁平县、梁平县志", "撤县设区", "是"],
        ["喜报", "不许有的说法", "禁用", "", "", "", "否"],
        ["手机号", "个人信息", "禁用", "", "", "只留办公电话", "是"],
    ]
    run = imported(client, "wordings", RULES, *rows)
    assert (run.report["new"], run.report["changed"]) == (2, 1)
    place = WordRule.objects.get(text="梁平县")
    assert (place.allowed, place.replacement) == ("原梁平县\n梁平县志", "梁平区")
    assert WordRule.objects.get(text="喜报").active is False
    assert WordRule.objects.get(pattern="mobile").text == ""
    out = client.post(reverse("admin:news_wordrule_export"), {"form": "xlsx"}).content
    _, again = upload(client, "wordings", out)
    assert (again.report["problems"], again.report["same"]) == ([], 3)


def test_a_sheet_with_a_rule_of_one_sign_is_refused_by_its_row(client):
    client.force_login(person(Role.EDITOR))
    _, run = upload(client, "wordings", xlsx(RULES, ["县", "错别字", "提醒", "", "", "", "是"]))
    assert "两个字以上" in run.report["problems"][0]["message"]


def test_schools_neither_import_nor_export_more_than_they_see(client):
    client.force_login(person(Role.CORRESPONDENT))
    response, run = upload(client, "wordings", xlsx(RULES, ["喜报", "错别字", "提醒", "", "", "", "是"]))
    assert (response.status_code, run) == (404, None)
