from django.urls import path

from news import activity_views, archive_views, corrections, feeds, guest_views, views

app_name = "news"
urlpatterns = [
    path("", views.news_list, name="list"),
    path("notices/", views.notice_list, name="notices"),
    *feeds.urls,
    path("activities/", activity_views.activity_list, name="activities"),
    path("activities/calendar.ics", activity_views.calendar, name="activity_calendar"),
    path("activities/<int:pk>/", activity_views.activity, name="activity"),
    path("activities/<int:pk>/calendar.ics", activity_views.one_calendar, name="activity_ics"),
    path("archive/", archive_views.newest, name="archive_newest"),
    path("archive/<int:year>/", archive_views.newest, name="archive_year"),
    path("archive/<int:year>/<int:month>/", archive_views.month, name="archive"),
    path("corrections/thanks/", corrections.thanks, name="correction_thanks"),
    path("corrections/<slug:kind>/<slug:slug>/", corrections.tell, name="correction"),
    path("columns/<slug:slug>/", views.column, name="column"),
    path("reports/<slug:slug>/", views.report, name="report"),
    path("review/<str:token>/", guest_views.guest, name="guest"),
    path(
        "review/<str:token>/pictures/<slug:code>/<slug:focus>/<slug:shape>-<int:width>.webp",
        guest_views.guest_picture,
        name="guest_picture",
    ),
    path(
        "review/<str:token>/pictures/documents/<slug:code>/",
        guest_views.guest_document,
        name="guest_document",
    ),
    path("<slug:slug>/", views.article, name="article"),
]
