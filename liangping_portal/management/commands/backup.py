"""`backup FILE`: the database and the uploaded files in one archive, while the portal goes on."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from accounts import audit
from liangping_portal.backup import archive


class Command(BaseCommand):
    help = "Writes the database and every uploaded file into one archive (SECRET_KEY is kept apart)."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="the archive to write; must not exist yet")

    def handle(self, *, file, **options):
        try:
            manifest = archive.make(file)
        except archive.Failed as failed:
            raise CommandError(str(failed)) from failed
        audit.record("备份", text=file.name)
        rows, files = sum(manifest["rows"].values()), len(manifest["files"]) - 1
        self.stdout.write(f"已备份：{len(manifest['rows'])}张表{rows}行，{files}个文件，{file}")
        self.stdout.write("SECRET_KEY 不在备份里，请另外保管：没有它，手机号读不出来。")
