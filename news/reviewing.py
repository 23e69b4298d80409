"""Three reviews: submitting, claiming, approving, returning, recalling; on paper, and through a guest's link.

While a story is in review its words are frozen but for the reviewer who claimed the step. A decision names
the mark of the content its reviewer saw, and is refused where something else stands there by now. Everything
is written in one transaction with its trail and its messages; refusals are `ValidationError`.
"""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.constraints import spoken_as
from accounts.models import User
from news import approval, reviewing_messages, routes
from news.models import Activity, GuestLink, Report, Review, ReviewRemark, ReviewStep, Step
from pictures import library
from schools.calendar import working_day_after

Decision = ReviewStep.Decision
# Long enough to reach somebody in a village office, short enough that a forwarded link is soon nothing.
GUEST_DAYS = 3
# A claim older than this is let go where somebody else takes the story up.
CLAIM_KEPT = timedelta(days=1)


@transaction.atomic
def submit(story, *, by, note=""):
    """Open the review of a story as it stands; the reviewers of its first step are told."""
    story = type(story).objects.select_for_update().get(pk=story.pk)
    running = approval.open_review(story)
    if running is not None:
        raise ValidationError(f"《{running.title}》已在审核中（{running.get_at_step_display()}）。")
    if isinstance(story, Report):
        _refuse_parts_in_review(story)
    if isinstance(story, Activity) and story.visible_from is not None:
        raise ValidationError(f"《{story.title}》已经公开：要改，请先另存一份修改稿。")
    way = routes.way_of(story)
    review = Review(
        unit=story.unit,
        title=story.full_title,
        at_step=way.stops[0].step,
        paper=way.paper,
        note=note.strip(),
        submitted_by=by,
        content=approval.snapshot(story),
        sample=story.sample,
        **{story._meta.model_name: story},
    )
    with spoken_as(ValidationError), transaction.atomic():
        review.save()
    for stop in way.stops:
        _open_step(review, stop)
    audit.record("送审", by=by, row=story, text=str(review))
    _begin(review)
    return review


def _refuse_parts_in_review(report):
    articles = report.articles.filter(reviews__state=Review.State.OPEN)
    if articles:
        names = "".join(f"《{article.title}》" for article in articles)
        raise ValidationError(f"{names}正在单独审核：请等审完，或先撤回，再送审整组。")


def _open_step(review, stop):
    step = ReviewStep.objects.create(
        review=review,
        step=stop.step,
        role=stop.role,
        place=stop.place,
        days=stop.days,
        author=review.submitted_by,
    )
    step.people.set(stop.people)


def _begin(review):
    """Start the clock of the current step and tell those who may decide it."""
    step = current_step(review)
    step.due_on = working_day_after(timezone.localdate(), step.days)
    step.save(update_fields=["due_on"])
    reviewing_messages.ask(step, people_of(step))


def current_step(review):
    return review.steps.get(step=review.at_step)


def people_of(step):
    """Who may decide a step: the named, or the holders of its role; the author and earlier reviewers not."""
    found = User.objects.filter(is_active=True)
    if step.people.exists():
        found = found.filter(pk__in=step.people.all())
    else:
        held = {"staff_roles__role": step.role}
        held |= {"staff_roles__unit": step.place} if step.place_id else {}
        found = found.filter(**held)
    return found.exclude(pk__in=_barred(step)).order_by("name", "pk").distinct()


def _barred(step):
    """The author, and whoever answers for another step; a paper's recorder did not review."""
    done = step.review.steps.filter(decision=Decision.APPROVED).exclude(pk=step.pk)
    keys = {row.decided_by_id for row in done if not row.photograph}
    return {step.author_id, *keys} - {None}


# --- deciding -----------------------------------------------------------------------------------------------
def _locked(step):
    """The step, its review locked first, so that two decisions about a review come one after the other."""
    review = Review.objects.select_for_update().get(steps=step)
    return ReviewStep.objects.select_related("review", "claimed_by", "author").get(pk=step.pk, review=review)


def _current(step):
    step = _locked(step)
    if not step.is_current:
        raise ValidationError(f"这一步已经审过了，稿件现在是：{step.review.standing}。")
    return step


def _may_decide(step, by):
    if by.pk == step.author_id:
        raise ValidationError("自己送审的稿件不能自己审。")
    if not people_of(step).filter(pk=by.pk).exists():
        raise ValidationError(f"这一步由{reviewing_messages.whose(step)}来审，您不在其中，或已审过另一步。")


