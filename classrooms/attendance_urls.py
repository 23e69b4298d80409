"""Addresses of the day itself: the door, the roll, certificates; part of the classrooms' own."""

from django.urls import path

from classrooms import attendance_views as views
from classrooms import hours_views

urlpatterns = [
    path("check-in/<str:token>/", views.check_in, name="check_in"),
    path("sessions/<int:pk>/check-in/", views.check_in_code, name="check_in_code"),
    path("sessions/<int:pk>/calendar.ics", hours_views.session_calendar, name="session_calendar"),
    path("sessions/<int:pk>/manage/attendance/", views.attendance, name="attendance"),
    path("sessions/<int:pk>/manage/attendance/rows/", views.attendance_rows, name="attendance_rows"),
    path("sessions/<int:pk>/manage/door/", views.door, name="door"),
    path("sessions/<int:pk>/manage/door.png", views.door_code, name="door_code"),
    path("sessions/<int:pk>/manage/sheet/", views.sheet, name="sign_in_sheet"),
    path("sessions/<int:pk>/manage/certificates/", views.issue, name="certificates_issue"),
    path(
        "sessions/<int:pk>/manage/certificates/<str:number>/revoke/", views.revoke, name="certificate_revoke"
    ),
]
