"""First use, the inbox and the calendar."""

from django.urls import path

from accounts import message_views, views

app_name = "accounts"
urlpatterns = [
    path("accounts/activate/", views.activate, name="activate"),
    path("me/inbox/", message_views.inbox_list, name="inbox"),
    path("me/inbox/read/", message_views.inbox_read, name="inbox_read"),
    path("me/inbox/choices/", message_views.inbox_choices, name="inbox_choices"),
    path("me/inbox/calendar/", message_views.calendar_renew, name="calendar_renew"),
    path("me/calendar/<str:token>.ics", message_views.calendar, name="calendar"),
]
