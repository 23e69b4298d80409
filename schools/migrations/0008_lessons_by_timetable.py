import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("schools", "0007_lessons_into_timetables")]

    operations = [
        migrations.AlterField(
            model_name="lesson",
            name="timetable",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="lessons",
                to="schools.timetable",
                verbose_name="总课表",
            ),
        ),
        migrations.RemoveField(
            model_name="lesson",
            name="term",
        ),
        migrations.RemoveField(
            model_name="lesson",
            name="week_parity",
        ),
        migrations.AddConstraint(
            model_name="lesson",
            constraint=models.UniqueConstraint(
                condition=models.Q(("weeks__in", [11, 21])),
                fields=("group", "timetable", "weekday", "period_no"),
                name="group_has_one_lesson_in_odd_weeks",
                violation_error_message="这个班这一节已排了课。",
            ),
        ),
        migrations.AddConstraint(
            model_name="lesson",
            constraint=models.UniqueConstraint(
                condition=models.Q(("weeks__in", [11, 22])),
                fields=("group", "timetable", "weekday", "period_no"),
                name="group_has_one_lesson_in_even_weeks",
                violation_error_message="这个班这一节已排了课。",
            ),
        ),
        migrations.AddConstraint(
            model_name="lesson",
            constraint=models.UniqueConstraint(
                condition=models.Q(("weeks__in", [31, 32, 33, 41, 42, 43, 44])),
                fields=("group", "timetable", "weekday", "period_no", "weeks"),
                name="group_has_one_lesson_in_a_round",
                violation_error_message="这个班这一节已排了课。",
            ),
        ),
        migrations.AddConstraint(
            model_name="lesson",
            constraint=models.UniqueConstraint(
                condition=models.Q(("weeks__in", [11, 21])),
                fields=("teacher", "timetable", "weekday", "period_no"),
                name="teacher_has_one_lesson_in_odd_weeks",
                violation_error_message="这位教师这一节已有课。",
            ),
        ),
        migrations.AddConstraint(
            model_name="lesson",
            constraint=models.UniqueConstraint(
                condition=models.Q(("weeks__in", [11, 22])),
                fields=("teacher", "timetable", "weekday", "period_no"),
                name="teacher_has_one_lesson_in_even_weeks",
                violation_error_message="这位教师这一节已有课。",
            ),
        ),
        migrations.AddConstraint(
            model_name="lesson",
            constraint=models.UniqueConstraint(
                condition=models.Q(("weeks__in", [31, 32, 33, 41, 42, 43, 44])),
                fields=("teacher", "timetable", "weekday", "period_no", "weeks"),
                name="teacher_has_one_lesson_in_a_round",
                violation_error_message="这位教师这一节已有课。",
            ),
        ),
    ]
