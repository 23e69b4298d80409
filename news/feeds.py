"""Atom and RSS: what readers see, newest first, of the whole paper or of one column, school or group."""

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.shortcuts import get_object_or_404
from django.urls import path, reverse_lazy
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed

from groups.models import EducationGroup
from news import listing
from news.models import Column, Edition
from publishing.pagecache import public_page
from schools.models import School

LENGTH = 30
FORMS = {"atom": Atom1Feed, "rss": Rss201rev2Feed}


class LatestFeed(Feed):
    link = reverse_lazy("news:list")
    name = "新闻公告"

    def __init__(self, form):
        self.feed_type = FORMS[form]

    def title(self):
        return f"{settings.SITE_NAME} {self.name}"

    def subtitle(self):
        return f"{settings.SITE_NAME}发布的新闻、特别报道和公告"

    description = subtitle

    def editions(self):
        return Edition.objects.published()

    def items(self):
        return listing.newest(self.editions(), LENGTH)

    def item_title(self, item):
        return item.title

    def item_description(self, item):
        return item.standfirst

    def item_link(self, item):
        return item.get_absolute_url()

    def item_pubdate(self, item):
        return item.first_published_at

    def item_updateddate(self, item):
        return item.revised_at or item.first_published_at

    def item_categories(self, item):
        return [item.column_name or "特别报道"]


class FeedOf(LatestFeed):
    """Of one thing that articles belong to: `narrowed(editions, thing)` are its own."""

    def __init__(self, form, thing, narrowed):
        super().__init__(form)
        self.thing, self.narrowed = thing, narrowed
        self.link, self.name = thing.get_absolute_url(), str(thing)

    def subtitle(self):
        return f"{settings.SITE_NAME}：{self.thing}的新闻"

    description = subtitle

    def editions(self):
        return self.narrowed(Edition.objects.published(), self.thing)


@public_page("news")
def latest(request, form="atom"):
    return LatestFeed(form)(request)


@public_page("news")
def of_column(request, slug, form="atom"):
    found = get_object_or_404(Column, slug=slug)
    return FeedOf(form, found, lambda editions, column: editions.in_column(column))(request)


@public_page("news", "schools")
def of_school(request, slug, form="atom"):
    found = get_object_or_404(School.objects.published(), slug=slug)
    return FeedOf(form, found, lambda editions, school: editions.filter(schools=school))(request)


@public_page("news", "groups")
def of_group(request, slug, form="atom"):
    found = get_object_or_404(EducationGroup.objects.published(), slug=slug)
    return FeedOf(form, found, lambda editions, group: editions.filter(groups=group))(request)


urls = [
    path(f"feed/{where}{ending}", view, {"form": form}, name=f"{name}{mark}")
    for where, view, name in (
        ("", latest, "feed"),
        ("columns/<slug:slug>/", of_column, "column_feed"),
        ("schools/<slug:slug>/", of_school, "school_feed"),
        ("groups/<slug:slug>/", of_group, "group_feed"),
    )
    for form, ending, mark in (("atom", "", ""), ("rss", "rss/", "_rss"))
]
