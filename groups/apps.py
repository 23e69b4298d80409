from django.apps import AppConfig


class GroupsConfig(AppConfig):
    name = "groups"
    verbose_name = "教育集团"

    def ready(self):
        # These register themselves.
        from groups import held, of_school, reach, resources, shares, sharing  # noqa: F401
        from groups.models import EducationGroup, Partnership, PartnershipActivity
        from groups.presence import KIND, document
        from publishing.pagecache import next_moment_of, scheduled
        from publishing.takedown import when_taken_down
        from search.index import source

        for model in (EducationGroup, Partnership, PartnershipActivity):
            scheduled("groups", next_moment_of(model.objects))
        when_taken_down("groups:detail", lambda **one: EducationGroup.objects.filter(**one).first())
        source(KIND)(
            lambda: map(document, EducationGroup.objects.filter(visible_from__isnull=False).iterator())
        )
