"""`roll_over 2027`: opens the school year 2027—2028. Tries it and says what it would do; `--go` does it."""

from django.core.management.base import BaseCommand
from django.db import transaction

from enrolment import rolling as enrolment
from schools import completeness, rolling
from schools.models import School, SchoolYear


class Command(BaseCommand):
    help = (
        "Opens a school year: terms, holidays, classes a grade up, figures asked anew, "
        "catchments and plans prepared."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "start", type=int, nargs="?", help="the year it begins in (the one after the last)"
        )
        parser.add_argument("--go", action="store_true", help="do it; without, it is only tried")

    def handle(self, *, start, go, **options):
        last = SchoolYear.objects.order_by("-start").first()
        start = start or (last.start + 1 if last else None)
        if start is None:
            self.stderr.write("还没有学年。请先用“学期”表格导入第一个学年。")
            return
        with transaction.atomic():
            done = rolling.open_year(start)
            before = SchoolYear.objects.filter(start=start - 1).first()
            catchments, plans = enrolment.prepare(done.year, before) if before else (0, 0)
            self.say(done, catchments, plans)
            if not go:
                transaction.set_rollback(True)
        self.stdout.write("已开学年。" if go else "这是试运行，什么都没有改。确认后加 --go 再运行一次。")

    def say(self, done, catchments, plans):
        asked = sum(len(found) for found in asked_for(done.year))
        self.stdout.write(f"开学年 {done.year}：")
        self.stdout.write(f"  学期 {done.terms} 个，节假日 {done.holidays} 天（沿用上年日期，请按通知核对）")
        self.stdout.write(f"  升级的教学班 {done.classes} 个，毕业的 {done.leaving} 个；起始年级由学校填")
        self.stdout.write(f"  请各校重新填报的数 {asked} 项（上年的值在旁）")
        self.stdout.write(
            f"  招生片区 {catchments} 个、招生计划 {plans} 个，已备好，核对后公开；往年的都保留"
        )


def asked_for(year):
    """Of each open school: last year's figures to be given anew."""
    for school in School.objects.open().prefetch_related("figures__school_year"):
        yield completeness.asked_of(list(school.figures.all()), year.start)
