"""Making a new version of the curriculum standard and putting it in force."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts import audit
from schools.models import CurriculumStandard, StandardVersion


@transaction.atomic
def copy(version, *, by=None, school_year=None):
    """A draft with the same rows and the next number, to be changed and then adopted."""
    year = school_year or version.school_year
    taken = StandardVersion.objects.filter(school_year=year).aggregate(last=Max("number"))["last"] or 0
    draft = StandardVersion.objects.create(
        school_year=year,
        number=taken + 1,
        specialist_load=version.specialist_load,
        source=version.source,
        sample=version.sample,
    )
    CurriculumStandard.objects.bulk_create(
        CurriculumStandard(
            version=draft, grade=row.grade, subject_id=row.subject_id, periods_per_week=row.periods_per_week
        )
        for row in version.standards.all()
    )
    audit.record("新建课时标准草稿", by=by, row=draft)
    return draft


@transaction.atomic
def adopt(version, *, by=None, on=None):
    """Figures from that day on follow this version; ValidationError for a version without rows."""
    if not version.standards.exists():
        raise ValidationError("这一版还没有任何学科课时，请先填写再启用。")
    if version.adopted_on:
        raise ValidationError("这一版已经启用。要改标准，请复制成新的一版。")
    version.adopted_on = on or timezone.localdate()
    version.save(update_fields=["adopted_on"])
    audit.record("启用课时标准", by=by, row=version, change={"adopted_on": [None, str(version.adopted_on)]})
    return version
