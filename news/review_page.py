"""What the page of a review shows: the story as readers will see it, its steps, differences and trail."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.core.files.storage import default_storage
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from news import activity_content, approval, composing, differences, previewing, reviewing, wording
from news.models import Activity, GuestLink, Report, Review, ReviewRemark
from pictures import renditions
from pictures.answer import serve
from pictures.models import File
from pictures.views import offered

EXCERPT = 24


# --- the story, with the pictures of a draft ----------------------------------------------------------------
def story_context(story):
    """What the public template needs, without the editors' own bar."""
    return previewing.context_of(story) | {"preview": False, "page": previewing.TEMPLATES[type(story)]}


def media_prefix():
    path = reverse("pictures:rendition", args=["code", "focus", "shape", 1])
    return path[: path.index("code/")]


def with_pictures_from(response, base):
    """Let the page's pictures come through `base`, which serves drafts to those who may read this review."""
    old, new = media_prefix().encode(), base.encode()
    body = response.content.replace(b'"' + old, b'"' + new).replace(b", " + old, b", " + new)
    response.content = wording.marked(body.decode())
    add_never_cache_headers(response)
    return response


def picture(request, review, *, code, focus, shape, width):
    """A rendition of a picture of the story in review; of no other picture."""
    cut = renditions.Cut.parse(code, focus, shape, width)
    if cut is None or not _shows(review, code):
        raise Http404
    file = get_object_or_404(File.objects.version_of(code, cut.version))
    if not default_storage.exists(file.file.name):
        raise Http404
    response = serve(request, renditions.ensure(file, cut), content_type="image/webp")
    response["Cache-Control"] = "private, no-store"
    return response


def document(request, review, *, code):
    """A file that the story in review offers."""
    if not _shows(review, code):
        raise Http404
    response = offered(request, code)
    response["Cache-Control"] = "private, no-store"
    return response


def _shows(review, code):
    return any(
        code in one["media"]
        for content in (review.content, approval.snapshot(review.story))
        for one in content.values()
    )


# --- where a remark may stand -------------------------------------------------------------------------------
class Place(NamedTuple):
    """A block, or a field of an activity: its name, its first words, where the editing form has it."""

    name: str
    words: str = ""
    block: str = ""

    def __str__(self):
        return f"{self.name} {self.words}".strip()


def places(story):
    """The `Place` of every block, a report's article by article."""
    if isinstance(story, Report):
        entries = composing.entries_of(story)
        return [place for entry in entries for place in _places(entry.article, f"《{entry.article.title}》")]
    if isinstance(story, Activity):
        return [
            Place(part["kind"], part["text"][:EXCERPT], f"field-{block['field']}")
            for block in activity_content.compose(story).content["blocks"]
            for part in differences.parts_of_block(block)
        ]
    return _places(story)


def _places(article, name=""):
    found = []
    for number, block in enumerate(composing.blocks_of(article), 1):
        parts = differences.parts_of_block(block.prepared())
        words = " ".join(part["text"] for part in parts)
        rows = block._meta.get_field("parent").remote_field.get_accessor_name()
        found.append(
            Place(f"{name}第{number}块 {block._meta.verbose_name}", words[:EXCERPT], f"{rows}-{block.pk}")
        )
    return found


# --- differences --------------------------------------------------------------------------------------------
@dataclass
class Comparison:
    """What changed since some earlier state: [(title, rows)] of the stories that differ."""

    since: str
    stories: list


def comparisons(review):
    """Against what readers see now, the last review of the same story, and the last step of this one."""
    now = approval.snapshot(review.story)
    found = [("读者现在看到的", _published(review.story))]
    earlier = (
        Review.objects.of(review.story).exclude(pk=review.pk).filter(submitted_at__lt=review.submitted_at)
    )
    last = earlier.exclude(state=Review.State.OPEN).first()
    if last is not None:
        found.append((f"上次送审的（{_day(last.submitted_at)}，{last.get_state_display()}）", last.content))
    found.append(("送审时的", review.content))
    made = [Comparison(since, _between(old, now)) for since, old in found if old]
    return [one for one in made if one.stories]


