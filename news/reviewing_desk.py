"""Stories to be reviewed, those returned, and columns about to go stale, on 今日待办."""

from django.urls import reverse
from django.utils import timezone

from accounts import desk, rights
from news import freshness
from news.models import Review, ReviewStep


@desk.register("reviews", order=10)
def reviews_waiting(user):
    if not rights.may(user, "review", "news.review"):
        return []
    mine = ReviewStep.objects.waiting_for(user)
    late = mine.overdue(timezone.localdate()).count()
    page = f"{reverse('admin:news_review_changelist')}?queue=mine"
    return [
        desk.Row(late, "篇稿件等您审，已超期", page, urgent=True),
        desk.Row(mine.count() - late, "篇稿件等您审", page),
    ]


@desk.register("returned", order=11)
def returned_to_me(user):
    """Stories sent back to their author and not handed in again."""
    if not rights.may(user, "change", "news.article"):
        return []
    mine = Review.objects.filter(submitted_by=user, state=Review.State.RETURNED)
    again = Review.objects.exclude(state=Review.State.RETURNED)
    for kind in ("article", "report", "activity"):
        mine = mine.exclude(**{f"{kind}__in": again.exclude(**{kind: None}).values(kind)})
    return [
        desk.Row(
            mine.count(),
            "篇稿件被退回，等您修改",
            f"{reverse('admin:news_review_changelist')}?queue=returned",
        )
    ]


@desk.register("stale_columns", order=40)
def columns_going_stale(user):
    if not rights.may(user, "change", "news.column"):
        return []
    stale, soon = freshness.about_to_go_stale()
    board = reverse("admin:news_column_board")
    return [
        desk.Row(stale, "个栏目过了更新期限", board, urgent=True),
        desk.Row(soon, "个栏目快到更新期限", board),
    ]
