"""Every address of the portal; each app owns its part."""

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path
from django.views.decorators.http import require_safe

from classrooms import relay_views
from liangping_portal import display, finding, front, health, pages, workbench
from schools.my_views import my_timetable
from search.views import suggest

urlpatterns = [
    path("", front.home, name="home"),
    path("me/", workbench.me, name="me"),
    path("me/timetable/", my_timetable, name="my_timetable"),
    path("me/relay/", relay_views.mine, name="my_relay"),
    path("display/", display.choose, name="display"),
    path("search/", finding.search, name="search"),
    path("search/suggest/", suggest, name="search_suggest"),
    path("about/", pages.about, name="about"),
    path("privacy/", pages.privacy, name="privacy"),
    path("sitemap/", pages.sitemap_page, name="sitemap_page"),
    path(
        "sitemap.xml",
        login_not_required(require_safe(sitemap)),
        {"sitemaps": finding.SITEMAPS},
        name="sitemap_xml",
    ),
    path("robots.txt", pages.robots, name="robots"),
    path("healthz/", health.healthz, name="healthz"),
    path("readyz/", health.readyz, name="readyz"),
    path("classrooms/research/", include("schools.research_urls")),
    path("classrooms/", include("classrooms.urls")),
    path("classrooms/network/", include("classrooms.library_urls")),
    path("me/library/", include("classrooms.library_own_urls")),
    path("me/uploads/", include("classrooms.upload_urls")),
    path("me/reviews/", include("classrooms.review_urls")),
    path("me/pairs/", include("classrooms.pair_urls")),
    path("accounts/", include("accounts.sign_in_urls")),
    path("", include("accounts.urls")),
    path("s/", include("pictures.sharing_urls")),
    path("", include("classrooms.hours_urls")),
    path("media/pictures/", include("pictures.urls")),
    path("schools/", include("schools.urls")),
    path("news/", include("news.urls")),
    path("", include("groups.urls")),
    path("enrolment/", include("enrolment.urls")),
    path("admin/", admin.site.urls),
]

handler403 = "liangping_portal.errors.permission_denied"
handler404 = "liangping_portal.errors.page_not_found"
handler500 = "liangping_portal.errors.server_error"
