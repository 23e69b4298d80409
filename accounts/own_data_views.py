"""我的数据: what is held about me, to take away; and asking that the account be closed."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts import audit, exporting, leaving, own_data

ARCHIVE = "application/zip"


class LeavingForm(forms.Form):
    note = forms.CharField(label="想说明的", max_length=200, required=False)
    sure = forms.BooleanField(label="我知道注销以后不能恢复")


@never_cache
@require_safe
def own_data_page(request):
    held = own_data.counted(request.user)
    context = {
        "about": [(one, number) for one, number in held if not one.handled],
        "handled": [(one, number) for one, number in held if one.handled],
        "asked": request.user.leaving_requests.waiting().first(),
        "form": LeavingForm(),
        "days": leaving.DAYS,
    }
    return render(request, "accounts/own_data.html", context)


@require_POST
def download(request):
    content = own_data.archive(request.user, address=audit.address_of(request))
    return exporting.attachment(content, "我的数据.zip", ARCHIVE)


@require_POST
def leave(request):
    form = LeavingForm(request.POST)
    if form.is_valid():
        asked = leaving.ask(request.user, note=form.cleaned_data["note"], address=audit.address_of(request))
        day = f"{asked.due_on.month}月{asked.due_on.day}日"
        messages.success(request, f"已收到，{day}前办理。在那以前可以撤回。")
    else:
        messages.error(request, "没有提交：请勾选“我知道注销以后不能恢复”。")
    return redirect("accounts:own_data")


@require_POST
def stay(request):
    if leaving.withdraw(request.user, address=audit.address_of(request)):
        messages.success(request, "已撤回申请，账号照常使用。")
    return redirect("accounts:own_data")
