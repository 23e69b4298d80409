"""Catchments and plans from sheets: one row is one village, estate or road; one school's places of a year."""

from django.utils import timezone

from accounts import imports
from accounts.columns import Column, Day, Labels, Number, Words, YesNo
from accounts.sheet_rows import SheetResource
from enrolment.models import Catchment, CatchmentEntry, EnrolmentPlan
from schools.resources import OfSchool, Year, school_column


@imports.register
class CatchmentSheet(SheetResource):
    """Adds and changes entries; what a sheet does not name stays, so a part may be sent in alone."""

    kind, title, model, order = "catchments", "招生片区", CatchmentEntry, 45
    advice = (
        "一行一个村社、小区或道路；同一学校同一学年的各行归入一个片区，没有的片区一并建立。",
        "往年的片区不动。“公开”填“是”，这所学校这一学年的片区立即对读者可见。",
        "同一个小区属于几所学校时，每所学校各写一行。",
    )

    year = Column("学年", None, Year(), key=True, example="2026")
    school = school_column(attribute=None)
    what = Column("类别", "kind", Labels(CatchmentEntry.Kind), key=True, example="村社")
    name = Column("名称", "name", key=True, example="某某村")
    aliases = Column("别名", "aliases", Words(), example="某某村委会")
    note = Column("范围说明", "note", example="1—5组", note="道路写单双号；同名条目靠它区分。")
    source = Column("来源", None, example="区教委2026年招生通知", note="新建片区时必须填写。")
    shown_now = Column("公开", None, YesNo(), example="是")

    def before_import(self, dataset, **kwargs):
        super().before_import(dataset, **kwargs)
        found = Catchment.objects.select_related("school_year", "school")
        self.catchments = {(row.school_year_id, row.school_id): row for row in found}

    def find(self, cells):
        self.catchment = self.catchments.get((cells["year"].pk, cells["school"].pk))
        if self.catchment is None or self.catchment.pk is None:
            return None
        named = self.catchment.entries.filter(kind=cells["what"], name=cells["name"])
        return named.filter(note=cells.get("note") or "").order_by().first()

    def fill(self, instance):
        if self.problems:
            return
        if self.catchment is None and not self.cells.get("source"):
            self.problems["来源"] = "这所学校还没有这一学年的片区，新建时必须填写来源。"

    def opens(self):
        """Whether the row makes its catchment, or makes it public."""
        return self.catchment is None or (self.cells.get("shown_now") and self.catchment.visible_from is None)

    def skip_row(self, instance, original, row, import_validation_errors=None):
        return not self.opens() and super().skip_row(instance, original, row, import_validation_errors)

    def write(self, instance, new):
        if self.opens():
            catchment = self.catchment or Catchment(
                school_year=self.cells["year"], school=self.cells["school"], source=self.cells["source"]
            )
            if self.cells.get("shown_now"):
                catchment.visible_from = timezone.now()
            self.catchment = self.ledger.save(catchment, self.row_line)
        instance.catchment = self.catchment
        super().write(instance, new)

    def after_import_row(self, row, row_result, **kwargs):
        super().after_import_row(row, row_result, **kwargs)
        key = (self.catchment.school_year_id, self.catchment.school_id)
        self.catchments[key] = self.catchment


@imports.register
class PlanSheet(OfSchool):
    """A plan is told by school and year; another year's stays as it is."""

    kind, title, model, order = "plans", "招生计划", EnrolmentPlan, 46
    related = ("school_year",)
    advice = (
        "同一学校、同一学年的计划更新，没有的新增；往年的计划不动。",
        "“公开”填“是”，这份计划立即对读者可见；空着不改变。",
    )

    year = Column("学年", "school_year", Year(), key=True, example="2026")
    school = school_column()
    classes = Column("班数", "classes", Number(whole=True, least=1), required=True, example="2")
    places = Column("招生人数", "places", Number(whole=True, least=1), required=True, example="90")
    as_of = Column("截至日期", "as_of", Day(), example="2026-06-10")
    source = Column("来源", "source", required=True, example="区教委2026年招生通知")
    note = Column("说明", "note", example="")
    shown_now = Column("公开", None, YesNo(), example="是")

    def find(self, cells):
        return next((row for row in self.rows_of(cells["school"]) if row.school_year == cells["year"]), None)

    def fill(self, instance):
        if self.cells.get("shown_now") and instance.visible_from is None:
            instance.visible_from = timezone.now()
        if None not in (instance.classes, instance.places) and instance.places < instance.classes:
            self.problems.setdefault("招生人数", "招生人数不能少于班数。请核对两格是否填反。")

    def skip_row(self, instance, original, row, import_validation_errors=None):
        same = original is not None and original.visible_from == instance.visible_from
        return same and super().skip_row(instance, original, row, import_validation_errors)

    def differences(self, before, after):
        changed = super().differences(before, after)
        if before.visible_from is None and after.visible_from:
            changed.append(["公开", "否", "是"])
        return changed
