"""Timetables in the admin: a grid to type, and 总课表 imported as schools have them."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from accounts import audit, imports, rights, sheets
from accounts.scoped_admin import ScopedAdmin
from schools import calendar, timetable_grid
from schools.models import School, Timetable
from schools.models.teaching import WEEKDAYS
from schools.timetable_sheet import LessonSheet, flat

SECTION = "课程课表"
LESSON = "schools.lesson"


class BookForm(forms.Form):
    school = forms.ModelChoiceField(queryset=School.objects.none(), label="学校")
    starts_on = forms.DateField(
        label="新课表从哪天起",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="之前的课表照样留着；要改正在用的课表，填它的起用日期。",
    )
    file = forms.FileField(
        label="课表",
        help_text="总课表（各班在一张表上，横排竖排都行），或每班一张、每位教师一张的工作簿。",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={"required": "请选择课表文件。", "empty": "这个文件是空的。"},
    )
    assignments = forms.FileField(
        label="任课表",
        required=False,
        help_text="课表里只写学科的，另附任课表：一行一个班，一列一个学科，格里是教师。",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )

    def __init__(self, user, *args, **kwargs):
        super().__init__(*args, **kwargs)
        reach = rights.reach(user, "import", LESSON)
        schools = School.objects.open()
        schools = schools if reach.everything else schools.filter(unit__in=reach.units)
        self.fields["school"].queryset = schools
        first = list(schools[:2])
        if len(first) == 1:
            self.fields["school"].initial = first[0]
        term = calendar.current_term()
        self.fields["starts_on"].initial = max(term.starts_on, timezone.localdate()) if term else None

    def sheet(self):
        asked = self.cleaned_data
        files = [asked["file"], *filter(None, [asked["assignments"]])]
        books = [sheets.read_book(one.name, one.read(sheets.MOST_BYTES + 1)) for one in files]
        found = flat(asked["school"], asked["starts_on"], books)
        if len(found.rows) > sheets.MOST_ROWS:
            raise sheets.Refused(f"超过{sheets.MOST_ROWS}节课。请按年级分成几个文件导入。")
        return found


@admin.register(Timetable)
class TimetableAdmin(ScopedAdmin, admin.ModelAdmin):
    section = SECTION
    list_display = ["school", "term", "starts_on", "note"]
    list_filter = ["term"]
    list_select_related = ["school", "term__school_year"]
    fields = ["school", "term", "starts_on", "note"]
    autocomplete_fields = ["school"]
    change_list_template = "admin/schools/timetable/list.html"
    change_form_template = "admin/schools/timetable/change_form.html"

    def save_model(self, request, obj, form, change):
        if not change:
            obj.made_by = request.user
        super().save_model(request, obj, form, change)

    def get_urls(self):
        view = self.admin_site.admin_view
        own = [
            path("import/", view(self.import_view), name="schools_timetable_import"),
            path("<path:object_id>/grid/", view(self.grid_view), name="schools_timetable_grid"),
        ]
        return own + super().get_urls()

    def changelist_view(self, request, extra_context=None):
        extra = {"may_import": rights.may(request.user, "import", LESSON)}
        return super().changelist_view(request, extra | (extra_context or {}))

    def _page(self, request, template, **context):
        base = {**self.admin_site.each_context(request), "opts": self.opts}
        return TemplateResponse(request, f"admin/schools/timetable/{template}.html", base | context)

    def import_view(self, request):
        """Reads the book into flat rows and hands them to the imports' own check."""
        if not rights.may(request.user, "import", LESSON):
            raise Http404
        posted = request.method == "POST"
        form = BookForm(request.user, request.POST if posted else None, request.FILES if posted else None)
        if posted and form.is_valid():
            try:
                file = form.cleaned_data["file"]
                run = imports.check(LessonSheet, form.sheet(), by=request.user, file_name=file.name)
                return HttpResponseRedirect(reverse("admin:accounts_importrun_change", args=[run.pk]))
            except sheets.Refused as refusal:
                form.add_error("file", str(refusal))
        return self._page(request, "import", title="导入总课表", form=form)

    def grid_view(self, request, object_id):
        timetables = Timetable.objects.viewable_by(request.user).select_related("school", "term__school_year")
        timetable = get_object_or_404(timetables, pk=object_id if object_id.isdigit() else 0)
        weekday = _weekday(request)
        may = rights.rows(request.user, "change", Timetable).filter(pk=timetable.pk).exists()
        typed, wrong = timetable_grid.texts(timetable, weekday), {}
        groups, periods = timetable_grid.groups_of(timetable), timetable_grid.numbers(timetable)
        if request.method == "POST":
            if not may:
                raise PermissionDenied
            typed = {
                (group.pk, period): request.POST.get(f"c-{group.pk}-{period}", "")[:80]
                for group in groups
                for period in periods
            }
            wrong = self._save(request, timetable, weekday, typed)
            if not wrong:
                messages.success(request, f"{dict(WEEKDAYS)[weekday]}的课表已保存。")
                return HttpResponseRedirect(f"{request.path}?day={weekday}")
        rows = [(group, [_cell(group, period, typed, wrong) for period in periods]) for group in groups]
        return self._page(
            request,
            "grid",
            title=f"{timetable.school.short_name}课表（{timetable.starts_on}起）",
            timetable=timetable,
            rows=rows,
            periods=periods,
            weekday=weekday,
            days=[(number, name, number == weekday) for number, name in WEEKDAYS[:6]],
            may=may,
            wrong=[sentence for sentence in wrong.values() if sentence],
        )

    def _save(self, request, timetable, weekday, typed):
        try:
            return timetable_grid.save(
                timetable, weekday, typed, by=request.user, address=audit.address_of(request)
            )
        except timetable_grid.Refused as refused:
            return {None: str(refused)}


def _cell(group, period, typed, wrong):
    key = group.pk, period
    return period, typed.get(key, ""), wrong.get(key, "")


def _weekday(request):
    asked = request.GET.get("day", "1")
    return int(asked) if asked in set("1234567") else 1
