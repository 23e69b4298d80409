"""A school's card: what its poster and a pasted link of its page show."""

from pictures import sharing
from schools.models import School

LETTER = "x"


@sharing.register(LETTER)
def school(pk):
    row = School.objects.published().select_related("lead_picture", "township").filter(pk=pk).first()
    if row is None:
        return None
    phone = f"电话 {row.phone}" if row.phone else ""
    hours = f"（{row.phone_hours}）" if row.phone and row.phone_hours else ""
    return sharing.Card(
        path=row.get_absolute_url(),
        title=(row.name,),
        kicker=row.get_stage_display(),
        lines=tuple(filter(None, [row.standfirst, row.address, f"{phone}{hours}"])),
        picture=row.lead_picture.prepared() if row.lead_picture else {},
        sample=row.sample,
    )
