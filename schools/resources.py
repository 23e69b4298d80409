"""Townships, terms, schools, teachers and figures from a sheet."""

from django.utils import timezone

from accounts import activation, imports, phone, rights
from accounts.columns import Column, Day, Labels, Name, Named, Number, Phone, Words, YesNo, shown
from accounts.models import Unit, User
from accounts.resources import give_role, set_phone
from accounts.sheet_rows import SheetResource
from schools import naming
from schools.models import (
    CurriculumStandard,
    Figure,
    School,
    SchoolYear,
    StandardVersion,
    Subject,
    Teacher,
    Term,
    Township,
)


@imports.register
class TownshipSheet(SheetResource):
    kind, title, model, order = "townships", "乡镇街道", Township, 12

    name = Column("名称", "name", key=True, example="礼让镇")
    urban = Column("城区街道", "urban", YesNo(), example="否")
    border = Column("川渝毗邻", "border", YesNo(), example="否")
    place = Column("顺序", "order", Number(whole=True), example="1")


@imports.register
class SubjectSheet(SheetResource):
    kind, title, model, order = "subjects", "学科", Subject, 14

    name = Column("名称", "name", key=True, example="音乐")
    place = Column("顺序", "order", Number(whole=True), example="8")


class Year(Named):
    """2026—2027学年, 2026-2027, 2026."""

    def __init__(self, advice="。请先导入学期，或由系统管理员开学年"):
        super().__init__(SchoolYear, "start", what="学年", advice=advice)

    def names(self, row):
        pair = f"{row.start}—{row.start + 1}"
        dashes = [pair.replace("—", dash) for dash in ("—", "-", "–", "－", "至", "——")]
        return [str(row.start), *dashes, *(f"{name}学年" for name in dashes)]

    def render(self, value, obj=None, **kwargs):
        return str(value or "")


@imports.register
class TermSheet(SheetResource):
    kind, title, model, order = "terms", "学期", Term, 16
    advice = ("学年写起始的一年：2026—2027学年写2026。没有的学年会一并建立。",)

    start = Column("学年起始年", None, Number(whole=True, least=2000, most=2100), key=True, example="2026")
    number = Column("学期", "number", Labels(Term.Number), key=True, example="第一学期")
    starts_on = Column("开学", "starts_on", Day(), required=True, example="2026-09-01")
    ends_on = Column("放假", "ends_on", Day(), required=True, example="2027-01-22")

    def find(self, cells):
        return Term.objects.filter(school_year__start=cells["start"], number=cells["number"]).first()

    def fill(self, instance):
        if instance.starts_on and instance.ends_on and instance.ends_on <= instance.starts_on:
            self.problems.setdefault("放假", "放假要在开学之后。")

    def write(self, instance, new):
        if new:
            year = SchoolYear.objects.filter(start=self.cells["start"]).first()
            instance.school_year = year or self.ledger.save(
                SchoolYear(start=self.cells["start"]), self.row_line
            )
        super().write(instance, new)


class OfSchool(SheetResource):
    """Rows that belong to a school: an importer names only schools within reach, by name or short name.

    The rows of each school that the sheet names are read once.
    """

    related = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.read = {}

    def rows_of(self, school):
        if school.pk not in self.read:
            found = self.model.objects.filter(school=school).select_related(*self.related)
            self.read[school.pk] = list(found.order_by("pk"))
        return self.read[school.pk]

    def after_import_row(self, row, row_result, **kwargs):
        super().after_import_row(row, row_result, **kwargs)
        if row_result.is_new():
            self.rows_of(row_result.instance.school).append(row_result.instance)

    def import_row(self, row, instance_loader, **kwargs):
        result = super().import_row(row, instance_loader, **kwargs)
        if not result.is_valid():
            # What was read bears the marks of the faulty row.
            self.read.clear()
        return result

    def nameable(self, model):
        return self.within(School) if model is School else super().nameable(model)


