"""/me/uploads/: what tus-js-client speaks to."""

from django.urls import path

from classrooms import upload_views as views

app_name = "uploads"
urlpatterns = [
    path("", views.create, name="create"),
    path("<str:token>/", views.one, name="one"),
]
