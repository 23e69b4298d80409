"""The pages on which a story is previewed, published, withdrawn or taken back from its time."""

from functools import partial

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from news import composing, previewing, withdrawal, wording
from news.models import Report


class PublishForm(forms.Form):
    at = forms.DateTimeField(
        label="公开时间",
        required=False,
        help_text="空着就立即公开。",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, story, **kwargs):
        super().__init__(*args, initial={"version": story.version}, **kwargs)
        self.story = story

    def clean_version(self):
        if self.cleaned_data["version"] != self.story.version:
            raise ValidationError("这一页打开之后稿件又改过，请先再看一遍预览。")
        return self.cleaned_data["version"]


class WithdrawForm(forms.Form):
    reason = forms.CharField(label="撤下原因", max_length=120, help_text="读者打开原地址时会看到。")
    with_articles = forms.BooleanField(label="同时撤下这组报道的各篇", required=False)

    def __init__(self, *args, story, **kwargs):
        super().__init__(*args, **kwargs)
        if not isinstance(story, Report):
            del self.fields["with_articles"]


class PreviewedAdmin:
    """Mixin: who may see a story may preview it."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.preview_view)
        name = f"{self.opts.app_label}_{self.opts.model_name}_preview"
        return [path("<path:object_id>/preview/", view, name=name), *super().get_urls()]

    def has_publish_permission(self, request, obj=None):
        return self.holds(request, "publish", obj)

    def story_or_404(self, request, object_id):
        story = self.get_object(request, unquote(object_id))
        if story is None:
            raise Http404
        return story

    def story_to_publish(self, request, object_id):
        story = self.story_or_404(request, object_id)
        if not self.has_publish_permission(request, story):
            raise PermissionDenied
        return story

    def preview_view(self, request, object_id):
        story = self.story_or_404(request, object_id)
        context = previewing.context_of(story) | {"edit_path": self._page("change", story)}
        response = render(request, previewing.TEMPLATES[type(story)], context)
        response.content = wording.marked(response.content.decode())
        add_never_cache_headers(response)
        return response

    def _page(self, name, story):
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{name}", args=[story.pk])


class PublishingAdmin(PreviewedAdmin):
    """Mixin: who holds the verb "publish" on a story decides on when readers see it."""

    def get_urls(self):
        return [
            path(
                f"<path:object_id>/{name}/",
                self.admin_site.admin_view(view),
                name=f"{self.opts.app_label}_{self.opts.model_name}_{name}",
            )
            for name, view in [
                ("publish", self.publish_view),
                ("withdraw", self.withdraw_view),
                ("unschedule", self.unschedule_view),
            ]
        ] + super().get_urls()

    def publish_view(self, request, object_id):
        story = self.story_to_publish(request, object_id)
        form = PublishForm(request.POST or None, story=story)
        if request.method == "POST" and form.is_valid():
            act = partial(previewing.publishing_of(story), at=form.cleaned_data["at"])
            if self._done(request, story, form, act, "已发布"):
                return self._to_publish_page(story)
        return self._publish_page(request, story, form)

    def withdraw_view(self, request, object_id):
        story = self.story_to_publish(request, object_id)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        form = WithdrawForm(request.POST, story=story)
        if form.is_valid():
            act = partial(withdrawal.withdraw, **form.cleaned_data)
            if self._done(request, story, form, act, "已撤下"):
                return self._to_publish_page(story)
        return self._publish_page(request, story, PublishForm(story=story), form)

    def unschedule_view(self, request, object_id):
        story = self.story_to_publish(request, object_id)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        form = forms.Form(request.POST)
        if form.is_valid() and self._done(request, story, form, withdrawal.unschedule, "已撤销定时"):
            return self._to_publish_page(story)
        for error in form.non_field_errors():
            messages.error(request, error)
        return self._to_publish_page(story)

    def _done(self, request, story, form, act, said):
        try:
            self._may_publish_all(request, story)
            edition = act(story, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return False
        messages.success(request, f"{said}：{edition}")
        return True

    def _may_publish_all(self, request, story):
        """A report publishes its articles too: each must be the person's to publish."""
        if not isinstance(story, Report):
            return
        reachable = story.articles.reachable_by(request.user, "publish").count()
        if reachable != story.articles.count():
            raise ValidationError("这组报道里有您无权发布的稿件。")

    def _to_publish_page(self, story):
        return HttpResponseRedirect(self._page("publish", story))

    def _publish_page(self, request, story, form, withdraw_form=None):
        now = timezone.now()
        standing = story.editions.published(now).first()
        coming = story.editions.filter(visible_from__gt=now, visible_until__isnull=True).first()
        context = {
            **self.admin_site.each_context(request),
            "title": f"发布：{story.title}",
            "opts": self.opts,
            "story": story,
            "form": form,
            "withdraw_form": withdraw_form or WithdrawForm(story=story),
            "lacks": previewing.lacks_of(story),
            "standing": standing,
            "coming": coming,
            "entries": composing.entries_of(story) if isinstance(story, Report) else [],
        }
        return render(request, "admin/news/publish.html", context)
