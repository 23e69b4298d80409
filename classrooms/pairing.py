"""The pair's chain: plan, prepare, teach, review, look back. This module alone writes pairs and their steps.

A move is anything either does for the chain; it is dated, so that a pair that stands still is seen. It is
reminded privately after REMINDED_AFTER teaching days; after LEAD_AFTER the pair reads 待牵头校协调,
to its organiser alone. The portal re-pairs nobody by itself, and nothing is lost where an organiser does.
"""

import secrets

from django.db import transaction
from django.utils import timezone

from accounts import audit, constraints, inbox
from accounts.models import StaffRole, User
from accounts.rights import reach
from accounts.roles import GRANTS
from classrooms import reviewing
from classrooms.file_kinds import ending_of
from classrooms.models import LessonReview, Pair, PairingCycle, PairStep, PlanComment, PlanVersion
from classrooms.refusal import Refused
from publishing.models import raise_version
from schools import teaching_days

State = Pair.State
REMINDED_AFTER, LEAD_AFTER = 14, 20
# By when each step is due, in teaching days from the start; the organiser may move any of them.
DUE_AFTER = {State.PLAN: 5, State.PREPARE: 10, State.TEACH: 15, State.REVIEW: 18, State.FOLLOW_UP: 35}
NEXT = dict(zip(State.active(), [*State.active()[1:], State.DONE], strict=True))

inbox.register(
    "pair.proposed", title="{who}想和您结对", body="{title}。请在“结对研修”里答复：一起，或这次不方便。"
)
inbox.register(
    "pair.begun", title="结对开始：{title}", body="您和{partner}结成一对。第一步：{step}，{due}前。"
)
inbox.register("pair.declined", title="这次没有结成：{title}", body="对方这次不方便，可以再找一位。")
inbox.register("pair.moved", title="{who}：{what}", body="{title}。下一步：{step}，{due}前。")
inbox.register(
    "pair.silent",
    title="结对有些日子没有进展了",
    body="您和{partner}的“{title}”停在“{step}”。忙的话，先约个时间也好。",
)
inbox.register(
    "pair.waits",
    title="有一对待牵头校协调",
    body="{both}的“{title}”停在“{step}”已过{days}个教学日，请私下问问要不要帮忙。",
)
inbox.register(
    "pair.ended", title="结对结束：{title}", body="组织单位结束了这次结对：{reason}。写下的都还在。"
)


# --- How a pair comes about ---------------------------------------------------------------------------------
def propose(cycle, teacher, *, by):
    """Answer an offer or a need: the other side is asked whether they agree."""
    if teacher is None or teacher.user_id != by.pk:
        raise Refused("请用有教师档案的本人账号来答复。")
    with constraints.spoken_as(Refused), transaction.atomic():
        cycle = PairingCycle.objects.select_for_update().get(pk=cycle.pk)
        _refuse_closed(cycle)
        if known := _standing_pair(cycle, teacher):
            return known
        pair = _new(cycle, *_sides(cycle, teacher), by=by)
        asked = cycle.teacher.user
        _tell("pair.proposed", pair, [asked] if asked else [], key="proposed", who=teacher.name)
        audit.record("提出结对", by=by, row=pair)
    return pair


def _sides(cycle, teacher):
    """(first, second): who offers guides; who needs is guided."""
    offered = cycle.kind == PairingCycle.Kind.OFFER
    return (cycle.teacher, teacher) if offered else (teacher, cycle.teacher)


def _standing_pair(cycle, teacher):
    first, second = _sides(cycle, teacher)
    alive = cycle.pairs.filter(first=first, second=second)
    return alive.filter(state__in=[State.PROPOSED, *State.active()]).first()


def _refuse_closed(cycle):
    if not PairingCycle.objects.open().filter(pk=cycle.pk).exists():
        raise Refused("这个意向已经关闭，请看看别的。")
    if cycle.pairs.filter(state__in=[*State.active(), State.DONE]).count() >= cycle.places:
        raise Refused("已经结满了，请看看别的。")


def answer(pair, agreed, *, by):
    """The other side's word: a pair begins, or it does not."""
    with transaction.atomic():
        pair = _lock(pair)
        own = pair.side_of(by)
        if own is None or pair.proposed_by_id == by.pk:
            raise Refused("要由对方来答复。")
        if pair.state != State.PROPOSED:
            return pair
        if not agreed:
            pair.state = State.DECLINED
            pair.save()
            _tell("pair.declined", pair, _users(pair, without=by), key="declined")
            return pair
        _refuse_closed(PairingCycle.objects.select_for_update().get(pk=pair.cycle_id))
        _begin(pair)
        audit.record("结对开始", by=by, row=pair)
    return pair


def pair_up(cycle, first, second, *, by, continues=None, mentorship=None, sample=False):
    """The organiser's own choice of two: it begins at once, and both are told."""
    with constraints.spoken_as(Refused), transaction.atomic():
        pair = _new(cycle, first, second, by=by, continues=continues, mentorship=mentorship, sample=sample)
        _begin(pair)
        audit.record("组织结对", by=by, row=pair)
    return pair


