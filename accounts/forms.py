"""The forms of sign-in and first use, in the words of the house."""

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as CodeAgainForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.contrib.auth import password_validation

from accounts import activation, audit, own_phone, throttle
from accounts.models import User

NEW_PASSWORD_HELP = "至少10位，不能全是数字，不要用姓名、账号或常见密码；一句短话最好记。"  # noqa: S105


def plain(field, label, help_text="", **attrs):
    """allauth's fields without their placeholders: the label says it, and stays while one types."""
    field.label, field.help_text = label, help_text
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(attrs)


class SignInForm(LoginForm):
    own_phone = forms.BooleanField(
        label="这是我自己的手机",
        required=False,
        help_text=f"{own_phone.DAYS}天内确认上课、签到、报名不用再输密码；别的事仍要登录。",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        plain(self.fields["login"], "账号或手机号", autocapitalize="none", spellcheck="false")
        plain(self.fields["password"], "密码")

    def clean_login(self):
        return super().clean_login().replace("\0", "")


class _Code:
    """The six digits of the moment, or a printed code; guessing is slowed as with passwords."""

    LOCKED = "输错次数过多，请15分钟后再试；急用请找区里的安全管理员。"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        plain(self.fields["code"], "验证码", self.HELP, inputmode="numeric", maxlength="12")

    def clean_code(self):
        attempt = throttle.CodeAttempt(self.user)
        if not attempt.allowed:
            raise forms.ValidationError(self.LOCKED)
        self.cleaned_data["code"] = self.cleaned_data["code"].replace(" ", "").replace("\0", "")
        code = super().clean_code()
        attempt.succeeded()
        return code


class SecondFactorForm(_Code, AuthenticateForm):
    HELP = "手机验证器上现在显示的6位数；手机不在身边，填一个备用码。"


class SecondFactorAgainForm(_Code, CodeAgainForm):
    HELP = SecondFactorForm.HELP


class SecondFactorSetUpForm(_Code, ActivateTOTPForm):
    HELP = "扫码以后，验证器上显示的6位数。"


class PasswordChangeForm(ChangePasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        plain(self.fields["oldpassword"], "当前密码")
        plain(self.fields["password1"], "新密码", NEW_PASSWORD_HELP)
        plain(self.fields["password2"], "再输一遍新密码")


class PasswordAgainForm(ReauthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        plain(self.fields["password"], "密码")


class ActivationForm(forms.Form):
    """Account, code and the new password on one page. Every refusal reads the same, whatever was wrong."""

    REFUSED = "账号或激活码不对，或激活码已用过、已过期。请核对纸条，或找本校信息员重新签发。"
    LOCKED = "输错次数过多，请15分钟后再试。"

    login = forms.CharField(
        label="账号或手机号",
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    code = forms.CharField(
        label="激活码",
        max_length=20,
        help_text="纸条上的10位字母和数字，不分大小写，横线可不输。",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "characters"}),
    )
    password1 = forms.CharField(
        label="设一个密码",
        strip=False,
        max_length=128,
        help_text=NEW_PASSWORD_HELP,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label="再输一遍密码",
        strip=False,
        max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, request=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request
        self.user = None

    def clean(self):
        data = super().clean()
        if self.errors:
            return data
        self.user = self._user_of_code(data["login"], data["code"])
        if data["password1"] != data["password2"]:
            self.add_error("password2", "两次输入的密码不一样。")
        try:
            password_validation.validate_password(data["password1"], self.user)
        except forms.ValidationError as refused:
            self.add_error("password1", refused)
        return data

    def _user_of_code(self, login, code):
        user = User.objects.by_sign_in(login).first()
        address = audit.address_of(self.request)
        attempt = throttle.Attempt(name=login, user=user, address=address)
        if not attempt.allowed:
            raise forms.ValidationError(self.LOCKED)
        if not activation.fits(user, code):
            audit.record(audit.Action.CODE_REFUSED, row=user, address=address)
            raise forms.ValidationError(self.REFUSED)
        attempt.succeeded()
        return user
