"""Addresses of 上一节课; part of the classrooms' own."""

from django.urls import path

from classrooms import last_lesson_views as views

urlpatterns = [
    path("relay/last-lessons/", views.last_lesson_list, name="last_lesson_list"),
    path("relay/last-lessons/new/", views.hold, name="last_lesson_hold"),
    path("sessions/<int:pk>/manage/last-lesson/", views.manage, name="last_lesson"),
    path("sessions/<int:pk>/manage/last-lesson/minutes/", views.write_up, name="last_lesson_write_up"),
    path("sessions/<int:pk>/last-lesson/answer/", views.answer, name="last_lesson_answer"),
]
