from django.apps import AppConfig


class SchoolsConfig(AppConfig):
    name = "schools"
    verbose_name = "学校档案"

    def ready(self):
        from publishing.pagecache import next_moment_of, scheduled
        from schools import resources, waiting  # noqa: F401 (they register themselves)
        from schools.models import School
        from schools.presence import KIND, document
        from search.index import source

        scheduled("schools", next_moment_of(School.objects))
        source(KIND)(lambda: map(document, School.objects.public().iterator()))
