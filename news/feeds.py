"""The Atom feed: what readers see, newest first."""

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.urls import reverse_lazy
from django.utils.feedgenerator import Atom1Feed

from news import listing
from news.models import Edition
from publishing.pagecache import public_page

LENGTH = 30


class LatestFeed(Feed):
    feed_type = Atom1Feed
    link = reverse_lazy("news:list")

    def title(self):
        return f"{settings.SITE_NAME} 新闻公告"

    def subtitle(self):
        return f"{settings.SITE_NAME}发布的新闻、特别报道和公告"

    def items(self):
        return listing.newest(Edition.objects.published(), LENGTH)

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


@public_page("news")
def latest(request):
    return LatestFeed()(request)