def school_column(attribute="school"):
    advice = "，或不属于您的单位。请核对全称"
    widget = Named(School, "name", "short_name", what="学校", advice=advice)
    return Column("学校", attribute, widget, key=True, example="某某小学")


@imports.register
class SchoolSheet(SheetResource):
    kind, title, model, order = "schools", "学校", School, 20
    advice = (
        "按全称认学校：同名的更新，没有的新增。学校改名时，填上原来的“网址名”。",
        "“公开”填“是”，学校页立即对读者可见；空着不改变。",
    )

    name = Column("全称", "name", key=True, example="某某镇中心小学")
    short_name = Column("简称", "short_name", example="某某小学")
    aliases = Column("别名", "aliases", Words(), example="某某中心校、某某小", note="几个别名用顿号隔开。")
    stage = Column("学段", "stage", Labels(School.Stage), required=True, example="小学")
    township = Column(
        "乡镇街道",
        "township",
        Named(Township, "name", advice="。请先导入乡镇街道"),
        example="某某镇",
    )
    area = Column("城乡", "area", Labels(School.Area), example="乡村")
    nature = Column("办学性质", "kind", Labels(School.Kind), example="公办")
    official_order = Column("官方顺序", "official_order", Number(whole=True), example="12")
    teaching_point = Column("教学点", "teaching_point", YesNo(), example="否")
    boarding = Column("寄宿", "boarding", YesNo(), example="是")
    canteen = Column("食堂", "canteen", YesNo(), example="是")
    bus = Column("校车", "bus", YesNo(), example="否")
    after_school = Column("课后服务", "after_school", YesNo(), example="是")
    special = Column("特殊教育资源教室", "special_needs_room", YesNo(), example="")
    school_out = Column("放学时间", "school_out", example="16:30")
    fees = Column("收费", "fees", example="")
    head = Column("校长", "head_name", Name(), example="")
    founded = Column("建校", "founded", example="1956年")
    motto = Column("校训", "motto", example="")
    address = Column("地址", "address", example="某某镇某某路1号")
    phone = Column("电话", "phone", example="023-00000000")
    phone_hours = Column("接听时间", "phone_hours", example="工作日 8:30—17:00")
    complaint_phone = Column("监督电话", "complaint_phone", example="")
    slug = Column("网址名", "slug", example="", note="空着：按拼音自动取。")
    shown_now = Column("公开", None, YesNo(), example="是")

    def find(self, cells):
        by_slug = School.objects.filter(slug=cells["slug"]).first() if cells.get("slug") else None
        return by_slug or School.objects.filter(name=cells["name"]).first()

    def fill(self, instance):
        if instance.pk is None:
            instance.short_name = instance.short_name or instance.name[:30]
            instance.slug = instance.slug or naming.free_slug(School, instance.name)
        if self.cells.get("shown_now") and instance.visible_from is None:
            instance.visible_from = timezone.now()

    def skip_row(self, instance, original, row, import_validation_errors=None):
        same = original is not None and original.visible_from == instance.visible_from
        return same and super().skip_row(instance, original, row, import_validation_errors)

    def differences(self, before, after):
        changed = super().differences(before, after)
        if before.visible_from is None and after.visible_from:
            changed.append(["公开", "否", "是"])
        return changed

    def write(self, instance, new):
        unit = (
            instance.unit
            if not new
            else Unit.objects.filter(kind=Unit.Kind.SCHOOL, name=instance.name, school=None).first()
        )
        if unit is None or unit.name != instance.name:
            unit = unit or Unit(kind=Unit.Kind.SCHOOL)
            unit.name = instance.name
            self.ledger.save(unit, self.row_line)
        instance.unit = unit
        super().write(instance, new)


