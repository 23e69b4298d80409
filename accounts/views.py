"""First use, changing one's password, and the inbox."""

from allauth.account.utils import perform_login
from allauth.account.views import PasswordChangeView
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import activation, audit, inbox
from accounts.forms import ActivationForm

MESSAGES_A_PAGE = 30


@login_not_required
@never_cache
@sensitive_post_parameters("code", "password1", "password2")
@require_http_methods(["GET", "HEAD", "POST"])
def activate(request):
    form = ActivationForm(request.POST or None, request=request)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        address = audit.address_of(request)
        if activation.use(form.user, data["code"], data["password1"], address=address):
            return perform_login(request, form.user, email_verification="none")
        form.add_error(None, ActivationForm.REFUSED)
    return render(request, "accounts/activate.html", {"form": form})


@method_decorator(require_http_methods(["GET", "HEAD", "POST"]), name="dispatch")
class PasswordChange(PasswordChangeView):
    """allauth's own, less its way to accounts without a password: those use an activation code."""

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_usable_password():
            return redirect("accounts:activate")
        return super().dispatch(request, *args, **kwargs)


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
