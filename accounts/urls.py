"""First use and the inbox."""

from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [
    path("accounts/activate/", views.activate, name="activate"),
    path("me/inbox/", views.inbox_list, name="inbox"),
    path("me/inbox/read/", views.inbox_read, name="inbox_read"),
]
