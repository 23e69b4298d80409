"""学时证书 under /me/hours/, and /certificates/<number>/."""

from django.urls import path

from classrooms import hours_views as views

app_name = "hours"
urlpatterns = [
    path("me/hours/", views.hours, name="list"),
    path("me/hours/export/", views.hours_csv, name="export"),
    path("me/hours/<str:number>/", views.paper, name="paper"),
    path("me/hours/<str:number>/pdf/", views.paper_pdf, name="pdf"),
    path("certificates/<str:number>/", views.verify, name="verify"),
]
