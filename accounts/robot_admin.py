"""Group robots and what is on its way, in the admin."""

from django import forms
from django.contrib import admin, messages

from accounts import audit, robots
from accounts.models import Delivery, Robot
from accounts.scoped_admin import ScopedAdmin
from accounts.scoped_forms import ScopedForm

TRIAL = "这是一条试发的消息，收到就好了。"


class RobotForm(ScopedForm):
    """The address and the secret are written, never shown again: whoever has them writes into the group."""

    address = forms.CharField(
        label="Webhook 地址", required=False, max_length=400, widget=forms.TextInput(attrs={"size": 80})
    )
    secret = forms.CharField(
        label="加签密钥",
        required=False,
        max_length=100,
        help_text="钉钉“安全设置”选“加签”时显示的那一串，以SEC开头；企业微信不用填。",
    )

    class Meta:
        model = Robot
        fields = ["unit", "kind", "name", "active"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and "address" in self.fields:
            self.fields["address"].help_text = "已保存，不再显示；留空不改。"

    def clean_address(self):
        text = self.cleaned_data["address"].strip()
        if text:
            robots.check_address(text)
        elif not self.instance.pk:
            raise forms.ValidationError("请粘贴机器人设置页里的 Webhook 地址。")
        return text

    def save(self, commit=True):
        if self.cleaned_data["address"]:
            self.instance.address = self.cleaned_data["address"]
        if self.cleaned_data["secret"]:
            self.instance.secret = self.cleaned_data["secret"].strip()
        return super().save(commit)


@admin.register(Robot)
class RobotAdmin(ScopedAdmin, admin.ModelAdmin):
    form = RobotForm
    list_display = ["name", "unit", "kind", "active"]
    list_filter = ["kind", "active"]
    list_select_related = ["unit"]
    autocomplete_fields = ["unit"]
    actions = ["try_out"]

    @admin.action(description="发一条试试", permissions=["change"])
    def try_out(self, request, queryset):
        for robot in queryset:
            try:
                robots.say(robot, TRIAL)
            except (robots.Removed, OSError) as error:
                messages.error(request, f"{robot}：没有发成。{error}")
            else:
                messages.success(request, f"{robot}：已发出，请到群里看。")
            audit.record("试发", by=request.user, row=robot, address=audit.address_of(request))


@admin.register(Delivery)
class DeliveryAdmin(ScopedAdmin, admin.ModelAdmin):
    """What goes out by other ways than the inbox: to see whether it does."""

    list_display = ["due_at", "channel", "kind", "state", "failures", "error"]
    list_filter = ["state", "channel"]
    date_hierarchy = "due_at"
    ordering = ["-due_at", "-pk"]
    fields = ["channel", "kind", "state", "due_at", "claimed_at", "sent_at", "failures", "lost", "error"]
