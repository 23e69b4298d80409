"""Addresses under /classrooms/coverage/."""

from django.urls import path

from classrooms import coverage_list_views, coverage_views, need_views

urlpatterns = [
    path("", coverage_views.public, name="coverage"),
    path("method/", coverage_views.method, name="coverage_method"),
    path("board/", coverage_views.board, name="coverage_board"),
    path("board/export/", coverage_views.export, name="coverage_export"),
    path("board/<str:slug>/", coverage_views.school, name="coverage_school"),
    path("board/<str:slug>/<int:group>/<int:subject>/", coverage_views.lessons, name="coverage_class"),
    path("checks/", coverage_list_views.checks, name="spot_checks"),
    path("failed/", coverage_list_views.failed, name="relays_failed"),
    path("visiting/", coverage_list_views.visiting, name="visiting"),
    path("needs/", need_views.need_list, name="need_list"),
    path("needs/refresh/", need_views.need_refresh, name="need_refresh"),
    path("needs/<int:pk>/", need_views.need, name="need"),
    path("proposals/", need_views.proposal_list, name="proposal_list"),
    path("proposals/what-if/", need_views.what_if_view, name="what_if"),
    path("proposals/<int:pk>/", need_views.proposal, name="proposal"),
]
