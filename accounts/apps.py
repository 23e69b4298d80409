from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "系统管理"

    def ready(self):
        from accounts import held, resources, signals, waiting  # noqa: F401 (they register themselves)

    def sweeps(self):
        from accounts import delivering, imports, inbox

        return [
            ("forget_imports", 3600, imports.forget),
            ("deliver", 5, delivering.deliver_due),
            ("tidy_deliveries", 86_400, delivering.tidy),
            ("forget_messages", 86_400, inbox.forget),
        ]


class PortalAdminConfig(AdminConfig):
    default_site = "accounts.admin_site.PortalAdminSite"
    verbose_name = "工作后台"
