"""What groups hold about a teacher, and for how long."""

from accounts import own_data

own_data.about("groups.mentorship.mentor", "groups.mentorship.mentee", until="随师徒协议保存")
own_data.about("groups.rotation.teacher", until="随轮岗备案保存")
