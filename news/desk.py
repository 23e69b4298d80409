"""What waits for a person of the newsroom on 今日待办 besides the reviews."""

from django.urls import reverse

from accounts import desk
from news.models import Activity, Correction


@desk.register("activities", order=30)
def waiting_activities(user):
    mine = Activity.objects.reachable_by(user, "publish").waiting()
    page = reverse("admin:news_activity_changelist")
    return [desk.Row(mine.count(), "场校园活动已审定，等待公开", f"{page}?state=waiting")]


@desk.register("corrections", order=25)
def open_corrections(user):
    mine = Correction.objects.reachable_by(user, "change").open()
    page = reverse("admin:news_correction_changelist")
    return [desk.Row(mine.count(), "条读者报错等待处理", f"{page}?state=open")]
