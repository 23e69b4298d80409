"""Groups and their members from a sheet."""

from django.utils import timezone

from accounts import imports
from accounts.columns import Column, Day, Labels, Named, Number, YesNo
from accounts.models import Unit
from accounts.sheet_rows import SheetResource
from groups.models import EducationGroup, Membership
from schools import naming
from schools.resources import school_column

Direction = EducationGroup.Direction
DIRECTIONS = Labels(Direction, 横向=Direction.HORIZONTAL, 纵向=Direction.VERTICAL)


@imports.register
class GroupSheet(SheetResource):
    kind, title, model, order = "groups", "教育集团", EducationGroup, 22
    advice = ("“公开”填“是”，集团页立即对读者可见；空着不改变。",)

    name = Column("名称", "name", key=True, example="某某小学教育集团")
    direction = Column("方向", "direction", DIRECTIONS, example="横向")
    stated_size = Column("来源所述学校数", "stated_size", Number(whole=True), example="8")
    standfirst = Column("一句话介绍", "standfirst", example="")
    source = Column("来源", "source", example="区教委文件")
    place = Column("顺序", "order", Number(whole=True), example="1")
    shown_now = Column("公开", None, YesNo(), example="是")

    def fill(self, instance):
        if instance.pk is None:
            instance.slug = naming.free_slug(EducationGroup, instance.name)
        if self.cells.get("shown_now") and instance.visible_from is None:
            instance.visible_from = timezone.now()

    def skip_row(self, instance, original, row, import_validation_errors=None):
        same = original is not None and original.visible_from == instance.visible_from
        return same and super().skip_row(instance, original, row, import_validation_errors)

    def write(self, instance, new):
        if new:
            free = Unit.objects.filter(kind=Unit.Kind.GROUP, name=instance.name)
            instance.unit = free.exclude(pk__in=EducationGroup.objects.values("unit")).first() or (
                self.ledger.save(Unit(kind=Unit.Kind.GROUP, name=instance.name), self.row_line)
            )
        super().write(instance, new)


@imports.register
class MembershipSheet(SheetResource):
    """A school's time in a group: joined, or ended by a day of leaving; never deleted."""

    kind, title, model, order = "memberships", "集团成员", Membership, 30
    advice = (
        "学校换集团：先填原集团那一行的“退出日期”，再加一行新集团。",
        "同一方向同一时间只能在一个集团；重叠的行会指出来。",
    )

    group = Column(
        "集团",
        "group",
        Named(EducationGroup, "name", advice="。请先导入教育集团"),
        key=True,
        example="某某小学教育集团",
    )
    school = school_column()
    role = Column("身份", "role", Labels(Membership.Role), example="成员校")
    tightness = Column("类型", "tightness", Labels(Membership.Tightness), example="紧密型")
    joined_on = Column("加入日期", "joined_on", Day(), example="2026-09-01")
    left_on = Column("退出日期", "left_on", Day(), example="")
    source = Column("来源", "source", example="区教委文件")

    def find(self, cells):
        found = Membership.objects.filter(group=cells["group"], school=cells["school"])
        if cells.get("joined_on"):
            same = found.filter(joined_on=cells["joined_on"]).first()
            if same:
                return same
        return found.filter(left_on=None).first()

    def fill(self, instance):
        if instance.group_id:
            instance.direction = instance.group.direction
