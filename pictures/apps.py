from django.apps import AppConfig


class PicturesConfig(AppConfig):
    name = "pictures"
    verbose_name = "图片与授权"

    def sweeps(self):
        from pictures import likeness

        return [("likeness", 600, likeness.remember_missing)]