@transaction.atomic
def claim(step, *, by):
    """Take a step up, so that nobody else reads the same story in vain; a day later others may."""
    step = _current(step)
    _may_decide(step, by)
    _hold(step, by)
    return step


def _hold(step, by):
    if step.claimed_by_id == by.pk:
        return
    if step.claimed_by_id and timezone.now() - step.claimed_at < CLAIM_KEPT:
        since = f"{timezone.localtime(step.claimed_at):%m月%d日 %H:%M}"
        raise ValidationError(f"{step.claimed_by.name}已在{since}认领，正在审。")
    earlier = step.claimed_by.name if step.claimed_by_id else ""
    step.claimed_by, step.claimed_at = by, timezone.now()
    step.save(update_fields=["claimed_by", "claimed_at"])
    audit.record(
        "认领审稿", by=by, row=step.review, text=f"{step}{f'（原由{earlier}认领）' if earlier else ''}"
    )


@transaction.atomic
def release(step, *, by):
    """Let a claimed step go."""
    step = _current(step)
    if step.claimed_by_id != by.pk:
        raise ValidationError("这一步不是您认领的。")
    step.claimed_by = step.claimed_at = None
    step.save(update_fields=["claimed_by", "claimed_at"])
    audit.record("放回审稿", by=by, row=step.review, text=str(step))


@transaction.atomic
def approve(step, *, by, seen, comment=""):
    """Pass the step for the content whose mark is `seen`; the last step approves the story."""
    step = _current(step)
    _may_decide(step, by)
    _hold(step, by)
    return _approve(step, by=by, seen=seen, comment=comment)


def _approve(step, *, by, seen, comment="", signer="", signed_on=None, photograph=None):
    step.content = _content_seen(step, seen)
    step.decision, step.decided_by, step.decided_at = Decision.APPROVED, by, timezone.now()
    step.comment, step.signer, step.signed_on = comment.strip(), signer, signed_on
    if photograph is not None:
        step.photograph = photograph
    _save(step)
    audit.record(f"{step.get_step_display()}通过", by=by, row=step.review.story, text=f"{step} {step.who}")
    _go_on(step)
    return step


def _content_seen(step, seen):
    content = approval.snapshot(step.review.story)
    if approval.mark_of(content) != seen:
        raise ValidationError("这一页打开之后稿件又改过，请再看一遍。")
    before = _last_content(step)
    if content != before and _digests(content) != _digests(before):
        _refuse_foreign_edit(step)
    return content


def _digests(content):
    return {key: one["digest"] for key, one in content.items()}


def _last_content(step):
    done = step.review.steps.filter(decision=Decision.APPROVED).order_by("-step").first()
    return done.content if done else step.review.content


def _refuse_foreign_edit(step):
    """Only the reviewer of a step may have changed the words since the last decision."""
    story = step.review.story
    changed = [story, *story.articles.all()] if isinstance(story, Report) else [story]
    last = max(changed, key=lambda one: one.changed_at)
    if last.changed_by_id != step.claimed_by_id:
        raise ValidationError(f"《{last.title}》在上一步之后被别人改过，请退回，让作者重新送审。")


def _save(step):
    with spoken_as(ValidationError), transaction.atomic():
        step.save()


def _go_on(step):
    review = step.review
    following = review.steps.filter(step__gt=step.step).order_by("step").first()
    review.content = step.content
    if following is None:
        review.state, review.closed_at = Review.State.APPROVED, timezone.now()
        review.save()
        reviewing_messages.tell_approved(review)
        return
    review.at_step = following.step
    review.save()
    reviewing_messages.tell_passed(step)
    _begin(review)


@transaction.atomic
def send_back(step, *, by, comment="", remarks=()):
    """Return the story to its author with words; `remarks` are (`review_page.Place`, text) pairs."""
    step = _current(step)
    _may_decide(step, by)
    _hold(step, by)
    remarks = [(place, text.strip()) for place, text in remarks if text.strip()]
    if not comment.strip() and not remarks:
        raise ValidationError("请写明退回的原因，或在段落旁写批注。")
    step.decision, step.decided_by, step.decided_at = Decision.RETURNED, by, timezone.now()
    step.comment = comment.strip()
    _save(step)
    ReviewRemark.objects.bulk_create(
        ReviewRemark(step=step, place=str(place)[:120], block=place.block, text=text[:300])
        for place, text in remarks
    )
    review = step.review
    review.content = approval.snapshot(review.story)
    _close(review, Review.State.RETURNED)
    audit.record(f"{step.get_step_display()}退回", by=by, row=review.story, text=f"{step}：{comment}")
    reviewing_messages.tell_returned(step, len(remarks))
    return step


