"""Accounts, roles, locks and the trail in the admin."""

from django.contrib import admin, messages
from django.db.models import Prefetch
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone

from accounts import (
    activation,
    audit,
    importing,  # noqa: F401 (registers its own admin)
    leaving_admin,  # noqa: F401 (the same)
    phone,
    rights,
    robot_admin,  # noqa: F401 (the same)
    second_factor,
    slips,
    throttle,
)
from accounts.admin_forms import StaffRoleForm, UserForm
from accounts.exports import csv_response
from accounts.models import AuditEvent, SignInLock, StaffRole, Unit, User
from accounts.roles import Role
from accounts.scoped_admin import ScopedAdmin


@admin.register(Unit)
class UnitAdmin(ScopedAdmin, admin.ModelAdmin):
    list_display = ["name", "kind"]
    list_filter = ["kind"]
    search_fields = ["name"]
    exclude = ["sample"]


@admin.register(User)
class UserAdmin(ScopedAdmin, admin.ModelAdmin):
    form = UserForm
    list_display = ["username", "name", "masked_phone", "places", "is_active", "last_login"]
    list_filter = ["is_active"]
    search_fields = ["username", "name"]
    ordering = ["username", "pk"]
    actions = ["issue_codes", "unlock", "reset_second_factor"]

    def get_fields(self, request, obj=None):
        if obj is None:
            return ["username", "name", "unit", "phone", "email", "is_active"]
        if self.has_change_permission(request, obj):
            return ["username", "name", "phone", "email", "is_active", "places", "last_login"]
        return ["username", "name", "masked_phone", "is_active", "places", "last_login"]

    def get_readonly_fields(self, request, obj=None):
        return [] if obj is None else ["places", "last_login", "masked_phone"]

    def get_queryset(self, request):
        """With each person's roles at units within the reader's sight, and no others."""
        reach = rights.reach(request.user, "view", "accounts.user")
        held = StaffRole.objects.select_related("unit")
        if not reach.everything:
            held = held.filter(unit__in=reach.units)
        in_sight = Prefetch("staff_roles", held, to_attr="roles_in_sight")
        return super().get_queryset(request).prefetch_related(in_sight)

    def get_search_results(self, request, queryset, search_term):
        """By name and account; by phone only with the whole number."""
        found, many = super().get_search_results(request, queryset, search_term)
        by_phone = queryset.by_sign_in(search_term).exclude(phone_mark="")
        return (found | by_phone if search_term.strip() else found), many

    @admin.display(description="手机号")
    def masked_phone(self, user):
        return phone.masked(user.phone) if user.phone else "—"

    @admin.display(description="单位与角色")
    def places(self, user):
        return "；".join(f"{row.unit} {row.get_role_display()}" for row in user.roles_in_sight) or "—"

    def save_model(self, request, obj, form, change):
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
        if not change:
            StaffRole.objects.create(user=obj, unit=form.cleaned_data["unit"], role=Role.TEACHER)

    def has_reset_permission(self, request, obj=None):
        return self.holds(request, "reset", obj)

    def has_unlock_permission(self, request, obj=None):
        return self.holds(request, "unlock", obj)

    @admin.action(description="签发激活码（打印纸条）", permissions=["reset"])
    def issue_codes(self, request, queryset):
        chosen = list(queryset[: slips.MOST])
        allowed = [user for user in chosen if activation.may_issue(user, request.user)]
        refused = [user.name for user in chosen if user not in allowed]
        if refused:
            names = "、".join(refused)
            messages.warning(request, f"没有签发：{names}。本人，或另有其他角色的人，请找区里的系统管理员。")
        if not allowed:
            return None
        return _print_slips(self, request, allowed)

    @admin.action(description="解除登录锁定", permissions=["unlock"])
    def unlock(self, request, queryset):
        for user in queryset:
            if throttle.unlock(user):
                audit.record(
                    audit.Action.UNLOCKED, by=request.user, row=user, address=audit.address_of(request)
                )
        messages.success(request, "已解除所选账号的登录锁定。")

    @admin.action(description="解除两步验证（本人手机丢失，须先核实身份）", permissions=["unlock"])
    def reset_second_factor(self, request, queryset):
        others = queryset.exclude(pk=request.user.pk)
        address = audit.address_of(request)
        count = sum(second_factor.reset(user, by=request.user, address=address) for user in others)
        messages.success(request, f"已解除 {count} 个账号的两步验证，并告知本人。")


def _print_slips(model_admin, request, users):
    address = audit.address_of(request)
    made = [slips.Slip.of(user, activation.issue(user, by=request.user, address=address)) for user in users]
    context = model_admin.admin_site.each_context(request) | {
        "title": "激活码纸条",
        "slips": made,
        "where": request.build_absolute_uri("/accounts/activate/"),
        "expires": timezone.localdate() + activation.VALID,
        "opts": model_admin.opts,
    }
    return render(request, "admin/accounts/user/slips.html", context)


@admin.register(StaffRole)
class StaffRoleAdmin(ScopedAdmin, admin.ModelAdmin):
    """Granted and taken away, never edited; nobody touches their own."""

    form = StaffRoleForm
    list_display = ["user", "unit", "role", "granted_at"]
    list_filter = ["role"]
    list_select_related = ["user", "unit"]
    search_fields = ["user__username", "user__name", "unit__name"]
    autocomplete_fields = ["user", "unit"]

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        own = obj is not None and obj.user_id == request.user.pk
        return not own and super().has_delete_permission(request, obj)


@admin.register(SignInLock)
class SignInLockAdmin(ScopedAdmin, admin.ModelAdmin):
    """Deleting a row lifts the lock."""

    list_display = ["__str__", "failures", "until", "full"]
    fields = ["user", "address", "failures", "until"]
    list_select_related = ["user"]

    @admin.display(description="已锁定", boolean=True)
    def full(self, lock):
        limit = throttle.FAILURES_OF_ADDRESS if lock.address else throttle.FAILURES
        return lock.failures >= limit


@admin.register(AuditEvent)
class AuditEventAdmin(ScopedAdmin, admin.ModelAdmin):
    list_display = ["at", "actor_label", "action_name", "label", "text", "address", "number"]
    list_filter = ["action"]
    date_hierarchy = "at"
    search_fields = ["actor_label", "text", "key"]
    fields = ["at", "actor_label", "action_name", "label", "key", "text", "before_after", "address", "number"]
    readonly_fields = ["action_name", "before_after"]
    actions = ["export"]

    @admin.display(description="动作", ordering="action")
    def action_name(self, event):
        return audit.name_of(event.action)

    @admin.display(description="改动")
    def before_after(self, event):
        return render_to_string("admin/accounts/auditevent/change.html", {"change": event.change})

    @admin.action(description="导出所选记录（CSV）", permissions=["view"])
    def export(self, request, queryset):
        audit.record(
            audit.Action.EXPORTED,
            by=request.user,
            text=f"审计记录 {queryset.count()} 条",
            address=audit.address_of(request),
        )
        header = [
            "序号",
            "时间",
            "操作人",
            "动作",
            "对象类型",
            "对象编号",
            "说明",
            "前后",
            "来源地址",
            "链值",
        ]
        return csv_response("audit", header, (_cells(event) for event in queryset.iterator()))


def _cells(event):
    at = timezone.localtime(event.at).isoformat(sep=" ", timespec="seconds")
    action = audit.name_of(event.action)
    what = [event.label, event.key, event.text, event.change or ""]
    return [event.number, at, event.actor_label, action, *what, event.address, event.seal]
