"""/me/reviews/ (听课评课)."""

from django.urls import path

from classrooms import review_views as views

app_name = "reviews"
urlpatterns = [
    path("", views.review_list, name="list"),
    path("new/", views.review_new, name="new"),
    path("join/", views.review_join, name="join"),
    path("<int:pk>/", views.sheet, name="sheet"),
    path("<int:pk>/discard/", views.sheet_discard, name="discard"),
    path("<int:pk>/record/", views.record, name="record"),
    path("lessons/<int:pk>/", views.lesson, name="lesson"),
    path("lessons/<int:pk>/reflect/", views.lesson_reflect, name="reflect"),
    path("lessons/<int:pk>/visibility/", views.lesson_visibility, name="visibility"),
]
