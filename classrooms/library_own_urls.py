"""/me/library/ (我的分享)."""

from django.urls import path

from classrooms import library_urls  # noqa: F401 (it registers the converter)
from classrooms import library_views as views

app_name = "library_own"
urlpatterns = [
    path("", views.own, name="list"),
    path("<kind:kind>/new/", views.share, name="new"),
    path("<kind:kind>/<int:pk>/", views.share, name="change"),
    path("<kind:kind>/<int:pk>/take-down/", views.take_down, name="take_down"),
]
