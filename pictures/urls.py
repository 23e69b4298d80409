from django.urls import path

from pictures import views

app_name = "pictures"
urlpatterns = [
    path("documents/<slug:code>/", views.document, name="document"),
    path("<slug:code>/<slug:focus>/<slug:shape>-<int:width>.webp", views.rendition, name="rendition"),
]
