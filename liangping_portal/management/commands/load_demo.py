"""`load_demo`: the demo's content, idempotent; `--accounts` adds sign-ins; `--remove` takes it all away."""

from django.core.management.base import BaseCommand

from liangping_portal.demo import accounts, loading, removal


class Command(BaseCommand):
    help = "Writes or renews the demo content: the district's facts, a special report, sample sessions."

    def add_arguments(self, parser):
        parser.add_argument(
            "--accounts", action="store_true", help="also make sign-ins with fresh passwords (PROFILE=local)"
        )
        parser.add_argument("--remove", action="store_true", help="take the demo away, and nothing else")

    def handle(self, *, remove, **options):
        if remove:
            self.remove()
        else:
            self.load(options["accounts"])

    def load(self, with_accounts):
        if with_accounts:
            accounts.require_local()
        ledger = loading.load()
        self.stdout.write(
            f"演示内容：新写{len(ledger.made)}条，更新{len(ledger.renewed)}条，"
            f"保留已被人改过的{len(ledger.edited)}条，共{len(ledger.entries)}条。"
        )
        if with_accounts:
            sign_ins = accounts.load()
            loading.seat_sign_ins(ledger)
            self.stdout.write(accounts.sheet(sign_ins))

    def remove(self):
        gone, needed = removal.remove()
        self.stdout.write(f"已移除演示内容{gone}条。")
        if needed:
            self.stdout.write(f"另有{len(needed)}条仍被其他内容使用，保留：{'、'.join(needed[:20])}")
