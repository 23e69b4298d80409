"""Handing a story in: what the checks say, and the words frozen while it is in review."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseNotAllowed, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import path, reverse

from news import approval, checks, presence, reviewing, routes
from news.models import Review


class SubmitForm(forms.Form):
    note = forms.CharField(
        label="送审说明",
        max_length=200,
        required=False,
        help_text="给审稿人的一句话，可以不写。",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )


class SubmittedAdmin:
    """Mixin for stories. Stands before `ScopedAdmin`, whose word on changing it narrows."""

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_submit"
        view = self.admin_site.admin_view(self.submit_view)
        here = self.admin_site.admin_view(self.presence_view)
        return [
            path("<path:object_id>/submit/", view, name=name),
            path("<path:object_id>/presence/", here, name=name.replace("_submit", "_presence")),
            *super().get_urls(),
        ]

    def presence_view(self, request, object_id):
        """Heard each minute from an open form, and once when it is left."""
        story = self.story_or_404(request, object_id)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if "left" in request.POST:
            presence.leave(story, request.user)
            return JsonResponse({"others": ""})
        return JsonResponse({"others": presence.note(story, request.user)})

    def has_change_permission(self, request, obj=None):
        if not super().has_change_permission(request, obj):
            return False
        return obj is None or obj.pk is None or not self.frozen_by(request, obj)

    def frozen_by(self, request, story):
        """The open review that keeps this person from changing the story; None: they may."""
        kept = request.__dict__.setdefault("_reviews_open", {})
        if story.pk not in kept:
            review = approval.open_review(story)
            mine = review is not None and reviewing.current_step(review).claimed_by_id == request.user.pk
            kept[story.pk] = None if mine else review
        return kept[story.pk]

    def submit_view(self, request, object_id):
        story = self.story_or_404(request, object_id)
        if not self.holds(request, "change", story):
            raise PermissionDenied
        running = approval.open_review(story)
        if running is not None:
            return self._to_review(running)
        form = SubmitForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                review = reviewing.submit(story, by=request.user, **form.cleaned_data)
            except ValidationError as refusal:
                form.add_error(None, refusal)
            else:
                messages.success(request, f"已送审：《{review.title}》{review.standing}。")
                return self._to_review(review)
        return self._submit_page(request, story, form)

    def _to_review(self, review):
        return HttpResponseRedirect(reverse("admin:news_review_read", args=[review.pk]))

    def _submit_page(self, request, story, form):
        found = checks.of_story(story)
        context = {
            **self.admin_site.each_context(request),
            "title": f"送审：{story.title}",
            "opts": self.opts,
            "story": story,
            "form": form,
            "blocking": [check for check in found if check.blocks],
            "hints": [check for check in found if not check.blocks],
            "stops": routes.way_of(story).stops,
        }
        return render(request, "admin/news/submit.html", context)

    def render_change_form(self, request, context, *args, **kwargs):
        story = context.get("original")
        if story is not None:
            context["review"] = approval.open_review(story)
            context["last_review"] = Review.objects.of(story).exclude(state=Review.State.OPEN).first()
            if request.method in {"GET", "HEAD"} and self.has_change_permission(request, story):
                context["others"] = presence.note(story, request.user)
                context["presence_path"] = self._page("presence", story)
            context["remarks"] = approval.remarks_to(story) if context["review"] is None else []
            context["may_submit"] = context["review"] is None and self.holds(request, "change", story)
        return super().render_change_form(request, context, *args, **kwargs)
