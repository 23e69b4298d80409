from django.urls import path

from news import feeds, views

app_name = "news"
urlpatterns = [
    path("", views.news_list, name="list"),
    path("notices/", views.notice_list, name="notices"),
    path("feed/", feeds.latest, name="feed"),
    path("columns/<slug:slug>/", views.column, name="column"),
    path("reports/<slug:slug>/", views.report, name="report"),
    path("<slug:slug>/", views.article, name="article"),
]
