"""A session's card: what its poster and a pasted link of its page show."""

from classrooms.models import Session
from pictures import sharing

LETTER = "k"


@sharing.register(LETTER)
def session(pk):
    row = Session.objects.published().for_list().filter(pk=pk).first()
    if row is None:
        return None
    off = f"已取消：{row.cancel_reason}" if row.cancelled_at else ""
    return sharing.Card(
        path=row.get_absolute_url(),
        title=(row.title,),
        kicker=f"{row.get_classroom_display()} · {row.get_stage_display()}",
        lines=tuple(
            filter(None, [off, row.when, row.where, row.presented_by and f"主讲 {row.presented_by}"])
        ),
        sample=row.sample,
    )
