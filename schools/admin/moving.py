"""调动与离校: a page of the teacher's, since a plain field would overwrite where they were."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from accounts import rights
from schools import postings
from schools.models import School, Teacher


class MoveForm(forms.Form):
    school = forms.ModelChoiceField(
        School.objects.none(), label="调入学校", required=False, empty_label="离校（不在本区学校任教）"
    )
    on = forms.DateField(label="自哪天起", widget=forms.DateInput(attrs={"type": "date"}))
    note = forms.CharField(label="说明", max_length=60, required=False)

    def __init__(self, *args, schools, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["school"].queryset = schools


class MovingTeachers:
    """Mixin for the teachers' admin. To another school moves whoever may change teachers at both."""

    change_form_template = "admin/schools/teacher/change_form.html"

    def get_urls(self):
        view = self.admin_site.admin_view(self.move_view)
        own = path("<path:object_id>/move/", view, name="schools_teacher_move")
        return [own, *super().get_urls()]

    def move_view(self, request, object_id):
        teacher = self.get_object(request, object_id)
        if teacher is None or not self.has_change_permission(request, teacher):
            raise Http404
        form = MoveForm(
            request.POST or None, schools=schools_of(request.user), initial={"on": timezone.localdate()}
        )
        if request.method == "POST" and form.is_valid():
            try:
                self._carry_out(teacher, form.cleaned_data, request.user)
            except ValidationError as refusal:
                form.add_error(None, refusal)
            else:
                messages.success(request, "已办理，以前的任教经历已保留。")
                return HttpResponseRedirect(reverse("admin:schools_teacher_changelist"))
        context = self.admin_site.each_context(request) | {
            "opts": self.opts,
            "title": f"{teacher.name}：调动或离校",
            "teacher": teacher,
            "form": form,
        }
        return TemplateResponse(request, "admin/schools/teacher/move.html", context)

    def _carry_out(self, teacher, asked, by):
        words = {"on": asked["on"], "by": by, "note": asked["note"]}
        if asked["school"]:
            postings.move(teacher, asked["school"], **words)
        else:
            postings.leave(teacher, **words)


def schools_of(user):
    """Schools at which the person may change teachers."""
    found = rights.reach(user, "change", Teacher._meta.label_lower)
    return School.objects.open() if found.everything else School.objects.open().filter(unit__in=found.units)