def _new(cycle, first, second, *, by, **fields):
    return Pair.objects.create(cycle=cycle, first=first, second=second, proposed_by=by, **fields)


def _begin(pair):
    today = timezone.localdate()
    pair.state, pair.moved_on = State.PLAN, today
    pair.save()
    raise_version("classrooms")
    PairStep.objects.bulk_create(
        PairStep(pair=pair, step=step, due_on=teaching_days.after(today, days))
        for step, days in DUE_AFTER.items()
    )
    for teacher in pair.teachers:
        if teacher.user:
            _tell("pair.begun", pair, [teacher.user], key="begun", partner=pair.other_than(teacher).name)


# --- Moves --------------------------------------------------------------------------------------------------
def add_plan(pair, *, by, text="", file=None, at=None):
    """A new version of the plan; the first one ends the step 定方案. The file is stored before its row."""
    plan = PlanVersion(pair=pair, text=text.strip(), by=by, at=at or timezone.now())
    if file is not None:
        plan.file_name = file.name[-120:]
        plan.file.save(f"{secrets.token_hex(16)}.{ending_of(file.name)}", file, save=False)
    try:
        with constraints.spoken_as(Refused), transaction.atomic():
            pair = _lock(pair)
            _own(pair, by)
            _refuse_over(pair)
            last = pair.plans.order_by("-number").values_list("number", flat=True).first()
            plan.number = (last or 0) + 1
            plan.save()
            _move(pair, by, f"交了第{plan.number}稿", done=State.PLAN)
    except Exception:
        if plan.file:
            plan.file.delete(save=False)
        raise
    return plan


def comment(plan, text, *, by):
    """A word to a version; it counts as a move."""
    with transaction.atomic():
        pair = _lock(plan.pair)
        _own(pair, by)
        _refuse_over(pair)
        said = PlanComment.objects.create(plan=plan, text=text.strip(), by=by)
        _move(pair, by, f"对第{plan.number}稿提了意见", key=f"comment{said.pk}")
    return said


def agree_on_plan(pair, *, by):
    """备好了: said by whoever did not write the last version."""
    with transaction.atomic():
        pair = _lock(pair)
        _own(pair, by)
        last = pair.plans.first()
        if pair.state != State.PREPARE or last is None:
            raise Refused("先交一稿备课，再说备好了。")
        if last.by_id == by.pk:
            raise Refused("最后一稿是您交的，请对方看过再点“备好了”。")
        _move(pair, by, "觉得备好了，可以上课", done=State.PREPARE)
    return pair


def hold(pair, lesson, *, by):
    """The lesson was held: one of the two taught it; from now on both write a sheet."""
    with transaction.atomic():
        pair = _lock(pair)
        _own(pair, by)
        if pair.state != State.TEACH:
            raise Refused("先一起备好课，再登记上课。")
        if lesson.presenter_id not in {pair.first_id, pair.second_id}:
            raise Refused("这节课不是你们俩中的一位上的，请另选一节。")
        pair.lesson = lesson
        pair.save(update_fields=["lesson"])
        _move(pair, by, f"上了《{lesson.topic}》", done=State.TEACH)
        _after_sheets(pair, by)
    return pair


@reviewing.after_submitting
def sheet_handed_in(review, *, by):
    """Both sheets of the pair's lesson end the step 评课."""
    for found in Pair.objects.filter(lesson=review.lesson_id, state=State.REVIEW):
        pair = _lock(found)
        if pair.side_of(by):
            _move(pair, by, "交了评课表", key=f"sheet{review.pk}")
            _after_sheets(pair, by)


def sheets_of(pair):
    """{teacher key: whether their sheet of the pair's lesson is handed in}."""
    reviewers = set(
        LessonReview.objects.submitted().filter(lesson=pair.lesson_id).values_list("reviewer", flat=True)
    )
    return {teacher.pk: teacher.user_id in reviewers for teacher in pair.teachers}


def _after_sheets(pair, by):
    if pair.state == State.REVIEW and all(sheets_of(pair).values()):
        _move(pair, by, "两人都评完了，约个回头看的日子", done=State.REVIEW)


def set_follow_up(pair, day, *, by):
    """When both look at it again."""
    with transaction.atomic():
        pair = _lock(pair)
        _own(pair, by)
        if pair.state != State.FOLLOW_UP:
            raise Refused("两人都交了评课表，再约回头看。")
        if day < timezone.localdate():
            raise Refused("这一天已经过了，请约以后的日子。")
        pair.steps.filter(step=State.FOLLOW_UP).update(due_on=day)
        _move(pair, by, f"约好{day.month}月{day.day}日回头看", key=f"follow{day}")
    return pair


def finish(pair, outcome, *, by):
    """What came of it; the chain is whole."""
    with transaction.atomic():
        pair = _lock(pair)
        _own(pair, by)
        if pair.state != State.FOLLOW_UP:
            raise Refused("走完前面几步，再写收获。")
        if not outcome.strip():
            raise Refused("请写几句收获：哪里变了，还要试什么。")
        pair.outcome = outcome.strip()
        pair.save(update_fields=["outcome"])
        _move(pair, by, "写下了收获，这一轮走完了", done=State.FOLLOW_UP)
        raise_version("classrooms")
        audit.record("结对完成", by=by, row=pair)
    return pair


