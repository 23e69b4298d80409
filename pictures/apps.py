from django.apps import AppConfig


class PicturesConfig(AppConfig):
    name = "pictures"
    verbose_name = "图片与授权"

    def ready(self):
        from pictures import held  # noqa: F401 (registers itself)

    def sweeps(self):
        from pictures import consent, likeness

        return [("likeness", 600, likeness.remember_missing), ("consents", 60, consent.lapse)]
