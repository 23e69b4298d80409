"""The page of a signed link: the story as readers will see it, and one answer."""

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts import audit
from news import approval, guests, review_page, reviewing


class AnswerForm(forms.Form):
    seen = forms.CharField(widget=forms.HiddenInput)
    text = forms.CharField(
        label="意见", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


def _link_or_404(token):
    link = guests.link_of(token)
    if link is None:
        raise Http404
    return link


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def guest(request, token):
    link = _link_or_404(token)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _answered(request, link, form):
        return redirect(request.path)
    if link.answer:
        return render(request, "news/guest_done.html", {"link": link})
    return _page(request, link, form)


def _answered(request, link, form):
    agreed = request.POST.get("answer") == "agreed"
    try:
        reviewing.answer(link, agreed=agreed, address=audit.address_of(request), **form.cleaned_data)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return False
    return True


def _page(request, link, form):
    review = link.step.review
    seen = approval.mark_of(approval.snapshot(review.story))
    form.initial["seen"] = seen
    context = review_page.story_context(review.story) | {
        "link": link,
        "review": review,
        "form": form,
        "seen": seen,
        "comparisons": review_page.comparisons(review),
    }
    response = render(request, "news/guest.html", context)
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return review_page.with_pictures_from(response, f"{request.path}pictures/")


@login_not_required
@require_safe
def guest_picture(request, token, **cut):
    link = _link_or_404(token)
    if not link.is_open:
        raise Http404
    return review_page.picture(request, link.step.review, **cut)


@login_not_required
@require_safe
def guest_document(request, token, code):
    link = _link_or_404(token)
    if not link.is_open:
        raise Http404
    return review_page.document(request, link.step.review, code=code)
