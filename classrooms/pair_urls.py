"""/me/pairs/ (结对研修)."""

from django.urls import path

from classrooms import pair_views as views

app_name = "pairs"
urlpatterns = [
    path("", views.pair_list, name="list"),
    path("offer/", views.offer, name="offer"),
    path("cycles/<int:pk>/propose/", views.propose, name="propose"),
    path("organised/", views.organised, name="organised"),
    path("<int:pk>/", views.pair, name="pair"),
    path("<int:pk>/answer/", views.answer, name="answer"),
    path("<int:pk>/plans/", views.plan, name="plan"),
    path("<int:pk>/plans/<int:number>/comments/", views.plan_comment, name="plan_comment"),
    path("<int:pk>/plans/<int:number>/file/", views.plan_file, name="plan_file"),
    path("<int:pk>/agree/", views.agree, name="agree"),
    path("<int:pk>/hold/", views.hold, name="hold"),
    path("<int:pk>/follow-up/", views.follow_up, name="follow_up"),
    path("<int:pk>/finish/", views.finish, name="finish"),
    path("<int:pk>/end/", views.end, name="end"),
    path("<int:pk>/due/", views.due, name="due"),
    path("<int:pk>/anew/", views.anew, name="anew"),
]
