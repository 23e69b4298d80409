from django.apps import AppConfig


class NewsConfig(AppConfig):
    name = "news"
    verbose_name = "新闻采编"

    def ready(self):
        from news import activities, activity_panels, found, panels, sharing, standing, takedowns
        from news import desk as _desk  # noqa: F401 (registers itself)
        from news import held as _held  # noqa: F401 (registers itself)
        from news import resources as _resources  # noqa: F401 (registers itself)
        from news import reviewing_desk as _reviews  # noqa: F401 (registers itself)
        from pictures.consent import when_withdrawn

        when_withdrawn(standing.let_go)
        when_withdrawn(activities.let_go)
        activity_panels.register()
        sharing.register()
        takedowns.register()
        found.register()
        panels.register()

    def sweeps(self):
        from news import checking, corrections

        return [
            ("check_content", 86_400, checking.run),
            ("forget_corrections", 3600, corrections.forget),
        ]
