"""`minors_report FILE`: what is held on minors, where, on whose consent, until when."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from accounts import audit
from liangping_portal import minors


class Command(BaseCommand):
    help = "Writes what is held on minors (未成年人信息清单) as tables, and says the numbers."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="the .zip to write; must not exist yet")

    def handle(self, *, file, **options):
        try:
            found = minors.write(file)
        except FileExistsError as error:
            raise CommandError(f"{file} 已存在，请换一个文件名。") from error
        audit.record(audit.Action.EXPORTED, text="未成年人信息清单")
        for what, number in found:
            self.stdout.write(f"{what}：{number}")
