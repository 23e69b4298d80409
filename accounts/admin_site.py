"""The staff's site: opens on 今日待办, lists what a person may do by section, signs in through the portal."""

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.i18n import JavaScriptCatalog

from accounts import desk, rights
from accounts.scoped_admin import ScopedAdmin

SECTIONS = [
    "新闻采编",
    "图片与授权",
    "学校档案",
    "教育集团",
    "课程课表",
    "三个课堂",
    "入学服务",
    "川渝协作",
    "网站开关",
    "系统管理",
]
# Django's own pages that have no place here: another way to sign in, and a redirect to any row's address.
ABSENT = frozenset({"password_change_done", "view_on_site"})


# Apps whose own tables are nobody's business in the admin: accounts and rights are kept by `accounts` alone.
UNLISTED_APPS = frozenset({"auth", "account", "mfa", "django_tasks_database", "sites"})


class PortalAdminSite(AdminSite):
    """A ModelAdmin names its section by `section = "课程课表"`; without, it stands under its app's name.

    Only scoped admins come in, so that no page of a row is open by forgetting the mixin.
    """

    site_header = "工作后台"
    site_title = "工作后台"
    index_title = "今日待办"
    enable_nav_sidebar = True
    final_catch_all_view = True

    def register(self, model_or_iterable, admin_class=None, **options):
        models = [model_or_iterable] if isinstance(model_or_iterable, type) else model_or_iterable
        listed = [model for model in models if model._meta.app_label not in UNLISTED_APPS]
        if listed and not (admin_class and issubclass(admin_class, ScopedAdmin)):
            raise ImproperlyConfigured(f"{admin_class or listed} must derive from ScopedAdmin")
        super().register(listed, admin_class, **options)

    def has_permission(self, request):
        return request.user.is_authenticated and request.user.is_active and request.user.is_staff

    def get_urls(self):
        return [pattern for pattern in super().get_urls() if getattr(pattern, "name", "") not in ABSENT]

    def index(self, request, extra_context=None):
        waiting = {"desk": desk.rows_for(request.user), "first_steps": desk.first_steps(request.user)}
        return super().index(request, waiting | (extra_context or {}))

    def i18n_javascript(self, request, extra_context=None):
        """Django's own names only the admin's words; the editors' are in the portal's catalogue."""
        return JavaScriptCatalog.as_view(packages=settings.SCRIPT_CATALOGUES)(request)

    @method_decorator(never_cache)
    @method_decorator(login_not_required)
    def login(self, request, extra_context=None):
        if request.user.is_authenticated:
            return HttpResponseRedirect(reverse("admin:index" if self.has_permission(request) else "me"))
        return redirect_to_login(request.GET.get("next") or reverse("admin:index"))

    def logout(self, request, extra_context=None):
        return HttpResponseRedirect(reverse("account_logout"))

    def password_change(self, request, extra_context=None):
        return HttpResponseRedirect(reverse("account_change_password"))

    def _pages(self, request, model):
        """Further pages that a ModelAdmin names by `pages = [(name, route, verb)]`."""
        shown = []
        for name, route, verb in getattr(self._registry[model], "pages", ()):
            if rights.may(request.user, verb, model._meta.label_lower):
                shown.append(
                    {"name": name, "object_name": route.rpartition("_")[2], "admin_url": reverse(route)}
                )
        return [{**one, "model": model, "perms": {}, "add_url": None, "view_only": True} for one in shown]

    def get_app_list(self, request, app_label=None):
        if app_label:
            return super().get_app_list(request, app_label)
        sections = {}
        for app in super().get_app_list(request):
            for entry in app["models"]:
                section = getattr(self._registry[entry["model"]], "section", None) or app["name"]
                found = sections.setdefault(section, {**app, "name": section, "models": []})["models"]
                found += [entry, *self._pages(request, entry["model"])]
        for name, section in sections.items():
            section["app_label"] = slugify(name, allow_unicode=True)
        return sorted(sections.values(), key=_place)


def _place(section):
    name = section["name"]
    return (SECTIONS.index(name) if name in SECTIONS else len(SECTIONS), name)
