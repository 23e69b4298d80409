"""The inbox, how one wishes to be told, and one's calendar for other programs."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import agenda, audit, channels, inbox
from accounts.models import MessagePreference

MESSAGES_A_PAGE = 30


class ChoicesForm(forms.ModelForm):
    class Meta:
        model = MessagePreference
        fields = ["mail", "digest"]


@require_safe
def inbox_list(request):
    page = Paginator(request.user.inbox_messages.all(), MESSAGES_A_PAGE).get_page(request.GET.get("page"))
    lines = [inbox.Line.of(message) for message in page]
    context = {"page": page, "lines": lines, "unread": inbox.unread(request.user).count()}
    return render(request, "accounts/inbox.html", context)


@require_POST
def inbox_read(request):
    if inbox.mark_read(request.user):
        messages.success(request, "消息已全部标为已读。")
    return redirect("accounts:inbox")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def inbox_choices(request):
    wish, _ = MessagePreference.objects.get_or_create(user=request.user)
    form = ChoicesForm(request.POST if request.method == "POST" else None, instance=wish)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "已记下怎样通知您。")
        return redirect("accounts:inbox_choices")
    context = {
        "form": form,
        "may_mail": channels.mail_is_set() and request.user.email,
        "calendar": request.build_absolute_uri(agenda.address_of(request.user)),
    }
    return render(request, "accounts/inbox_choices.html", context)


@require_POST
def calendar_renew(request):
    agenda.revoke(request.user)
    audit.record("更换日历地址", by=request.user, row=request.user, address=audit.address_of(request))
    messages.success(request, "已换新地址，原来的地址不能再用。请在日历里重新订阅。")
    return redirect("accounts:inbox_choices")


@login_not_required
@never_cache
@require_safe
def calendar(request, token):
    """Whoever has the address reads the times and places; no phone numbers, no other people's names."""
    user = agenda.owner_of(token)
    if user is None:
        raise Http404
    name = f"{user.name}的教研日历"
    text = agenda.calendar_file(agenda.events_of(user), name, request.get_host())
    return HttpResponse(text, "text/calendar; charset=utf-8")
