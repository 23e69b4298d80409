from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "系统管理"

    def ready(self):
        from accounts import signals, waiting  # noqa: F401


class PortalAdminConfig(AdminConfig):
    default_site = "accounts.admin_site.PortalAdminSite"
    verbose_name = "工作后台"
