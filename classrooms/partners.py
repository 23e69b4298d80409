"""With whom a teacher registers together (结对同报): whatever pairs people registers itself here.

@partners.register
def of_cycles(teacher):
    return Teacher.objects.filter(…)
"""

from schools.models import Teacher

_sources = []


def register(function):
    """Register `function(teacher) -> queryset or keys of teachers`."""
    _sources.append(function)
    return function


def partners_of(teacher):
    keys = {getattr(one, "pk", one) for function in _sources for one in function(teacher)}
    return (
        Teacher.objects.serving().filter(pk__in=keys - {teacher.pk}).select_related("school").order_by("pk")
    )
