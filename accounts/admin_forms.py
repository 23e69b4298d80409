"""The admin's forms for accounts and roles."""

from django import forms

from accounts import phone, rights
from accounts.models import StaffRole, Unit, User
from accounts.roles import Role
from accounts.scoped_forms import ScopedForm

# Switched off on the server alone, so that whoever runs the accounts cannot silence whoever watches.
WATCHERS = (Role.SECURITY, Role.AUDIT)


class UserForm(ScopedForm):
    phone = forms.CharField(label="手机号", required=False, max_length=20)
    unit = forms.ModelChoiceField(
        Unit.objects.all(), label="单位", help_text="先以“教师”身份归入这个单位；其他角色由安全管理员授予。"
    )

    class Meta:
        model = User
        fields = ["username", "name", "email", "is_active"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields.pop("unit", None)
            kept = self.instance.phone
            if "phone" in self.fields:
                now = f"现在是 {phone.masked(kept)}，" if kept else "还没有登记，"
                self.fields["phone"].help_text = f"{now}留空不改。"

    def clean_username(self):
        return self.cleaned_data["username"].strip().lower()

    def clean_phone(self):
        text = self.cleaned_data["phone"]
        if not text:
            return ""
        digits = phone.normalise(text)
        taken = User.objects.filter(phone_mark=phone.fingerprint(digits)).exclude(pk=self.instance.pk)
        if taken.exists():
            raise forms.ValidationError("这个手机号已用于另一账号。")
        return digits

    def clean_is_active(self):
        active = self.cleaned_data["is_active"]
        if self.instance.pk and self.instance.is_active and not active:
            if self.instance == self.viewer:
                raise forms.ValidationError("不能停用自己的账号。")
            if rights.holds(self.instance, *WATCHERS):
                raise forms.ValidationError("安全管理员和审计管理员的账号只能在服务器上停用。")
        return active

    def save(self, commit=True):
        if self.cleaned_data.get("phone"):
            self.instance.phone = self.cleaned_data["phone"]
        return super().save(commit)


class StaffRoleForm(ScopedForm):
    class Meta:
        model = StaffRole
        fields = ["user", "unit", "role"]

    def clean_user(self):
        user = self.cleaned_data["user"]
        if user == self.viewer:
            raise forms.ValidationError("不能给自己授予角色。")
        return user
