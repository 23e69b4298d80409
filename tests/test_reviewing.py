"""The rule of three reviews: who may decide what, what voids an approval, what publishing asks for."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.constraints import spoken_as
from accounts.models import AuditEvent, Message
from accounts.roles import Role
from news import approval, editions, reviewing, reviewing_messages
from news.models import (
    Edition,
    GuestLink,
    PictureBlock,
    Review,
    ReviewRoute,
    ReviewStep,
    RouteStep,
    Section,
    Step,
)
from news.review_page import Place
from pictures import sharing
from schools.calendar import working_day_after
from tests.factories import ArticleFactory, ColumnFactory, PictureFactory, ReportFactory, UserFactory, person
from tests.reviewing_kit import approved, pass_step, reviewer_of, school_people, seen, submitted
from tests.test_pictures import upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    """An article of a school, submitted by its correspondent."""
    unit, writer, head = school_people()
    review = reviewing.submit(ArticleFactory(unit=unit, title="校报"), by=writer)
    return review, writer, head


def step_of(review):
    return reviewing.current_step(review)


def rewrite(article, by, title="改过的题"):
    article.title, article.changed_by = title, by
    article.version += 1
    article.save()


# --- the way ------------------------------------------------------------------------------------------------
@pytest.mark.both
def test_a_schools_article_goes_to_its_head_an_editor_and_the_final_word(school):
    review, writer, head = school
    assert list(review.steps.values_list("step", "role")) == [(1, "head"), (2, "editor"), (3, "publisher")]
    assert list(reviewing.people_of(step_of(review))) == [head]
    for _ in Step:
        pass_step(review)
    assert review.state == Review.State.APPROVED
    edition = editions.publish_article(review.article, by=person(Role.PUBLISHER))
    assert edition.is_published


def test_each_step_has_its_day_in_working_days_and_its_people_are_told(school):
    review, writer, head = school
    assert step_of(review).due_on == working_day_after(timezone.localdate(), 2)
    assert head.inbox_messages.get().path == reviewing_messages.path_of(review)
    editor = person(Role.EDITOR)
    pass_step(review)
    assert editor.inbox_messages.get().kind == "review_asked"
    assert list(writer.inbox_messages.values_list("kind", flat=True)) == ["review_passed"]


@pytest.mark.parametrize(
    ("routed", "expected"),
    [
        ([], ["head", "editor", "publisher"]),
        (["all"], ["publisher"]),
        (["all", "column"], ["editor", "publisher"]),
        (["all", "column", "unit"], ["head", "publisher"]),
    ],
)
def test_the_narrowest_route_is_taken_and_the_final_step_stands_in_any(routed, expected):
    unit, writer, _ = school_people()
    article = ArticleFactory(unit=unit)
    places = {"all": ({}, []), "column": ({"column": article.column}, [(2, "editor")])}
    places["unit"] = ({"unit": unit}, [(1, "head")])
    for name in routed:
        place, steps = places[name]
        route = ReviewRoute.objects.create(name=name, **place)
        for step, role in steps:
            RouteStep.objects.create(route=route, step=step, role=role)
    review = reviewing.submit(article, by=writer)
    assert list(review.steps.values_list("role", flat=True)) == expected


@pytest.mark.both
def test_a_place_has_one_route():
    column = ColumnFactory()
    ReviewRoute.objects.create(name="甲", column=column)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReviewRoute.objects.create(name="乙", column=column)
    ReviewRoute.objects.create(name="全部")
    with pytest.raises(IntegrityError), transaction.atomic():
        ReviewRoute.objects.create(name="又全部")


def test_named_people_alone_decide_their_step(school):
    unit, writer, head = school_people("乙校")
    deputy = UserFactory()
    route = ReviewRoute.objects.create(name="乙校", unit=unit)
    RouteStep.objects.create(route=route, step=1, role="head").people.add(deputy)
    review = reviewing.submit(ArticleFactory(unit=unit), by=writer)
    assert list(reviewing.people_of(step_of(review))) == [deputy]
    assert not ReviewStep.objects.waiting_for(head).exists()
    assert list(ReviewStep.objects.waiting_for(deputy)) == [step_of(review)]
    assert not Review.objects.viewable_by(deputy).exists()  # they hold no role: named, yet without the admin


# --- who ----------------------------------------------------------------------------------------------------
def test_nobody_reviews_their_own_story():
    article, writer = ArticleFactory(), person(Role.EDITOR)
    review = submitted(article, writer)
    with pytest.raises(ValidationError, match="自己送审"):
        reviewing.approve(step_of(review), by=writer, seen=seen(review))
    assert not ReviewStep.objects.waiting_for(writer).exists()


def test_nobody_decides_two_steps_of_one_story():
    review, editor = submitted(ArticleFactory()), person(Role.EDITOR)
    pass_step(review, by=editor)
    with pytest.raises(ValidationError, match="已审过另一步"):
        reviewing.approve(step_of(review), by=editor, seen=seen(review))
    assert not ReviewStep.objects.waiting_for(editor).exists()


@pytest.mark.both
def test_the_database_itself_refuses_the_author_and_a_second_step():
    review, editor = submitted(ArticleFactory()), person(Role.EDITOR)
    first, second = review.steps.all()[:2]
    done = {"decision": "approved", "decided_at": timezone.now()}
    for step, by, rule in ((first, review.submitted_by, "自己送审"), (second, editor, "两步")):
        with pytest.raises(ValidationError, match=rule), spoken_as(ValidationError), transaction.atomic():
            ReviewStep.objects.filter(pk=first.pk).update(**done, decided_by=editor)
            ReviewStep.objects.filter(pk=step.pk).update(**done, decided_by=by)


@pytest.mark.parametrize("role", [Role.HEAD, Role.CORRESPONDENT, Role.EDITOR, Role.PUBLISHER])
def test_a_step_is_decided_by_its_own_role_at_its_own_unit(school, role):
    review, _, _ = school
    stranger = person(role, school_people("别校")[0] if role in (Role.HEAD, Role.CORRESPONDENT) else None)
    with pytest.raises(ValidationError, match="示例小学校长"):
        reviewing.approve(step_of(review), by=stranger, seen=seen(review))
    assert Review.objects.get().at_step == Step.FIRST


def test_a_claim_keeps_others_away_for_a_day(school):
    review, _, head = school
    deputy = person(Role.HEAD, review.unit)
    step = reviewing.claim(step_of(review), by=head)
    assert not ReviewStep.objects.waiting_for(deputy).exists()
    with pytest.raises(ValidationError, match=f"{head.name}已在.*认领"):
        reviewing.approve(step, by=deputy, seen=seen(review))
    ReviewStep.objects.update(claimed_at=timezone.now() - timedelta(hours=25))
    assert pass_step(review, by=deputy).at_step == Step.SECOND


def test_a_claim_let_go_is_free(school):
    review, _, head = school
    deputy = person(Role.HEAD, review.unit)
    reviewing.release(reviewing.claim(step_of(review), by=head), by=head)
    assert pass_step(review, by=deputy).at_step == Step.SECOND


def test_a_step_is_decided_once(school):
    review, _, head = school
    step, mark = step_of(review), seen(review)
    reviewing.approve(step, by=head, seen=mark)
    with pytest.raises(ValidationError, match="已经审过"):
        reviewing.approve(step, by=head, seen=mark)


# --- what ---------------------------------------------------------------------------------------------------
def test_a_decision_is_about_what_its_reviewer_saw(school):
    review, writer, head = school
    mark = seen(review)
    rewrite(review.article, writer)
    with pytest.raises(ValidationError, match="又改过"):
        reviewing.approve(step_of(review), by=head, seen=mark)


def test_words_changed_by_another_after_a_step_go_back_to_the_author(school):
    review, writer, head = school
    pass_step(review)
    rewrite(review.article, writer)
    with pytest.raises(ValidationError, match="被别人改过"):
        pass_step(review)


def test_the_reviewer_of_a_step_may_mend_what_they_claimed(school):
    review, writer, head = school
    pass_step(review)
    editor = person(Role.EDITOR)
    reviewing.claim(step_of(review), by=editor)
    rewrite(review.article, editor)
    pass_step(review, by=editor)
    pass_step(review)
    assert review.state == Review.State.APPROVED
    assert approval.lacks_of(review.article) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda article: Section.objects.update(text="<p>另一句话</p>"),
        lambda article: PictureBlock.objects.create(parent=article, ordering=20, picture=PictureFactory()),
        lambda article: type(article).objects.update(happened_on=date(2026, 11, 1)),
        lambda article: type(article).objects.update(column=ColumnFactory(slug="b", name="乙")),
        lambda article: article.bylines.create(name="张三"),
    ],
)
def test_any_edit_after_approval_voids_it_and_is_named(change):
    article = approved(ArticleFactory(title="稿"))
    assert approval.lacks_of(article) == []
    change(article)
    article.refresh_from_db()
    with pytest.raises(ValidationError, match="《稿》.*审定之后又改过.*重新送审"):
        editions.publish_article(article, by=person(Role.PUBLISHER))
    assert not Edition.objects.exists()


def test_an_edit_undone_is_again_what_was_approved():
    article = approved(ArticleFactory(title="稿"))
    rewrite(article, None)
    assert approval.lacks_of(article)
    rewrite(article, None, title="稿")
    assert approval.lacks_of(article) == []


def test_what_was_returned_last_is_not_approved_though_it_once_was():
    article = approved(ArticleFactory())
    review = submitted(article, by=person(Role.EDITOR))
    step = step_of(review)
    reviewing.send_back(step, by=reviewer_of(step), comment="有误")
    assert "被退回" in approval.lacks_of(article)[0]


def test_the_standing_page_stays_while_a_new_version_is_reviewed():
    article = ArticleFactory(title="旧题")
    editions.publish_article(article, by=None)
    assert approval.lacks_of(article) == []
    rewrite(article, None)
    submitted(article)
    assert "正在一审" in approval.lacks_of(article)[0]
    assert Edition.objects.published().get().title == "旧题"


def test_what_the_portal_itself_publishes_is_recorded_as_not_reviewed():
    editions.publish_article(ArticleFactory(), by=None)
    assert "未经三审" in AuditEvent.objects.get(action="published").text
    with pytest.raises(ValidationError, match="还没有送审"):
        editions.publish_article(ArticleFactory(), by=person(Role.PUBLISHER))


# --- reports ------------------------------------------------------------------------------------------------
def test_a_report_is_reviewed_and_published_with_all_its_articles():
    report = approved(ReportFactory(articles=5))
    assert len(Review.objects.get().content) == 6
    editions.publish_report(report, by=person(Role.PUBLISHER))
    assert Edition.objects.published().count() == 6


def test_an_article_changed_after_approval_holds_the_whole_report_and_is_named():
    report = approved(ReportFactory(articles=5))
    fourth = report.entries.all()[3].article
    rewrite(fourth, None, title="第四篇改了")
    with pytest.raises(ValidationError, match="《第四篇改了》.*又改过"):
        editions.publish_report(report, by=person(Role.PUBLISHER))
    assert not Edition.objects.exists()
    approved(fourth)  # its own three reviews make it good again
    editions.publish_report(report, by=person(Role.PUBLISHER))
    assert Edition.objects.published().count() == 6


def test_another_order_of_articles_is_another_report():
    report = approved(ReportFactory(articles=2))
    first, second = report.entries.all()
    first.order, second.order = second.order, first.order
    first.save(), second.save()
    assert len(approval.lacks_of(report)) == 1


def test_a_report_waits_for_articles_that_are_reviewed_alone():
    report = ReportFactory(articles=2)
    submitted(report.entries.first().article)
    with pytest.raises(ValidationError, match="正在单独审核"):
        submitted(report)


# --- returning, recalling, paper, guests -------------------------------------------------------------------
def test_a_returned_story_carries_its_remarks_to_the_author(school):
    review, writer, head = school
    reviewing.send_back(
        step_of(review),
        by=head,
        comment="数字没有来源",
        remarks=[(Place("第1块"), "来源？"), (Place("第2块"), " ")],
    )
    review.refresh_from_db()
    assert (review.state, review.standing) == ("returned", "已退回")
    step = review.steps.first()
    assert [(remark.place, remark.text) for remark in step.remarks.all()] == [("第1块", "来源？")]
    told = writer.inbox_messages.get()
    assert (told.kind, told.payload["comment"]) == ("review_returned", "数字没有来源")
    assert reviewing.submit(review.article, by=writer).is_open


def test_a_story_is_not_returned_without_a_word(school):
    review, _, head = school
    with pytest.raises(ValidationError, match="写明退回"):
        reviewing.send_back(step_of(review), by=head, remarks=[(Place("第1块"), "")])
    assert Review.objects.get().is_open


def test_a_recalled_story_tells_whoever_had_claimed_it(school):
    review, writer, head = school
    reviewing.claim(step_of(review), by=head)
    reviewing.recall(review, by=writer)
    assert Review.objects.get().state == "recalled"
    assert head.inbox_messages.filter(kind="review_recalled").exists()
    with pytest.raises(ValidationError, match="不能再撤回"):
        reviewing.recall(review, by=writer)


def paper(review, **values):
    values = {"signer": "王老师", "signed_on": timezone.localdate(), "photograph": upload()} | values
    step = reviewing.record_paper(step_of(review), seen=seen(review), **values)
    review.refresh_from_db()
    return step


def small_office(media):
    unit, writer, head = school_people()
    ReviewRoute.objects.create(name="小", unit=unit, paper=True)
    RouteStep.objects.create(route=ReviewRoute.objects.get(), step=1, role="head")
    return reviewing.submit(ArticleFactory(unit=unit), by=writer), writer


def test_a_small_office_records_papers_with_their_photograph(media):
    review, writer = small_office(media)
    step = paper(review, by=writer)
    assert (step.signer, step.decided_by, review.at_step) == ("王老师", writer, Step.FINAL)
    assert step.photograph.name.endswith(".webp")
    assert "纸质审签" in step.who and AuditEvent.objects.filter(text__contains="王老师").exists()
    paper(review, by=person(Role.PUBLISHER), signer="李主任")
    assert review.state == "approved"


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"signer": " "}, "签字人"),
        ({"signed_on": timezone.localdate() + timedelta(days=2)}, "晚于今天"),
        ({"photograph": SimpleUploadedFile("a.jpg", b"no picture")}, "能打开"),
    ],
)
def test_a_paper_without_what_makes_it_one_is_refused(media, values, message):
    review, writer = small_office(media)
    with pytest.raises(ValidationError, match=message):
        paper(review, by=writer, **values)
    assert review.steps.first().decision == ""


def test_the_author_signs_no_paper_and_nobody_signs_two(media):
    review, writer = small_office(media)
    with pytest.raises(ValidationError, match="作者"):
        paper(review, by=writer, signer=writer.name)
    paper(review, by=writer)
    with pytest.raises(ValidationError, match="另一步"):
        paper(review, by=writer)


def test_paper_is_for_the_offices_that_may(school, media):
    review, writer, _ = school
    with pytest.raises(ValidationError, match="不收纸质"):
        paper(review, by=writer)


@pytest.mark.both
def test_a_guests_agreement_passes_the_step_for_whoever_gave_the_link(school):
    review, writer, head = school
    link = reviewing.invite(step_of(review), by=head, name="赵主任（镇政府）")
    reviewing.answer(link, agreed=True, text="可以", seen=seen(review))
    review.refresh_from_db()
    step = review.steps.first()
    assert (review.at_step, step.decided_by, step.signer) == (Step.SECOND, head, "赵主任（镇政府）")
    assert "凭链接" in step.who
    with pytest.raises(ValidationError, match="失效"):
        reviewing.answer(link, agreed=True, seen=seen(review))


def test_a_guests_objection_and_any_answer_to_the_final_step_are_only_told(school):
    review, writer, head = school
    link = reviewing.invite(step_of(review), by=head, name="赵主任")
    reviewing.answer(link, agreed=False, text="标题太长", seen=seen(review))
    assert head.inbox_messages.filter(kind="review_answered").get().payload["text"] == "标题太长"
    assert step_of(Review.objects.get()).decision == ""
    pass_step(review, by=head)
    pass_step(review)
    publisher = person(Role.PUBLISHER)
    last = reviewing.invite(step_of(review), by=publisher, name="钱主任")
    reviewing.answer(last, agreed=True, seen=seen(review))
    assert Review.objects.get().is_open


@pytest.mark.parametrize(
    "spoil",
    [
        lambda link: GuestLink.objects.update(expires_at=timezone.now() - timedelta(minutes=1)),
        lambda link: reviewing.revoke(link, by=link.given_by),
        lambda link: reviewing.recall(link.step.review, by=link.given_by),
    ],
)
def test_a_link_ends_with_its_time_its_giver_or_its_step(school, spoil):
    review, _, head = school
    link = reviewing.invite(step_of(review), by=head, name="赵主任")
    spoil(link)
    with pytest.raises(ValidationError, match="失效"):
        reviewing.answer(link, agreed=True, seen=seen(review))
    assert review.steps.first().decision == ""


def test_the_notice_for_the_group_names_who_has_not_acted(school, settings):
    settings.SITE_DOMAIN = "school.example.com"
    review, writer, head = school
    step = step_of(review)
    text = reviewing_messages.notice_for_the_group(step, reviewing.people_of(step))
    assert head.name in text and "《校报》等一审" in text
    short = sharing.short_path(reviewing_messages.LETTER, review.pk)
    assert f"https://school.example.com{short}" in text
    assert sharing.leads_to(short.split("/")[2]) == reviewing_messages.path_of(review)


def test_the_trail_of_a_story_is_whole(school):
    review, writer, head = school
    for _ in Step:
        pass_step(review)
    actions = list(AuditEvent.objects.order_by("pk").values_list("action", flat=True))
    assert [name for name in actions if name != "认领审稿"] == ["送审", "一审通过", "二审通过", "终审通过"]
    assert Message.objects.filter(recipient=writer).count() == 3
