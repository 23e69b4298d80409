"""First use, the inbox and the calendar."""

from django.urls import path

from accounts import message_views, own_data_views, views

app_name = "accounts"
urlpatterns = [
    path("accounts/activate/", views.activate, name="activate"),
    path("me/inbox/", message_views.inbox_list, name="inbox"),
    path("me/inbox/read/", message_views.inbox_read, name="inbox_read"),
    path("me/inbox/choices/", message_views.inbox_choices, name="inbox_choices"),
    path("me/inbox/calendar/", message_views.calendar_renew, name="calendar_renew"),
    path("me/data/", own_data_views.own_data_page, name="own_data"),
    path("me/data/download/", own_data_views.download, name="own_data_download"),
    path("me/data/leave/", own_data_views.leave, name="leave"),
    path("me/data/stay/", own_data_views.stay, name="stay"),
    path("me/calendar/<str:token>.ics", message_views.calendar, name="calendar"),
]
