"""Every school's lessons of a term become its timetable from the first day of the term."""

from django.db import migrations

WEEKS = {0: 11, 1: 21, 2: 22}


def into_timetables(apps, schema_editor):
    Lesson, Timetable = apps.get_model("schools", "Lesson"), apps.get_model("schools", "Timetable")
    found = Lesson.objects.order_by().values_list("group__school", "term", "term__starts_on", "group__sample")
    for school, term, starts_on, sample in found.distinct():
        timetable, _ = Timetable.objects.get_or_create(
            school_id=school, term_id=term, starts_on=starts_on, defaults={"sample": sample}
        )
        Lesson.objects.filter(group__school=school, term=term).update(timetable=timetable)
    for parity, weeks in WEEKS.items():
        Lesson.objects.filter(week_parity=parity).update(weeks=weeks)


class Migration(migrations.Migration):
    dependencies = [("schools", "0006_timetables")]

    operations = [migrations.RunPython(into_timetables, migrations.RunPython.noop)]
