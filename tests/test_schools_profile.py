"""A school's page: what a parent asks first, figures with their words and sources, nothing unpublished."""

from datetime import date

import pytest
from django.utils import timezone

from pictures.models import Use
from schools.models import Figure, Honour, Lesson, Programme, School
from schools.models.facts import Level
from tests import factories as make

pytestmark = pytest.mark.django_db


def page(client, school):
    return client.get(school.get_absolute_url())


def fill(school, count):
    for number in range(count):
        make.FigureFactory(school=school, order=number)
        make.HonourFactory(school=school)
        make.ResultFactory(school=school)
        make.ProgrammeStepFactory.create_batch(2, programme=make.ProgrammeFactory(school=school))
        make.CampusFactory(school=school)
        make.UpgradeProjectFactory(school=school)
    group = make.TeachingGroupFactory(school=school)
    for number in range(1, count + 1):
        make.LessonFactory(group=group, period_no=number)


@pytest.mark.parametrize("count", [1, 30])
def test_profile_costs_a_constant_number_of_queries(client, count, django_assert_num_queries):
    school = make.SchoolFactory(township=make.TownshipFactory())
    fill(school, count)
    with django_assert_num_queries(24):
        assert page(client, school).status_code == 200


@pytest.mark.parametrize("slug", ["nowhere", "hidden", "%00", "x%0ay", "梁"])
def test_what_is_not_published_is_not_there(client, slug):
    make.SchoolFactory(slug="hidden", visible_from=None)
    assert client.get(f"/schools/{slug}/").status_code == 404


def test_closed_school_names_its_successor(client):
    heir = make.SchoolFactory(name="新建小学")
    closed = make.SchoolFactory(status=School.Status.CLOSED, successor=heir)
    text = page(client, closed).text
    assert "本校已停办" in text
    assert f'<a href="{heir.get_absolute_url()}">新建小学</a>' in text


def test_unpublished_successor_is_named_without_a_link(client):
    heir = make.SchoolFactory(name="新建小学", visible_from=None)
    text = page(client, make.SchoolFactory(status=School.Status.CLOSED, successor=heir)).text
    assert "现由新建小学接续办学" in text
    assert heir.get_absolute_url() not in text


def test_parents_questions_come_in_their_order(client):
    school = make.SchoolFactory(
        address="示例路1号",
        phone="023-00000000",
        phone_hours="工作日8:30—17:00",
        boarding=True,
        canteen=False,
    )
    facts = page(client, school).context["facts"]
    assert facts == [
        ("地址", "示例路1号"),
        ("寄宿", "有"),
        ("食堂", "没有"),
        ("电话", "023-00000000（工作日8:30—17:00）"),
    ]


def test_what_is_not_reported_stands_in_one_line(client):
    text = page(client, make.SchoolFactory(address="示例路1号", boarding=False)).text
    line = next(line for line in text.splitlines() if "尚未填报：" in line)
    assert "放学时间、食堂、收费" in line
    assert "地址" not in line
    assert "寄宿" not in line


def test_kindergarten_speaks_its_own_words(client):
    text = page(client, make.SchoolFactory(stage=School.Stage.PRESCHOOL, motto="以美向好")).text
    assert "可致电幼儿园" in text
    assert "离园时间" in text
    assert "园长" in text
    assert "在园幼儿" in text
    for word in ("校长", "放学", "寄宿", "在校学生", "校训"):
        assert word not in text


@pytest.mark.parametrize(
    ("value", "unit", "qualifier", "words"),
    [
        ("10", "人", "exact", "10人"),
        ("40", "人", "at_least", "40余人"),
        ("13", "人", "at_least", "13人以上"),
        ("95", "%", "at_least", "95%以上"),
        ("300", "人", "about", "约300人"),
        ("300", "人", "at_least", "300余人"),
        ("2600", "万元", "at_least", "2600余万元"),
        ("2.50", "亿元", "at_least", "2.5亿元以上"),
        ("100", "", "at_least", "100以上"),
        ("100", "%", "exact", "100%"),
    ],
)
def test_a_figure_is_said_no_more_certainly_than_its_source(value, unit, qualifier, words):
    assert Figure(value=value, unit=unit, qualifier=qualifier).words == words


def test_figures_of_one_source_share_one_line(client):
    school = make.SchoolFactory()
    make.FigureFactory.create_batch(3, school=school, source="公开报道")
    make.FigureFactory(school=school, source="学校填报", as_of=date(2026, 9, 1))
    response = page(client, school)
    assert response.context["figure_sources"] == [("公开报道", ""), ("学校填报", "截至2026年9月1日")]
    assert response.text.count("来源：公开报道，未注明日期") == 1


