"""What is said of a review: to those who are to act, to the author at each step, and to the group chat."""

from django.conf import settings
from django.urls import reverse

from accounts import inbox
from pictures import sharing

inbox.register("review_asked", title="{step}：{title}", body="{unit}的稿件等您{step}，请在{due}前处理。")
inbox.register("review_passed", title="{step}已通过：{title}", body="{who}通过了{step}。{comment}")
inbox.register("review_approved", title="已审定：{title}", body="三审都已通过，可以发布了。")
inbox.register("review_returned", title="被退回：{title}", body="{who}在{step}退回：{comment}{remarks}")
inbox.register("review_recalled", title="不必再审：{title}", body="{who}撤回了送审。")
inbox.register("review_answered", title="{name}答复了：{title}", body="{answer}。{text}")


def path_of(review):
    return reverse("admin:news_review_read", args=[review.pk])


# A review's own letter among the short addresses: it leads to the page behind the sign-in, and names nothing.
LETTER = "v"


@sharing.register(LETTER, path_of=lambda pk: reverse("admin:news_review_read", args=[pk]))
def _no_card(pk):
    return None


def whose(step):
    """Who decides a step, in words: 西苑小学校长."""
    names = "、".join(person.name for person in step.people.all())
    place = step.place.name if step.place_id else ""
    return names or f"{place}{step.get_role_display()}"


def _send(kind, step, people, **payload):
    review = step.review
    payload = {"step": step.get_step_display(), "title": review.title, "unit": review.unit.name} | payload
    inbox.send(kind, people, key=f"{step.pk}", payload=payload, path=path_of(review))


def _to_author(kind, step, **payload):
    if step.author is not None:
        _send(kind, step, [step.author], **payload)


def ask(step, people):
    _send("review_asked", step, people, due=f"{step.due_on:%m月%d日}")


def tell_passed(step):
    _to_author("review_passed", step, who=step.who, comment=step.comment)


def tell_approved(review):
    last = review.steps.order_by("-step").first()
    _to_author("review_approved", last)


def tell_returned(step, remarks):
    more = f"另有{remarks}处批注。" if remarks else ""
    _to_author("review_returned", step, who=step.who, comment=step.comment, remarks=more)


def tell_recalled(step, by):
    _send("review_recalled", step, [step.claimed_by], who=by.name)


def tell_answered(link):
    if link.given_by:
        payload = {"name": link.name, "answer": link.get_answer_display(), "text": link.text}
        _send("review_answered", link.step, [link.given_by], **payload)


def notice_for_the_group(step, people):
    """复制通知: ready to paste into a group chat, with who has not acted yet and where to go."""
    names = "、".join(person.name for person in people) or whose(step)
    claimed = f"（{step.claimed_by.name}已认领）" if step.claimed_by_id else ""
    late = "，已超期" if step.is_overdue else ""
    due = f"请于{step.due_on:%m月%d日}前处理{late}" if step.due_on else "请尽快处理"
    return (
        f"【审稿】{step.review.unit.name}《{step.review.title}》等{step.get_step_display()}。\n"
        f"还没有审：{names}{claimed}。{due}。\n"
        f"手机打开：{absolute(sharing.short_path(LETTER, step.review_id))}"
    )


def absolute(path):
    domain = settings.SITE_DOMAIN
    return f"https://{domain}{path}" if domain else path
