"""Addresses of meetings that the portal opens; part of the classrooms' own."""

from django.urls import path

from classrooms import meeting_views as views

urlpatterns = [
    path("sessions/<int:pk>/meeting/", views.enter, name="meeting_enter"),
    path("sessions/<int:pk>/manage/meeting/", views.recordings, name="meeting_recordings"),
    path("sessions/<int:pk>/manage/meeting/bring/", views.bring, name="meeting_bring"),
]