@pytest.mark.parametrize(("count", "drawn"), [(2, 0), (3, 3)])
def test_numbers_of_teachers_are_drawn_where_there_are_enough(client, count, drawn):
    school = make.SchoolFactory()
    make.FigureFactory(school=school, kind="在校学生", value=213, unit="人")
    kinds = ["专任教师", "区级骨干教师", "区级学科带头人"][:count]
    for kind in kinds:
        make.FigureFactory(school=school, kind=kind, value=10, unit="人", qualifier="at_least")
    response = page(client, school)
    assert len(response.context["staff"]) == drawn
    assert len(response.context["figures"]) == 1 + count - drawn
    assert ("教师队伍</caption>" in response.text) is bool(drawn)
    assert all(kind in response.text for kind in kinds)


def test_honours_stand_by_level_and_teaching_quality_is_folded(client):
    school = make.SchoolFactory()
    for level in (Level.UNSTATED, Level.DISTRICT, Level.SOCIETY, Level.NATIONAL, Level.CITY):
        Honour.objects.create(school=school, title=level.label, level=level, source="公开报道")
    make.HonourFactory(school=school, title="教学质量一等奖", teaching_quality=True)
    context = page(client, school).context
    assert [level for level, _ in context["honours"]] == ["全国", "全国性学会", "市", "区", "未注明"]
    assert [row.title for row in context["folded"]] == ["教学质量一等奖"]


def test_lesson_model_is_apart_from_other_programmes(client):
    school = make.SchoolFactory()
    model = make.ProgrammeFactory(
        school=school, kind=Programme.Kind.TEACHING, form=Programme.Form.STEPS, title="五步课堂"
    )
    make.ProgrammeStepFactory(programme=model, title="导入激趣")
    make.ProgrammeFactory(school=school, title="校园足球")
    context = page(client, school).context
    assert [row.parts for row in context["lesson_models"]] == [["导入激趣"]]
    assert [row.title for row in context["programmes"]] == ["校园足球"]


def test_timetable_shows_a_class_week_with_odd_and_even_weeks(client):
    school = make.SchoolFactory()
    group = make.TeachingGroupFactory(school=school, name="三（1）班", grades=[3])
    make.BellPeriodFactory(school=school, number=1)
    for subject, weeks in [("音乐", Lesson.Weeks.ODD), ("美术", Lesson.Weeks.EVEN)]:
        make.LessonFactory(group=group, weeks=weeks, subject__name=subject)
    table = page(client, school).context["timetable"]
    assert table["caption"] == "2026—2027学年第一学期 三（1）班（三年级）"
    assert table["rows"] == [("第1节", "08:30—09:10", ["音乐（单周）／美术（双周）", "", "", "", ""])]


def step(programme, title, **fields):
    return make.ProgrammeStepFactory(programme=programme, title=title, **fields)


def test_a_craft_with_a_picture_for_each_step_is_told_as_a_picture_story(client):
    programme = make.ProgrammeFactory(title="礼让豆棒", kind=Programme.Kind.HERITAGE)
    for title in ("泡豆", "磨浆"):
        step(programme, title, picture=make.PictureFactory(alt=f"{title}的画"))
    response = page(client, programme.school)
    assert response.text.count('class="panels__one"') == 2
    assert 'alt="泡豆的画"' in response.text
    last = step(programme, "滤豆")
    assert 'class="panels__one"' not in page(client, programme.school).text
    last.picture = make.PictureFactory(withdrawn_at=timezone.now())
    last.save()
    assert 'class="panels__one"' not in page(client, programme.school).text


def test_pictures_of_steps_are_public_with_the_school_and_go_with_them():
    one = step(make.ProgrammeFactory(), "泡豆", picture=make.PictureFactory())
    assert Use.objects.get().where == one.programme.school.get_absolute_url()
    one.delete()
    assert not Use.objects.exists()


def test_what_a_school_is_known_for_fills_the_wide_column_where_nothing_else_does(client):
    programme = make.ProgrammeFactory(title="班班有球队")
    assert page(client, programme.school).text.count("班班有球队") == 1
    School.objects.update(about="学校介绍的一段话。")
    text = page(client, programme.school).text
    assert text.index("学校介绍的一段话") < text.index("班班有球队")
