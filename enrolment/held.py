"""Parents' questions are about parents: of who answered them only the number is told."""

from accounts import own_data

own_data.done_by("enrolment.enquiry.answered_by", until="答复后一年")
