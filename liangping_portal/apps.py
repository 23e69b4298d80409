from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "liangping_portal"
    verbose_name = "门户"

    def ready(self):
        from accounts import desk
        from liangping_portal import first_steps

        desk.checklist(first_steps.steps_for)
