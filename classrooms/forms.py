"""The shape of what is asked; the rules are in `booking`."""

from django import forms
from django.db.models import Q

from accounts.models import Unit
from classrooms.models import Session
from groups.models import Membership
from schools.models import Teacher


class Moment(forms.DateTimeInput):
    """A day and an hour as phones ask for them."""

    def __init__(self):
        super().__init__(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="原因",
        max_length=120,
        help_text="会写进教师收到的消息。",
        error_messages={"required": "请写明原因，教师会看到。"},
    )


class CapacityForm(forms.Form):
    capacity = forms.IntegerField(
        label="名额", min_value=1, max_value=100_000, help_text="增加的名额按候补先后自动递补。"
    )


class AddForm(ReasonForm):
    """A teacher by name, with the school where several bear it."""

    teacher = forms.CharField(
        label="教师", max_length=80, help_text="填姓名；同名的写成“姓名 学校”，如“李老师 示例小学”。"
    )
    field_order = ["teacher", "reason"]

    def clean_teacher(self):
        name, _, school = self.cleaned_data["teacher"].strip().partition(" ")
        found = Teacher.objects.serving().filter(name=name).select_related("school", "user")
        if school:
            found = found.filter(Q(school__short_name=school.strip()) | Q(school__name=school.strip()))
        found = list(found[:6])
        if not found:
            raise forms.ValidationError("没有这位教师，请核对姓名和学校。")
        if len(found) > 1:
            schools = "、".join(one.school.short_name for one in found)
            raise forms.ValidationError(f"同名的有几位（{schools}），请在姓名后空一格写上学校。")
        return found[0]


class QuotaForm(forms.Form):
    unit = forms.TypedChoiceField(label="单位", choices=[])
    limit = forms.IntegerField(
        label="至多几人", min_value=0, max_value=10_000, required=False, help_text="空着：不限。"
    )

    def __init__(self, session, *args, **kwargs):
        super().__init__(*args, **kwargs)
        units = Unit.objects.exclude(kind=Unit.Kind.DISTRICT)
        if session.for_group_id:
            schools = Membership.objects.active().filter(group=session.for_group_id).values("school__unit")
            units = units.filter(pk__in=schools)
        # A list, so that the page asks once and the template not at all.
        self.units = {str(unit.pk): unit for unit in units.order_by("kind", "name", "pk")}
        self.fields["unit"].choices = [(key, unit.name) for key, unit in self.units.items()]
        self.fields["unit"].coerce = self.units.get


class MoveForm(ReasonForm):
    to = forms.ModelChoiceField(queryset=Session.objects.none(), label="改到")
    field_order = ["to", "reason"]

    def __init__(self, session, user, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = others_of(session, user)


def others_of(session, user):
    """The sessions to which an organiser may move somebody."""
    mine = Session.objects.reachable_by(user, "organise").filter(cancelled_at=None)
    return mine.coming().exclude(pk=session.pk)


class RepeatForm(forms.Form):
    every_weeks = forms.IntegerField(label="每几周一次", min_value=1, max_value=8, initial=1)
    times = forms.IntegerField(label="再办几次", min_value=1, max_value=20, initial=3)


class RescheduleForm(forms.Form):
    starts_at = forms.DateTimeField(label="开始", widget=Moment)
    ends_at = forms.DateTimeField(label="结束", widget=Moment)
    place = forms.CharField(label="地点", max_length=80, required=False)

    def __init__(self, session, *args, **kwargs):
        initial = {name: getattr(session, name) for name in ("starts_at", "ends_at", "place")}
        super().__init__(*args, initial=initial, **kwargs)

    def clean(self):
        found = super().clean()
        starts, ends = found.get("starts_at"), found.get("ends_at")
        if starts and ends and ends <= starts:
            self.add_error("ends_at", "结束要在开始之后。")
        return found
