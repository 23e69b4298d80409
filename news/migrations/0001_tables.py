import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import news.models.reviewing
import news.models.stories
from liangping_portal.migrating import CreateTables


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("news", "0001_initial"),
        ("news", "0002_blocks"),
        ("news", "0003_activities"),
        ("news", "0004_reviews"),
        ("news", "0005_reading"),
        ("news", "0006_activities_reviewed"),
        ("news", "0007_newest_of_a_kind"),
    ]

    dependencies = [
        ("accounts", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("classrooms", "0001_tables"),
        ("groups", "0001_tables"),
        ("pictures", "0001_tables"),
        ("schools", "0001_tables"),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="CheckRun",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="检查时间"),
                        ),
                        ("pages", models.PositiveIntegerField(verbose_name="页数")),
                        ("findings", models.PositiveIntegerField(verbose_name="发现")),
                    ],
                    options={
                        "verbose_name": "全站检查",
                        "verbose_name_plural": "全站检查",
                        "ordering": ["-at", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Column",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "slug",
                            models.CharField(
                                max_length=40,
                                unique=True,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[a-z0-9]+(-[a-z0-9]+)*$", "请用小写拼音和短横线。"
                                    )
                                ],
                                verbose_name="网址名",
                            ),
                        ),
                        ("name", models.CharField(max_length=20, verbose_name="名称")),
                        (
                            "kind",
                            models.CharField(
                                choices=[("news", "新闻"), ("notice", "公告")],
                                default="news",
                                max_length=8,
                                verbose_name="类型",
                            ),
                        ),
                        (
                            "limit_days",
                            models.PositiveSmallIntegerField(default=14, verbose_name="更新期限（天）"),
                        ),
                        ("order", models.PositiveSmallIntegerField(default=0, verbose_name="顺序")),
                        ("sample", models.BooleanField(default=False, verbose_name="示例")),
                    ],
                    options={
                        "verbose_name": "栏目",
                        "verbose_name_plural": "栏目",
                        "ordering": ["order", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Finding",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("wording", "用语"),
                                    ("link", "站内死链"),
                                    ("alt", "图片没有替代文字"),
                                ],
                                max_length=8,
                                verbose_name="问题",
                            ),
                        ),
                        ("blocks", models.BooleanField(default=False, verbose_name="必须改")),
                        ("title", models.CharField(max_length=200, verbose_name="页面")),
                        ("path", models.CharField(max_length=300, verbose_name="地址")),
                        ("text", models.CharField(max_length=300, verbose_name="发现")),
                        (
                            "found_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="检查时间"),
                        ),
                    ],
                    options={
                        "verbose_name": "全站检查结果",
                        "verbose_name_plural": "全站检查结果",
                        "ordering": ["-blocks", "kind", "path", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Activity",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "visible_from",
                            models.DateTimeField(
                                blank=True, db_index=True, null=True, verbose_name="公开时间"
                            ),
                        ),
                        (
                            "visible_until",
                            models.DateTimeField(blank=True, null=True, verbose_name="下线时间"),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("open_day", "开放日"),
                                    ("labour", "劳动展示"),
                                    ("heritage", "非遗与传统文化"),
                                    ("study_trip", "研学"),
                                    ("evening", "文艺晚会"),
                                    ("both_counties", "川渝两地"),
                                ],
                                max_length=14,
                                verbose_name="类型",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="activities",
                                to="accounts.unit",
                                verbose_name="主办单位",
                            ),
                        ),
                        ("title", models.CharField(max_length=40, verbose_name="名称")),
                        (
                            "standfirst",
                            models.CharField(blank=True, max_length=120, verbose_name="一句话介绍"),
                        ),
                        (
                            "text",
                            models.TextField(
                                blank=True,
                                help_text="一行一段。活动以后可补写经过。",
                                max_length=2000,
                                verbose_name="介绍",
                            ),
                        ),
                        ("starts_at", models.DateTimeField(db_index=True, verbose_name="开始")),
                        ("ends_at", models.DateTimeField(db_index=True, verbose_name="结束")),
                        ("place", models.CharField(max_length=80, verbose_name="地点")),
                        (
                            "audience",
                            models.CharField(
                                help_text="如：明年入园的幼儿和家长。", max_length=80, verbose_name="谁可以来"
                            ),
                        ),
                        (
                            "how",
                            models.CharField(
                                blank=True,
                                help_text="如：到校登记入园，不用预约。",
                                max_length=120,
                                verbose_name="怎么参加",
                            ),
                        ),
                        ("phone", models.CharField(blank=True, max_length=20, verbose_name="联系电话")),
                        (
                            "picture",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="activities",
                                to="pictures.picture",
                                verbose_name="题图",
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="activities",
                                to="groups.educationgroup",
                                verbose_name="相关集团",
                            ),
                        ),
                        (
                            "partnership",
                            models.ForeignKey(
                                blank=True,
                                help_text="川渝两地的活动写明依据哪份协议。",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="school_activities",
                                to="groups.partnership",
                                verbose_name="川渝协议",
                            ),
                        ),
                        (
                            "revision_of",
                            models.OneToOneField(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="revision",
                                to="news.activity",
                                verbose_name="修改的是",
                            ),
                        ),
                        (
                            "changed_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="activities_changed",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="最后修改人",
                            ),
                        ),
                        ("changed_at", models.DateTimeField(auto_now=True, verbose_name="最后修改")),
                        (
                            "version",
                            models.PositiveIntegerField(default=0, editable=False, verbose_name="版本"),
                        ),
                        (
                            "withdrawn_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="撤下时间"
                            ),
                        ),
                        (
                            "published_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="activities_published",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="发布人",
                            ),
                        ),
                        (
                            "cancelled_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="取消时间"
                            ),
                        ),
                        (
                            "cancel_reason",
                            models.CharField(
                                blank=True, editable=False, max_length=120, verbose_name="取消原因"
                            ),
                        ),
                        ("sample", models.BooleanField(default=False, verbose_name="示例")),
                        (
                            "schools",
                            models.ManyToManyField(
                                blank=True,
                                related_name="activities",
                                to="schools.school",
                                verbose_name="相关学校",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "校园活动",
                        "verbose_name_plural": "校园活动",
                        "ordering": ["-starts_at", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                                name="activity_ends_after_start",
                                violation_error_message="结束要在开始之后。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "both_counties"), _negated=True),
                                    ("partnership__isnull", False),
                                    _connector="OR",
                                ),
                                name="activity_across_has_a_partnership",
                                violation_error_message="川渝两地的活动请选依据的协议。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("cancelled_at__isnull", True),
                                    models.Q(("cancel_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="cancelled_activity_says_why",
                                violation_error_message="取消活动要写明原因。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("revision_of__isnull", True),
                                    ("visible_from__isnull", True),
                                    _connector="OR",
                                ),
                                name="activity_revision_is_not_public",
                                violation_error_message="修改稿要审定后替换原来的活动，不能自己公开。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ActivityPicture",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "activity",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="album",
                                to="news.activity",
                                verbose_name="校园活动",
                            ),
                        ),
                        (
                            "picture",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="activity_pictures",
                                to="pictures.picture",
                                verbose_name="图片",
                            ),
                        ),
                        (
                            "caption",
                            models.CharField(
                                blank=True,
                                help_text="空着就用图片自己的图注。",
                                max_length=120,
                                verbose_name="图注",
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(default=0, verbose_name="顺序")),
                    ],
                    options={
                        "verbose_name": "活动图片",
                        "verbose_name_plural": "活动图片",
                        "ordering": ["activity", "order", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("activity", "picture"),
                                name="picture_once_an_activity",
                                violation_error_message="这张图片已在相册里。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Article",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="%(class)ss",
                                to="accounts.unit",
                                verbose_name="供稿单位",
                            ),
                        ),
                        (
                            "slug",
                            models.CharField(
                                help_text="发布后不再改。",
                                max_length=80,
                                unique=True,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[a-z0-9]+(-[a-z0-9]+)*$", "请用小写拼音和短横线。"
                                    ),
                                    news.models.stories.slug_allowed,
                                ],
                                verbose_name="网址名",
                            ),
                        ),
                        ("kicker", models.CharField(blank=True, max_length=40, verbose_name="引题")),
                        ("title", models.CharField(max_length=40, verbose_name="标题（第一行）")),
                        (
                            "title_second",
                            models.CharField(blank=True, max_length=40, verbose_name="标题（第二行）"),
                        ),
                        ("subtitle", models.CharField(blank=True, max_length=60, verbose_name="副题")),
                        ("standfirst", models.TextField(blank=True, max_length=300, verbose_name="导语")),
                        (
                            "cover",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="%(class)s_covers",
                                to="pictures.picture",
                                verbose_name="题图",
                            ),
                        ),
                        ("editor", models.CharField(blank=True, max_length=40, verbose_name="责任编辑")),
                        ("sample", models.BooleanField(default=False, verbose_name="示例")),
                        (
                            "changed_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="%(class)ss_changed",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="最后修改人",
                            ),
                        ),
                        ("changed_at", models.DateTimeField(auto_now=True, verbose_name="最后修改")),
                        (
                            "version",
                            models.PositiveIntegerField(default=0, editable=False, verbose_name="版本"),
                        ),
                        (
                            "column",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="articles",
                                to="news.column",
                                verbose_name="栏目",
                            ),
                        ),
                        ("source", models.CharField(blank=True, max_length=80, verbose_name="来源")),
                        (
                            "rewritten_from",
                            models.CharField(blank=True, max_length=80, verbose_name="改写说明"),
                        ),
                        ("happened_on", models.DateField(blank=True, null=True, verbose_name="活动日期")),
                        ("document_number", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                        ("index_number", models.CharField(blank=True, max_length=40, verbose_name="索引号")),
                        (
                            "issuing_body",
                            models.CharField(blank=True, max_length=60, verbose_name="发文机关"),
                        ),
                        ("subject", models.CharField(blank=True, max_length=40, verbose_name="主题分类")),
                        ("issued_on", models.DateField(blank=True, null=True, verbose_name="成文日期")),
                        (
                            "schools",
                            models.ManyToManyField(
                                blank=True,
                                related_name="articles",
                                to="schools.school",
                                verbose_name="相关学校",
                            ),
                        ),
                        (
                            "groups",
                            models.ManyToManyField(
                                blank=True,
                                related_name="articles",
                                to="groups.educationgroup",
                                verbose_name="相关集团",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "稿件",
                        "verbose_name_plural": "稿件",
                        "ordering": ["-changed_at", "-pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Byline",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "article",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="bylines",
                                to="news.article",
                                verbose_name="稿件",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("reporter", "记者"),
                                    ("correspondent", "通讯员"),
                                    ("original", "原报道记者"),
                                    ("writer", "撰稿"),
                                ],
                                default="reporter",
                                max_length=14,
                                verbose_name="身份",
                            ),
                        ),
                        ("name", models.CharField(max_length=30, verbose_name="姓名")),
                        ("order", models.PositiveSmallIntegerField(default=0, verbose_name="顺序")),
                    ],
                    options={
                        "verbose_name": "署名",
                        "verbose_name_plural": "署名",
                        "ordering": ["article", "order", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Card",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="%(app_label)s_%(class)s_set",
                                to="news.article",
                                verbose_name="稿件",
                            ),
                        ),
                        ("region", models.CharField(default="main", max_length=255, verbose_name="区域")),
                        ("ordering", models.IntegerField(default=0, verbose_name="顺序")),
                        (
                            "school",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="card_blocks",
                                to="schools.school",
                                verbose_name="学校",
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="card_blocks",
                                to="groups.educationgroup",
                                verbose_name="教育集团",
                            ),
                        ),
                        (
                            "session",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="card_blocks",
                                to="classrooms.session",
                                verbose_name="教研活动",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True, help_text="为什么要点开看。", max_length=80, verbose_name="一句话"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "链接卡片",
                        "verbose_name_plural": "链接卡片",
                        "ordering": ["ordering", "pk"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("group__isnull", True),
                                        ("school__isnull", False),
                                        ("session__isnull", True),
                                    ),
                                    models.Q(
                                        ("group__isnull", False),
                                        ("school__isnull", True),
                                        ("session__isnull", True),
                                    ),
                                    models.Q(
                                        ("group__isnull", True),
                                        ("school__isnull", True),
                                        ("session__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="card_of_one_thing",
                                violation_error_message="学校、集团、教研活动请选一个，也只选一个。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Correction",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="corrections",
                                to="accounts.unit",
                                verbose_name="供稿单位",
                            ),
                        ),
                        ("path", models.CharField(max_length=200, verbose_name="页面")),
                        ("title", models.CharField(max_length=90, verbose_name="标题")),
                        ("text", models.TextField(max_length=500, verbose_name="哪里不对")),
                        (
                            "told_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="报错时间"),
                        ),
                        ("handled_at", models.DateTimeField(blank=True, null=True, verbose_name="处理时间")),
                        (
                            "handled_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="corrections_handled",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="处理人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "读者报错",
                        "verbose_name_plural": "读者报错",
                        "ordering": ["-told_at", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="FileBlock",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="%(app_label)s_%(class)s_set",
                                to="news.article",
                                verbose_name="稿件",
                            ),
                        ),
                        ("region", models.CharField(default="main", max_length=255, verbose_name="区域")),
                        ("ordering", models.IntegerField(default=0, verbose_name="顺序")),
                        (
                            "document",
                            models.ForeignKey(
                                limit_choices_to={"kind": "file"},
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="file_blocks",
                                to="pictures.document",
                                verbose_name="文件",
                            ),
                        ),
                        (
                            "title",
                            models.CharField(
                                blank=True,
                                help_text="空着就用文件的名称。",
                                max_length=80,
                                verbose_name="显示的名称",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "附件",
                        "verbose_name_plural": "附件",
                        "ordering": ["ordering", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="GalleryBlock",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="%(app_label)s_%(class)s_set",
                                to="news.article",
                                verbose_name="稿件",
                            ),
                        ),
                        ("region", models.CharField(default="main", max_length=255, verbose_name="区域")),
                        ("ordering", models.IntegerField(default=0, verbose_name="顺序")),
                        (
                            "album",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="blocks",
                                to="pictures.album",
                                verbose_name="相册",
                            ),
                        ),
                        (
                            "title",
                            models.CharField(
                                blank=True,
                                help_text="空着就用相册的名称。",
                                max_length=60,
                                verbose_name="标题",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "图集",
                        "verbose_name_plural": "图集",
                        "ordering": ["ordering", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="KeyFigures",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="%(app_label)s_%(class)s_set",
                                to="news.article",
                                verbose_name="稿件",
                            ),
                        ),
                        ("region", models.CharField(default="main", max_length=255, verbose_name="区域")),
                        ("ordering", models.IntegerField(default=0, verbose_name="顺序")),
                        (
                            "lines",
                            models.TextField(
                                blank=True,
                                help_text="一行一个：40余人|中学一级教师",
                                max_length=400,
                                verbose_name="自己填的数字",
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                blank=True,
                                help_text="自己填的数字必须写来源。",
                                max_length=120,
                                verbose_name="来源",
                            ),
                        ),
                        (
                            "measures",
                            models.JSONField(
                                blank=True,
                                default=list,
                                help_text="发布时按当天的数据取，并注明日期。",
                                verbose_name="本站数据",
                            ),
                        ),
                        (
                            "school",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="figure_blocks",
                                to="schools.school",
                                verbose_name="只算这所学校",
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="figure_blocks",
                                to="groups.educationgroup",
                                verbose_name="只算这个集团",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "数字",
                        "verbose_name_plural": "数字",
                        "ordering": ["ordering", "pk"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("school__isnull", True), ("group__isnull", True), _connector="OR"
                                ),
                                name="figures_of_a_school_or_a_group",
                                violation_error_message="学校和集团请只选一个；都不选就是全区。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Note",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="%(app_label)s_%(class)s_set",
                                to="news.article",
                                verbose_name="稿件",
                            ),
                        ),
                        ("region", models.CharField(default="main", max_length=255, verbose_name="区域")),
                        ("ordering", models.IntegerField(default=0, verbose_name="顺序")),
                        ("text", models.TextField(max_length=300, verbose_name="编者按")),
                    ],
                    options={
                        "verbose_name": "编者按",
                        "verbose_name_plural": "编者按",
                        "ordering": ["ordering", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="OutsideLink",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("address", models.CharField(max_length=500, unique=True, verbose_name="网址")),
                        ("title", models.CharField(max_length=200, verbose_name="在哪一页")),
                        ("path", models.CharField(max_length=300, verbose_name="页面地址")),
                        (
                            "state",
                            models.CharField(
                                choices=[("unknown", "没有查过"), ("alive", "打得开"), ("dead", "打不开")],
                                default="unknown",
                                max_length=8,
                                verbose_name="现在",
                            ),
                        ),
                        ("checked_at", models.DateTimeField(blank=True, null=True, verbose_name="查看时间")),
                        (
                            "checked_by",
                            models.ForeignKey(
                                blank=True,
                                help_text="空着：自动查的。",
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="outside_links_checked",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="查看人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "站外链接",
                        "verbose_name_plural": "站外链接",
                        "ordering": ["-state", "address", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="PictureBlock",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="%(app_label)s_%(class)s_set",
                                to="news.article",
                                verbose_name="稿件",
                            ),
                        ),
                        ("region", models.CharField(default="main", max_length=255, verbose_name="区域")),
                        ("ordering", models.IntegerField(default=0, verbose_name="顺序")),
                        (
                            "picture",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="blocks",
                                to="pictures.picture",
                                verbose_name="图片",
                            ),
                        ),
                        (
                            "caption",
                            models.CharField(
                                blank=True,
                                help_text="空着就用图片自己的图注。",
                                max_length=160,
                                verbose_name="图注",
                            ),
                        ),
                        ("wide", models.BooleanField(default=False, verbose_name="通栏")),
                    ],
                    options={
                        "verbose_name": "图片",
                        "verbose_name_plural": "图片",
                        "ordering": ["ordering", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Quote",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="%(app_label)s_%(class)s_set",
                                to="news.article",
                                verbose_name="稿件",
                            ),
                        ),
                        ("region", models.CharField(default="main", max_length=255, verbose_name="区域")),
                        ("ordering", models.IntegerField(default=0, verbose_name="顺序")),
                        ("text", models.TextField(max_length=300, verbose_name="引语")),
                        ("speaker", models.CharField(blank=True, max_length=60, verbose_name="说话人")),
                    ],
                    options={
                        "verbose_name": "引语",
                        "verbose_name_plural": "引语",
                        "ordering": ["ordering", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Report",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="%(class)ss",
                                to="accounts.unit",
                                verbose_name="供稿单位",
                            ),
                        ),
                        (
                            "slug",
                            models.CharField(
                                help_text="发布后不再改。",
                                max_length=80,
                                unique=True,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[a-z0-9]+(-[a-z0-9]+)*$", "请用小写拼音和短横线。"
                                    ),
                                    news.models.stories.slug_allowed,
                                ],
                                verbose_name="网址名",
                            ),
                        ),
                        ("kicker", models.CharField(blank=True, max_length=40, verbose_name="引题")),
                        ("title", models.CharField(max_length=40, verbose_name="标题（第一行）")),
                        (
                            "title_second",
                            models.CharField(blank=True, max_length=40, verbose_name="标题（第二行）"),
                        ),
                        ("subtitle", models.CharField(blank=True, max_length=60, verbose_name="副题")),
                        ("standfirst", models.TextField(blank=True, max_length=300, verbose_name="导语")),
                        (
                            "cover",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="%(class)s_covers",
                                to="pictures.picture",
                                verbose_name="题图",
                            ),
                        ),
                        ("editor", models.CharField(blank=True, max_length=40, verbose_name="责任编辑")),
                        ("sample", models.BooleanField(default=False, verbose_name="示例")),
                        (
                            "changed_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="%(class)ss_changed",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="最后修改人",
                            ),
                        ),
                        ("changed_at", models.DateTimeField(auto_now=True, verbose_name="最后修改")),
                        (
                            "version",
                            models.PositiveIntegerField(default=0, editable=False, verbose_name="版本"),
                        ),
                        ("editors_note", models.TextField(blank=True, max_length=300, verbose_name="编者按")),
                        (
                            "picture_credit",
                            models.CharField(blank=True, max_length=60, verbose_name="图片统一署名"),
                        ),
                        (
                            "articles",
                            models.ManyToManyField(
                                related_name="reports",
                                through="news.ReportEntry",
                                to="news.article",
                                verbose_name="稿件",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "特别报道",
                        "verbose_name_plural": "特别报道",
                        "ordering": ["-changed_at", "-pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Edition",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "visible_from",
                            models.DateTimeField(
                                blank=True, db_index=True, null=True, verbose_name="公开时间"
                            ),
                        ),
                        (
                            "visible_until",
                            models.DateTimeField(blank=True, null=True, verbose_name="下线时间"),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("article", "稿件"), ("report", "特别报道")],
                                max_length=8,
                                verbose_name="类型",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="editions",
                                to="accounts.unit",
                                verbose_name="供稿单位",
                            ),
                        ),
                        (
                            "article",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="editions",
                                to="news.article",
                                verbose_name="稿件",
                            ),
                        ),
                        (
                            "report",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="editions",
                                to="news.report",
                                verbose_name="特别报道",
                            ),
                        ),
                        (
                            "part_of",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="article_editions",
                                to="news.report",
                                verbose_name="所属特别报道",
                            ),
                        ),
                        ("number", models.PositiveIntegerField(verbose_name="版次")),
                        ("slug", models.CharField(db_index=True, max_length=80, verbose_name="网址名")),
                        (
                            "column",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="editions",
                                to="news.column",
                                verbose_name="栏目",
                            ),
                        ),
                        ("kicker", models.CharField(blank=True, max_length=40, verbose_name="引题")),
                        ("title", models.CharField(max_length=90, verbose_name="标题")),
                        ("standfirst", models.TextField(blank=True, max_length=300, verbose_name="导语")),
                        ("cover", models.JSONField(blank=True, default=dict, verbose_name="题图")),
                        ("content", models.JSONField(default=dict, verbose_name="内容")),
                        ("happened_on", models.DateField(blank=True, null=True, verbose_name="活动日期")),
                        ("first_published_at", models.DateTimeField(verbose_name="首次发布")),
                        ("revised_at", models.DateTimeField(blank=True, null=True, verbose_name="修订时间")),
                        (
                            "published_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="editions_published",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="发布人",
                            ),
                        ),
                        (
                            "made_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="生成时间"),
                        ),
                        (
                            "withdrawn_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="撤下时间"),
                        ),
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="editions_withdrawn",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="撤下人",
                            ),
                        ),
                        (
                            "withdrawn_reason",
                            models.CharField(
                                blank=True, help_text="读者会看到。", max_length=120, verbose_name="撤下原因"
                            ),
                        ),
                        ("sample", models.BooleanField(default=False, verbose_name="示例")),
                        (
                            "schools",
                            models.ManyToManyField(
                                related_name="editions", to="schools.school", verbose_name="相关学校"
                            ),
                        ),
                        (
                            "groups",
                            models.ManyToManyField(
                                related_name="editions", to="groups.educationgroup", verbose_name="相关集团"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "已发布版本",
                        "verbose_name_plural": "已发布版本",
                        "ordering": ["-visible_from", "-pk"],
                        "indexes": [
                            models.Index(fields=["-first_published_at", "-id"], name="edition_newest_first"),
                            models.Index(
                                fields=["column", "-first_published_at", "-id"],
                                name="edition_newest_in_column",
                            ),
                            models.Index(
                                fields=["kind", "-first_published_at", "-id"], name="edition_newest_of_kind"
                            ),
                            models.Index(
                                condition=models.Q(("visible_until__isnull", False)),
                                fields=["visible_until"],
                                name="edition_with_an_end",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("article", "number"), name="article_edition_number_unique"
                            ),
                            models.UniqueConstraint(
                                fields=("report", "number"), name="report_edition_number_unique"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("visible_until__isnull", True)),
                                fields=("article",),
                                name="article_one_open_edition",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("visible_until__isnull", True)),
                                fields=("report",),
                                name="report_one_open_edition",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("article__isnull", False),
                                        ("kind", "article"),
                                        ("report__isnull", True),
                                    ),
                                    models.Q(
                                        ("article__isnull", True),
                                        ("kind", "report"),
                                        ("report__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="edition_of_one_thing",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("visible_from__isnull", False),
                                    models.Q(
                                        ("visible_until__isnull", True),
                                        ("visible_until__gte", models.F("visible_from")),
                                        _connector="OR",
                                    ),
                                ),
                                name="edition_ends_after_it_begins",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReportEntry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="entries",
                                to="news.report",
                                verbose_name="特别报道",
                            ),
                        ),
                        (
                            "article",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="report_entries",
                                to="news.article",
                                verbose_name="稿件",
                            ),
                        ),
                        (
                            "weight",
                            models.PositiveSmallIntegerField(
                                choices=[(3, "头条"), (2, "重点"), (1, "普通")],
                                default=1,
                                verbose_name="分量",
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(default=0, verbose_name="顺序")),
                    ],
                    options={
                        "verbose_name": "报道中的稿件",
                        "verbose_name_plural": "报道中的稿件",
                        "ordering": ["report", "order", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("report", "article"),
                                name="article_once_a_report",
                                violation_error_message="这篇稿件已在本报道中。",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("weight", 3)),
                                fields=("report",),
                                name="report_has_one_lead_story",
                                violation_error_message="一组报道只有一篇头条。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Review",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reviews",
                                to="accounts.unit",
                                verbose_name="供稿单位",
                            ),
                        ),
                        (
                            "article",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reviews",
                                to="news.article",
                                verbose_name="稿件",
                            ),
                        ),
                        (
                            "report",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reviews",
                                to="news.report",
                                verbose_name="特别报道",
                            ),
                        ),
                        (
                            "activity",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reviews",
                                to="news.activity",
                                verbose_name="校园活动",
                            ),
                        ),
                        ("title", models.CharField(max_length=90, verbose_name="标题")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "审核中"),
                                    ("approved", "已审定"),
                                    ("returned", "已退回"),
                                    ("recalled", "作者撤回"),
                                ],
                                default="open",
                                max_length=8,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "at_step",
                            models.PositiveSmallIntegerField(
                                choices=[(1, "一审"), (2, "二审"), (3, "终审")],
                                default=1,
                                verbose_name="当前审次",
                            ),
                        ),
                        ("paper", models.BooleanField(default=False, verbose_name="可登记纸质审签")),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="送审说明")),
                        (
                            "submitted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="reviews_submitted",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="送审人",
                            ),
                        ),
                        (
                            "submitted_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="送审时间"),
                        ),
                        ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="结束时间")),
                        ("content", models.JSONField(blank=True, default=dict, verbose_name="送审内容")),
                        ("sample", models.BooleanField(default=False, verbose_name="示例")),
                    ],
                    options={
                        "verbose_name": "审稿",
                        "verbose_name_plural": "审稿",
                        "ordering": ["-submitted_at", "-pk"],
                        "indexes": [models.Index(fields=["state", "at_step"], name="review_waiting")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("activity__isnull", True),
                                        ("article__isnull", False),
                                        ("report__isnull", True),
                                    ),
                                    models.Q(
                                        ("activity__isnull", True),
                                        ("article__isnull", True),
                                        ("report__isnull", False),
                                    ),
                                    models.Q(
                                        ("activity__isnull", False),
                                        ("article__isnull", True),
                                        ("report__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="review_of_one_thing",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "open")),
                                fields=("article",),
                                name="article_one_open_review",
                                violation_error_message="这篇稿件已在审核中。",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "open")),
                                fields=("report",),
                                name="report_one_open_review",
                                violation_error_message="这组报道已在审核中。",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "open")),
                                fields=("activity",),
                                name="activity_one_open_review",
                                violation_error_message="这场活动已在审核中。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("closed_at__isnull", True), ("state", "open")),
                                    models.Q(
                                        models.Q(("state", "open"), _negated=True),
                                        ("closed_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="review_closed_has_its_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReviewRoute",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=40, verbose_name="名称")),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                help_text="空着：所有单位。",
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="review_routes",
                                to="accounts.unit",
                                verbose_name="供稿单位",
                            ),
                        ),
                        (
                            "column",
                            models.ForeignKey(
                                blank=True,
                                help_text="空着：所有栏目。",
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="review_routes",
                                to="news.column",
                                verbose_name="栏目",
                            ),
                        ),
                        (
                            "paper",
                            models.BooleanField(
                                default=False,
                                help_text="人手少的单位：在纸上签字，拍照登记，不必共用账号。",
                                verbose_name="可登记纸质审签",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "审稿流程",
                        "verbose_name_plural": "审稿流程",
                        "ordering": ["name", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                django.db.models.functions.comparison.Coalesce("unit_id", 0),
                                django.db.models.functions.comparison.Coalesce("column_id", 0),
                                name="review_route_once_a_place",
                                violation_error_message="这个单位和栏目已有一个审稿流程。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReviewStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "review",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="steps",
                                to="news.review",
                                verbose_name="审稿",
                            ),
                        ),
                        (
                            "step",
                            models.PositiveSmallIntegerField(
                                choices=[(1, "一审"), (2, "二审"), (3, "终审")], verbose_name="审次"
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("head", "校长"),
                                    ("group", "集团管理员"),
                                    ("editor", "采编"),
                                    ("publisher", "终审"),
                                ],
                                max_length=20,
                                verbose_name="由谁审",
                            ),
                        ),
                        (
                            "place",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="review_steps",
                                to="accounts.unit",
                                verbose_name="审稿单位",
                            ),
                        ),
                        ("days", models.PositiveSmallIntegerField(default=2, verbose_name="期限（工作日）")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="应于")),
                        (
                            "author",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="review_steps_of_own",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="送审人",
                            ),
                        ),
                        (
                            "claimed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="review_steps_claimed",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="认领人",
                            ),
                        ),
                        ("claimed_at", models.DateTimeField(blank=True, null=True, verbose_name="认领时间")),
                        (
                            "decision",
                            models.CharField(
                                blank=True,
                                choices=[("approved", "通过"), ("returned", "退回")],
                                default="",
                                max_length=8,
                                verbose_name="结论",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="review_steps_decided",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="审稿人",
                            ),
                        ),
                        ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="审稿时间")),
                        ("comment", models.TextField(blank=True, max_length=500, verbose_name="意见")),
                        ("content", models.JSONField(blank=True, default=dict, verbose_name="审的内容")),
                        ("signer", models.CharField(blank=True, max_length=40, verbose_name="签字人")),
                        ("signed_on", models.DateField(blank=True, null=True, verbose_name="签字日期")),
                        (
                            "photograph",
                            models.FileField(
                                blank=True,
                                max_length=160,
                                upload_to="review-papers/",
                                verbose_name="审签单照片",
                            ),
                        ),
                        (
                            "people",
                            models.ManyToManyField(
                                blank=True,
                                related_name="review_steps_named",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="只由这几位审",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "审次记录",
                        "verbose_name_plural": "审次记录",
                        "ordering": ["review", "step"],
                        "constraints": [
                            models.UniqueConstraint(fields=("review", "step"), name="review_step_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_at__isnull", True), ("decision", "")),
                                    models.Q(
                                        models.Q(("decision", ""), _negated=True),
                                        ("decided_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="review_step_decided_has_its_time",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("decision", "approved"), ("signer", "")),
                                fields=("review", "decided_by"),
                                name="review_steps_by_different_people",
                                violation_error_message="同一个人不能审同一篇稿件的两步。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decided_by__isnull", True),
                                    ("author__isnull", True),
                                    models.Q(("decided_by", models.F("author")), _negated=True),
                                    models.Q(("signer", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="review_step_not_by_the_author",
                                violation_error_message="自己送审的稿件不能自己审。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReviewRemark",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "step",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="remarks",
                                to="news.reviewstep",
                                verbose_name="审次",
                            ),
                        ),
                        ("place", models.CharField(max_length=120, verbose_name="位置")),
                        (
                            "block",
                            models.CharField(blank=True, editable=False, max_length=60, verbose_name="块"),
                        ),
                        ("text", models.CharField(max_length=300, verbose_name="批注")),
                    ],
                    options={
                        "verbose_name": "批注",
                        "verbose_name_plural": "批注",
                        "ordering": ["step", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="GuestLink",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "step",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="guest_links",
                                to="news.reviewstep",
                                verbose_name="审次",
                            ),
                        ),
                        ("name", models.CharField(max_length=40, verbose_name="审稿人姓名和单位")),
                        (
                            "code",
                            models.CharField(
                                default=news.models.reviewing.new_code,
                                editable=False,
                                max_length=24,
                                unique=True,
                                verbose_name="编号",
                            ),
                        ),
                        (
                            "given_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="guest_links_given",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="发出人",
                            ),
                        ),
                        (
                            "given_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="发出时间"),
                        ),
                        ("expires_at", models.DateTimeField(verbose_name="有效期至")),
                        ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="作废时间")),
                        (
                            "answer",
                            models.CharField(
                                blank=True,
                                choices=[("agreed", "同意"), ("objected", "有意见")],
                                default="",
                                max_length=8,
                                verbose_name="答复",
                            ),
                        ),
                        ("text", models.TextField(blank=True, max_length=500, verbose_name="意见")),
                        ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="答复时间")),
                    ],
                    options={
                        "verbose_name": "审稿链接",
                        "verbose_name_plural": "审稿链接",
                        "ordering": ["step", "-given_at", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="RouteStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "route",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="steps",
                                to="news.reviewroute",
                                verbose_name="审稿流程",
                            ),
                        ),
                        (
                            "step",
                            models.PositiveSmallIntegerField(
                                choices=[(1, "一审"), (2, "二审"), (3, "终审")], verbose_name="审次"
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("head", "校长"),
                                    ("group", "集团管理员"),
                                    ("editor", "采编"),
                                    ("publisher", "终审"),
                                ],
                                max_length=20,
                                verbose_name="由谁审",
                            ),
                        ),
                        ("days", models.PositiveSmallIntegerField(default=2, verbose_name="期限（工作日）")),
                        (
                            "people",
                            models.ManyToManyField(
                                blank=True,
                                help_text="空着：有此角色的人都可以。",
                                related_name="route_steps",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="只由这几位审",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "审次",
                        "verbose_name_plural": "审次",
                        "ordering": ["route", "step"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("route", "step"),
                                name="route_step_once",
                                violation_error_message="每个审次只写一行。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Section",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="%(app_label)s_%(class)s_set",
                                to="news.article",
                                verbose_name="稿件",
                            ),
                        ),
                        ("region", models.CharField(default="main", max_length=255, verbose_name="区域")),
                        ("ordering", models.IntegerField(default=0, verbose_name="顺序")),
                        (
                            "subhead",
                            models.CharField(blank=True, max_length=24, verbose_name="小标题（第一行）"),
                        ),
                        (
                            "subhead_second",
                            models.CharField(blank=True, max_length=24, verbose_name="小标题（第二行）"),
                        ),
                        ("text", models.TextField(verbose_name="正文")),
                    ],
                    options={
                        "verbose_name": "段落",
                        "verbose_name_plural": "段落",
                        "ordering": ["ordering", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="TableBlock",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="%(app_label)s_%(class)s_set",
                                to="news.article",
                                verbose_name="稿件",
                            ),
                        ),
                        ("region", models.CharField(default="main", max_length=255, verbose_name="区域")),
                        ("ordering", models.IntegerField(default=0, verbose_name="顺序")),
                        ("caption", models.CharField(max_length=80, verbose_name="表题")),
                        (
                            "cells",
                            models.TextField(
                                help_text="从Excel或WPS表格里复制，粘贴到这里；一行一行，格与格之间是制表符，也可以用竖线|隔开。",
                                max_length=20000,
                                verbose_name="内容",
                            ),
                        ),
                        ("header_row", models.BooleanField(default=True, verbose_name="第一行是表头")),
                        ("header_column", models.BooleanField(default=False, verbose_name="第一列是行名")),
                        ("source", models.CharField(blank=True, max_length=120, verbose_name="来源")),
                    ],
                    options={
                        "verbose_name": "表格",
                        "verbose_name_plural": "表格",
                        "ordering": ["ordering", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="VideoBlock",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="%(app_label)s_%(class)s_set",
                                to="news.article",
                                verbose_name="稿件",
                            ),
                        ),
                        ("region", models.CharField(default="main", max_length=255, verbose_name="区域")),
                        ("ordering", models.IntegerField(default=0, verbose_name="顺序")),
                        ("title", models.CharField(max_length=60, verbose_name="标题")),
                        (
                            "document",
                            models.ForeignKey(
                                blank=True,
                                help_text="MP4，不超过100 MB；或者只填下面的网址。",
                                limit_choices_to={"kind": "video"},
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="video_blocks",
                                to="pictures.document",
                                verbose_name="视频文件",
                            ),
                        ),
                        (
                            "link",
                            models.CharField(
                                blank=True,
                                help_text="别的网站上的视频：读者点开后到那里看，本站不内嵌。",
                                max_length=300,
                                validators=[django.core.validators.URLValidator(["https", "http"])],
                                verbose_name="视频网址",
                            ),
                        ),
                        (
                            "poster",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="video_blocks",
                                to="pictures.picture",
                                verbose_name="封面",
                            ),
                        ),
                        (
                            "length",
                            models.CharField(
                                blank=True, help_text="如 3分20秒", max_length=20, verbose_name="时长"
                            ),
                        ),
                        (
                            "words",
                            models.TextField(
                                blank=True,
                                help_text="给看不到、听不见视频的读者：里面说了什么、有什么。",
                                max_length=600,
                                verbose_name="文字说明",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "视频",
                        "verbose_name_plural": "视频",
                        "ordering": ["ordering", "pk"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("document__isnull", False), ("link", "")),
                                    models.Q(
                                        ("document__isnull", True), models.Q(("link", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="video_is_a_file_or_a_link",
                                violation_error_message="视频文件和视频网址，请只填一样。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WordRule",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("text", models.CharField(blank=True, max_length=60, verbose_name="用语")),
                        (
                            "pattern",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("id_card", "身份证号"),
                                    ("mobile", "手机号"),
                                    ("pupil", "学生姓名和班级写在一起"),
                                ],
                                help_text="选了规律，就不写用语。",
                                max_length=8,
                                verbose_name="规律",
                            ),
                        ),
                        (
                            "category",
                            models.CharField(
                                choices=[
                                    ("place", "区划和地名"),
                                    ("leader", "领导姓名职务"),
                                    ("institution", "机构名称"),
                                    ("typo", "错别字"),
                                    ("forbidden", "不许有的说法"),
                                    ("sensitive", "敏感用语"),
                                    ("personal", "个人信息"),
                                ],
                                default="typo",
                                max_length=12,
                                verbose_name="类别",
                            ),
                        ),
                        (
                            "action",
                            models.CharField(
                                choices=[("block", "禁用"), ("warn", "提醒"), ("suggest", "建议改为")],
                                default="warn",
                                max_length=8,
                                verbose_name="处理",
                            ),
                        ),
                        ("replacement", models.CharField(blank=True, max_length=60, verbose_name="改为")),
                        (
                            "allowed",
                            models.TextField(
                                blank=True,
                                help_text="一行一个：在这些说法里不算，如“原梁平县”。",
                                max_length=400,
                                verbose_name="除外",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="给写稿人看：为什么。",
                                max_length=120,
                                verbose_name="说明",
                            ),
                        ),
                        ("active", models.BooleanField(default=True, verbose_name="启用")),
                        ("sample", models.BooleanField(default=False, verbose_name="示例")),
                    ],
                    options={
                        "verbose_name": "用语规则",
                        "verbose_name_plural": "用语规则",
                        "ordering": ["category", "text", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("text", ""), _negated=True),
                                fields=("text",),
                                name="word_rule_once_a_word",
                                violation_error_message="这个用语已有规则。",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("pattern", ""), _negated=True),
                                fields=("pattern",),
                                name="word_rule_once_a_pattern",
                                violation_error_message="这个规律已有规则。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("text", ""), models.Q(("pattern", ""), _negated=True)),
                                    models.Q(models.Q(("text", ""), _negated=True), ("pattern", "")),
                                    _connector="OR",
                                ),
                                name="word_rule_is_word_or_pattern",
                                violation_error_message="用语和规律请写一个，也只写一个。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("action", "suggest"), _negated=True),
                                    models.Q(("replacement", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="word_rule_suggests_something",
                                violation_error_message="建议改为什么？请填“改为”。",
                            ),
                        ],
                    },
                ),
            ]
        )
    ]
