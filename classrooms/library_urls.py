"""/classrooms/network/{recordings,resources,showcases}/ and the questions to masters."""

from django.urls import path, register_converter

from classrooms import library_views as views


class KindConverter:
    regex = "recordings|resources|showcases"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


register_converter(KindConverter, "kind")

app_name = "library"
urlpatterns = [
    path("<kind:kind>/", views.item_list, name="list"),
    path("<kind:kind>/<int:pk>/", views.item, name="item"),
    path("<kind:kind>/<int:pk>/open/", views.opened, name="opened"),
    path("recordings/<int:pk>/file/", views.recording_file, name="recording_file"),
    path("recordings/<int:pk>/comments/", views.comment, name="comment"),
    path("resources/<int:pk>/<int:number>/file/", views.version_file, name="version_file"),
    path("resources/<int:pk>/<int:number>/take/", views.version_take, name="version_take"),
    path("consultations/ask/", views.ask, name="ask"),
    path("consultations/<int:pk>/", views.consultation, name="consultation"),
    path("consultations/<int:pk>/reply/", views.consultation_reply, name="consultation_reply"),
]
