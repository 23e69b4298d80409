from django.apps import AppConfig


class NewsConfig(AppConfig):
    name = "news"
    verbose_name = "新闻采编"

    def ready(self):
        from news import found, panels, standing
        from pictures.consent import when_withdrawn

        when_withdrawn(standing.let_go)
        found.register()
        panels.register()
