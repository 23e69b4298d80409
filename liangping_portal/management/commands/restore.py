"""`restore FILE`: an archive of `backup` put back, on an empty machine or in the place of what is there."""

from pathlib import Path

from django.core.cache import cache
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from accounts import audit
from accounts.models import TrustedPhone
from classrooms.models import Upload
from liangping_portal.backup import archive


class Command(BaseCommand):
    help = "Puts an archive of `backup` back: rows are counted and files compared before anything is changed."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="also where the database is not empty")
        parser.add_argument("--other-key", action="store_true", help="also where SECRET_KEY is another one")

    def handle(self, *, file, replace, other_key, **options):
        try:
            manifest = archive.restore(file, replace=replace, other_key=other_key)
        except archive.Failed as failed:
            raise CommandError(str(failed)) from failed
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable")
        cache.clear()
        # Phones that were struck off after the backup would be trusted again.
        TrustedPhone.objects.all().delete()
        # Pieces of uploads under way are in no archive.
        Upload.objects.filter(stored=None).delete()
        audit.record("恢复备份", text=f"{file.name}，{manifest['made_at']}")
        rows, files = sum(manifest["rows"].values()), len(manifest["files"]) - 1
        self.stdout.write(f"已恢复 {manifest['made_at']} 的备份：{rows}行、{files}个文件，逐一核对无误。")
        self.stdout.write(
            "所有人须重新登录；原有的上传文件（如有）移到了上传目录里以 .before- 开头的文件夹。"
        )
