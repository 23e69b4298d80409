from django.urls import path

from pictures import sharing_views as views

app_name = "sharing"
urlpatterns = [
    path("<slug:code>/", views.short, name="short"),
    path("<slug:code>/poster/", views.poster_page, name="poster"),
    path("<slug:code>/poster.png", views.poster_png, name="poster_png"),
    path("<slug:code>/card.jpg", views.card_jpg, name="card"),
    path("<slug:code>/qr.png", views.qr, name="qr"),
]
