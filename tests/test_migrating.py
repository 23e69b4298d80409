"""Databases of before the migrations were put together: whole ones go on, others are told what to do."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def forget(**names):
    MigrationRecorder(connection).migration_qs.filter(**names).delete()


def test_a_database_fully_migrated_before_has_nothing_left_to_apply():
    forget(app="search", name__in=["0001_tables", "0002_index_of_tokens"])
    call_command("migrate", "search", check_unapplied=True, verbosity=0)
    call_command("migrate", "search", verbosity=0)


def test_a_database_between_replaced_migrations_is_refused():
    forget(app="search", name="0003_single_characters")
    with pytest.raises(CommandError, match=r"缺 search\.0003_single_characters"):
        call_command("migrate", "search", verbosity=0)
