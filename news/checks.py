"""What is checked of a story before it is submitted and published: each sentence names the story."""

from dataclasses import dataclass, field
from itertools import groupby

from news import activity_content, composing, links, wording
from news.activity_presence import pictures_of
from news.models import Activity, Report, WordRule
from pictures.models import Picture


@dataclass(frozen=True)
class Check:
    """One sentence about the story; a blocking one stands in the way of publishing. `hits`: the places."""

    text: str
    blocks: bool = True
    hits: list = field(default_factory=list)


def of_story(story, at=None):
    """All that is to be said of a story, a report's articles included; what blocks comes first."""
    found = [Check(text) for text in composing.lacks_of(story)]
    rules = wording.Rules.load()
    editions = _editions(story)
    coming = {edition.get_absolute_url() for edition, _ in editions}
    for edition, one in editions:
        found += _of_wording(edition, one, rules)
        for address in links.dead(edition, at, coming):
            found.append(Check(f"《{one.title}》里的链接打不开：{address}。请改成公开的页面，或去掉。"))
    return sorted(found, key=lambda check: not check.blocks)


def obstacles(story, at=None):
    """Sentences that say why the story may not be published; none: it may."""
    return [check.text for check in of_story(story, at) if check.blocks]


def _editions(story):
    if isinstance(story, Activity):
        return [(activity_content.compose(story), story)]
    if not isinstance(story, Report):
        return [(composing.compose_article(story), story)]
    articles = [entry.article for entry in composing.entries_of(story)]
    whole = [(composing.compose_article(article, part_of=story), article) for article in articles]
    return [(composing.compose_report(story, []), story), *whole]


def _of_wording(edition, story, rules):
    hits = wording.hits_in(wording.places_of(edition), rules)
    hits.sort(key=lambda hit: str(hit.rule))
    for rule, group in groupby(hits, key=lambda hit: hit.rule):
        yield _check(rule, list(group), story)


def _check(rule, hits, story):
    words = "、".join(dict.fromkeys(f"“{hit.words}”" for hit in hits))
    blocks = rule.action == WordRule.Action.BLOCK
    if rule.pattern == WordRule.Pattern.PUPIL and _shows_pupils(story):
        blocks = True
    advice = rule.advice or {"block": "不能用。", "warn": "请再看一眼。"}.get(rule.action, "")
    return Check(f"《{story.title}》{hits[0].where}写了{words}：{advice}", blocks, hits)


def _shows_pupils(story):
    """A pupil's name, class and face are never put together."""
    if isinstance(story, Report):
        return False
    if isinstance(story, Activity):
        pictures = pictures_of(story)
    else:
        pictures = composing.pictures_of(story, composing.blocks_of(story))
    return any(picture.people == Picture.People.PUPILS for picture in pictures)
