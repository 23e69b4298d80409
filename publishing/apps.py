from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "publishing"
    verbose_name = "发布"

    def ready(self):
        from publishing import held, switching  # noqa: F401 (the one registers itself)
        from publishing.models import SITE
        from publishing.pagecache import scheduled

        scheduled(SITE, switching.next_moment)

    def sweeps(self):
        from publishing import counting

        return [("readings", 600, counting.gather)]
