"""An article for other places: copied into the official account's editor, or saved as Markdown."""

from django.contrib.admin.utils import unquote
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.http import content_disposition_header

from accounts import audit
from news import composing, exporting


class ExportingAdmin:
    """Mixin of the articles' admin: who may see an article may take it along."""

    def get_urls(self):
        pages = {"account": self.account_view, "markdown": self.markdown_view}
        return [
            path(f"<path:object_id>/{name}/", self.admin_site.admin_view(view), name=f"news_article_{name}")
            for name, view in pages.items()
        ] + super().get_urls()

    def account_view(self, request, object_id):
        """As the official account will show it, with one button that copies it, looks included."""
        article, edition, host = self._composed(request, object_id)
        context = self.admin_site.each_context(request) | {
            "title": f"公众号排版：{article.title}",
            "opts": self.opts,
            "article": article,
            "edition": edition,
            "blocks": edition.content["blocks"],
            "host": host,
            "html": exporting.as_inline_html(edition, host=host),
            "pictures": exporting.pictures_of(edition),
        }
        return render(request, "admin/news/account.html", context)

    def markdown_view(self, request, object_id):
        article, edition, host = self._composed(request, object_id)
        audit.record("article.exported", by=request.user, row=article, text="Markdown")
        response = HttpResponse(
            exporting.as_markdown(edition, host=host), content_type="text/markdown; charset=utf-8"
        )
        response["Content-Disposition"] = content_disposition_header(True, f"{article.slug}.md")
        return response

    def _composed(self, request, object_id):
        article = self.get_object(request, unquote(object_id))
        if article is None:
            raise Http404
        return article, composing.compose_article(article), f"{request.scheme}://{request.get_host()}"
