"""The page that makes an article of a Word file."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.http import urlencode

from accounts.scoped_forms import ScopedForm
from news.models import Article
from news.word_import import import_word


class WordForm(ScopedForm):
    upload = forms.FileField(
        label="Word文件", help_text=".docx，不超过20 MB。.doc和.wps请在WPS中另存为.docx。"
    )

    class Meta:
        model = Article
        fields = ["unit", "column"]

    def _post_clean(self):
        """The article is made by the import, with all that a Word file says."""


class WordAdmin:
    """Mixin of the articles' admin."""

    change_list_template = "admin/news/article_list.html"

    def get_urls(self):
        word = path("word/", self.admin_site.admin_view(self.word_view), name="news_article_word")
        return [word, *super().get_urls()]

    def word_view(self, request):
        if not self.has_add_permission(request):
            raise PermissionDenied
        form_class = self.form_for(request, WordForm)
        initial = self.get_changeform_initial_data(request)
        form = form_class(request.POST or None, request.FILES or None, initial=initial)
        if request.method == "POST" and form.is_valid():
            chosen = form.cleaned_data
            try:
                done = import_word(
                    chosen["upload"], unit=chosen["unit"], column=chosen["column"], by=request.user
                )
            except ValidationError as refusal:
                form.add_error("upload", refusal)
            else:
                return self._imported(request, done)
        context = self.admin_site.each_context(request)
        context |= {"title": "从Word导入", "form": form, "opts": self.opts}
        return render(request, "admin/news/word.html", context)

    def _imported(self, request, done):
        article = reverse("admin:news_article_change", args=[done.article.pk])
        messages.success(request, f"已导入《{done.article.title}》，请核对段落和小标题。")
        for sentence in done.left_out:
            messages.warning(request, sentence)
        if not done.pictures:
            return HttpResponseRedirect(article)
        messages.warning(request, f"{len(done.pictures)}张图片已进图库，请写图上有什么；没有写的不能发布。")
        keys = ",".join(str(picture.pk) for picture in done.pictures)
        words = urlencode({"pictures": keys, "next": article})
        return HttpResponseRedirect(f"{reverse('admin:pictures_picture_describe')}?{words}")
