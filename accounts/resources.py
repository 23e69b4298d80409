"""Units, accounts and roles from a sheet."""

from django.core.exceptions import ValidationError

from accounts import imports, phone
from accounts.columns import Column, Labels, Name, Named, Phone
from accounts.models import StaffRole, Unit, User
from accounts.roles import SEPARATED, Role
from accounts.sheet_rows import SheetResource


@imports.register
class UnitSheet(SheetResource):
    kind, title, model, order = "units", "单位", Unit, 10
    advice = ("学校和教育集团在各自的表里导入时会一并建立单位；这里只用来补区级单位。",)

    kind_of = Column("类别", "kind", Labels(Unit.Kind), key=True, example="区级")
    name = Column("名称", "name", key=True, example="某某区教委")

    def find(self, cells):
        return Unit.objects.filter(kind=cells["kind_of"], name=cells["name"]).first()


def give_role(resource, user, unit, role=Role.TEACHER):
    """The person works at the unit; nothing is taken away."""
    if not StaffRole.objects.filter(user=user, unit=unit, role=role).exists():
        resource.ledger.save(StaffRole(user=user, unit=unit, role=role), resource.row_line)


@imports.register
class AccountSheet(SheetResource):
    kind, title, model, order = "accounts", "账号", User, 60
    advice = (
        "教师的账号可以在“教师”表里一并开通；这里用来给区里和其他工作人员开账号，或改姓名、手机号。",
        "新账号没有密码：导入后打印激活条，当面交给本人。",
        "导入的人先都是教师身份；信息员、校长等角色由安全管理员授予。",
    )

    username = Column("账号", "username", key=True, example="zhangwei", note="小写字母、数字，至少3位。")
    name = Column("姓名", "name", Name(), required=True, example="张伟")
    unit = Column("单位", None, Named(Unit, "name"), example="某某小学", note="新增时必须填写。")
    phone = Column("手机号", None, Phone(), example="13800000000", note="加密保存，可用来登录。")

    def find(self, cells):
        return User.objects.filter(username=cells["username"].lower()).first()

    def fill(self, instance):
        instance.username = instance.username.lower()
        if instance.pk is None:
            instance.set_unusable_password()
            if not self.cells.get("unit"):
                self.problems.setdefault("单位", "新增时必须填写。")
        set_phone(self, instance, "手机号")

    def differences(self, before, after):
        changed = super().differences(before, after)
        if before.phone_mark != after.phone_mark:
            changed.append(["手机号", _masked(before), _masked(after)])
        return changed

    def skip_row(self, instance, original, row, import_validation_errors=None):
        unit = self.cells.get("unit")
        moved = unit and not instance.staff_roles.filter(unit=unit).exists() if instance.pk else True
        same = original is not None and original.phone_mark == instance.phone_mark and not moved
        return same and super().skip_row(instance, original, row, import_validation_errors)

    def write(self, instance, new):
        super().write(instance, new)
        if self.cells.get("unit"):
            give_role(self, instance, self.cells["unit"])


def set_phone(resource, user, header):
    """Give the account the number of the row, unless it is another person's."""
    digits = resource.cells.get("phone")
    if not digits:
        return
    mark = phone.fingerprint(digits)
    if User.objects.filter(phone_mark=mark).exclude(pk=user.pk).exists():
        resource.problems.setdefault(header, "这个手机号已用于另一账号。请核对，或空着。")
    elif mark != user.phone_mark:
        user.phone = digits


def _masked(user):
    return phone.masked(user.phone) if user.phone else "（空）"


@imports.register
class RoleSheet(SheetResource):
    kind, title, model, order = "roles", "角色", StaffRole, 70
    advice = ("角色只增不减；收回角色请在“角色”列表里删除。",)

    user = Column("账号", "user", Named(User, "username", what="账号"), key=True, example="zhangwei")
    unit = Column("单位", "unit", Named(Unit, "name"), key=True, example="某某小学")
    role = Column("角色", "role", Labels(Role), key=True, example="学校信息员")

    def check_right(self, instance):
        """Nobody gives a role to themselves, nor one of the three administrators' by a sheet."""
        if instance.user_id == self.by.pk or instance.role in SEPARATED:
            raise ValidationError("自己的角色，以及系统、安全、审计三种管理员，不能用表格授予。")
        try:
            instance.clean()
        except ValidationError as refused:
            raise ValidationError(refused.messages) from refused
        super().check_right(instance)
