from django.urls import include, path

from classrooms import own_views, review_views, studio_views, views

app_name = "classrooms"
urlpatterns = [
    path("", views.index, name="index"),
    path("relay/", include("classrooms.relay_urls")),
    path("", include("classrooms.booking_urls")),
    path("", include("classrooms.attendance_urls")),
    path("", include("classrooms.last_lesson_urls")),
    path("", include("classrooms.meeting_urls")),
    path("coverage/", include("classrooms.coverage_urls")),
    path("master/", views.classroom, {"kind": "master"}, name="master"),
    path("network/", views.classroom, {"kind": "network"}, name="network"),
    path("studios/", studio_views.studio_list, name="studio_list"),
    path("studios/<int:pk>/", studio_views.studio, name="studio"),
    path("review-code/", review_views.code_of_practice, name="review_code"),
    path("sessions/", views.session_list, name="session_list"),
    path("sessions/<int:pk>/", views.session_detail, name="session_detail"),
    path("sessions/<int:pk>/register/", views.session_register, name="session_register"),
    path("sessions/<int:pk>/cancel/", own_views.cancel, name="session_cancel"),
    path("sessions/<int:pk>/manage/", views.session_manage, name="session_manage"),
    path("sessions/<int:pk>/manage/capacity/", views.session_capacity, name="session_capacity"),
    path("sessions/<int:pk>/manage/call-off/", views.session_call_off, name="session_call_off"),
    path(
        "sessions/<int:pk>/manage/<int:registration_pk>/cancel/",
        views.registration_cancel,
        name="registration_cancel",
    ),
]
