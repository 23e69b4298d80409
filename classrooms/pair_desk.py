"""What pairs and reviews put under 今日待办: of each person their own, of an organiser who waits for them."""

from accounts import desk
from classrooms.models import LessonReview, Pair


@desk.register("pairs_to_answer", order=40)
def pairs_to_answer(user):
    count = Pair.objects.of(user).filter(state=Pair.State.PROPOSED).exclude(proposed_by=user).count()
    return [desk.Row(count, "位老师想和您结对，请答复", "/me/pairs/")]


@desk.register("sheets_to_hand_in", order=45)
def sheets_to_hand_in(user):
    count = LessonReview.objects.of(user).drafts().count()
    return [desk.Row(count, "张评课表没有提交", "/me/reviews/")]


@desk.register("pairs_waiting_for_lead", order=55)
def pairs_waiting_for_lead(user):
    count = Pair.objects.reachable_by(user, "organise").waiting_for_lead().count()
    return [desk.Row(count, "对待牵头校协调", "/me/pairs/organised/")]
