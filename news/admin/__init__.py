"""The newsroom in the admin: articles of blocks, reports of articles, columns, what was published."""

from news.admin.activities import ActivityAdmin
from news.admin.board import WordRuleAdmin
from news.admin.columns import ColumnAdmin, EditionAdmin
from news.admin.corrections import CorrectionAdmin
from news.admin.reviewing import ReviewAdmin, ReviewRouteAdmin
from news.admin.stories import ArticleAdmin, ReportAdmin

__all__ = [
    "ActivityAdmin",
    "ArticleAdmin",
    "ColumnAdmin",
    "CorrectionAdmin",
    "EditionAdmin",
    "ReportAdmin",
    "ReviewAdmin",
    "ReviewRouteAdmin",
    "WordRuleAdmin",
]
