"""What the newsroom keeps of who wrote, reviewed and published: with the articles."""

from accounts import own_data

own_data.done_by(
    "news.activity.changed_by",
    "news.activity.published_by",
    "news.article.changed_by",
    "news.report.changed_by",
    "news.correction.handled_by",
    "news.edition.published_by",
    "news.edition.withdrawn_by",
    "news.routestep.people",
    "news.review.submitted_by",
    "news.reviewstep.author",
    "news.reviewstep.claimed_by",
    "news.reviewstep.decided_by",
    "news.reviewstep.people",
    "news.guestlink.given_by",
    "news.outsidelink.checked_by",
    "reversion.revision.user",
    until="随稿件保存",
)