@imports.register
class TeacherSheet(OfSchool):
    """A person is told by school and name; of two of a name, by account or phone number."""

    kind, title, model, order = "teachers", "教师", Teacher, 50
    if_twice = "如果是两个人，请分别填写账号或手机号。"
    related = ("user", "specialism")
    advice = (
        "同一所学校有两位同名教师时，请给两行分别填写账号或手机号，好区分是两个人。",
        "“开通账号”填“是”：没有账号的教师会得到账号（空着按姓名拼音取），导入后可打印激活条。",
        "调动和离校不在这里改，请在教师的页面上办理，任教记录会保留。",
    )

    school = school_column()
    name = Column("姓名", "name", Name(), key=True, example="张伟")
    rank = Column("职称", "title", Labels(Teacher.Title), example="一级教师")
    specialism = Column(
        "专任学科", "specialism", Named(Subject, "name", advice="。请先导入学科"), example="音乐"
    )
    backbone = Column("骨干", "backbone", Labels(Teacher.Backbone), example="区级骨干")
    public = Column("公开姓名", "public", YesNo(), example="否")
    open_account = Column("开通账号", None, YesNo(), example="是")
    username = Column("账号", None, example="")
    phone = Column("手机号", None, Phone(), example="")

    def before_import(self, dataset, **kwargs):
        super().before_import(dataset, **kwargs)
        self.taken = set(User.objects.values_list("username", flat=True))
        self.may_open = rights.may(self.by, "import", User._meta.label_lower)

    def find(self, cells):
        self.twin = False
        found = [one for one in self.rows_of(cells["school"]) if one.name == cells["name"]]
        account, mark = (cells.get("username") or "").lower(), _mark(cells.get("phone"))
        for teacher in found:
            if teacher.user and (
                teacher.user.username == account or (mark and teacher.user.phone_mark == mark)
            ):
                return teacher
        told_apart = [teacher for teacher in found if not teacher.user or not (account or mark)]
        if found and not told_apart:
            return None
        self.twin = len(told_apart) > 1
        return told_apart[0] if told_apart else None

    def fill(self, instance):
        cells = self.cells
        if self.twin:
            self.problems["姓名"] = f"本校有几位{shown(cells['name'])}。请填写账号或手机号，指明是哪一位。"
        user = instance.user
        wanted = cells.get("open_account") or (cells.get("username") and not user)
        self.account = None
        if wanted and not user:
            self._new_account(instance)
        elif user and _mark(cells.get("phone")) not in ("", user.phone_mark):
            self._new_phone(user)
        elif cells.get("phone") and not user:
            self.problems.setdefault("手机号", "这位教师还没有账号，手机号无处可存。请在“开通账号”填“是”。")

    def _new_phone(self, user):
        """A number is a way to sign in: only whoever may give the person a new password may change it."""
        if user.pk != self.by.pk and not activation.may_issue(user, self.by):
            self.problems.setdefault("手机号", "这位教师另有职务，手机号请由系统管理员修改；本格请空着。")
            return
        self.account = user
        set_phone(self, user, "手机号")

    def _new_account(self, instance):
        if not self.may_open:
            self.problems.setdefault("开通账号", "您不能开通账号。请空着，由系统管理员导入。")
            return
        asked = (self.cells.get("username") or "").lower()
        existing = User.objects.filter(username=asked).first() if asked else None
        if existing:
            linked = Teacher.objects.filter(user=existing).exists()
            if linked or existing.name != instance.name:
                self.problems.setdefault("账号", f"账号{shown(asked)}是别人的。请换一个，或空着自动取。")
                return
            instance.user = self.account = existing
            return
        username = asked or naming.free_username(instance.name, self.taken)
        self.account = User(username=username, name=instance.name)
        self.account.set_unusable_password()
        set_phone(self, self.account, "手机号")

    def skip_row(self, instance, original, row, import_validation_errors=None):
        return self.account is None and super().skip_row(instance, original, row, import_validation_errors)

    def validate_instance(self, instance, import_validation_errors=None, validate_unique=True):
        errors = dict(import_validation_errors or {})
        if self.account and self.account.pk is None:
            errors |= self._invalid_fields(self.account, {"username": "账号"}, skip=set(errors))
        super().validate_instance(instance, errors, validate_unique)

    def write(self, instance, new):
        if self.account is not None:
            instance.user = self.ledger.save(self.account, self.row_line)
            self.taken.add(self.account.username)
            give_role(self, instance.user, instance.school.unit)
        super().write(instance, new)


