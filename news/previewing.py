"""A working copy on the page it will have, and the function that publishes its kind."""

from django.utils import timezone

from news import activity_content, approval, checks, composing, editions, reading
from news.models import Activity, Article, Report

TEMPLATES = {
    Article: "news/article.html",
    Report: "news/report.html",
    Activity: "news/activity_detail.html",
}
PUBLISHING = {Article: editions.publish_article, Report: editions.publish_report}


def publishing_of(story):
    return PUBLISHING[type(story)]


def context_of(story):
    """What the public page's template needs, made of the working copy; nothing is written."""
    make = {Article: _article, Report: _report, Activity: _activity}[type(story)]
    return make(story) | {"preview": True, "lacks": [check.text for check in checks.of_story(story)]}


def lacks_of(story):
    """All that stands in the way of publishing: what is missing, and what is not approved as it stands."""
    return [*checks.obstacles(story), *approval.lacks_of(story)]


def _article(article):
    return {
        "edition": _dated(composing.compose_article(article)),
        "schools": list(article.schools.published()),
        "groups": list(article.groups.published()),
    }


def _report(report):
    stories = []
    for entry in composing.entries_of(report):
        story = _dated(composing.compose_article(entry.article, part_of=report))
        story.weight = entry.weight
        stories.append(story)
    edition = _dated(composing.compose_report(report, []))
    return reading.report_page(edition, stories)


def _activity(activity):
    return reading.activity_page(activity) | {"edition": activity_content.compose(activity)}


def _dated(edition):
    edition.first_published_at = edition.visible_from = timezone.now()
    return edition
