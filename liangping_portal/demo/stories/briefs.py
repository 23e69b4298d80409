"""Short articles of what the report tells, each of one thing, so that the news lives without the report.

The last one is the newest on the page.
"""

from liangping_portal.demo.blocks import Numbers, text

# The facts are of the report's lead story, and so are the reporters.
REPORTERS = ("甘立琼", "李晓妍", "陈小倩")

DRUMS = {
    "slug": "luogu-de-mingzi",
    "column": "xiaoyuan",
    "kicker": "礼让镇中心小学的课后",
    "title": "锣鼓响在课后",
    "title_second": "名字还得核对",
    "standfirst": "练在课后，传在学生手里。至于这套锣鼓叫什么，本站先标上“待核”。",
    "cover": "drums",
    "schools": ("lirang-zhongxin-xiaoxue",),
    "blocks": (
        text(
            "礼让镇中心小学的锣鼓，放在课后练。敲的、打的都是学生，报道给他们的身份是传承人。",
            "本站写作“梁平癞子锣鼓”，旁边跟着“待核”。缘由是这样：报道里印的名字，疑心有个字印错；"
            "国家级的非遗项目里，确有一项名叫梁平癞子锣鼓。学校练的是不是它，要等学校回话，"
            "编辑不能替人定名。",
            "锣鼓和豆棒，都算学校的传统文化。西苑小学教育集团帮着把它们理出体系，再往深处做。",
            "练的有多少人，从哪一年练起，报道没有提。没有提的，这里不写；插画也只是插画，画的不是哪一天的课后。",
        ),
    ),
}
RURAL = {
    "slug": "caochang-he-fangzi",
    "column": "xiaoyuan",
    "kicker": "农村义务教育学校提升工程",
    "title": "十二所重做操场",
    "title_second": "四所学校添房子",
    "standfirst": "学生要住校的乡镇学校，开在村里的小学校，是这项工程对着的两头。",
    "cover": "school-track",
    "blocks": (
        Numbers(
            (
                ("2600余万元", "近两年的投入，起止年份未注明"),
                ("12所", "塑胶运动场重新建过"),
                ("4所", "添宿舍、食堂、综合楼"),
            )
        ),
        text(
            "钱往两处走。一处在乡镇：学生住校，吃和睡都在学校里。一处在村里：学校规模小，一样要办好。",
            "屋外看运动场，屋里看宿舍、食堂和综合楼。四所学校里，哪一所添了哪一样，报道没有分开写。",
            "12和4也不能加成16：会不会有学校两样都占，报道没讲。校名一所都没有列，本站就不去猜。"
            "教委把名单补上以后，可以一所一所记进学校档案。",
            "“近两年”从哪年算到哪年，来源没有注明，所以金额后面一直跟着这句话。",
        ),
    ),
}
ROOMS = {
    "slug": "san-shan-men",
    "column": "jiaoyan",
    "kicker": "写给乡镇教师",
    "title": "三个课堂三扇门",
    "title_second": "先推哪扇您来挑",
    "standfirst": "想看看别人怎么上，进专递；想有个搭档，进名师；想找资源，进名校网络。",
    "cover": "relay-lesson",
    "groups": ("liangshan",),
    "blocks": (
        text(
            "音乐、美术没有专职教师，设备也短缺，先看专递课堂。活动叫“上一节课”：一堂录好的课，"
            "各校教师都看，看完到线上说。受益的先是教师；学生的课时，不因此多记一节。",
            "一个人备课没人商量，看名师课堂。平台在梁山小学教育集团。骨干教师先示范，"
            "教师再结对：备课、上课、评课，步步有伴。它面向每位教师，不单为几位骨干。",
            "想用名师的资源，看名校网络课堂。能远程教学，能用数字资源，能把课晒到网上，"
            "也能请名师来会诊。资源在集团里流动，默认给本集团的人看。",
            "所以先弄清一件事：自己的学校归哪个集团。本站没有录到的，问问学校。",
        ),
    ),
}
EVENING = {
    "slug": "cao-ba-long-shang-tai",
    "column": "xiaoyuan",
    "kicker": "川渝两地　职教活动周",
    "title": "草把龙上了台",
    "title_second": "两地同演一晚",
    "standfirst": "草把龙、抬儿调、武术、技能，一台晚会里都有。演的是川渝两边的中职学校。",
    "cover": "two-counties",
    "schools": ("liangping-zhijiao-zhongxin",),
    "blocks": (
        text(
            "职教活动周有一台晚会，梁平职教中心参加，对面四川的中职学校也参加。"
            "晚会有两层意思，一层是艺术，一层是思政。",
            "报道点到名的有四样：草把龙，抬儿调，武术，技能。末一样最合职业学校的身份，手上的本事也能登台。",
            "川渝协作有教研、入学就读、活动三个平台，晚会归在活动平台。同在这个平台上的，"
            "还有研学的共享、专家的交流。",
            "哪一年办的，在哪里办，来了几所学校，报道没有写。题图里的草龙和石桥是画出来的，不是晚会现场。",
        ),
    ),
}
SHOWCASE = {
    "slug": "doubang-banshang-ke",
    "column": "jituan",
    "kicker": "礼让：一次劳动课的展示",
    "title": "学生家长做豆棒",
    "title_second": "集团伙伴来看课",
    "standfirst": "礼让豆棒进了劳动课。做的人有两代，看的人来自同一个集团。",
    "cover": "bean-curd",
    "schools": ("lirang-zhongxin-xiaoxue", "xiyuan-xiaoxue"),
    "groups": ("xiyuan",),
    "blocks": (
        text(
            "一样吃食怎样变成一堂课？礼让镇中心小学的答案是四个词：泡豆、磨浆、滤豆、制作。"
            "前后有次序，一步接一步。",
            "家长也在课里。大人和孩子同做一样东西，劳动教育就不只是学校一家的事。",
            "来看展示的，是西苑小学教育集团的成员校。集团平日做的，一是帮学校把传统文化理成体系，"
            "往深里走；二是指导管理，求规范，求科学；三是派名师、优师来上课、听课、评课。",
            "展示在哪一天，来了几所学校，报道没有写。礼让镇中心小学归这个集团，"
            "本站依据的是报道里的一段引语，还等集团确认。",
        ),
    ),
}
BRIEFS = (DRUMS, RURAL, ROOMS, EVENING, SHOWCASE)
