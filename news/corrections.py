"""Telling of an error, and forgetting it in time."""

from datetime import timedelta

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import audit
from enrolment import limits
from news.models import Correction, Edition

# What the form promises.
KEPT = timedelta(days=365)
TOO_OFTEN = "这个网络地址一小时内提交得太多了，请过一小时再来，或直接打电话。"


class CorrectionForm(forms.Form):
    NOT_BY_HAND = "这次没有提交成功。请看一遍内容，再点一次“提交”。"

    text = forms.CharField(
        label="哪里不对",
        min_length=4,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="写明哪一句、哪张图，应该是什么。不用留姓名和电话。",
        error_messages={"min_length": "请写得再具体一些，至少4个字。"},
    )
    # Hidden on the page: a person leaves it empty, a machine fills in whatever there is.
    subject_line = forms.CharField(required=False, max_length=200)

    def clean_subject_line(self):
        if self.cleaned_data["subject_line"]:
            raise forms.ValidationError(self.NOT_BY_HAND)
        return ""


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def tell(request, kind, slug):
    edition = Edition.objects.published().filter(kind=kind, slug=slug).first()
    if edition is None:
        raise Http404
    form = CorrectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if limits.take("correction", audit.address_of(request)):
            keep(edition, form.cleaned_data["text"])
            return redirect("news:correction_thanks")
        form.add_error(None, TOO_OFTEN)
    return render(request, "news/correction_form.html", {"form": form, "edition": edition})


@login_not_required
@require_http_methods(["GET", "HEAD"])
def thanks(request):
    return render(request, "news/correction_thanks.html")


def keep(edition, text):
    return Correction.objects.create(
        unit=edition.unit, path=edition.get_absolute_url(), title=edition.title, text=text
    )


@transaction.atomic
def handle(correction, *, by):
    correction.handled_at, correction.handled_by = timezone.now(), by
    correction.save(update_fields=["handled_at", "handled_by"])
    audit.record("处理报错", by=by, row=correction)


@transaction.atomic
def forget(now=None):
    """The sweep that keeps the promise; bears being repeated."""
    old = Correction.objects.filter(told_at__lt=(now or timezone.now()) - KEPT)
    count, _ = old.delete()
    if count:
        audit.record(audit.Action.DELETED, text=f"读者报错到期：删去{count}条")
