"""What waits for a person of the newsroom on 今日待办 besides the reviews."""

from django.urls import reverse

from accounts import desk
from news.models import Activity


@desk.register("activities", order=30)
def waiting_activities(user):
    mine = Activity.objects.reachable_by(user, "publish").waiting()
    page = reverse("admin:news_activity_changelist")
    return [desk.Row(mine.count(), "场校园活动等待公开", f"{page}?state=waiting")]
