"""`load_demo`: the demo's content and sign-ins, idempotent; `--remove` takes exactly that set away again."""

from django.core.management.base import BaseCommand

from liangping_portal.demo import accounts


class Command(BaseCommand):
    help = "Writes the demo content and renews its sign-ins (PROFILE=local only)."

    def add_arguments(self, parser):
        parser.add_argument("--remove", action="store_true", help="take the demo away again")

    def handle(self, *, remove, **options):
        accounts.require_local()
        if remove:
            accounts.remove()
            return
        self.stdout.write(accounts.sheet(accounts.load()))
