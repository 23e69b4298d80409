"""A group whose source does not state its direction says nothing of it; a school is in one such at a time."""

from django.db import migrations, models

from groups.postgresql import RunPostgreSQL

CHOICES = [("horizontal", "横向（同学段）"), ("vertical", "纵向（跨学段）")]


class Migration(migrations.Migration):
    dependencies = [("groups", "0002_no_overlaps")]

    operations = [
        migrations.AlterField(
            model_name="educationgroup",
            name="direction",
            field=models.CharField(
                blank=True,
                choices=CHOICES,
                help_text="来源没写就空着，页面不显示。",
                max_length=10,
                verbose_name="方向",
            ),
        ),
        migrations.AlterField(
            model_name="membership",
            name="direction",
            field=models.CharField(
                blank=True, choices=CHOICES, editable=False, max_length=10, verbose_name="方向"
            ),
        ),
        RunPostgreSQL(
            """
            ALTER TABLE groups_membership ADD CONSTRAINT membership_open_overlap EXCLUDE USING gist (
                int8range(school_id, school_id, '[]') WITH &&, daterange(joined_on, left_on) WITH &&
            ) WHERE (direction = '')
            """,
            "ALTER TABLE groups_membership DROP CONSTRAINT membership_open_overlap",
        ),
    ]
