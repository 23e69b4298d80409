"""Where readers meet a school besides its page: the search entry, its pictures, its section's version.

Kept by `School.save`, and by the programmes, whose pictures stand on the same page.
"""

from django.db.models import Q

from pictures import uses
from pictures.models import Picture
from publishing.models import raise_version
from search import index

KIND = "school"


def renew(school):
    """Write anew what follows from the school's row; call in the transaction that saved it."""
    raise_version("schools")
    if school.status != school.Status.OPEN:
        leave(school)
        return
    entry = document(school)
    index.put(**vars(entry))
    uses.show(
        entry.path,
        _pictures(school),
        label=school.name,
        visible_from=school.visible_from,
        visible_until=school.visible_until,
    )


def document(school):
    """What the search index knows of a school."""
    return index.Document(
        kind=KIND,
        key=str(school.pk),
        path=school.get_absolute_url(),
        title=school.name,
        names=tuple(school.known_as),
        summary=school.standfirst,
        text=_words(school),
        visible_from=school.visible_from,
        visible_until=school.visible_until,
    )


def _words(school):
    """What the page says, so that 足球 finds the schools that play it."""
    said = [school.motto, school.vision, school.philosophy, school.about]
    for programme in school.programmes.prefetch_related("steps"):
        said += [programme.get_kind_display(), programme.tag, programme.title, programme.summary]
        said += [f"{step.title} {step.text}" for step in programme.steps.all()]
    return "\n".join(filter(None, said))


def leave(school):
    """Take the school out of search, and its pictures off its address."""
    raise_version("schools")
    index.remove(KIND, school.pk)
    uses.hide(school.get_absolute_url())


def _pictures(school):
    """Every picture that stands on the school's page."""
    programmes = school.programmes.values("pk")
    told = Q(programmes__in=programmes) | Q(programme_steps__programme__in=programmes)
    return list(Picture.objects.filter(told | Q(leading_schools=school)).distinct())
