"""Build the search index anew from what is published; readers see the old one until each kind is done."""

import time

from django.core.management.base import BaseCommand

from search import index


class Command(BaseCommand):
    help = "重建检索索引（可指定类型；不指定则全部重建）。"

    def add_arguments(self, parser):
        parser.add_argument("kinds", nargs="*", help="如 school article")

    def handle(self, *, kinds, **options):
        known = index.kinds()
        unknown = sorted(set(kinds) - set(known))
        if unknown:
            self.stderr.write(f"没有这些类型：{'、'.join(unknown)}；可用：{'、'.join(known)}")
            raise SystemExit(2)
        for kind in kinds or known:
            began = time.monotonic()
            count = index.rebuild(kind)
            self.stdout.write(f"{kind}：{count} 条，{time.monotonic() - began:.1f} 秒")
