"""Memberships that overlap are refused by PostgreSQL itself, whatever writes them.

A key is compared as a range of one number, which GiST knows without an extension (btree_gist), so that the
portal's database user needs no rights beyond its own tables. `[joined_on, left_on)`; no date: unbounded.
"""

from django.db import migrations

from groups.postgresql import RunPostgreSQL


def exclude(name, key, condition):
    return RunPostgreSQL(
        f"""
        ALTER TABLE groups_membership ADD CONSTRAINT {name} EXCLUDE USING gist (
            int8range({key}, {key}, '[]') WITH &&, daterange(joined_on, left_on) WITH &&
        ) WHERE ({condition})
        """,
        f"ALTER TABLE groups_membership DROP CONSTRAINT {name}",
    )


class Migration(migrations.Migration):
    replaces = [("groups", "0002_no_overlaps")]

    dependencies = [("groups", "0001_tables")]

    operations = [
        exclude("membership_horizontal_overlap", "school_id", "direction = 'horizontal'"),
        exclude("membership_vertical_overlap", "school_id", "direction = 'vertical'"),
        exclude("membership_open_overlap", "school_id", "direction = ''"),
        exclude("membership_lead_overlap", "group_id", "role = 'lead'"),
    ]
