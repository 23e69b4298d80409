from django.urls import path

from enrolment import views

app_name = "enrolment"
urlpatterns = [
    path("", views.index, name="index"),
    path("catchments/", views.catchments, name="catchments"),
]
