"""Sheets of observed lessons: templates, drafts, handing in, and who reads what."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.models import Message
from accounts.roles import Role
from classrooms import review_report, reviewing, rubrics
from classrooms.models import LessonReview, ObservedLesson, Rubric, Score
from classrooms.refusal import Refused
from classrooms.reviewing import Said
from tests.factories import (
    EducationGroupFactory,
    MembershipFactory,
    SessionFactory,
    TeacherFactory,
    person,
)
from tests.factories.reviews import ObservedLessonFactory, rubric_of, sheet_of

pytestmark = pytest.mark.django_db
Seen = ObservedLesson.Visibility
THREE_LEVELS = "教学过程\n  情境\n    问题有思考价值 10分\n  反馈　15\n值得学的一处（评语）"


def points_of(review, *values):
    items = review.rubric.items.filter(kind="score")
    return {
        item.pk: None if value is None else Decimal(value) for item, value in zip(items, values, strict=True)
    }


# --- Templates ----------------------------------------------------------------------------------------------
def test_an_outline_becomes_rows_and_rows_the_same_outline():
    rubric = rubric_of(THREE_LEVELS)
    rows = [(row.level, row.kind, row.title, row.maximum) for row in rubric.items.all()]
    assert rows[2:] == [
        (3, "score", "问题有思考价值", 10),
        (2, "score", "反馈", 15),
        (1, "comment", "值得学的一处", None),
    ]
    assert rubrics.parse(rubrics.outline_of(rubric)) == rubrics.parse(THREE_LEVELS)


@pytest.mark.parametrize(
    ("outline", "fault"),
    [
        ("目标\n      目标 10", "第2行：比上一行多缩进了两级"),
        ("甲\n  乙\n    丙\n      丁 5", "第4行：最多三级"),
        ("目标 10\n  细项 5", "第1行：下面还有细项"),
        ("只有标题", "至少要有一行"),
        ("目标 0", "满分要大于0"),
    ],
)
def test_a_faulty_outline_is_told_by_its_line(outline, fault):
    with pytest.raises(ValidationError) as told:
        rubrics.parse(outline)
    assert any(fault in message for message in told.value.messages)


def test_a_used_template_is_never_changed_and_gets_a_new_version():
    rubric = rubric_of()
    before = rubrics.outline_of(rubric)
    sheet_of(rubric=rubric)
    with pytest.raises(Refused, match="新版本"):
        rubrics.write(rubric, rubrics.parse("别的 5"))
    newer = rubrics.new_version(rubric, by=None)
    rubrics.write(newer, rubrics.parse("别的 5"))
    assert rubrics.outline_of(Rubric.objects.get(pk=rubric.pk)) == before
    assert newer.number == 2
    assert list(Rubric.objects.offered()) == [newer]


@pytest.mark.parametrize(
    ("share", "word"), [(0.9, "优秀"), (0.89, "良好"), (0.75, "良好"), (0.6, "合格"), (0.5, "待提高")]
)
def test_cut_offs_belong_to_the_template(share, word):
    assert Rubric(excellent_from=90, good_from=75, pass_from=60).word_for(share) == word


def test_cut_offs_out_of_order_are_refused_by_the_database():
    with pytest.raises(IntegrityError), transaction.atomic():
        rubric_of(good_from=95)


# --- Writing ------------------------------------------------------------------------------------------------
def test_a_draft_is_kept_and_a_repeated_save_counts_once():
    review = sheet_of()
    by = review.reviewer
    said = Said("10:25 导入", "", points_of(review, "8.5", None, None))
    once = reviewing.save(review, said, by=by, key="a", revision=0)
    again = reviewing.save(review, said, by=by, key="a", revision=0)
    assert (once.revision, again.revision) == (1, 1)
    assert list(review.scores.values_list("points", flat=True)) == [Decimal("8.5")]


def test_a_second_device_is_told_and_overwrites_only_knowingly():
    review = sheet_of()
    reviewing.save(review, Said("手机上写的"), by=review.reviewer, key="a", revision=0)
    with pytest.raises(reviewing.Overtaken):
        reviewing.save(review, Said("电脑上写的"), by=review.reviewer, key="b", revision=0)
    reviewing.save(review, Said("电脑上写的"), by=review.reviewer, key="c")
    review.refresh_from_db()
    assert review.notes == "电脑上写的"


def test_handing_in_needs_every_score_then_locks_and_tells_the_presenter():
    review = sheet_of()
    by = review.reviewer
    with pytest.raises(Refused, match="还有1行没有打分：反馈及时"):
        reviewing.submit(review, Said(points=points_of(review, "9", "18", None)), by=by)
    handed_in = reviewing.submit(review, Said(points=points_of(review, "9", "18", "9")), by=by)
    assert (handed_in.points, handed_in.points_of, handed_in.word) == (36, 40, "优秀")
    with pytest.raises(Refused, match="已经提交"):
        reviewing.save(review, Said("再改"), by=by, key="late")
    assert Message.objects.get().recipient == review.lesson.presenter.user


def test_a_sheet_of_words_alone_needs_one_word():
    review = sheet_of(rubric=rubric_of("学生在学什么（评语）", style=Rubric.Style.COMMENTS))
    with pytest.raises(Refused, match="至少写一句"):
        reviewing.submit(review, Said(), by=review.reviewer)
    item = review.rubric.items.get()
    handed_in = reviewing.submit(review, Said(remarks={item.pk: "都在试"}), by=review.reviewer)
    assert handed_in.points is None and handed_in.word == ""


def test_more_than_the_maximum_is_refused_by_the_database_in_words():
    review = sheet_of()
    with pytest.raises(Refused, match="0和满分之间"):
        reviewing.save(review, Said(points=points_of(review, "10.5", None, None)), by=review.reviewer)
    assert not Score.objects.exists()


def test_nobody_writes_on_another_s_sheet():
    review, other = sheet_of(), TeacherFactory(signed_up=True).user
    for act in (reviewing.save, reviewing.submit):
        with pytest.raises(Refused, match="自己的"):
            act(review, Said(), by=other)


def test_the_same_lesson_is_entered_once_and_a_session_s_lesson_too():
    teacher, by = TeacherFactory(), person(Role.RESEARCHER)
    one = {"presenter": teacher, "topic": "认识分数", "held_on": "2026-11-20"}
    assert reviewing.enter_lesson(by=by, **one).pk == reviewing.enter_lesson(by=by, **one).pk
    session = SessionFactory(presenter=teacher)
    assert reviewing.lesson_of(session, by=by).pk == reviewing.lesson_of(session, by=by).pk
    with pytest.raises(Refused, match="没有写主讲教师"):
        reviewing.lesson_of(SessionFactory(), by=by)


def test_throwing_a_draft_away_takes_only_one_s_own_lesson_with_it():
    by = TeacherFactory(signed_up=True).user
    own, others = ObservedLessonFactory(added_by=by), ObservedLessonFactory()
    for lesson in (own, others):
        reviewing.discard(sheet_of(lesson, by=by), by=by)
    assert list(ObservedLesson.objects.all()) == [others]


# --- Reading ------------------------------------------------------------------------------------------------
def test_the_presenter_decides_who_reads():
    """Each circle holds those before it; a stranger never reads."""
    group = EducationGroupFactory()
    lesson = ObservedLessonFactory()
    colleague = TeacherFactory(signed_up=True)
    for teacher in (lesson.presenter, colleague):
        MembershipFactory(group=group, school=teacher.school)
    handed_in, draft = sheet_of(lesson, share=Decimal("0.5")), sheet_of(lesson)
    stranger = TeacherFactory(signed_up=True)
    told = {}
    for visibility in Seen:
        reviewing.choose_visibility(lesson, visibility, by=lesson.presenter.user)
        told[visibility] = [
            ObservedLesson.objects.told_to(fresh(user)).exists()
            for user in (
                lesson.presenter.user,
                handed_in.reviewer,
                draft.reviewer,
                colleague.user,
                stranger.user,
            )
        ]
    assert told == {
        Seen.PRESENTER: [True, False, False, False, False],
        Seen.REVIEWERS: [True, True, False, False, False],
        Seen.PAIR: [True, True, False, False, False],
        Seen.STUDIO: [True, True, False, False, False],
        Seen.GROUP: [True, True, False, True, False],
    }


def fresh(user):
    """The person as the next request finds them."""
    return type(user).objects.get(pk=user.pk)


def test_drafts_are_read_by_their_writer_alone():
    lesson = ObservedLessonFactory(visibility=Seen.GROUP)
    draft = sheet_of(lesson)
    assert not LessonReview.objects.readable_by(lesson.presenter.user).exists()
    assert LessonReview.objects.readable_by(draft.reviewer).get() == draft


def test_only_the_presenter_reflects_and_sets_who_reads():
    lesson, other = ObservedLessonFactory(), TeacherFactory(signed_up=True).user
    with pytest.raises(Refused):
        reviewing.reflect(lesson, "不是我的课", by=other)
    with pytest.raises(Refused):
        reviewing.choose_visibility(lesson, Seen.GROUP, by=other)


def test_the_report_draws_means_and_spans_of_one_lesson():
    lesson, rubric = ObservedLessonFactory(), rubric_of()
    for share in ("0.5", "1"):
        sheet_of(lesson, rubric, share=Decimal(share))
    (part,) = review_report.parts(lesson, lesson.presenter.user)
    assert [row.mean for row in part.rows] == [Decimal("7.5"), Decimal("15.0"), Decimal("7.5")]
    assert (part.mean, part.of, part.word) == (30, 40, "合格")
    assert len(part.line.split()) == 3
    assert all(mark.low < mark.x < mark.high for mark in part.marks)


def test_counts_of_work_leave_one_s_own_lessons_out():
    teacher = TeacherFactory(signed_up=True)
    sheet_of(by=teacher.user, share=1)
    sheet_of(ObservedLessonFactory(presenter=teacher), by=teacher.user, share=1)
    days = "2000-01-01", "2100-01-01"
    assert reviewing.number_of_reviews([teacher.pk], *days) == {teacher.pk: 1}
