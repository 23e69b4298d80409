import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import enrolment.models.enquiries
import schools.models.places
from liangping_portal.migrating import CreateTables


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("enrolment", "0001_initial"),
        ("enrolment", "0002_priority_rules"),
        ("enrolment", "0003_enquiries"),
        ("enrolment", "0004_plans_and_dates"),
        ("enrolment", "0005_guides_and_self_check"),
    ]

    dependencies = [
        ("accounts", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("schools", "0001_tables"),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Catchment",
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
                            "school_year",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="catchments",
                                to="schools.schoolyear",
                                verbose_name="学年",
                            ),
                        ),
                        (
                            "school",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="catchments",
                                to="schools.school",
                                verbose_name="学校",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                        ("source", models.CharField(max_length=120, verbose_name="来源")),
                        ("sample", models.BooleanField(default=False, verbose_name="示例")),
                    ],
                    options={
                        "verbose_name": "招生片区",
                        "verbose_name_plural": "招生片区",
                        "ordering": ["-school_year__start", "school__official_order", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("school_year", "school"),
                                name="catchment_once_a_year",
                                violation_error_message="这所学校本学年已有招生片区。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CatchmentEntry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "catchment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="entries",
                                to="enrolment.catchment",
                                verbose_name="招生片区",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("estate", "小区"), ("road", "道路"), ("village", "村社")],
                                max_length=8,
                                verbose_name="类别",
                            ),
                        ),
                        ("name", models.CharField(max_length=60, verbose_name="名称")),
                        (
                            "aliases",
                            models.JSONField(
                                blank=True,
                                default=list,
                                help_text="每行一个。",
                                validators=[schools.models.places.list_of_words],
                                verbose_name="别名",
                            ),
                        ),
                        ("tokens", models.TextField(editable=False, verbose_name="检索词")),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="如：单号1—99。",
                                max_length=120,
                                verbose_name="范围说明",
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(default=0, verbose_name="顺序")),
                    ],
                    options={
                        "verbose_name": "片区条目",
                        "verbose_name_plural": "片区条目",
                        "ordering": ["catchment", "order", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("catchment", "kind", "name", "note"),
                                name="catchment_entry_once",
                                violation_error_message="这个片区里已有同名条目。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Enquiry",
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
                                related_name="enquiries",
                                to="accounts.unit",
                                verbose_name="受理单位",
                            ),
                        ),
                        (
                            "topic",
                            models.CharField(
                                choices=[
                                    ("catchment", "招生片区"),
                                    ("enrol", "报名时间和材料"),
                                    ("transfer", "转学和学籍"),
                                    ("life", "住校、就餐、校车和收费"),
                                    ("other", "其他"),
                                ],
                                max_length=10,
                                verbose_name="事项",
                            ),
                        ),
                        ("question", models.TextField(max_length=500, verbose_name="问题")),
                        (
                            "phone_text",
                            models.CharField(
                                blank=True, editable=False, max_length=200, verbose_name="回电号码（加密）"
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                default=enrolment.models.enquiries.new_code,
                                editable=False,
                                max_length=12,
                                unique=True,
                                verbose_name="查询码",
                            ),
                        ),
                        (
                            "asked_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="提问时间"
                            ),
                        ),
                        ("due_on", models.DateField(editable=False, verbose_name="应答复日期")),
                        (
                            "answer",
                            models.TextField(
                                blank=True,
                                help_text="保存后，家长凭查询码立即看到。不写姓名、电话。",
                                max_length=2000,
                                verbose_name="答复",
                            ),
                        ),
                        (
                            "answered_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="答复时间"
                            ),
                        ),
                        (
                            "answered_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="answered_enquiries",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="答复人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "家长咨询",
                        "verbose_name_plural": "家长咨询",
                        "ordering": ["due_on", "pk"],
                        "indexes": [models.Index(fields=["answered_at", "due_on"], name="enquiry_waiting")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("answered_at", None),
                                    models.Q(("answer", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="enquiry_answered_in_words",
                                violation_error_message="已答复的咨询要有答复内容。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EnrolmentPlan",
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
                            "school_year",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="enrolment_plans",
                                to="schools.schoolyear",
                                verbose_name="学年",
                            ),
                        ),
                        (
                            "school",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="enrolment_plans",
                                to="schools.school",
                                verbose_name="学校",
                            ),
                        ),
                        ("classes", models.PositiveSmallIntegerField(verbose_name="班数")),
                        ("places", models.PositiveSmallIntegerField(verbose_name="招生人数")),
                        (
                            "as_of",
                            models.DateField(
                                blank=True, help_text="空着：未注明日期。", null=True, verbose_name="截至日期"
                            ),
                        ),
                        ("source", models.CharField(max_length=120, verbose_name="来源")),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                        ("sample", models.BooleanField(default=False, verbose_name="示例")),
                    ],
                    options={
                        "verbose_name": "招生计划",
                        "verbose_name_plural": "招生计划",
                        "ordering": ["-school_year__start", "school__official_order", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("school_year", "school"),
                                name="plan_once_a_year",
                                violation_error_message="这所学校本学年已有招生计划。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("classes__gte", 1), ("places__gte", models.F("classes"))),
                                name="plan_fills_its_classes",
                                violation_error_message="至少1个班，招生人数不能少于班数。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EnrolmentStep",
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
                            "school_year",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="enrolment_steps",
                                to="schools.schoolyear",
                                verbose_name="学年",
                            ),
                        ),
                        ("title", models.CharField(max_length=40, verbose_name="事项")),
                        ("starts_on", models.DateField(verbose_name="开始")),
                        (
                            "ends_on",
                            models.DateField(help_text="只有一天的，与开始同一天。", verbose_name="结束"),
                        ),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                        ("source", models.CharField(max_length=120, verbose_name="来源")),
                        ("sample", models.BooleanField(default=False, verbose_name="示例")),
                    ],
                    options={
                        "verbose_name": "入学日程",
                        "verbose_name_plural": "入学日程",
                        "ordering": ["-school_year__start", "starts_on", "ends_on", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                                name="enrolment_step_ends_after_start",
                                violation_error_message="结束不能早于开始。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Faq",
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
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="faqs",
                                to="accounts.unit",
                                verbose_name="答复单位",
                            ),
                        ),
                        (
                            "topic",
                            models.CharField(
                                choices=[
                                    ("catchment", "招生片区"),
                                    ("enrol", "报名时间和材料"),
                                    ("transfer", "转学和学籍"),
                                    ("life", "住校、就餐、校车和收费"),
                                    ("other", "其他"),
                                ],
                                max_length=10,
                                verbose_name="事项",
                            ),
                        ),
                        (
                            "question",
                            models.CharField(
                                help_text="改写成大家都会问的话，不带任何个人信息。",
                                max_length=120,
                                verbose_name="问题",
                            ),
                        ),
                        ("answer", models.TextField(max_length=2000, verbose_name="答复")),
                        ("order", models.PositiveSmallIntegerField(default=0, verbose_name="顺序")),
                        (
                            "enquiry",
                            models.OneToOneField(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="faq",
                                to="enrolment.enquiry",
                                verbose_name="来自咨询",
                            ),
                        ),
                        ("sample", models.BooleanField(default=False, verbose_name="示例")),
                    ],
                    options={
                        "verbose_name": "常见问题",
                        "verbose_name_plural": "常见问题",
                        "ordering": ["topic", "order", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Guide",
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
                            "case",
                            models.CharField(
                                choices=[
                                    ("bendi", "本区户籍"),
                                    ("kuaqu", "渝内跨区"),
                                    ("sichuan", "四川来渝"),
                                    ("waisheng", "其他省市来渝"),
                                ],
                                max_length=10,
                                verbose_name="情形",
                            ),
                        ),
                        ("standfirst", models.CharField(blank=True, max_length=200, verbose_name="提要")),
                        (
                            "steps",
                            models.JSONField(
                                default=list,
                                help_text="每行一步。",
                                validators=[schools.models.places.list_of_words],
                                verbose_name="步骤",
                            ),
                        ),
                        (
                            "papers",
                            models.JSONField(
                                default=list,
                                help_text="每行一样。",
                                validators=[schools.models.places.list_of_words],
                                verbose_name="材料",
                            ),
                        ),
                        ("valid_from", models.DateField(verbose_name="适用起")),
                        (
                            "valid_until",
                            models.DateField(
                                help_text="过了这一天，页面不再显示这份指南。", verbose_name="适用止"
                            ),
                        ),
                        ("source", models.CharField(max_length=200, verbose_name="来源文件")),
                        ("sample", models.BooleanField(default=False, verbose_name="示例")),
                    ],
                    options={
                        "verbose_name": "入学指南",
                        "verbose_name_plural": "入学指南",
                        "ordering": ["case", "-valid_from", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("case", "valid_from"),
                                name="guide_once_a_case_and_day",
                                violation_error_message="这种情形已有同一天起适用的指南。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("valid_until__gte", models.F("valid_from"))),
                                name="guide_ends_after_start",
                                violation_error_message="适用止不能早于适用起。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PriorityRule",
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
                            "school_year",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="priority_rules",
                                to="schools.schoolyear",
                                verbose_name="学年",
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(verbose_name="次序")),
                        (
                            "name",
                            models.CharField(help_text="如：三对口。", max_length=30, verbose_name="名称"),
                        ),
                        ("meaning", models.TextField(max_length=300, verbose_name="说明")),
                        (
                            "needs_registration",
                            models.BooleanField(default=False, verbose_name="须户口在片区"),
                        ),
                        (
                            "needs_housing",
                            models.BooleanField(default=False, verbose_name="须父母住房在片区"),
                        ),
                        ("needs_living", models.BooleanField(default=False, verbose_name="须实际居住在片区")),
                        (
                            "grandparents",
                            models.BooleanField(
                                default=False,
                                help_text="父母没有住房、孩子一出生户口和居住就在祖辈处的，也算。",
                                verbose_name="祖辈处算住房",
                            ),
                        ),
                        ("source", models.CharField(max_length=120, verbose_name="来源")),
                        ("sample", models.BooleanField(default=False, verbose_name="示例")),
                    ],
                    options={
                        "verbose_name": "入学次序",
                        "verbose_name_plural": "入学次序",
                        "ordering": ["-school_year__start", "order", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("school_year", "order"),
                                name="priority_once_a_year",
                                violation_error_message="这一学年已有同一次序。",
                            )
                        ],
                    },
                ),
            ]
        )
    ]
