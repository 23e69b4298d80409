"""What the portal's own migrations need beyond Django's operations."""

from django.core.management.base import CommandError
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.recorder import MigrationRecorder


class CreateTables(Operation):
    """What a list of CreateModel would create; relations may go round in a circle.

    Django draws all related models anew after each CreateModel. In a portal where everything hangs together
    that was most of the time a new database took; here they are drawn once, when all are known.
    """

    def __init__(self, tables):
        self.tables = tables

    def state_forwards(self, app_label, state):
        state.__dict__.pop("apps", None)
        for table in self.tables:
            table.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for table in self.tables:
            table.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for table in reversed(self.tables):
            table.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self):
        return f"Create {len(self.tables)} models"


def refuse_between(*, using, **kwargs):
    """Django takes a database for migrated that stands between replaced migrations whose files are gone."""
    loader = MigrationLoader(None, load=False)
    loader.load_disk()
    applied = MigrationRecorder(connections[using]).applied_migrations().keys()
    for migration in loader.disk_migrations.values():
        gone = set(migration.replaces) - loader.disk_migrations.keys()
        if missing := sorted(gone - applied) if gone & applied else []:
            raise CommandError(
                f"数据库停在旧版（缺 {'.'.join(missing[0])}）：请先用还有这一步的版本执行 migrate，再升级；"
                "只有演示内容的，删掉数据库重建即可。"
            )
