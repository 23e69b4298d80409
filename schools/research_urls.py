"""/classrooms/research/: research groups among the classrooms, where teachers look for them."""

from django.urls import path

from schools import research_views

app_name = "research"
urlpatterns = [
    path("", research_views.rota, name="rota"),
    path("<int:pk>/", research_views.group, name="group"),
    path("contests/<int:pk>/", research_views.contest, name="contest"),
]
