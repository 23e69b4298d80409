"""`plan_relay`: needs brought up to date and a proposal made for the district or a group, with progress."""

import sys

from django.core.management.base import BaseCommand, CommandError

from accounts.models import Unit
from classrooms import needs, proposals
from classrooms.booking import Refused

BAR = 30


class Command(BaseCommand):
    help = "Proposes who relays which lessons to whom; a person edits and confirms it on its page."

    def add_arguments(self, parser):
        parser.add_argument("--unit", default="", help="name of a group; default: the whole district")
        parser.add_argument("--seconds", type=float, default=600.0, help="the clock as a safety")

    def handle(self, *, unit, seconds, **options):
        kind = Unit.Kind.GROUP if unit else Unit.Kind.DISTRICT
        found = Unit.objects.filter(kind=kind, **({"name": unit} if unit else {})).first()
        if found is None:
            raise CommandError(f"没有名为“{unit}”的教育集团。" if unit else "还没有区级单位。")
        schools = proposals.schools_of(found)
        needs.refresh(schools)
        try:
            made = proposals.make(found, schools=schools, seconds=seconds, tell=self.tell)
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(
            f"缺{made.needed}节，可补{made.periods}节（上限{made.bound}节，逐校手排{made.by_hand}节），"
            f"开足率最低的学校{made.worst_before}% → {made.worst_after}%。"
        )
        self.stdout.write("已证明没有更好的排法。" if made.proven else "还不能证明没有更好的排法。")
        if not made.repeatable:
            self.stdout.write("未完成、不可复现：时间到了。")
        self.stdout.write(f"请在 /classrooms/coverage/proposals/{made.pk}/ 核对、修改、确认。")

    def tell(self, text, done):
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{'#' * round(done * BAR):<{BAR}} {done:4.0%} {text}　　　")
        elif text != getattr(self, "told", ""):
            sys.stderr.write(f"{text}\n")
        self.told = text
