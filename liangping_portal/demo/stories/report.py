"""The special report: its head, and its five stories with their weights."""

from liangping_portal.demo.stories.lead import LEAD
from liangping_portal.demo.stories.sides import GUIXIANG, HUCHENG, SHUANGGUI, VOCATIONAL
from news.models import ReportEntry

Weight = ReportEntry.Weight
REPORT = {
    "slug": "he-qilai-banxue",
    "kicker": "课从强校送出去　艺在乡校长起来",
    "title": "合起来办学",
    "title_second": "分头去开花",
    "subtitle": "梁平区集团化办学特别报道",
    "standfirst": (
        "同一道难题，换一个解法：不把高处削平，只把低处填起。梁平区用教育集团把学校连起来，"
        "用三个课堂传课，用三个平台同四川的邻县来往。五篇稿子，一篇看全区，四篇各进一所学校。"
    ),
    "editors_note": (
        "这组稿子依据一篇公开的专题报道改写：事实照原文，话是本站自己的。原文没写日期的，写“未注明”；"
        "疑有误印的，写“待核”；没列名的学校，空着。头条写全区的做法，后面四篇各写一所学校，长短不一。"
        "插画由本站绘制，不是现场照片。"
    ),
    "picture_credit": "本站绘制的插画",
    "cover": "mingyue-lake",
}
ENTRIES = (
    (LEAD, Weight.LEAD),
    (VOCATIONAL, Weight.MAJOR),
    (HUCHENG, Weight.MAJOR),
    (GUIXIANG, Weight.MINOR),
    (SHUANGGUI, Weight.MINOR),
)