def _mark(digits):
    return phone.fingerprint(digits) if digits else ""


def _told(figure):
    return figure.school_year, figure.kind, figure.population


@imports.register
class FigureSheet(OfSchool):
    """A figure is told by school, year, kind and population; another year's stays as it is."""

    kind, title, model, order = "figures", "学校数据", Figure, 40
    related = ("school_year",)
    advice = (
        "同一学校、学年、指标和统计对象的数更新，其余新增；往年的数不动。",
        "只填来源里有的数。“40余人”填数值40、确切程度“以上（余）”。",
    )

    school = school_column()
    year = Column("学年", "school_year", Year(), example="2026")
    figure = Column("指标", "kind", key=True, example="在校学生")
    value = Column("数值", "value", Number(), key=True, example="320")
    unit = Column("单位", "unit", example="人")
    qualifier = Column(
        "确切程度",
        "qualifier",
        Labels(Figure.Qualifier, 余=Figure.Qualifier.AT_LEAST, 以上=Figure.Qualifier.AT_LEAST),
        example="确数",
    )
    population = Column("统计对象", "population", example="")
    as_of = Column("统计日期", "as_of", Day(), example="2026-09-15")
    source = Column("来源", "source", required=True, example="学校填报")

    def find(self, cells):
        told = (cells.get("year"), cells["figure"], cells.get("population") or "")
        return next((one for one in self.rows_of(cells["school"]) if _told(one) == told), None)

    def write(self, instance, new):
        instance.reported_by = self.by
        super().write(instance, new)


@imports.register
class StandardSheet(SheetResource):
    """A row a grade and subject; it goes to the year's newest draft, which is made where there is none."""

    kind, title, model, order = "standards", "课时标准", CurriculumStandard, 18
    advice = (
        "表格里的课时进入该学年最新的一版草稿；没有草稿时新建一版，请一次填全各年级各学科。",
        "导入后请在“课时标准”里核对，再选“从今天起启用”。半节填0.5（单双周）。",
    )

    year = Column("学年", None, Year(), key=True, example="2026")
    grade = Column("年级", "grade", Number(whole=True, least=1, most=12), key=True, example="3")
    subject = Column(
        "学科", "subject", Named(Subject, "name", advice="。请先导入学科"), key=True, example="音乐"
    )
    periods = Column("每周课时", "periods_per_week", Number(least=0, most=20), required=True, example="2")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.drafts = {}

    def draft_of(self, year):
        if year.pk not in self.drafts:
            self.drafts[year.pk] = StandardVersion.objects.filter(school_year=year).order_by("number").last()
        return self.drafts[year.pk]

    def find(self, cells):
        newest = self.draft_of(cells["year"])
        if newest is None or newest.adopted_on is not None:
            return None
        return newest.standards.filter(grade=cells["grade"], subject=cells["subject"]).first()

    def fill(self, instance):
        periods = self.cells.get("periods")
        if periods is not None and periods * 2 != int(periods * 2):
            self.problems.setdefault("每周课时", "请填整节或半节，如 2 或 0.5。")

    def write(self, instance, new):
        if new:
            instance.version = self._open_draft(self.cells["year"])
        super().write(instance, new)

    def _open_draft(self, year):
        newest = self.draft_of(year)
        if newest is None or newest.adopted_on is not None:
            fresh = StandardVersion(
                school_year=year, number=newest.number + 1 if newest else 1, source="表格导入"
            )
            newest = self.drafts[year.pk] = self.ledger.save(fresh, self.row_line)
        return newest
