"""今日待办: needs that wait to be arranged, and proposals that wait to be confirmed."""

from accounts import desk
from classrooms.models import MatchProposal, SubjectNeed


@desk.register("subject_needs", order=55)
def open_needs(user):
    needs = SubjectNeed.objects.editable_by(user).filter(state=SubjectNeed.State.OPEN)
    return [desk.Row(needs.count(), "个班有课待安排，看谁能补", "/classrooms/coverage/needs/")]


@desk.register("match_proposals", order=56)
def draft_proposals(user):
    drafts = MatchProposal.objects.reachable_by(user, "propose").filter(state=MatchProposal.State.DRAFT)
    return [desk.Row(drafts.count(), "份排课建议等您确认", "/classrooms/coverage/proposals/")]
