from django.urls import path

from enrolment import card_views, enquiry_views, guide_views, views

app_name = "enrolment"
urlpatterns = [
    path("", views.index, name="index"),
    path("catchments/", views.catchments, name="catchments"),
    path("catchments/<int:pk>/", card_views.card, name="card"),
    path("catchments/<int:pk>/card.png", card_views.card_png, name="card_png"),
    path("catchments/<int:pk>/code.png", card_views.card_code, name="card_code"),
    path("calendar.ics", views.calendar, name="calendar"),
    path("guides/border/", guide_views.border, name="border"),
    path("guides/<slug:case>/", guide_views.guide, name="guide"),
    path("policy/", guide_views.policy_years, name="policy"),
    path("self-check/", guide_views.self_check, name="self_check"),
    path("enquiries/", enquiry_views.faqs, name="enquiries"),
    path("enquiries/ask/", enquiry_views.ask, name="enquiry_ask"),
    path("enquiries/follow/", enquiry_views.follow, name="enquiry_follow"),
    path("enquiries/statistics/", enquiry_views.statistics, name="enquiry_statistics"),
    path("enquiries/<slug:code>/", enquiry_views.detail, name="enquiry_detail"),
]
