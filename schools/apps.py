from django.apps import AppConfig


class SchoolsConfig(AppConfig):
    name = "schools"
    verbose_name = "学校档案"

    def ready(self):
        from publishing.pagecache import next_moment_of, scheduled
        from publishing.takedown import when_taken_down

        # These register themselves.
        from schools import (  # noqa: F401
            held,
            research,
            resources,
            sharing,
            timetable_sheet,
            waiting,
        )
        from schools.models import School
        from schools.presence import KIND, document
        from search.index import source

        scheduled("schools", next_moment_of(School.objects))
        when_taken_down("schools:detail", lambda **one: School.objects.public().filter(**one).first())
        scheduled("schools", research.next_monday)
        source(KIND)(lambda: map(document, School.objects.public().iterator()))
