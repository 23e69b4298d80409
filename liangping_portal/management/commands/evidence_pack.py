"""`evidence_pack FILE`: what groups and the district hand to inspection for a school year, as one .zip."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts import audit
from groups.models import EducationGroup
from liangping_portal.evidence import pack
from schools import calendar
from schools.models import SchoolYear


class Command(BaseCommand):
    help = "Writes a school year's evidence (佐证材料): a folder a group and one of the district."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="the .zip to write; must not exist yet")
        parser.add_argument("--year", type=int, help="the school year's first year; default: the present one")
        parser.add_argument(
            "--group", default="", help="name of one group alone; default: all, and the district"
        )

    def handle(self, *, file, year, group, **options):
        start = year or calendar.year_of(timezone.localdate())
        found = SchoolYear.objects.filter(start=start).first()
        if found is None:
            raise CommandError(f"还没有{start}—{start + 1}学年。")
        groups = list(EducationGroup.objects.order_by("order", "pk"))
        if group:
            groups = [one for one in groups if group in (one.name, one.unit.name)]
            if not groups:
                raise CommandError(f"没有名为“{group}”的教育集团。")
        try:
            contents = pack.write(file, found, groups, district=not group)
        except FileExistsError as error:
            raise CommandError(f"{file} 已存在，请换一个文件名。") from error
        audit.record(audit.Action.EXPORTED, text=f"佐证材料 {found} {group or '全区'} {len(contents)}个文件")
        rows = sum(number or 0 for _, _, number, _ in contents)
        self.stdout.write(f"已写出{found}佐证材料：{len(contents)}个文件，{rows}行，{file}")
