"""Spot checks of the stated facts: a name, a figure with its qualifier, a doubt, each where it belongs."""

import pytest

from groups.models import EducationGroup, Membership, Partnership, PartnershipActivity
from schools.models import Figure, Honour, Programme, Result, School, Township, UpgradeProject

HUCHENG, SHUANGGUI, VOCATIONAL = "hucheng-chuji-zhongxue", "shuanggui-youeryuan", "liangping-zhijiao-zhongxin"
GUIXIANG, LIRANG = "guixiang-xiaoxue", "lirang-zhongxin-xiaoxue"

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


def school(slug):
    return School.objects.get(slug=slug)


def parts(slug, title):
    return [step.title for step in Programme.objects.get(school__slug=slug, title=title).steps.all()]


@pytest.mark.parametrize(
    ("slug", "kind", "words"),
    [
        (HUCHENG, "中学高级教师", "10人"),
        (HUCHENG, "中学一级教师", "40余人"),
        (HUCHENG, "市区级骨干教师", "13人"),
        (HUCHENG, "本科及以上学历", "95%以上"),
        (SHUANGGUI, "市级骨干教师", "6人"),
        (SHUANGGUI, "市级名师", "1人"),
        (SHUANGGUI, "市级名师培养对象", "2人"),
        (SHUANGGUI, "区级学科带头人", "2人"),
        (SHUANGGUI, "区级骨干教师", "10人"),
        (None, "以城带乡覆盖面", "100%"),
        (None, "毗邻县学生在本区就读", "300余人"),
    ],
)
def test_a_figure_keeps_its_qualifier_and_stays_undated(slug, kind, words):
    figure = Figure.objects.get(school__slug=slug, kind=kind)
    assert figure.words == words
    assert figure.as_of is None and figure.source


@pytest.mark.parametrize(
    ("slug", "title", "expected"),
    [
        (LIRANG, "礼让豆棒", ["泡豆", "磨浆", "滤豆", "制作"]),
        ("liangshan-xiaoxue", "名师课堂", ["结对备课", "结对上课", "结对评课"]),
        (GUIXIANG, "三聚", ["聚思想", "聚活力", "聚正气"]),
        (GUIXIANG, "五力", ["认识力", "学习力", "行动力", "故事力", "共情力"]),
        (GUIXIANG, "致远课程体系", ["致善", "致真", "致美", "致勇"]),
        (HUCHENG, "五步课堂", ["导入激趣", "自主创造", "合作互动", "引探释疑", "拓展延伸"]),
        (HUCHENG, "三课联动", ["课程", "课堂", "课题"]),
        (SHUANGGUI, "四美课程", ["人文之美", "生活之美", "自然之美", "科创之美"]),
        (VOCATIONAL, "三链", ["人才培养链", "科技推广链", "农业产业链"]),
    ],
)
def test_a_programme_has_its_steps_in_order(slug, title, expected):
    assert parts(slug, title) == expected


@pytest.mark.parametrize(
    ("slug", "title"),
    [(LIRANG, "梁平癞子锣鼓"), (HUCHENG, "一带一、一帮一"), (GUIXIANG, "致远课程体系")],
)
def test_a_doubtful_name_carries_its_note(slug, title):
    assert Programme.objects.get(school__slug=slug, title=title).note


@pytest.mark.parametrize(
    ("slug", "printed"), [(LIRANG, "孺子锣鼓"), (HUCHENG, "疏顺导带"), (HUCHENG, "一带一、帮一")]
)
def test_a_misprint_is_kept_for_finding_only(slug, printed):
    found = school(slug)
    assert printed in found.aliases
    assert printed not in f"{found.motto}{found.about}{found.standfirst}"


def test_the_motto_in_doubt_says_so():
    assert school(HUCHENG).motto == "疏顺导滞、立德树人"
    assert school(HUCHENG).motto_to_verify


@pytest.mark.parametrize(
    ("slug", "part", "level", "years"),
    [
        (HUCHENG, "校园足球特色学校", "全国", ""),
        (HUCHENG, "最美校园", "市", ""),
        (HUCHENG, "初中教学质量一等奖", "区", "2013—2023，连续11年"),
        (SHUANGGUI, "数字化项目示范园", "全国", ""),
        (SHUANGGUI, "平安校园", "未注明", ""),
        (VOCATIONAL, "数字产品检测与维护", "未注明", "2024"),
    ],
)
def test_an_honour_keeps_its_level_and_years(slug, part, level, years):
    honour = Honour.objects.get(school__slug=slug, title__contains=part)
    assert (honour.get_level_display(), honour.years) == (level, years)


def test_teaching_quality_prizes_are_folded_away():
    folded = Honour.objects.filter(teaching_quality=True)
    assert [honour.title for honour in folded] == ["初中教学质量一等奖"]


def test_results_stand_in_the_order_of_their_levels():
    shown = [result.get_level_display() for result in Result.objects.filter(school__slug=VOCATIONAL)]
    assert shown == ["全国", "全国", "全国性学会"]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (
            "/groups/",
            ("以城带乡覆盖面", "公开专题报道，未注明日期", "本站已录入集团归属", "2600余万元"),
        ),
        ("/cooperation/", ("双方学校合计 14 所", "300</b>", "余人")),
        ("/enrolment/", ("三对口", "2024—2025学年的次序", "以区教委当年通知为准", "300</b>")),
    ],
)
def test_pages_show_what_is_stated_for_the_district(client, path, words):
    page = client.get(path).text
    assert all(word in page for word in words)


def test_no_group_claims_a_direction_that_is_not_stated():
    assert set(EducationGroup.objects.values_list("direction", flat=True)) == {""}
    assert set(Membership.objects.values_list("direction", flat=True)) == {""}


def test_groups_name_only_the_schools_that_are_stated():
    guixiang = EducationGroup.objects.get(slug="guixiang-jituan")
    assert guixiang.stated_size == 8
    assert [one.school.slug for one in guixiang.memberships.all()] == [GUIXIANG]
    stated = EducationGroup.objects.published()
    member = Membership.objects.get(role=Membership.Role.MEMBER, group__in=stated)
    assert member.school.slug == LIRANG and member.note


def test_agreements_say_their_month_and_no_year():
    agreement, pairing = Partnership.objects.all()
    assert agreement.signed == "1月（年份未注明）"
    assert (pairing.signed, pairing.schools_stated) == ("4月（年份未注明）", 14)


def test_what_is_in_doubt_between_two_provinces_is_said_to_be():
    doubted = PartnershipActivity.objects.exclude(note="")
    assert {row.title for row in doubted} == {"地理教研活动日", "招生政策对接"}
    assert not PartnershipActivity.objects.filter(summary__contains="就业").exists()


def test_the_upgrade_project_keeps_its_qualifier():
    project = UpgradeProject.objects.get(amount=2600)
    assert project.qualifier == Figure.Qualifier.AT_LEAST
    assert set(UpgradeProject.objects.values_list("count", flat=True)) == {None, 12, 4}


def test_places_are_those_that_are_stated():
    assert set(Township.objects.filter(urban=True, sample=False).values_list("name", flat=True)) == {
        "梁山街道",
        "双桂街道",
    }
    assert not Township.objects.filter(border=True, sample=False).exists()
    assert school(LIRANG).township.name == "礼让镇"
    assert School.objects.filter(sample=False, township=None).count() == 6
