"""What schools hold about a teacher, and for how long; what happens to it when the account is closed."""

from accounts import own_data
from accounts.leaving import when_leaving
from schools.models import Teacher

SCHOOLS = "由学校保存，不随账号注销删除"
own_data.also(Teacher)
own_data.about("schools.teacher.user", "schools.posting.teacher", until=SCHOOLS)
own_data.about("schools.lesson.teacher", "schools.lessonchange.teacher", until="随学校的课表保存")
own_data.about(
    "schools.researchgroup.leader",
    "schools.researchgroup.members",
    "schools.openlesson.teacher",
    "schools.contestentry.teacher",
    until="随教研组的记录保存",
)
own_data.done_by("schools.figure.reported_by", "schools.timetable.made_by")


@when_leaving
def let_go(user, by):
    """The school keeps its list of teachers; the name is no longer shown to readers."""
    Teacher.objects.filter(user=user).update(user=None, public=False)