def _move(pair, by, what, *, done=None, key=""):
    """Date the move, end the step that it completes, and tell the partner."""
    today = timezone.localdate()
    pair.moved_on, pair.reminded_on, pair.lead_asked_on = today, None, None
    ending = done is not None and pair.state == done
    if ending:
        pair.steps.filter(step=done).update(done_on=today)
        pair.state = NEXT[done]
    pair.save(update_fields=["moved_on", "reminded_on", "lead_asked_on", "state"])
    key = key or f"{what}:{timezone.now().isoformat()}"
    _tell("pair.moved", pair, _users(pair, without=by), key=key, who=by.name, what=what)


# --- The organiser ------------------------------------------------------------------------------------------
def organises(user, pair):
    found = reach(user, "organise", "classrooms.pair")
    return found.everything or pair.cycle.organiser_id in found.units


def move_due(pair, step, day, *, by):
    with transaction.atomic():
        pair = _lock(pair)
        _organiser(pair, by)
        row = pair.steps.get(step=step)
        audit.record("结对改期", by=by, row=pair, change={step: [str(row.due_on), str(day)]})
        row.due_on = day
        row.save(update_fields=["due_on"])
    return pair


def end(pair, reason, *, by):
    """The organiser ends a pair, saying why; plans, words and sheets stay."""
    if not reason.strip():
        raise Refused("请写明原因，两位教师会看到。")
    with transaction.atomic():
        pair = _lock(pair)
        _organiser(pair, by)
        if not (pair.is_active or pair.state == State.PROPOSED):
            return pair
        pair.state, pair.end_reason, pair.lead_asked_on = State.ENDED, reason.strip(), None
        pair.save(update_fields=["state", "end_reason", "lead_asked_on"])
        raise_version("classrooms")
        _tell("pair.ended", pair, _users(pair), key="ended", reason=pair.end_reason)
        audit.record("结束结对", by=by, row=pair, change={"end_reason": ["", pair.end_reason]})
    return pair


def pair_anew(pair, first, second, reason, *, by):
    """End a pair and begin another in its place, which leads back to it."""
    with constraints.spoken_as(Refused), transaction.atomic():
        ended = end(pair, reason, by=by)
        if hasattr(ended, "continued_by"):
            return ended.continued_by
        return pair_up(ended.cycle, first, second, by=by, continues=ended, mentorship=None)


def watch(today=None):
    """The sweep: remind who stands still, then tell the organiser; each once until the next move."""
    today = today or timezone.localdate()
    silent = Pair.objects.active().filter(moved_on__lt=teaching_days.before(today, REMINDED_AFTER))
    for pair in silent.filter(reminded_on=None).for_list():
        with transaction.atomic():
            Pair.objects.filter(pk=pair.pk, reminded_on=None).update(reminded_on=today)
            for teacher in pair.teachers:
                if teacher.user:
                    key, partner = f"silent{pair.moved_on}", pair.other_than(teacher).name
                    _tell("pair.silent", pair, [teacher.user], key=key, partner=partner)
    waiting = Pair.objects.active().filter(moved_on__lt=teaching_days.before(today, LEAD_AFTER))
    for pair in waiting.filter(lead_asked_on=None).for_list():
        with transaction.atomic():
            Pair.objects.filter(pk=pair.pk, lead_asked_on=None).update(lead_asked_on=today)
            _tell(
                "pair.waits",
                pair,
                _organisers(pair.cycle.organiser_id),
                key=f"waits{pair.moved_on}",
                both=str(pair),
                days=LEAD_AFTER,
            )


def _organisers(unit):
    roles = [role for role, granted in GRANTS.items() if "organise" in granted.get("classrooms.pair", ())]
    held = StaffRole.objects.filter(unit=unit, role__in=roles)
    return User.objects.filter(pk__in=held.values("user"), is_active=True)


# --- Shared -------------------------------------------------------------------------------------------------
def _lock(pair):
    return Pair.objects.for_list().select_for_update(of=("self",)).get(pk=pair.pk)


def _own(pair, by):
    if pair.side_of(by) is None:
        raise Refused("只有结对的两位能走这一步。")


def _organiser(pair, by):
    if not organises(by, pair):
        raise Refused("只有组织单位能这样做。")


def _refuse_over(pair):
    if not pair.is_active:
        raise Refused(f"这一对现在是“{pair.get_state_display()}”，不能再写。")


def _users(pair, without=None):
    users = [teacher.user for teacher in pair.teachers if teacher.user]
    return [user for user in users if without is None or user.pk != without.pk]


def _tell(kind, pair, users, *, key, **payload):
    step = pair.steps.filter(step=pair.state).first()
    due = f"{step.due_on.month}月{step.due_on.day}日" if step else ""
    said = {"title": pair.cycle.title, "step": pair.get_state_display(), "due": due}
    path = pair.get_absolute_url()
    inbox.send(kind, users, key=f"{pair.pk}:{key}"[:90], payload=said | payload, path=path)
