"""A school year's catchments and plans prepared from the last one's: copied, to be checked before readers
see them."""

from enrolment.models import Catchment, CatchmentEntry, EnrolmentPlan
from schools.models import School


def prepare(year, before):
    """Copies of last year's catchments and plans for schools that have none yet; returns how many of each."""
    return _catchments(year, before), _plans(year, before)


def _plans(year, before):
    there = set(EnrolmentPlan.objects.filter(school_year=year).values_list("school_id", flat=True))
    old = EnrolmentPlan.objects.filter(school_year=before, school__status=School.Status.OPEN)
    fresh = [
        EnrolmentPlan(
            school_year=year,
            school_id=plan.school_id,
            classes=plan.classes,
            places=plan.places,
            source=f"沿用{before}，待核"[:120],
            note=plan.note,
            sample=plan.sample,
        )
        for plan in old.exclude(school_id__in=there)
    ]
    return len(EnrolmentPlan.objects.bulk_create(fresh))


def _catchments(year, before):
    there = set(Catchment.objects.filter(school_year=year).values_list("school_id", flat=True))
    old = Catchment.objects.filter(school_year=before, school__status=School.Status.OPEN)
    count = 0
    for catchment in old.exclude(school_id__in=there).prefetch_related("entries"):
        fresh = Catchment.objects.create(
            school_year=year,
            school_id=catchment.school_id,
            note=catchment.note,
            source=f"沿用{before}，待核"[:120],
            sample=catchment.sample,
        )
        CatchmentEntry.objects.bulk_create(_copies(catchment, fresh))
        count += 1
    return count


def _copies(old, fresh):
    for entry in old.entries.all():
        entry.pk, entry.catchment = None, fresh
        entry._state.adding = True
        yield entry
