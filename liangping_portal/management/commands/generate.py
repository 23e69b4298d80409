"""`generate`: a synthetic district for scale, the same for the same seed, written in one transaction."""

import sys
import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from liangping_portal.synthetic.district import District
from liangping_portal.synthetic.stories import Paper
from liangping_portal.synthetic.teaching import Teaching
from liangping_portal.synthetic.words import SLUG_MARK
from publishing.models import raise_version
from schools.models import School

BAR = 30
# Rows that come with a school, teacher, article or session, roughly: for the bar alone.
ROWS_EACH = {"schools": 14, "teachers": 1, "articles": 8, "sessions": 3.3}
SECTIONS = ("schools", "groups", "enrolment", "classrooms", "news")


class Progress:
    """A bar on a terminal, a line a step elsewhere."""

    def __init__(self, expected, out):
        self.expected, self.out = expected, out
        self.rows, self.name = 0, ""
        self.started = time.monotonic()

    def __call__(self, name, rows):
        self.rows += rows
        if self.out.isatty():
            done = min(self.rows / max(self.expected, 1), 1)
            bar = "#" * round(done * BAR)
            self.out.write(f"\r{bar:<{BAR}} {done:4.0%} {self.speed:>8,.0f} 行/秒 {name}　　　　")
        elif name != self.name:
            self.out.write(f"{name}\n")
        self.name = name

    @property
    def speed(self):
        return self.rows / max(time.monotonic() - self.started, 0.001)

    def finish(self):
        if self.out.isatty():
            self.out.write("\n")
        self.out.write(f"共 {self.rows:,} 行，{self.speed:,.0f} 行/秒\n")


class Command(BaseCommand):
    help = "Writes a synthetic district marked 示例, deterministic in its seed (PROFILE=local only)."

    def add_arguments(self, parser):
        parser.add_argument("--schools", type=int, default=200)
        parser.add_argument("--teachers", type=int, default=6_000)
        parser.add_argument("--articles", type=int, default=2_000)
        parser.add_argument("--sessions", type=int, default=2_000)
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *, schools, teachers, articles, sessions, seed, **options):
        if settings.PRODUCTION:
            raise CommandError("示例区只在 PROFILE=local 下生成。（generate is refused in production.）")
        if min(schools, teachers, articles, sessions) < 0 or (not schools and teachers + articles + sessions):
            raise CommandError("数目不能为负；没有学校就没有教师、稿件和教研活动。")
        if School.objects.filter(slug__startswith=f"{SLUG_MARK}-xuexiao-").exists():
            raise CommandError("这个数据库里已有示例区，请换一个空的数据库（DATABASE_URL）。")
        counts = {"schools": schools, "teachers": teachers, "articles": articles, "sessions": sessions}
        progress = Progress(sum(ROWS_EACH[name] * count for name, count in counts.items()), sys.stderr)
        with transaction.atomic():
            self.build(District(seed, progress), **counts)
            raise_version(*SECTIONS)
        # The planner knows nothing of rows written in one go until it has looked.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        progress.finish()

    def build(self, district, *, schools, teachers, articles, sessions):
        district.build_schools(schools)
        district.build_groups()
        district.build_catchments()
        district.build_teachers(teachers)
        Teaching(district).build()
        district.build_sessions(sessions)
        Paper(district).build_articles(articles)
