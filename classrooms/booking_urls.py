"""Addresses of registering, running a session, and cover; part of the classrooms' own."""

from django.urls import path

from classrooms import cover_views, managing_views, own_views

urlpatterns = [
    path("sessions/<int:pk>/accept/", own_views.accept, name="session_accept"),
    path("sessions/<int:pk>/decline/", own_views.decline, name="session_decline"),
    path("sessions/<int:pk>/swap/", own_views.swap, name="session_swap"),
    path("sessions/<int:pk>/together/", own_views.together, name="session_together"),
    path("sessions/<int:pk>/manage/add/", managing_views.add, name="session_add"),
    path("sessions/<int:pk>/manage/quota/", managing_views.quota, name="session_quota"),
    path("sessions/<int:pk>/manage/move/", managing_views.reschedule, name="session_reschedule"),
    path("sessions/<int:pk>/manage/repeat/", managing_views.repeat, name="session_repeat"),
    path(
        "sessions/<int:pk>/manage/<int:registration_pk>/move/",
        managing_views.move,
        name="registration_move",
    ),
    path("cover/", cover_views.cover_list, name="cover_list"),
    path("cover/<int:pk>/", cover_views.arrange, name="cover_arrange"),
    path("cover/<int:pk>/decide/", cover_views.decide, name="cover_decide"),
    path("cover/<int:pk>/slip/", cover_views.slip, name="cover_slip"),
]
