"""Short news and notices, so that every column has something; what is invented is marked 示例.

The last one is the newest on the page.
"""

from liangping_portal.demo import sources
from liangping_portal.demo.blocks import Album, Download, Live, Table, Video, Way, text
from news.models import Column

# slug → name, kind, days until it counts as stale
COLUMNS = {
    "jituan": ("集团动态", Column.Kind.NEWS, 14),
    "jiaoyan": ("教研", Column.Kind.NEWS, 14),
    "xiaoyuan": ("校园", Column.Kind.NEWS, 14),
    "tongzhi": ("通知公告", Column.Kind.NOTICE, 180),
}
OWN = "本站"
MEALS = (
    ("", "主食", "菜", "汤", "每份热量（千卡）"),
    ("周一", "米饭", "青椒肉丝、炒莲白", "番茄蛋汤", "780"),
    ("周二", "红薯饭", "烧豆棒、蒜蓉菜心", "冬瓜汤", "745"),
    ("周三", "米饭", "土豆烧鸡、凉拌黄瓜", "紫菜汤", "810"),
    ("周四", "杂粮馒头", "芹菜牛肉、炒豆芽", "南瓜汤", "760"),
    ("周五", "米饭", "粉蒸肉、炝炒时蔬", "萝卜汤", "820"),
)
SHORT = (
    {
        "slug": "shili-xiaoxue-wucan",
        "column": "xiaoyuan",
        "kicker": "示例小学开放周",
        "title": "午饭吃什么",
        "title_second": "一张表贴在校门口",
        "standfirst": "这是一条示例新闻，学校、食谱和数字都是虚构的；它把一篇稿件里能放的东西都放了一遍。",
        "source": sources.SAMPLE,
        "sample": True,
        "schools": ("shili-xiaoxue",),
        "blocks": (
            text(
                "示例小学把下周的午餐食谱贴在了校门口，也放到网上。家长不进校门，就知道孩子吃什么。",
                "食谱由食堂和家长膳食小组一起定，每周五下午换新。",
            ),
            Table("下周午餐食谱（示例）", MEALS),
            Download("示例小学下周午餐食谱（示例）", MEALS),
            text(
                "开放周里，家长可以坐到教室后排听一节课，也可以去果园、操场和水池边走走。",
                under=("不止是看食堂", "课堂也开着门"),
            ),
            Album(
                "开放周看什么",
                (
                    ("pomelo", "果园里的劳动课"),
                    ("sand-water", "幼小衔接：来玩沙和水"),
                    ("football", "下午的足球课"),
                    ("story-circle", "桂花树下的故事圈"),
                ),
            ),
            Video(
                "课后服务可以看的公开课",
                "https://basic.smartedu.cn/",
                "relay-lesson",
                "国家中小学智慧教育平台的首页，“课后服务”栏目里有科普、文化、体育、阅读等公开课，不登录也能看一部分。",
            ),
            Live(("group_share",)),
            Way("shili-xiaoxue", "电话、校车、课后服务，都在学校主页里"),
        ),
    },
    {
        "slug": "shili-xiaoxue-kehou",
        "column": "xiaoyuan",
        "title": "示例小学：天黑得早了",
        "title_second": "校车提前一刻钟",
        "standfirst": "这是一条示例新闻，学校和安排都是虚构的。",
        "source": sources.SAMPLE,
        "sample": True,
        "schools": ("shili-xiaoxue",),
        "blocks": (
            text(
                "从下周起，示例小学下午的校车提前一刻钟开，示例村线、示例坝线都一样。"
                "参加课后服务的学生，照旧留到17:50，由家长来接。",
                "坐不上车的，先给学校打电话：023-0000-0000（示例号码）。",
            ),
        ),
    },
    {
        "slug": "xiaoli-2026-1",
        "column": "tongzhi",
        "title": "2026—2027学年第一学期校历（示例）",
        "standfirst": "9月1日开学，1月22日放假；国庆前后有一天补课。日期都是示例，真实校历以区教委通知为准。",
        "source": sources.SAMPLE,
        "sample": True,
        "blocks": (
            text(
                "开学：2026年9月1日，星期二。这一周算第1周。",
                "中秋：9月25日放假一天。",
                "国庆：10月1日至7日放假；10月10日（星期六）上课，上星期三的课。",
                "元旦：2027年1月1日放假一天。",
                "放假：2027年1月22日，星期五。",
            ),
            text(
                "登录以后，页面上方会写今天是第几周、星期几；哪天补课、补星期几的课，也写在那里。"
                "单周、双周照这份校历算。",
                under=("校历写在哪里", ""),
            ),
        ),
    },
    {
        "slug": "benzhan-zenme-yong",
        "column": "tongzhi",
        "title": "本站怎么用",
        "title_second": "家长、教师各看三处",
        "standfirst": "家长查片区、查学校、打电话；教师看活动、报名、收消息。",
        "source": OWN,
        "cover": "pomelo",
        "blocks": (
            text(
                "查片区：在“入学服务”里输入村名、小区名或路名，拼音、首字母、老地名也认。"
                "片区以区教委当年通知为准，吃不准就打学校电话。",
                "查学校：在“学校”里按学段、乡镇和集团来挑。资料没填全的，页面会列出缺哪几项。",
                "看数字：每个数后面跟着来源和日期；来源没写日期的，写“未注明日期”。",
                under=("家长", "查片区，查学校，看数字"),
            ),
            text(
                "看活动：“三个课堂”里有本周的教研活动，点进去看时间、地点、还剩几个名额。",
                "报名：登录后报名。满了可以候补，有人退出，按候补号递补。",
                "收消息：递补上了、活动取消了，都会在“我的工作台”里告诉您。",
                under=("教师", "看活动，报名，收消息"),
            ),
            text("演示站里标着“示例”的人、课、电话和日期，都不是真的。"),
        ),
    },
    {
        "slug": "shangyijieke-zenme-canjia",
        "column": "jiaoyan",
        "title": "“上一节课”怎么参加",
        "title_second": "先看录像，再上线说话",
        "standfirst": "它是教师的教研活动，不是学生的课。会前看一堂录像，会上一起讨论。",
        "source": OWN,
        "cover": "pair-preparing",
        "blocks": (
            text(
                "专递课堂里的“上一节课”，起因是乡镇学校的音乐、美术缺专职教师，也缺设备。"
                "办法从教师这头想：大家看同一堂录好的课，再到线上一起议。",
                "在本站参加，分三步。报名以前，看清时间和学科；会前看完录像；到点进线上会议室。"
                "会议链接只给报上名的人看。",
                "参加了记学时。学生的课时不因此增加。",
            ),
        ),
    },
    {
        "slug": "guishu-zenme-ji",
        "column": "jituan",
        "title": "三个集团，归属怎么记",
        "title_second": "有依据的才写上",
        "standfirst": "报道写到西苑、梁山、桂香三个集团。哪些学校归在里面，本站只记来源写出来的。",
        "source": OWN,
        "cover": "story-circle",
        "groups": ("xiyuan", "liangshan", "guixiang"),
        "blocks": (
            text(
                "牵头校三所：西苑小学、梁山小学、桂香小学，来源都写明了。",
                "成员校记了一所：礼让镇中心小学，归西苑小学教育集团。依据是来源里的一段引语，"
                "没有名单可对，所以页面上附了说明，等集团确认。",
                "桂香小学教育集团写明有8所学校，七所没有名字。名字空着，数字照写。",
            ),
            text(
                "来源说以城带乡覆盖全区学校的100%。本站算的是另一件事：已录入的义务教育学校里，"
                "有几所记了集团归属。分母不同，算法不同，两个数就并排放着。",
                under=("两个数，为什么不一样", ""),
            ),
        ),
    },
)
