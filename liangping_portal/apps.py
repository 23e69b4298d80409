from django.apps import AppConfig
from django.db.models.signals import pre_migrate


class PortalConfig(AppConfig):
    name = "liangping_portal"
    verbose_name = "门户"

    def ready(self):
        from accounts import desk
        from liangping_portal import first_steps, migrating

        desk.checklist(first_steps.steps_for)
        pre_migrate.connect(migrating.refuse_between, sender=self)
