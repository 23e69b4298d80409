from django.urls import path

from schools import views

app_name = "schools"
urlpatterns = [
    path("", views.school_list, name="list"),
    path("map/", views.school_map, name="map"),
    path("compare/", views.school_compare, name="compare"),
    path("<slug:slug>/", views.school_detail, name="detail"),
    path("<slug:slug>/poster/", views.school_poster, name="poster"),
    path("<slug:slug>/card.jpg", views.school_card, name="card"),
    path("<slug:slug>/poster.png", views.school_qr, name="qr"),
]
