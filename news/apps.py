from django.apps import AppConfig


class NewsConfig(AppConfig):
    name = "news"
    verbose_name = "新闻采编"

    def ready(self):
        from news import found, panels

        found.register()
        panels.register()
