from django.urls import path

from pictures import views

app_name = "pictures"
urlpatterns = [
    path("<slug:code>/<slug:focus>/<slug:shape>-<int:width>.webp", views.rendition, name="rendition"),
]
