from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "liangping_portal"
    verbose_name = "门户"
