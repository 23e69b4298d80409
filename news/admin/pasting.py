"""What is pasted into an article: tidied on its way in; what did not come along is told when saved."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.urls import path
from django.views.decorators.http import require_POST

from news import pasting, richtext


class PastingAdmin:
    """Mixin of the articles' admin."""

    def get_urls(self):
        tidy = path(
            "tidy/", self.admin_site.admin_view(require_POST(self.tidy_view)), name="news_article_tidy"
        )
        return [tidy, *super().get_urls()]

    def tidy_view(self, request):
        """{"html": what may be put into a section, "missing": names of the pictures left out}."""
        if not (self.has_change_permission(request) or self.has_add_permission(request)):
            raise PermissionDenied
        html, missing = pasting.tidied(request.POST.get("html", "").replace("\0", ""))
        return JsonResponse({"html": richtext.clean(html), "missing": missing})

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        for section in form.instance.news_section_set.order_by("ordering", "pk"):
            for name in richtext.unfetched(section.text):
                messages.warning(
                    request, f"“{section}”里的图片没有粘贴进来：{name}。请另存后从图库添加，再删去那行提示。"
                )