def _published(story):
    if isinstance(story, Activity):
        shown = story.revision_of or story
        return approval.snapshot(shown) if shown.is_published else {}
    stories = [story]
    if isinstance(story, Report):
        stories += [entry.article for entry in composing.entries_of(story)]
    content = {}
    for one in stories:
        standing = one.editions.published().first()
        if standing is not None:
            parts = differences.parts_of(standing)
            content[approval.key_of(one)] = {"title": standing.title, "parts": parts}
    return content


def _between(old, now):
    found = []
    for key in now:
        if key in old:
            rows = differences.side_by_side(old[key]["parts"], now[key]["parts"])
            if differences.changed(rows):
                found.append((now[key]["title"], differences.changed(rows)))
    return found


# --- the trail ----------------------------------------------------------------------------------------------
@dataclass
class Event:
    """One line of a story's trail."""

    at: datetime
    what: str
    who: str
    text: str = ""
    remarks: tuple = ()
    photograph: str = ""
    paths: tuple = ()


def trail(story):
    """Who did what when with the story, oldest first: submissions, decisions, links, editions."""
    events = []
    for review in Review.objects.of(story).select_related("submitted_by"):
        events.append(Event(review.submitted_at, "送审", _name(review.submitted_by), review.note))
        events += _decisions(review)
        if review.state == Review.State.RECALLED:
            events.append(Event(review.closed_at, "撤回送审", ""))
    events += _links(story)
    events += _editions(story)
    return sorted(events, key=lambda event: event.at)


def _decisions(review):
    remarks = {}
    for remark in ReviewRemark.objects.filter(step__review=review):
        remarks.setdefault(remark.step_id, []).append(remark)
    for step in review.steps.exclude(decision="").select_related("decided_by", "review"):
        paper = reverse("admin:news_review_paper", args=[review.pk, step.pk]) if step.photograph else ""
        what = f"{step.get_step_display()}{step.get_decision_display()}"
        yield Event(step.decided_at, what, step.who, step.comment, remarks.get(step.pk, ()), paper)


def _links(story):
    kind = story._meta.model_name
    for link in GuestLink.objects.filter(**{f"step__review__{kind}": story}).select_related(
        "given_by", "step"
    ):
        what = f"{link.step.get_step_display()}链接"
        yield Event(link.given_at, f"发出{what}", _name(link.given_by), f"给{link.name}")
        if link.answered_at:
            yield Event(
                link.answered_at, f"答复{what}", link.name, f"{link.get_answer_display()} {link.text}"
            )


def _editions(story):
    if isinstance(story, Activity):
        if story.visible_from:
            yield Event(story.visible_from, "公开", _name(story.published_by) or "系统")
        return
    for edition in story.editions.select_related("published_by", "withdrawn_by"):
        when = (
            ""
            if edition.visible_from <= edition.made_at
            else f"，{_day(edition.visible_from, '%H:%M')}起公开"
        )
        yield Event(
            edition.made_at, f"发布第{edition.number}版", _name(edition.published_by) or "系统", when[1:]
        )
        if edition.withdrawn_at:
            who = _name(edition.withdrawn_by)
            yield Event(edition.withdrawn_at, f"撤下第{edition.number}版", who, edition.withdrawn_reason)


def _name(person):
    return person.name if person else ""


def _day(moment, more=""):
    return f"{timezone.localtime(moment):%m月%d日} {timezone.localtime(moment).strftime(more)}".strip()


# --- what a viewer may do -----------------------------------------------------------------------------------
def steps_of(review):
    """The review's steps as the head of its page shows them."""
    related = ("review__unit", "claimed_by", "decided_by", "author", "place")
    steps = list(review.steps.select_related(*related))
    for step in steps:
        step.waits_for = [] if step.decision else list(reviewing.people_of(step))
    return steps
