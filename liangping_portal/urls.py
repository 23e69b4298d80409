"""Every address of the portal; each app owns its part."""

from django.contrib import admin
from django.urls import include, path

from liangping_portal import views

urlpatterns = [
    path("", views.home, name="home"),
    path("me/", views.me, name="me"),
    path("display/", views.display, name="display"),
    path("accounts/", include("allauth.urls")),
    path("media/pictures/", include("pictures.urls")),
    path("admin/", admin.site.urls),
]

handler403 = "liangping_portal.errors.permission_denied"
handler404 = "liangping_portal.errors.page_not_found"
handler500 = "liangping_portal.errors.server_error"
