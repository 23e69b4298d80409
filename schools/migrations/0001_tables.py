from decimal import Decimal

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import schools.models.places
import schools.models.timetable
from liangping_portal.migrating import CreateTables


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("schools", "0001_initial"),
        ("schools", "0002_finder_and_timetable"),
        ("schools", "0003_postings"),
        ("schools", "0004_textbooks"),
        ("schools", "0005_standard"),
        ("schools", "0006_timetables"),
        ("schools", "0007_lessons_into_timetables"),
        ("schools", "0008_lessons_by_timetable"),
        ("schools", "0009_programme_step_pictures"),
        ("schools", "0010_research_groups"),
    ]

    dependencies = [
        ("accounts", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("pictures", "0001_tables"),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="SchoolYear",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("start", models.PositiveSmallIntegerField(unique=True, verbose_name="起始年")),
                    ],
                    options={
                        "verbose_name": "学年",
                        "verbose_name_plural": "学年",
                        "ordering": ["-start"],
                    },
                ),
                migrations.CreateModel(
                    name="Subject",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=20, unique=True, verbose_name="名称")),
                        ("order", models.PositiveSmallIntegerField(default=0, verbose_name="顺序")),
                    ],
                    options={
                        "verbose_name": "学科",
                        "verbose_name_plural": "学科",
                        "ordering": ["order", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Township",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=30, unique=True, verbose_name="名称")),
                        ("urban", models.BooleanField(default=False, verbose_name="城区街道")),
                        ("border", models.BooleanField(default=False, verbose_name="川渝毗邻乡镇")),
                        ("order", models.PositiveSmallIntegerField(default=0, verbose_name="顺序")),
                        ("sample", models.BooleanField(default=False, verbose_name="示例")),
                    ],
                    options={
                        "verbose_name": "乡镇街道",
                        "verbose_name_plural": "乡镇街道",
                        "ordering": ["order", "name", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Contest",
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
                                related_name="contests",
                                to="accounts.unit",
                                verbose_name="举办单位",
                            ),
                        ),
                        ("title", models.CharField(max_length=60, verbose_name="名称")),
                        (
                            "subject",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contests",
                                to="schools.subject",
                                verbose_name="学科",
                            ),
                        ),
                        ("theme", models.CharField(blank=True, max_length=80, verbose_name="主题")),
                        ("starts_on", models.DateField(verbose_name="开始")),
                        ("ends_on", models.DateField(verbose_name="结束")),
                        ("sample", models.BooleanField(default=False, verbose_name="示例")),
                    ],
                    options={
                        "verbose_name": "赛课",
                        "verbose_name_plural": "赛课",
                        "ordering": ["-starts_on", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                                name="contest_ends_after_start",
                                violation_error_message="结束不能早于开始。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Programme",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "school",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="programmes",
                                to="schools.school",
                                verbose_name="学校",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("heritage", "非遗传承"),
                                    ("sport", "体育"),
                                    ("art", "艺术"),
                                    ("science", "科技"),
                                    ("labour", "劳动教育"),
                                    ("reading", "阅读"),
                                    ("classics", "国学"),
                                    ("teaching", "教学改革"),
                                    ("teachers", "教师发展"),
                                    ("party", "党建"),
                                    ("courses", "课程体系"),
                                    ("industry", "产教融合"),
                                ],
                                max_length=12,
                                verbose_name="类别",
                            ),
                        ),
                        (
                            "tag",
                            models.CharField(
                                blank=True, help_text="如：足球。供筛选。", max_length=20, verbose_name="标签"
                            ),
                        ),
                        ("title", models.CharField(max_length=60, verbose_name="名称")),
                        ("summary", models.TextField(blank=True, max_length=400, verbose_name="说明")),
                        (
                            "form",
                            models.CharField(
                                choices=[("steps", "步骤"), ("parts", "组成")],
                                default="parts",
                                max_length=6,
                                verbose_name="条目是",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=120, verbose_name="待核说明")),
                        (
                            "picture",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="programmes",
                                to="pictures.picture",
                                verbose_name="配图",
                            ),
                        ),
                        ("source", models.CharField(max_length=120, verbose_name="来源")),
                        ("order", models.PositiveSmallIntegerField(default=0, verbose_name="顺序")),
                        ("sample", models.BooleanField(default=False, verbose_name="示例")),
                    ],
                    options={
                        "verbose_name": "特色项目",
                        "verbose_name_plural": "特色项目",
                        "ordering": ["school", "order", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="ProgrammeStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="steps",
                                to="schools.programme",
                                verbose_name="特色项目",
                            ),
                        ),
                        ("title", models.CharField(max_length=40, verbose_name="名称")),
                        ("text", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                        (
                            "picture",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="programme_steps",
                                to="pictures.picture",
                                verbose_name="配图",
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(default=0, verbose_name="顺序")),
                    ],
                    options={
                        "verbose_name": "步骤或组成",
                        "verbose_name_plural": "步骤或组成",
                        "ordering": ["programme", "order", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="School",
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
                            "unit",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="school",
                                to="accounts.unit",
                                verbose_name="单位",
                            ),
                        ),
                        (
                            "slug",
                            models.CharField(
                                max_length=60,
                                unique=True,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[a-z0-9]+(-[a-z0-9]+)*$", "请用小写拼音和短横线。"
                                    ),
                                    schools.models.places.slug_allowed,
                                ],
                                verbose_name="网址名",
                            ),
                        ),
                        ("name", models.CharField(max_length=60, verbose_name="全称")),
                        ("short_name", models.CharField(max_length=30, verbose_name="简称")),
                        (
                            "aliases",
                            models.JSONField(
                                blank=True,
                                default=list,
                                help_text="每行一个：旧称、俗称、印刷件写法；只用于查找。",
                                validators=[schools.models.places.list_of_words],
                                verbose_name="别名",
                            ),
                        ),
                        ("tokens", models.TextField(default="", editable=False, verbose_name="检索词")),
                        ("pinyin", models.CharField(editable=False, max_length=200, verbose_name="拼音")),
                        (
                            "initials",
                            models.CharField(editable=False, max_length=60, verbose_name="拼音首字母"),
                        ),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("preschool", "幼儿园"),
                                    ("primary", "小学"),
                                    ("junior", "初中"),
                                    ("senior", "高中"),
                                    ("vocational", "中职"),
                                ],
                                max_length=12,
                                verbose_name="学段",
                            ),
                        ),
                        (
                            "stage_order",
                            models.PositiveSmallIntegerField(
                                default=9, editable=False, verbose_name="学段顺序"
                            ),
                        ),
                        (
                            "official_order",
                            models.PositiveIntegerField(default=9999, verbose_name="官方顺序"),
                        ),
                        (
                            "kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("public", "公办"),
                                    ("private", "民办"),
                                    ("inclusive", "普惠性民办"),
                                ],
                                max_length=10,
                                verbose_name="办学性质",
                            ),
                        ),
                        (
                            "township",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="schools",
                                to="schools.township",
                                verbose_name="乡镇街道",
                            ),
                        ),
                        (
                            "area",
                            models.CharField(
                                blank=True,
                                choices=[("urban", "城区"), ("rural", "乡村")],
                                max_length=6,
                                verbose_name="城乡",
                            ),
                        ),
                        ("teaching_point", models.BooleanField(default=False, verbose_name="教学点")),
                        ("boarding", models.BooleanField(blank=True, null=True, verbose_name="寄宿")),
                        ("canteen", models.BooleanField(blank=True, null=True, verbose_name="食堂")),
                        ("bus", models.BooleanField(blank=True, null=True, verbose_name="校车")),
                        ("after_school", models.BooleanField(blank=True, null=True, verbose_name="课后服务")),
                        (
                            "special_needs_room",
                            models.BooleanField(blank=True, null=True, verbose_name="特殊教育资源教室"),
                        ),
                        ("fees", models.CharField(blank=True, max_length=200, verbose_name="收费")),
                        ("school_out", models.CharField(blank=True, max_length=80, verbose_name="放学时间")),
                        (
                            "after_school_note",
                            models.CharField(blank=True, max_length=200, verbose_name="课后服务说明"),
                        ),
                        ("bus_note", models.CharField(blank=True, max_length=200, verbose_name="校车说明")),
                        (
                            "head_name",
                            models.CharField(blank=True, max_length=40, verbose_name="校长（园长）"),
                        ),
                        ("founded", models.CharField(blank=True, max_length=40, verbose_name="建校")),
                        ("motto", models.CharField(blank=True, max_length=60, verbose_name="校训")),
                        ("motto_to_verify", models.BooleanField(default=False, verbose_name="校训待核")),
                        ("vision", models.CharField(blank=True, max_length=80, verbose_name="办学愿景")),
                        ("philosophy", models.CharField(blank=True, max_length=80, verbose_name="办学理念")),
                        (
                            "standfirst",
                            models.TextField(blank=True, max_length=200, verbose_name="一句话介绍"),
                        ),
                        (
                            "about",
                            models.TextField(blank=True, help_text="每段一行。", verbose_name="学校介绍"),
                        ),
                        (
                            "about_source",
                            models.CharField(blank=True, max_length=120, verbose_name="介绍来源"),
                        ),
                        ("address", models.CharField(blank=True, max_length=120, verbose_name="地址")),
                        (
                            "latitude",
                            models.DecimalField(
                                blank=True,
                                decimal_places=6,
                                max_digits=9,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(-90),
                                    django.core.validators.MaxValueValidator(90),
                                ],
                                verbose_name="纬度",
                            ),
                        ),
                        (
                            "longitude",
                            models.DecimalField(
                                blank=True,
                                decimal_places=6,
                                max_digits=9,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(-180),
                                    django.core.validators.MaxValueValidator(180),
                                ],
                                verbose_name="经度",
                            ),
                        ),
                        ("phone", models.CharField(blank=True, max_length=40, verbose_name="电话")),
                        ("phone_hours", models.CharField(blank=True, max_length=60, verbose_name="接听时间")),
                        (
                            "complaint_phone",
                            models.CharField(blank=True, max_length=40, verbose_name="监督电话"),
                        ),
                        (
                            "lead_picture",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="leading_schools",
                                to="pictures.picture",
                                verbose_name="题图",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[("open", "在办"), ("closed", "已停办")],
                                default="open",
                                max_length=8,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "successor",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="predecessors",
                                to="schools.school",
                                verbose_name="并入学校",
                            ),
                        ),
                        ("sample", models.BooleanField(default=False, verbose_name="示例")),
                        ("updated_at", models.DateTimeField(auto_now=True, verbose_name="更新时间")),
                    ],
                    options={
                        "verbose_name": "学校",
                        "verbose_name_plural": "学校",
                        "ordering": ["stage_order", "official_order", "pinyin", "pk"],
                        "indexes": [
                            models.Index(
                                fields=["stage_order", "official_order", "pinyin", "id"],
                                name="school_in_order",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("successor__isnull", True),
                                    models.Q(("successor", models.F("id")), _negated=True),
                                    _connector="OR",
                                ),
                                name="school_not_own_successor",
                                violation_error_message="学校不能并入自己。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Result",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="名称")),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("1_national", "全国"),
                                    ("2_society", "全国性学会"),
                                    ("3_city", "市"),
                                    ("4_district", "区"),
                                    ("9_unstated", "未注明"),
                                ],
                                default="9_unstated",
                                max_length=12,
                                verbose_name="级别",
                            ),
                        ),
                        (
                            "years",
                            models.CharField(
                                blank=True,
                                help_text="来源没写就空着，显示“未注明年份”。",
                                max_length=60,
                                verbose_name="年份",
                            ),
                        ),
                        ("source", models.CharField(max_length=120, verbose_name="来源")),
                        ("order", models.PositiveSmallIntegerField(default=0, verbose_name="顺序")),
                        ("sample", models.BooleanField(default=False, verbose_name="示例")),
                        (
                            "school",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="results",
                                to="schools.school",
                                verbose_name="学校",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "成果",
                        "verbose_name_plural": "成果",
                        "ordering": ["school", "level", "order", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Honour",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="名称")),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("1_national", "全国"),
                                    ("2_society", "全国性学会"),
                                    ("3_city", "市"),
                                    ("4_district", "区"),
                                    ("9_unstated", "未注明"),
                                ],
                                default="9_unstated",
                                max_length=12,
                                verbose_name="级别",
                            ),
                        ),
                        (
                            "years",
                            models.CharField(
                                blank=True,
                                help_text="来源没写就空着，显示“未注明年份”。",
                                max_length=60,
                                verbose_name="年份",
                            ),
                        ),
                        ("source", models.CharField(max_length=120, verbose_name="来源")),
                        ("order", models.PositiveSmallIntegerField(default=0, verbose_name="顺序")),
                        ("sample", models.BooleanField(default=False, verbose_name="示例")),
                        (
                            "school",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="honours",
                                to="schools.school",
                                verbose_name="学校",
                            ),
                        ),
                        ("teaching_quality", models.BooleanField(default=False, verbose_name="教学质量类")),
                    ],
                    options={
                        "verbose_name": "荣誉",
                        "verbose_name_plural": "荣誉",
                        "ordering": ["school", "level", "order", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Campus",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "school",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="campuses",
                                to="schools.school",
                                verbose_name="学校",
                            ),
                        ),
                        ("name", models.CharField(max_length=60, verbose_name="名称")),
                        ("address", models.CharField(blank=True, max_length=120, verbose_name="地址")),
                        (
                            "latitude",
                            models.DecimalField(
                                blank=True,
                                decimal_places=6,
                                max_digits=9,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(-90),
                                    django.core.validators.MaxValueValidator(90),
                                ],
                                verbose_name="纬度",
                            ),
                        ),
                        (
                            "longitude",
                            models.DecimalField(
                                blank=True,
                                decimal_places=6,
                                max_digits=9,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(-180),
                                    django.core.validators.MaxValueValidator(180),
                                ],
                                verbose_name="经度",
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(default=0, verbose_name="顺序")),
                    ],
                    options={
                        "verbose_name": "校区",
                        "verbose_name_plural": "校区",
                        "ordering": ["school", "order", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="StandardVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "school_year",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="standard_versions",
                                to="schools.schoolyear",
                                verbose_name="学年",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(default=1, verbose_name="版次")),
                        (
                            "adopted_on",
                            models.DateField(
                                blank=True,
                                help_text="从这一天起按本版计算；空着：草稿，不参与计算。",
                                null=True,
                                verbose_name="启用日期",
                            ),
                        ),
                        (
                            "specialist_load",
                            models.PositiveSmallIntegerField(
                                default=16,
                                help_text="没有全国统一的数，常见12至18节；用来估算缺几位教师。",
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(30),
                                ],
                                verbose_name="专任教师周课时",
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                help_text="依据的文件，或谁定的。", max_length=120, verbose_name="来源"
                            ),
                        ),
                        ("sample", models.BooleanField(default=False, verbose_name="示例")),
                    ],
                    options={
                        "verbose_name": "课时标准",
                        "verbose_name_plural": "课时标准",
                        "ordering": ["-school_year__start", "-number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("school_year", "number"),
                                name="standard_version_once",
                                violation_error_message="本学年已有这一版，请换一个版次。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Lesson",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="lessons",
                                to="schools.teachinggroup",
                                verbose_name="教学班",
                            ),
                        ),
                        (
                            "timetable",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="lessons",
                                to="schools.timetable",
                                verbose_name="总课表",
                            ),
                        ),
                        (
                            "subject",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lessons",
                                to="schools.subject",
                                verbose_name="学科",
                            ),
                        ),
                        (
                            "teacher",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="lessons",
                                to="schools.teacher",
                                verbose_name="任课教师",
                            ),
                        ),
                        (
                            "weekday",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (1, "周一"),
                                    (2, "周二"),
                                    (3, "周三"),
                                    (4, "周四"),
                                    (5, "周五"),
                                    (6, "周六"),
                                    (7, "周日"),
                                ],
                                verbose_name="周几",
                            ),
                        ),
                        ("period_no", models.PositiveSmallIntegerField(verbose_name="节次")),
                        (
                            "weeks",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (11, "每周"),
                                    (21, "单周"),
                                    (22, "双周"),
                                    (31, "三周一轮的第1周"),
                                    (32, "三周一轮的第2周"),
                                    (33, "三周一轮的第3周"),
                                    (41, "四周一轮的第1周"),
                                    (42, "四周一轮的第2周"),
                                    (43, "四周一轮的第3周"),
                                    (44, "四周一轮的第4周"),
                                ],
                                default=11,
                                verbose_name="周次",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "课表",
                        "verbose_name_plural": "课表",
                        "ordering": ["group", "weekday", "period_no", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("weeks__in", [11, 21])),
                                fields=("group", "timetable", "weekday", "period_no"),
                                name="group_has_one_lesson_in_odd_weeks",
                                violation_error_message="这个班这一节已排了课。",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("weeks__in", [11, 22])),
                                fields=("group", "timetable", "weekday", "period_no"),
                                name="group_has_one_lesson_in_even_weeks",
                                violation_error_message="这个班这一节已排了课。",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("weeks__in", [31, 32, 33, 41, 42, 43, 44])),
                                fields=("group", "timetable", "weekday", "period_no", "weeks"),
                                name="group_has_one_lesson_in_a_round",
                                violation_error_message="这个班这一节已排了课。",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("weeks__in", [11, 21])),
                                fields=("teacher", "timetable", "weekday", "period_no"),
                                name="teacher_has_one_lesson_in_odd_weeks",
                                violation_error_message="这位教师这一节已有课。",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("weeks__in", [11, 22])),
                                fields=("teacher", "timetable", "weekday", "period_no"),
                                name="teacher_has_one_lesson_in_even_weeks",
                                violation_error_message="这位教师这一节已有课。",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("weeks__in", [31, 32, 33, 41, 42, 43, 44])),
                                fields=("teacher", "timetable", "weekday", "period_no", "weeks"),
                                name="teacher_has_one_lesson_in_a_round",
                                violation_error_message="这位教师这一节已有课。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CurriculumStandard",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="standards",
                                to="schools.standardversion",
                                verbose_name="课时标准",
                            ),
                        ),
                        (
                            "grade",
                            models.PositiveSmallIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(12),
                                ],
                                verbose_name="年级",
                            ),
                        ),
                        (
                            "subject",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="standards",
                                to="schools.subject",
                                verbose_name="学科",
                            ),
                        ),
                        (
                            "periods_per_week",
                            models.DecimalField(
                                decimal_places=1,
                                max_digits=4,
                                validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                                verbose_name="每周课时",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "学科课时",
                        "verbose_name_plural": "学科课时",
                        "ordering": ["version", "subject__order", "subject", "grade"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("version", "grade", "subject"),
                                name="standard_once_a_grade_and_subject",
                                violation_error_message="这个年级这个学科已有课时，请直接修改那一行。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("periods_per_week__gte", 0), ("periods_per_week__lte", 20)
                                ),
                                name="standard_periods_in_range",
                                violation_error_message="每周课时请填0到20之间的数，半节填0.5。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Teacher",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "user",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="teacher",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="账号",
                            ),
                        ),
                        (
                            "school",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="teachers",
                                to="schools.school",
                                verbose_name="学校",
                            ),
                        ),
                        ("name", models.CharField(max_length=40, verbose_name="姓名")),
                        ("pinyin", models.CharField(editable=False, max_length=120, verbose_name="拼音")),
                        (
                            "title",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("level3", "三级教师"),
                                    ("level2", "二级教师"),
                                    ("level1", "一级教师"),
                                    ("senior", "高级教师"),
                                    ("professor_senior", "正高级教师"),
                                ],
                                max_length=20,
                                verbose_name="职称",
                            ),
                        ),
                        (
                            "specialism",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="specialists",
                                to="schools.subject",
                                verbose_name="专任学科",
                            ),
                        ),
                        (
                            "backbone",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("school", "校级骨干"),
                                    ("district", "区级骨干"),
                                    ("city", "市级骨干"),
                                    ("national", "国家级骨干"),
                                ],
                                max_length=10,
                                verbose_name="骨干",
                            ),
                        ),
                        ("public", models.BooleanField(default=False, verbose_name="公开姓名")),
                        (
                            "left_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="离校日期"),
                        ),
                        ("sample", models.BooleanField(default=False, verbose_name="示例")),
                    ],
                    options={
                        "verbose_name": "教师",
                        "verbose_name_plural": "教师",
                        "ordering": ["school", "pinyin", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="ResearchGroup",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "school",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="research_groups",
                                to="schools.school",
                                verbose_name="学校",
                            ),
                        ),
                        (
                            "name",
                            models.CharField(help_text="如：语文组。", max_length=30, verbose_name="名称"),
                        ),
                        (
                            "subject",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="research_groups",
                                to="schools.subject",
                                verbose_name="学科",
                            ),
                        ),
                        (
                            "leader",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="research_groups_led",
                                to="schools.teacher",
                                verbose_name="组长",
                            ),
                        ),
                        (
                            "meets",
                            models.CharField(
                                blank=True,
                                help_text="如：每周三下午第二节。",
                                max_length=40,
                                verbose_name="活动时间",
                            ),
                        ),
                        ("sample", models.BooleanField(default=False, verbose_name="示例")),
                        (
                            "members",
                            models.ManyToManyField(
                                blank=True,
                                related_name="research_groups",
                                to="schools.teacher",
                                verbose_name="组员",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "教研组",
                        "verbose_name_plural": "教研组",
                        "ordering": ["school", "name", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("school", "name"),
                                name="research_group_once",
                                violation_error_message="本校已有同名教研组。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Posting",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "teacher",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="postings",
                                to="schools.teacher",
                                verbose_name="教师",
                            ),
                        ),
                        (
                            "school",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="postings",
                                to="schools.school",
                                verbose_name="学校",
                            ),
                        ),
                        (
                            "from_on",
                            models.DateField(
                                blank=True, help_text="空着：不详。", null=True, verbose_name="到校日期"
                            ),
                        ),
                        (
                            "until_on",
                            models.DateField(help_text="不再在校的第一天。", verbose_name="离校日期"),
                        ),
                        ("note", models.CharField(blank=True, max_length=60, verbose_name="说明")),
                    ],
                    options={
                        "verbose_name": "任教经历",
                        "verbose_name_plural": "任教经历",
                        "ordering": ["teacher", "until_on"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("teacher", "until_on"),
                                name="posting_ends_once",
                                violation_error_message="这一天已办过一次调动。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("from_on__isnull", True),
                                    ("until_on__gt", models.F("from_on")),
                                    _connector="OR",
                                ),
                                name="posting_ends_after_start",
                                violation_error_message="离校日期要晚于到校日期。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OpenLesson",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="open_lessons",
                                to="schools.researchgroup",
                                verbose_name="教研组",
                            ),
                        ),
                        (
                            "teacher",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="open_lessons",
                                to="schools.teacher",
                                verbose_name="上课教师",
                            ),
                        ),
                        ("topic", models.CharField(max_length=60, verbose_name="课题")),
                        ("class_name", models.CharField(blank=True, max_length=30, verbose_name="班级")),
                        ("held_on", models.DateField(db_index=True, verbose_name="日期")),
                        (
                            "period_no",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="节次"),
                        ),
                        ("place", models.CharField(blank=True, max_length=40, verbose_name="地点")),
                        ("sample", models.BooleanField(default=False, verbose_name="示例")),
                    ],
                    options={
                        "verbose_name": "公开课",
                        "verbose_name_plural": "公开课",
                        "ordering": ["held_on", "period_no", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("teacher", "held_on", "period_no"),
                                name="open_lesson_one_at_a_time",
                                violation_error_message="这位教师这一节已排了公开课。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LessonChange",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "lesson",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="changes",
                                to="schools.lesson",
                                verbose_name="课",
                            ),
                        ),
                        ("date", models.DateField(verbose_name="原定日期")),
                        ("held_on", models.DateField(verbose_name="改到")),
                        ("period_no", models.PositiveSmallIntegerField(verbose_name="改到第几节")),
                        (
                            "teacher",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lesson_changes",
                                to="schools.teacher",
                                verbose_name="上课教师",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=60, verbose_name="说明")),
                    ],
                    options={
                        "verbose_name": "调课代课",
                        "verbose_name_plural": "调课代课",
                        "ordering": ["date", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("lesson", "date"),
                                name="lesson_changed_once_a_day",
                                violation_error_message="这节课已经调过了，请先撤销原来的安排。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ContestEntry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "contest",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="entries",
                                to="schools.contest",
                                verbose_name="赛课",
                            ),
                        ),
                        (
                            "teacher",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contest_entries",
                                to="schools.teacher",
                                verbose_name="上课教师",
                            ),
                        ),
                        ("topic", models.CharField(max_length=60, verbose_name="课题")),
                        ("order", models.PositiveSmallIntegerField(verbose_name="抽签顺序")),
                        ("held_on", models.DateField(blank=True, null=True, verbose_name="日期")),
                        (
                            "period_no",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="节次"),
                        ),
                    ],
                    options={
                        "verbose_name": "赛课课题",
                        "verbose_name_plural": "赛课课题",
                        "ordering": ["contest", "order"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("contest", "order"),
                                name="contest_order_drawn_once",
                                violation_error_message="这个顺序已有人抽到。",
                            ),
                            models.UniqueConstraint(
                                fields=("contest", "teacher"),
                                name="contest_entered_once",
                                violation_error_message="这位教师已经报了这场赛课。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TeachingGroup",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "school",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="teaching_groups",
                                to="schools.school",
                                verbose_name="学校",
                            ),
                        ),
                        (
                            "school_year",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="teaching_groups",
                                to="schools.schoolyear",
                                verbose_name="学年",
                            ),
                        ),
                        ("name", models.CharField(max_length=30, verbose_name="班级")),
                        (
                            "grades",
                            models.JSONField(
                                default=list,
                                help_text="如 [3]；复式班如 [3, 4]。幼儿园小、中、大班为 1、2、3。",
                                validators=[schools.models.timetable.grade_numbers],
                                verbose_name="年级",
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(default=0, verbose_name="顺序")),
                        (
                            "opens_on",
                            models.DateField(
                                blank=True,
                                help_text="学期中途开办的班填写，课时从这一天算起；其余空着。",
                                null=True,
                                verbose_name="开班日期",
                            ),
                        ),
                        ("sample", models.BooleanField(default=False, verbose_name="示例")),
                    ],
                    options={
                        "verbose_name": "教学班",
                        "verbose_name_plural": "教学班",
                        "ordering": ["school", "order", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("school", "school_year", "name"),
                                name="teaching_group_once",
                                violation_error_message="本学年已有这个班。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Term",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "school_year",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="terms",
                                to="schools.schoolyear",
                                verbose_name="学年",
                            ),
                        ),
                        (
                            "number",
                            models.PositiveSmallIntegerField(
                                choices=[(1, "第一学期"), (2, "第二学期")], verbose_name="学期"
                            ),
                        ),
                        ("starts_on", models.DateField(verbose_name="开学")),
                        ("ends_on", models.DateField(verbose_name="放假")),
                        ("sample", models.BooleanField(default=False, verbose_name="示例")),
                    ],
                    options={
                        "verbose_name": "学期",
                        "verbose_name_plural": "学期",
                        "ordering": ["-starts_on"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("school_year", "number"), name="term_once_a_year"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gt", models.F("starts_on"))),
                                name="term_ends_after_start",
                                violation_error_message="放假要在开学之后。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ResearchPlan",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="plans",
                                to="schools.researchgroup",
                                verbose_name="教研组",
                            ),
                        ),
                        (
                            "term",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="research_plans",
                                to="schools.term",
                                verbose_name="学期",
                            ),
                        ),
                        (
                            "text",
                            models.TextField(help_text="每条一行。", max_length=3000, verbose_name="计划"),
                        ),
                    ],
                    options={
                        "verbose_name": "教研计划",
                        "verbose_name_plural": "教研计划",
                        "ordering": ["group", "-term__starts_on"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("group", "term"),
                                name="research_plan_once_a_term",
                                violation_error_message="本学期的计划已经有了，请直接修改。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TextbookVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "subject",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="textbook_versions",
                                to="schools.subject",
                                verbose_name="学科",
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                help_text="如 人教版、西师大版。", max_length=30, verbose_name="版本"
                            ),
                        ),
                        ("sample", models.BooleanField(default=False, verbose_name="示例")),
                        (
                            "compatible_with",
                            models.ManyToManyField(
                                blank=True,
                                help_text="只在教研员认定进度和内容相容时填写。",
                                to="schools.textbookversion",
                                verbose_name="可以通用的版本",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "教材版本",
                        "verbose_name_plural": "教材版本",
                        "ordering": ["subject", "name", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("subject", "name"),
                                name="textbook_version_once",
                                violation_error_message="这个学科已有这个版本。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SchoolTextbook",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "school",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="textbooks",
                                to="schools.school",
                                verbose_name="学校",
                            ),
                        ),
                        (
                            "subject",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="school_textbooks",
                                to="schools.subject",
                                verbose_name="学科",
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="schools",
                                to="schools.textbookversion",
                                verbose_name="教材版本",
                            ),
                        ),
                        ("sample", models.BooleanField(default=False, verbose_name="示例")),
                    ],
                    options={
                        "verbose_name": "学校所用教材",
                        "verbose_name_plural": "学校所用教材",
                        "ordering": ["school", "subject__order", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("school", "subject"),
                                name="school_textbook_once_a_subject",
                                violation_error_message="这所学校这个学科已填了教材版本，请直接修改。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Timetable",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "school",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="timetables",
                                to="schools.school",
                                verbose_name="学校",
                            ),
                        ),
                        (
                            "term",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="timetables",
                                to="schools.term",
                                verbose_name="学期",
                            ),
                        ),
                        (
                            "starts_on",
                            models.DateField(
                                help_text="新课表从这一天起用，之前的课表照样留着。", verbose_name="从哪天起"
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=60, verbose_name="说明")),
                        ("made_at", models.DateTimeField(auto_now_add=True, verbose_name="录入时间")),
                        (
                            "made_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="timetables",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="录入人",
                            ),
                        ),
                        ("sample", models.BooleanField(default=False, verbose_name="示例")),
                    ],
                    options={
                        "verbose_name": "总课表",
                        "verbose_name_plural": "总课表",
                        "ordering": ["school", "-starts_on"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("school", "term", "starts_on"),
                                name="timetable_once_a_day",
                                violation_error_message="这一天起已有一份课表，请直接修改它。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="UpgradeProject",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "school",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="upgrade_projects",
                                to="schools.school",
                                verbose_name="学校",
                            ),
                        ),
                        ("title", models.CharField(max_length=80, verbose_name="名称")),
                        ("summary", models.TextField(blank=True, max_length=300, verbose_name="说明")),
                        (
                            "count",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="学校数"),
                        ),
                        (
                            "amount",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                verbose_name="金额（万元）",
                            ),
                        ),
                        (
                            "qualifier",
                            models.CharField(
                                choices=[("exact", "确数"), ("at_least", "以上（余）"), ("about", "约")],
                                default="exact",
                                max_length=10,
                                verbose_name="金额确切程度",
                            ),
                        ),
                        ("period", models.CharField(blank=True, max_length=40, verbose_name="时间")),
                        ("source", models.CharField(max_length=120, verbose_name="来源")),
                        ("order", models.PositiveSmallIntegerField(default=0, verbose_name="顺序")),
                        ("sample", models.BooleanField(default=False, verbose_name="示例")),
                    ],
                    options={
                        "verbose_name": "提升工程",
                        "verbose_name_plural": "提升工程",
                        "ordering": ["order", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="ExamPeriod",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "school",
                            models.ForeignKey(
                                blank=True,
                                help_text="空着：全区。",
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="exam_periods",
                                to="schools.school",
                                verbose_name="学校",
                            ),
                        ),
                        ("starts_on", models.DateField(verbose_name="开始")),
                        ("ends_on", models.DateField(help_text="含这一天。", verbose_name="结束")),
                        ("note", models.CharField(default="考试周", max_length=40, verbose_name="说明")),
                        ("sample", models.BooleanField(default=False, verbose_name="示例")),
                    ],
                    options={
                        "verbose_name": "考试周",
                        "verbose_name_plural": "考试周",
                        "ordering": ["starts_on", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                                name="exams_end_after_start",
                                violation_error_message="结束不能早于开始。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CalendarDay",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("date", models.DateField(verbose_name="日期")),
                        (
                            "school",
                            models.ForeignKey(
                                blank=True,
                                help_text="空着：全区。",
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="calendar_days",
                                to="schools.school",
                                verbose_name="学校",
                            ),
                        ),
                        (
                            "taught_as",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                choices=[
                                    (1, "周一"),
                                    (2, "周二"),
                                    (3, "周三"),
                                    (4, "周四"),
                                    (5, "周五"),
                                    (6, "周六"),
                                    (7, "周日"),
                                ],
                                help_text="空着：放假。",
                                null=True,
                                verbose_name="补周几的课",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=40, verbose_name="说明")),
                        ("sample", models.BooleanField(default=False, verbose_name="示例")),
                    ],
                    options={
                        "verbose_name": "校历调整",
                        "verbose_name_plural": "校历调整",
                        "ordering": ["date", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("school", None)),
                                fields=("date",),
                                name="district_calendar_day_once",
                                violation_error_message="全区的校历里已有这一天。",
                            ),
                            models.UniqueConstraint(
                                fields=("school", "date"),
                                name="school_calendar_day_once",
                                violation_error_message="这所学校的校历里已有这一天。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BellPeriod",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "school",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="bell_periods",
                                to="schools.school",
                                verbose_name="学校",
                            ),
                        ),
                        (
                            "from_on",
                            models.DateField(
                                blank=True,
                                help_text="空着：一直如此。换作息时另写一套，填从哪天起。",
                                null=True,
                                verbose_name="起用日期",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(verbose_name="节次")),
                        ("starts_at", models.TimeField(verbose_name="上课")),
                        ("ends_at", models.TimeField(verbose_name="下课")),
                    ],
                    options={
                        "verbose_name": "作息",
                        "verbose_name_plural": "作息",
                        "ordering": ["school", "from_on", "number"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("from_on", None)),
                                fields=("school", "number"),
                                name="bell_period_once",
                                violation_error_message="这一节已经有了。",
                            ),
                            models.UniqueConstraint(
                                fields=("school", "from_on", "number"),
                                name="bell_period_once_a_schedule",
                                violation_error_message="这套作息里这一节已经有了。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                                name="bell_ends_after_start",
                                violation_error_message="下课要在上课之后。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Figure",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "school",
                            models.ForeignKey(
                                blank=True,
                                help_text="空着：全区的数。",
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="figures",
                                to="schools.school",
                                verbose_name="学校",
                            ),
                        ),
                        (
                            "school_year",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="figures",
                                to="schools.schoolyear",
                                verbose_name="学年",
                            ),
                        ),
                        (
                            "topic",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("groups", "集团化办学"),
                                    ("cooperation", "川渝协作"),
                                    ("rural", "农村学校提升"),
                                    ("enrolment", "入学"),
                                ],
                                help_text="全区的数在哪个页面显示。",
                                max_length=12,
                                verbose_name="主题",
                            ),
                        ),
                        ("kind", models.CharField(max_length=40, verbose_name="指标")),
                        ("value", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="数值")),
                        (
                            "qualifier",
                            models.CharField(
                                choices=[("exact", "确数"), ("at_least", "以上（余）"), ("about", "约")],
                                default="exact",
                                max_length=10,
                                verbose_name="确切程度",
                            ),
                        ),
                        ("unit", models.CharField(blank=True, max_length=12, verbose_name="单位")),
                        (
                            "population",
                            models.CharField(
                                blank=True, help_text="如：专任教师。", max_length=60, verbose_name="统计对象"
                            ),
                        ),
                        (
                            "as_of",
                            models.DateField(
                                blank=True,
                                help_text="来源没写就空着，显示“未注明日期”。",
                                null=True,
                                verbose_name="统计日期",
                            ),
                        ),
                        ("source", models.CharField(max_length=120, verbose_name="来源")),
                        (
                            "reported_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="figures_reported",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="填报人",
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(default=0, verbose_name="顺序")),
                        ("sample", models.BooleanField(default=False, verbose_name="示例")),
                    ],
                    options={
                        "verbose_name": "数据",
                        "verbose_name_plural": "数据",
                        "ordering": ["school", "order", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("value__gte", 0)),
                                name="figure_not_negative",
                                violation_error_message="数值不能小于0。",
                            )
                        ],
                    },
                ),
            ]
        )
    ]
