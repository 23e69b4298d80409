"""Addresses under /classrooms/relay/."""

from django.urls import path

from classrooms import exchange_views, lesson_views, receipt_views, relay_views

urlpatterns = [
    path("", relay_views.relay, name="relay"),
    path("board/", relay_views.board, name="relay_board"),
    path("board/rows/", relay_views.board_rows, name="relay_board_rows"),
    path("courses/<int:pk>/", relay_views.course, name="relay_course"),
    path("courses/<int:pk>/extra/", relay_views.extra_lesson, name="relay_extra_lesson"),
    path("receivers/<int:pk>/", relay_views.receiver_change, name="relay_receiver"),
    path("lessons/<int:pk>/", lesson_views.lesson, name="relay_lesson"),
    path("lessons/<int:pk>/begin/", lesson_views.begin, name="relay_begin"),
    path("lessons/<int:pk>/finish/", lesson_views.finish, name="relay_finish"),
    path("lessons/<int:pk>/move/", lesson_views.move, name="relay_move"),
    path("lessons/<int:pk>/call-off/", lesson_views.call_off, name="relay_call_off"),
    path("lessons/<int:pk>/make-up/", lesson_views.make_up, name="relay_make_up"),
    path("lessons/<int:pk>/tour/", lesson_views.tour, name="relay_tour"),
    path("exchange/", exchange_views.exchange, name="exchange"),
    path("exchange/export/", exchange_views.export, name="exchange_export"),
    path("exchange/check/", exchange_views.check, name="exchange_check"),
    path("exchange/carry-out/", exchange_views.carry_out, name="exchange_carry_out"),
    path("exchange/<int:pk>/undo/", exchange_views.undo, name="exchange_undo"),
    path("receipts/", relay_views.waiting, name="relay_receipts"),
    path("receipts/<int:pk>/", receipt_views.receipt, name="relay_receipt"),
    path("receipts/<int:pk>/confirm/", receipt_views.confirm, name="relay_confirm"),
    path("receipts/<int:pk>/fail/", receipt_views.fail, name="relay_fail"),
    path("receipts/<int:pk>/correct/", receipt_views.correct, name="relay_correct"),
    path("receipts/<int:pk>/acknowledge/", receipt_views.acknowledge, name="relay_acknowledge"),
    path("receipts/<int:pk>/link/", receipt_views.renew_link, name="relay_renew_link"),
    path("c/<str:token>/", receipt_views.by_link, name="relay_confirm_link"),
    path("code/", receipt_views.by_code, name="relay_confirm_code"),
]
