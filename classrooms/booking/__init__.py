"""Who has a seat. This package alone writes registrations, and the seats, quotas and counters of sessions.

Always true after a commit: `taken` is the number of confirmed and offered rows, `offered` of offered,
`waiting` of waiting ones; a quota's `taken` the number of seated rows of its unit; nobody for whom there is
room waits beside a free seat while the session takes place; a queue number is given once and never again.

The order of locks is the same everywhere, so nothing waits in a circle: a newcomer's own row, then the rows
of sessions by key, then quotas by key and rows of the queue, which are touched under their session's lock
only. Asking again for what is already so changes nothing and answers with what is there, so a double click
or a replay does no harm.

`own` is what teachers do for themselves, `organising` what organisers do, `seats` the counting both rest on.
"""

from classrooms.booking.organising import (
    add,
    call_off,
    change_capacity,
    move,
    reschedule,
    set_quota,
    tell_of_change,
)
from classrooms.booking.own import accept, cancel, decline, register, register_together, swap
from classrooms.booking.seats import expire_offers
from classrooms.telling import Refused

# As it was first called.
cancel_session = call_off

__all__ = [
    "Refused",
    "accept",
    "add",
    "call_off",
    "cancel",
    "cancel_session",
    "change_capacity",
    "decline",
    "expire_offers",
    "move",
    "register",
    "register_together",
    "reschedule",
    "set_quota",
    "swap",
    "tell_of_change",
]
