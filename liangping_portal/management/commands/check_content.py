"""`check_content`: wordings, dead links, pictures without words on every public page, for the board."""

from django.core.management.base import BaseCommand

from news import checking
from news.models import Finding


class Command(BaseCommand):
    help = "检查全站已公开内容：用语、站内死链、替代文字；有 LINK_CHECK_PROXY 时也试站外链接。"

    def add_arguments(self, parser):
        parser.add_argument("--quiet", action="store_true", help="只说总数，不逐条列出")

    def handle(self, *, quiet, **options):
        done = checking.run()
        for finding in [] if quiet else Finding.objects.all():
            must = "必改" if finding.blocks else "提示"
            self.stdout.write(f"{must} {finding.path} {finding.get_kind_display()} {finding.text}")
        self.stdout.write(f"检查了{done.pages}页，发现{done.findings}处。")
        alive, dead = checking.try_outside()
        if alive or dead:
            self.stdout.write(f"站外链接：{alive}个打得开，{dead}个打不开。")
