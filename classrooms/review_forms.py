"""Forms of observed lessons and of their sheets."""

from decimal import Decimal, InvalidOperation

from django import forms
from django.db.models import Q
from django.utils import timezone

from classrooms.circles import circle_of
from classrooms.models import LessonReview, ObservedLesson, Rubric, RubricItem
from classrooms.prepared_choices import PreparedChoices
from classrooms.reviewing import Said
from schools.models import Teacher

LONGEST_REMARK = 500
MOST_FOUND = 20


def teachers_for(user, text=""):
    """Whom a person may name as the presenter: their own circle, and whoever the name they typed fits."""
    serving = Teacher.objects.serving().select_related("school")
    circle = circle_of(user)
    if text:
        return serving.filter(name__icontains=text).order_by("school__official_order", "pinyin", "pk")
    own = Q(school__in=circle.own_schools) | Q(pk__in=circle.partners | circle.studio_mates)
    return serving.filter(own).order_by("school__official_order", "pinyin", "pk")


def rubrics_for(user):
    """Templates of the person's own units, of groups above them, and of the district."""
    return Rubric.objects.offered().filter(Q(unit__in=circle_of(user).units) | Q(unit__kind="district"))


class FindTeacherForm(forms.Form):
    """Looks for a teacher of another school by name."""

    teacher = forms.CharField(label="按姓名找外校教师", max_length=20, required=False)

    def clean_teacher(self):
        return self.cleaned_data["teacher"].replace("\0", "").strip()


class RubricChoice(PreparedChoices, forms.Form):
    """Which template a sheet is written on."""

    rubric = forms.ModelChoiceField(Rubric.objects.none(), label="评课表", empty_label=None)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["rubric"].queryset = rubrics_for(user).order_by("unit__kind", "name", "pk")
        self.prepare()


class LessonForm(PreparedChoices, forms.ModelForm):
    """A lesson that is of no session: who, what, when."""

    class Meta:
        model = ObservedLesson
        fields = [
            "presenter",
            "topic",
            "subject",
            "class_name",
            "held_on",
            "period_no",
            "method",
            "lesson_type",
        ]
        widgets = {"held_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args, user, looked_for="", **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["presenter"]
        field.queryset = teachers_for(user, looked_for)
        field.empty_label = "请选择"
        self.fields["subject"].empty_label = "不分学科"
        if self.is_bound and not looked_for:
            # Who was looked up on the page before is no longer among the offered.
            field.queryset = Teacher.objects.serving().select_related("school")
        self.prepare()
        self.fields["topic"].widget.attrs["placeholder"] = "如：认识分数"
        self.fields["class_name"].widget.attrs["placeholder"] = "如：三年级2班"

    def clean_held_on(self):
        held_on = self.cleaned_data["held_on"]
        if held_on > timezone.localdate():
            raise forms.ValidationError("这一天还没有到，课上完或上课当天再登记。")
        return held_on

    def clean_period_no(self):
        number = self.cleaned_data["period_no"]
        if number is not None and not 1 <= number <= 14:
            raise forms.ValidationError("节次请填1到14。")
        return number

    def validate_unique(self):
        """Somebody else's entry of the same lesson is joined, not refused."""


class ReflectionForm(forms.ModelForm):
    class Meta:
        model = ObservedLesson
        fields = ["reflection"]
        widgets = {"reflection": forms.Textarea(attrs={"rows": 6})}
        help_texts = {"reflection": "哪一步和备课时想的不一样？再上一次会改哪里？"}


class VisibilityForm(forms.ModelForm):
    class Meta:
        model = ObservedLesson
        fields = ["visibility"]
        widgets = {"visibility": forms.RadioSelect}


class SheetForm(forms.Form):
    """A sheet as its template asks: notes, points and remarks of each row, a summary."""

    notes = forms.CharField(
        label="教学过程记录",
        max_length=LessonReview._meta.get_field("notes").max_length,
        required=False,
        widget=forms.Textarea(
            attrs={"rows": 8, "placeholder": "教师做了什么，学生怎样学；可记时间，如 10:32。"}
        ),
    )
    summary = forms.CharField(
        label="总评与建议",
        max_length=LessonReview._meta.get_field("summary").max_length,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "placeholder": "先说看见的好处，再说一处可以改的。"}),
    )
    key = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
    revision = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)

    def __init__(self, *args, review, **kwargs):
        self.review = review
        self.items = list(RubricItem.objects.filter(rubric=review.rubric_id))
        super().__init__(*args, initial=self._initial(review), **kwargs)
        for item in self.items:
            if item.kind == RubricItem.Kind.SCORE:
                self.fields[f"p{item.pk}"] = _points_field(item)
            if item.kind == RubricItem.Kind.COMMENT or (
                item.kind == RubricItem.Kind.SCORE and review.rubric.remarks
            ):
                self.fields[f"r{item.pk}"] = _remark_field(item)

    @staticmethod
    def _initial(review):
        values = {"notes": review.notes, "summary": review.summary, "revision": review.revision}
        for score in review.scores.all():
            values |= {f"p{score.item_id}": score.points, f"r{score.item_id}": score.remark}
        return values

    def rows(self):
        """(row of the template, its field for points, its field for words), fields None where not asked."""
        return [(item, self._bound(f"p{item.pk}"), self._bound(f"r{item.pk}")) for item in self.items]

    def _bound(self, name):
        return self[name] if name in self.fields else None

    def said(self):
        cleaned = self.cleaned_data
        return Said(
            notes=cleaned["notes"],
            summary=cleaned["summary"],
            points={item.pk: cleaned.get(f"p{item.pk}") for item in self.items},
            remarks={item.pk: cleaned.get(f"r{item.pk}") or "" for item in self.items},
        )


class PointsField(forms.DecimalField):
    """Points in halves; ９．５ typed in full width is 9.5."""

    def to_python(self, value):
        if isinstance(value, str):
            value = value.translate(str.maketrans("０１２３４５６７８９．", "0123456789."))
        value = super().to_python(value)
        try:
            if value is not None and value % Decimal("0.5"):
                raise forms.ValidationError("请打整分或半分。")
        except InvalidOperation as error:
            raise forms.ValidationError("请填数字。") from error
        return value


def _points_field(item):
    number = f"{item.maximum.normalize():f}"
    return PointsField(
        label=f"{item.title}，满分{number}",
        min_value=0,
        max_value=item.maximum,
        max_digits=4,
        decimal_places=1,
        required=False,
        error_messages={
            "max_value": f"最多{number}分。",
            "min_value": "不能是负数。",
            "invalid": "请填数字。",
        },
        widget=forms.NumberInput(attrs={"inputmode": "decimal", "step": "0.5", "class": "points__box"}),
    )


def _remark_field(item):
    asked = item.kind == RubricItem.Kind.COMMENT
    return forms.CharField(
        label=item.title if asked else f"{item.title}：备注",
        max_length=LONGEST_REMARK,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3 if asked else 1, "placeholder": "" if asked else "备注"}),
    )
