"""First use, changing one's password, and what keeps an account safe."""

from allauth.account.utils import perform_login
from allauth.account.views import PasswordChangeView
from allauth.mfa.totp.views import ActivateTOTPView
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import activation, audit, own_phone, second_factor
from accounts.forms import ActivationForm


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


@method_decorator(require_http_methods(["GET", "HEAD", "POST"]), name="dispatch")
class SecondFactorSetUp(ActivateTOTPView):
    """Whoever sets it up has shown it: the phone in their hand gave the first code."""

    def form_valid(self, form):
        answer = super().form_valid(form)
        self.request.session[second_factor.SET_UP_HERE] = self.request.user.pk
        return answer


@never_cache
@require_safe
def security(request):
    """账号安全: the password, the second factor, the phones that stay signed in."""
    now = timezone.now()
    context = {
        "set_up": second_factor.is_set_up(request.user),
        "needed": second_factor.needed(request.user),
        "phones": list(request.user.trusted_phones.filter(until__gt=now)),
    }
    return render(request, "accounts/security.html", context)


@require_POST
def forget_phones(request):
    count = own_phone.forget(request.user)
    audit.record("取消记住手机", by=request.user, row=request.user, address=audit.address_of(request))
    messages.success(request, f"已取消记住 {count} 部手机。" if count else "没有记住的手机。")
    return redirect("mfa_index")
