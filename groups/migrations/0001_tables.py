import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

from liangping_portal.migrating import CreateTables


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("groups", "0001_initial"),
        ("groups", "0003_direction_may_be_open"),
        ("groups", "0004_mentorship"),
        ("groups", "0005_rotation"),
    ]

    dependencies = [
        ("accounts", "0001_tables"),
        ("pictures", "0001_tables"),
        ("schools", "0001_tables"),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Partnership",
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
                                choices=[("agreement", "合作协议"), ("pairing", "结对协议")],
                                max_length=10,
                                verbose_name="类型",
                            ),
                        ),
                        ("title", models.CharField(max_length=80, verbose_name="名称")),
                        ("our_side", models.CharField(max_length=60, verbose_name="本区一方")),
                        ("other_side", models.CharField(max_length=60, verbose_name="对方")),
                        (
                            "signed",
                            models.CharField(
                                help_text="照来源写，如：1月（年份未注明）。",
                                max_length=40,
                                verbose_name="签订时间",
                            ),
                        ),
                        (
                            "schools_stated",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="涉及学校数（双方合计）"
                            ),
                        ),
                        ("summary", models.TextField(blank=True, max_length=300, verbose_name="说明")),
                        ("source", models.CharField(max_length=120, verbose_name="来源")),
                        ("order", models.PositiveSmallIntegerField(default=0, verbose_name="顺序")),
                        ("sample", models.BooleanField(default=False, verbose_name="示例")),
                    ],
                    options={
                        "verbose_name": "合作协议",
                        "verbose_name_plural": "合作协议",
                        "ordering": ["order", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="EducationGroup",
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
                                related_name="group",
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
                                    )
                                ],
                                verbose_name="网址名",
                            ),
                        ),
                        ("name", models.CharField(max_length=60, verbose_name="名称")),
                        ("pinyin", models.CharField(editable=False, max_length=200, verbose_name="拼音")),
                        (
                            "direction",
                            models.CharField(
                                blank=True,
                                choices=[("horizontal", "横向（同学段）"), ("vertical", "纵向（跨学段）")],
                                help_text="来源没写就空着，页面不显示。",
                                max_length=10,
                                verbose_name="方向",
                            ),
                        ),
                        (
                            "stated_size",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="来源写了几所就填几所；未列名的学校不补造。",
                                null=True,
                                verbose_name="来源所述学校数",
                            ),
                        ),
                        (
                            "standfirst",
                            models.TextField(blank=True, max_length=200, verbose_name="一句话介绍"),
                        ),
                        (
                            "about",
                            models.TextField(blank=True, help_text="每段一行。", verbose_name="集团介绍"),
                        ),
                        ("source", models.CharField(blank=True, max_length=120, verbose_name="来源")),
                        (
                            "lead_picture",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="leading_groups",
                                to="pictures.picture",
                                verbose_name="题图",
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(default=0, verbose_name="顺序")),
                        ("sample", models.BooleanField(default=False, verbose_name="示例")),
                        ("updated_at", models.DateTimeField(auto_now=True, verbose_name="更新时间")),
                    ],
                    options={
                        "verbose_name": "教育集团",
                        "verbose_name_plural": "教育集团",
                        "ordering": ["order", "pinyin", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Mentorship",
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
                                related_name="mentorships",
                                to="accounts.unit",
                                verbose_name="组织单位",
                            ),
                        ),
                        (
                            "mentor",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="mentorships_given",
                                to="schools.teacher",
                                verbose_name="指导教师",
                            ),
                        ),
                        (
                            "mentee",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="mentorships_taken",
                                to="schools.teacher",
                                verbose_name="青年教师",
                            ),
                        ),
                        (
                            "subject",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="mentorships",
                                to="schools.subject",
                                verbose_name="学科",
                            ),
                        ),
                        ("paper", models.CharField(blank=True, max_length=40, verbose_name="协议编号")),
                        ("signed_on", models.DateField(verbose_name="签订日期")),
                        (
                            "years",
                            models.PositiveSmallIntegerField(
                                default=1, help_text="1到3年。", verbose_name="年限"
                            ),
                        ),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="提前结束日期")),
                        (
                            "end_reason",
                            models.CharField(blank=True, max_length=120, verbose_name="提前结束的原因"),
                        ),
                        ("sample", models.BooleanField(default=False, verbose_name="示例")),
                    ],
                    options={
                        "verbose_name": "师徒协议",
                        "verbose_name_plural": "师徒协议",
                        "ordering": ["-signed_on", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("mentor", models.F("mentee")), _negated=True),
                                name="mentorship_of_two",
                                violation_error_message="指导教师和青年教师不能是同一人。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("years__gte", 1), ("years__lte", 3)),
                                name="mentorship_of_one_to_three_years",
                                violation_error_message="协议年限为1到3年。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_on", None),
                                    ("ended_on__gt", models.F("signed_on")),
                                    _connector="OR",
                                ),
                                name="mentorship_ends_after_signing",
                                violation_error_message="结束日期要晚于签订日期。",
                            ),
                            models.UniqueConstraint(
                                fields=("mentor", "mentee", "signed_on"),
                                name="mentorship_signed_once",
                                violation_error_message="这两位教师这一天已签过协议。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MentorshipTarget",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "mentorship",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="targets",
                                to="groups.mentorship",
                                verbose_name="师徒协议",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("mentee_observes", "青年教师听指导教师的课"),
                                    ("mentor_observes", "指导教师听青年教师的课"),
                                    ("report_lesson", "青年教师上汇报课"),
                                    ("reflection", "青年教师写反思"),
                                ],
                                max_length=16,
                                verbose_name="目标",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(verbose_name="每学期次数")),
                    ],
                    options={
                        "verbose_name": "师徒目标",
                        "verbose_name_plural": "师徒目标",
                        "ordering": ["mentorship", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("mentorship", "kind"),
                                name="mentorship_target_once",
                                violation_error_message="这一项目标已经有了。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PartnershipActivity",
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
                            "platform",
                            models.CharField(
                                choices=[
                                    ("research", "教研平台"),
                                    ("enrolment", "入学就读平台"),
                                    ("activities", "活动平台"),
                                ],
                                max_length=10,
                                verbose_name="平台",
                            ),
                        ),
                        ("title", models.CharField(max_length=80, verbose_name="名称")),
                        ("summary", models.TextField(blank=True, max_length=300, verbose_name="说明")),
                        ("note", models.CharField(blank=True, max_length=120, verbose_name="待核说明")),
                        (
                            "picture",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="partnership_activities",
                                to="pictures.picture",
                                verbose_name="配图",
                            ),
                        ),
                        ("source", models.CharField(max_length=120, verbose_name="来源")),
                        ("order", models.PositiveSmallIntegerField(default=0, verbose_name="顺序")),
                        ("sample", models.BooleanField(default=False, verbose_name="示例")),
                        (
                            "schools",
                            models.ManyToManyField(
                                blank=True,
                                related_name="partnership_activities",
                                to="schools.school",
                                verbose_name="相关学校",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "协作活动",
                        "verbose_name_plural": "协作活动",
                        "ordering": ["platform", "order", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Rotation",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rotations",
                                to="groups.educationgroup",
                                verbose_name="教育集团",
                            ),
                        ),
                        (
                            "school_year",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rotations",
                                to="schools.schoolyear",
                                verbose_name="学年",
                            ),
                        ),
                        (
                            "teacher",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rotations",
                                to="schools.teacher",
                                verbose_name="教师",
                            ),
                        ),
                        (
                            "from_school",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rotations_out",
                                to="schools.school",
                                verbose_name="派出学校",
                            ),
                        ),
                        (
                            "to_school",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rotations_in",
                                to="schools.school",
                                verbose_name="接收学校",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("rotation", "轮岗"),
                                    ("support_teaching", "支教"),
                                    ("itinerant", "走教"),
                                    ("shadowing", "跟岗"),
                                ],
                                default="rotation",
                                max_length=16,
                                verbose_name="类别",
                            ),
                        ),
                        ("starts_on", models.DateField(verbose_name="开始")),
                        ("ends_on", models.DateField(verbose_name="期满")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("planned", "拟定"),
                                    ("posted", "校内公示"),
                                    ("filed", "区教委备案"),
                                    ("arrived", "到岗"),
                                    ("assessed", "期满考核"),
                                ],
                                default="planned",
                                editable=False,
                                max_length=8,
                                verbose_name="进度",
                            ),
                        ),
                        (
                            "filing_number",
                            models.CharField(
                                blank=True, editable=False, max_length=40, verbose_name="备案号"
                            ),
                        ),
                        (
                            "filed_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="备案日期"),
                        ),
                        (
                            "result",
                            models.CharField(
                                blank=True, editable=False, max_length=20, verbose_name="考核结果"
                            ),
                        ),
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
                                editable=False,
                                max_length=20,
                                verbose_name="当时职称",
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
                                editable=False,
                                max_length=10,
                                verbose_name="当时骨干",
                            ),
                        ),
                        (
                            "specialism",
                            models.CharField(
                                blank=True, editable=False, max_length=20, verbose_name="当时专任学科"
                            ),
                        ),
                        ("sample", models.BooleanField(default=False, verbose_name="示例")),
                    ],
                    options={
                        "verbose_name": "轮岗交流",
                        "verbose_name_plural": "轮岗交流",
                        "ordering": ["-school_year__start", "group", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("teacher", "school_year", "to_school"),
                                name="rotation_once_a_year_and_school",
                                violation_error_message="这位教师本学年已有到这所学校的安排，请直接修改。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gt", models.F("starts_on"))),
                                name="rotation_ends_after_start",
                                violation_error_message="期满日期要在开始之后。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("from_school", models.F("to_school")), _negated=True),
                                name="rotation_to_another_school",
                                violation_error_message="接收学校要是另一所学校。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("filed_on__isnull", True),
                                        ("filing_number", ""),
                                        ("status__in", ["planned", "posted"]),
                                    ),
                                    models.Q(
                                        ("filed_on__isnull", False),
                                        ("status__in", ["filed", "arrived", "assessed"]),
                                        models.Q(("filing_number", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="rotation_filed_with_number_and_day",
                                violation_error_message="备案要填备案号和备案日期。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "assessed"), models.Q(("result", ""), _negated=True)),
                                    models.Q(models.Q(("status", "assessed"), _negated=True), ("result", "")),
                                    _connector="OR",
                                ),
                                name="rotation_assessed_with_result",
                                violation_error_message="期满考核要填考核结果。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Membership",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="memberships",
                                to="groups.educationgroup",
                                verbose_name="教育集团",
                            ),
                        ),
                        (
                            "school",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="memberships",
                                to="schools.school",
                                verbose_name="学校",
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[("lead", "牵头校"), ("member", "成员校")],
                                default="member",
                                max_length=6,
                                verbose_name="身份",
                            ),
                        ),
                        (
                            "direction",
                            models.CharField(
                                blank=True,
                                choices=[("horizontal", "横向（同学段）"), ("vertical", "纵向（跨学段）")],
                                editable=False,
                                max_length=10,
                                verbose_name="方向",
                            ),
                        ),
                        (
                            "tightness",
                            models.CharField(
                                blank=True,
                                choices=[("tight", "紧密型"), ("alliance", "联盟型")],
                                max_length=8,
                                verbose_name="类型",
                            ),
                        ),
                        (
                            "joined_on",
                            models.DateField(
                                blank=True, help_text="来源没写就空着。", null=True, verbose_name="加入日期"
                            ),
                        ),
                        ("left_on", models.DateField(blank=True, null=True, verbose_name="退出日期")),
                        ("note", models.CharField(blank=True, max_length=120, verbose_name="说明")),
                        ("source", models.CharField(blank=True, max_length=120, verbose_name="来源")),
                        ("sample", models.BooleanField(default=False, verbose_name="示例")),
                    ],
                    options={
                        "verbose_name": "集团成员",
                        "verbose_name_plural": "集团成员",
                        "ordering": ["group", "role", "school__official_order", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("left_on__isnull", True), ("role", "lead")),
                                fields=("group",),
                                name="group_has_one_lead",
                                violation_error_message="这个集团已有牵头校，请先填写原牵头校的退出日期。",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("left_on__isnull", True)),
                                fields=("school", "direction"),
                                name="school_in_one_group_a_direction",
                                violation_error_message="这所学校已在同一方向的另一个集团，请先填写退出日期。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("left_on__isnull", True),
                                    ("joined_on__isnull", True),
                                    ("left_on__gt", models.F("joined_on")),
                                    _connector="OR",
                                ),
                                name="membership_ends_after_start",
                                violation_error_message="退出日期要晚于加入日期。",
                            ),
                        ],
                    },
                ),
            ]
        )
    ]
