"""How many schools are in a group, as far as this site knows it: never without its parts."""

from django.db.models import Count, Q

from groups.models import Membership
from schools import measures
from schools.measures import Reading
from schools.models import School

DEFINITION = (
    "本站已公开的在办小学、初中里，在任一教育集团有有效成员关系的学校数，除以这些学校的总数。"
    "幼儿园、高中、中职和示例学校不在分母里。"
)


@measures.register("group_share", label="本站已录入集团归属", unit="%", definition=DEFINITION)
def share(schools=None):
    """Of the real schools of compulsory stage that readers can open, those in a group that they can open."""
    schools = School.objects.all() if schools is None else schools
    counted = schools.published().open().compulsory().filter(sample=False)
    entered = Q(pk__in=Membership.objects.shown().values("school"))
    return Reading(**counted.aggregate(part=Count("pk", filter=entered), whole=Count("pk")))