def _close(review, state):
    review.state, review.closed_at = state, timezone.now()
    review.save()


@transaction.atomic
def recall(review, *, by):
    """Take a story out of review to change it; whoever may edit it may do so."""
    review = Review.objects.select_for_update().get(pk=review.pk)
    if not review.is_open:
        raise ValidationError(f"稿件现在是：{review.get_state_display()}，不能再撤回。")
    _close(review, Review.State.RECALLED)
    audit.record("撤回送审", by=by, row=review.story, text=review.title)
    step = current_step(review)
    if step.claimed_by and step.claimed_by != by:
        reviewing_messages.tell_recalled(step, by)


# --- on paper -----------------------------------------------------------------------------------------------
@transaction.atomic
def record_paper(step, *, by, seen, signer, signed_on, photograph):
    """Record a paper approval with its photograph, where the route allows it. The signer is neither the
    author nor one who decided another step; the recorder may be anybody who may edit the story."""
    step = _current(step)
    if not step.review.paper:
        raise ValidationError("这条审稿流程不收纸质审签。")
    signer = signer.strip()
    if not signer:
        raise ValidationError("请写签字人的姓名。")
    if signer in _names_taken(step):
        raise ValidationError(f"{signer}是作者，或已审过另一步，不能再签这一步。")
    if signed_on > timezone.localdate():
        raise ValidationError("签字日期不能晚于今天。")
    normal = library.normalise(photograph)
    file = library.ContentFile(normal.data, name=f"{normal.digest[:32]}.webp")
    return _approve(step, by=by, seen=seen, signer=signer, signed_on=signed_on, photograph=file)


def _names_taken(step):
    done = (
        step.review.steps.filter(decision=Decision.APPROVED).exclude(pk=step.pk).select_related("decided_by")
    )
    names = {row.signer or (row.decided_by.name if row.decided_by else "") for row in done}
    return names | ({step.author.name} if step.author else set())


# --- through a link -----------------------------------------------------------------------------------------
@transaction.atomic
def invite(step, *, by, name):
    """A link for a reviewer without an account. Whoever gives it may decide the step, and answers for it."""
    step = _current(step)
    _may_decide(step, by)
    _hold(step, by)
    if not name.strip():
        raise ValidationError("请写审稿人的姓名和单位。")
    if name.strip() in _names_taken(step):
        raise ValidationError(f"{name.strip()}是作者，或已审过另一步。")
    expires = timezone.now() + timedelta(days=GUEST_DAYS)
    link = GuestLink.objects.create(step=step, name=name.strip(), given_by=by, expires_at=expires)
    audit.record("发出审稿链接", by=by, row=step.review.story, text=f"{step} → {link.name}")
    return link


@transaction.atomic
def revoke(link, *, by):
    GuestLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=timezone.now())
    audit.record("作废审稿链接", by=by, row=link.step.review.story, text=link.name)


@transaction.atomic
def answer(link, *, agreed, text="", seen, address=None):
    """A guest's word. Agreement passes a first or second step; the final one, and any objection, is only
    told to whoever gave the link, who decides."""
    step = _locked(link.step)
    link = GuestLink.objects.select_for_update(of=("self",)).select_related("given_by").get(pk=link.pk)
    link.step = step
    if not link.is_open or link.answer:
        raise ValidationError("这个链接已经失效，或已答复过。")
    if not agreed and not text.strip():
        raise ValidationError("请写下意见。")
    link.answer = GuestLink.Answer.AGREED if agreed else GuestLink.Answer.OBJECTED
    link.text, link.answered_at = text.strip()[:500], timezone.now()
    link.save()
    label = f"{step} {link.name}：{link.get_answer_display()} {link.text}"
    audit.record("凭链接答复", row=step.review.story, text=label, address=address)
    if agreed and step.step != Step.FINAL and link.given_by:
        _may_decide(step, link.given_by)
        _approve(step, by=link.given_by, seen=seen, comment=link.text, signer=link.name)
    reviewing_messages.tell_answered(link)
    return link
