import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import classrooms.models.needs
import schools.models.timetable
from liangping_portal.migrating import CreateTables


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("classrooms", "0001_initial"),
        ("classrooms", "0002_classroom_pages"),
        ("classrooms", "0003_moments"),
        ("classrooms", "0004_relay"),
        ("classrooms", "0005_reviewing"),
        ("classrooms", "0006_receipt_codes"),
        ("classrooms", "0007_booking"),
        ("classrooms", "0008_relay_made_up"),
        ("classrooms", "0009_pairs"),
        ("classrooms", "0010_attendance"),
        ("classrooms", "0011_coverage"),
        ("classrooms", "0012_library"),
        ("classrooms", "0013_may_be_empty"),
        ("classrooms", "0014_last_lessons"),
        ("classrooms", "0015_external_lessons"),
    ]

    dependencies = [
        ("accounts", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("groups", "0001_tables"),
        ("pictures", "0001_tables"),
        ("schools", "0001_tables"),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="ClassroomPage",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "classroom",
                            models.CharField(
                                choices=[
                                    ("relay", "专递课堂"),
                                    ("master", "名师课堂"),
                                    ("network", "名校网络课堂"),
                                ],
                                error_messages={"unique": "这个课堂已有介绍，请直接修改。"},
                                max_length=8,
                                unique=True,
                                verbose_name="课堂",
                            ),
                        ),
                        (
                            "standfirst",
                            models.CharField(blank=True, max_length=120, verbose_name="一句话介绍"),
                        ),
                        (
                            "here",
                            models.TextField(blank=True, help_text="每段一行。", verbose_name="本区怎么做"),
                        ),
                        ("source", models.CharField(blank=True, max_length=120, verbose_name="来源")),
                        (
                            "picture",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="classroom_pages",
                                to="pictures.picture",
                                verbose_name="题图",
                            ),
                        ),
                        ("sample", models.BooleanField(default=False, verbose_name="示例")),
                        ("changed_at", models.DateTimeField(auto_now=True, verbose_name="更新时间")),
                        (
                            "groups",
                            models.ManyToManyField(
                                blank=True,
                                related_name="classroom_pages",
                                to="groups.educationgroup",
                                verbose_name="承担集团",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "课堂介绍",
                        "verbose_name_plural": "课堂介绍",
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Consultation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "asker",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="consultations_asked",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="提问人",
                            ),
                        ),
                        (
                            "master",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="consultations",
                                to="schools.teacher",
                                verbose_name="请谁会诊",
                            ),
                        ),
                        (
                            "showcase",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="consultations",
                                to="classrooms.showcase",
                                verbose_name="晒课",
                            ),
                        ),
                        (
                            "subject",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="consultations",
                                to="schools.subject",
                                verbose_name="学科",
                            ),
                        ),
                        ("title", models.CharField(max_length=60, verbose_name="问什么")),
                        ("text", models.TextField(max_length=1000, verbose_name="说清楚一点")),
                        (
                            "asked_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="提问时间"),
                        ),
                        ("due_on", models.DateField(verbose_name="请在此前答复")),
                        ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="答复时间")),
                        ("sample", models.BooleanField(default=False, verbose_name="示例")),
                    ],
                    options={
                        "verbose_name": "会诊",
                        "verbose_name_plural": "会诊",
                        "ordering": ["-asked_at", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="ConsultationReply",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "consultation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="replies",
                                to="classrooms.consultation",
                                verbose_name="会诊",
                            ),
                        ),
                        ("text", models.TextField(max_length=2000, verbose_name="回复")),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="consultation_replies",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="谁",
                            ),
                        ),
                        ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="时间")),
                    ],
                    options={
                        "verbose_name": "会诊回复",
                        "verbose_name_plural": "会诊回复",
                        "ordering": ["consultation", "at", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="MasterStudio",
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
                                related_name="studios",
                                to="accounts.unit",
                                verbose_name="主管单位",
                            ),
                        ),
                        ("name", models.CharField(max_length=60, verbose_name="名称")),
                        (
                            "master",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="studios_led",
                                to="schools.teacher",
                                verbose_name="主持人",
                            ),
                        ),
                        (
                            "subject",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="studios",
                                to="schools.subject",
                                verbose_name="学科",
                            ),
                        ),
                        ("about", models.TextField(blank=True, max_length=600, verbose_name="做什么")),
                        ("sample", models.BooleanField(default=False, verbose_name="示例")),
                    ],
                    options={
                        "verbose_name": "名师工作室",
                        "verbose_name_plural": "名师工作室",
                        "ordering": ["name", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="MatchProposal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "term",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="match_proposals",
                                to="schools.term",
                                verbose_name="学期",
                            ),
                        ),
                        (
                            "organiser",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="match_proposals",
                                to="accounts.unit",
                                verbose_name="组织单位",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("draft", "待确认"), ("confirmed", "已确认"), ("dropped", "已作废")],
                                default="draft",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("made_at", models.DateTimeField(auto_now_add=True, verbose_name="生成时间")),
                        (
                            "made_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="match_proposals",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="生成人",
                            ),
                        ),
                        (
                            "confirmed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="确认时间"),
                        ),
                        ("needed", models.PositiveIntegerField(default=0, verbose_name="需要课时")),
                        ("periods", models.PositiveIntegerField(default=0, verbose_name="可补课时")),
                        ("bound", models.PositiveIntegerField(default=0, verbose_name="最多可补")),
                        ("by_hand", models.PositiveIntegerField(default=0, verbose_name="逐校手排可补")),
                        (
                            "worst_before",
                            models.DecimalField(
                                blank=True,
                                decimal_places=1,
                                max_digits=4,
                                null=True,
                                verbose_name="最低学校（现在）",
                            ),
                        ),
                        (
                            "worst_after",
                            models.DecimalField(
                                blank=True,
                                decimal_places=1,
                                max_digits=4,
                                null=True,
                                verbose_name="最低学校（之后）",
                            ),
                        ),
                        ("proven", models.BooleanField(default=False, verbose_name="已证最优")),
                        ("repeatable", models.BooleanField(default=True, verbose_name="可复现")),
                        ("unmet", models.JSONField(blank=True, default=list, verbose_name="没有排上的")),
                        ("sample", models.BooleanField(default=False, verbose_name="示例")),
                    ],
                    options={
                        "verbose_name": "排课建议",
                        "verbose_name_plural": "排课建议",
                        "ordering": ["-made_at", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("periods__lte", models.F("bound"))),
                                name="proposal_within_its_bound",
                                violation_error_message="可补的课时不能多于上限。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ObservedLesson",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "presenter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="observed_lessons",
                                to="schools.teacher",
                                verbose_name="上课教师",
                            ),
                        ),
                        (
                            "subject",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="observed_lessons",
                                to="schools.subject",
                                verbose_name="学科",
                            ),
                        ),
                        ("class_name", models.CharField(blank=True, max_length=30, verbose_name="班级")),
                        ("topic", models.CharField(max_length=60, verbose_name="课题")),
                        ("held_on", models.DateField(verbose_name="上课日期")),
                        (
                            "period_no",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="节次"),
                        ),
                        (
                            "method",
                            models.CharField(
                                choices=[
                                    ("on_site", "现场听课"),
                                    ("online", "线上听课"),
                                    ("recorded", "看录像"),
                                ],
                                default="on_site",
                                max_length=8,
                                verbose_name="听课方式",
                            ),
                        ),
                        (
                            "lesson_type",
                            models.CharField(
                                choices=[
                                    ("new", "新授课"),
                                    ("revision", "复习课"),
                                    ("experiment", "实验课"),
                                    ("exercise", "练习课"),
                                ],
                                default="new",
                                max_length=10,
                                verbose_name="课型",
                            ),
                        ),
                        (
                            "session",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="observed_lessons",
                                to="classrooms.session",
                                verbose_name="教研活动",
                            ),
                        ),
                        (
                            "visibility",
                            models.CharField(
                                choices=[
                                    ("presenter", "只有我看得到全部，评课人只看自己的一份"),
                                    ("reviewers", "我和交了评课表的人"),
                                    ("pair", "再加上与我结对的教师"),
                                    ("studio", "再加上同一名师工作室的教师"),
                                    ("group", "再加上本教育集团的教师"),
                                ],
                                default="reviewers",
                                max_length=9,
                                verbose_name="谁能看评课",
                            ),
                        ),
                        (
                            "reflection",
                            models.TextField(blank=True, max_length=3000, verbose_name="教学反思"),
                        ),
                        (
                            "reflected_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="反思时间"
                            ),
                        ),
                        (
                            "added_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="lessons_entered",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="登记人",
                            ),
                        ),
                        (
                            "added_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="登记时间"
                            ),
                        ),
                        ("sample", models.BooleanField(default=False, verbose_name="示例")),
                    ],
                    options={
                        "verbose_name": "听的课",
                        "verbose_name_plural": "听的课",
                        "ordering": ["-held_on", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("presenter", "held_on", "topic", "class_name"),
                                name="observed_lesson_entered_once",
                                violation_error_message="这节课已有人登记，请从“最近的课”里选它。",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("session__isnull", False)),
                                fields=("session", "presenter"),
                                name="session_presenter_observed_once",
                                violation_error_message="这场活动的课已经登记，请从“最近的课”里选它。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PairingCycle",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "organiser",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="pairing_cycles",
                                to="accounts.unit",
                                verbose_name="组织单位",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("offer", "愿意结对"), ("need", "希望结对")],
                                max_length=5,
                                verbose_name="类别",
                            ),
                        ),
                        (
                            "form",
                            models.CharField(
                                choices=[
                                    ("mentoring", "师徒：一人带一人"),
                                    ("peers", "同伴：一起备，轮着上"),
                                ],
                                default="mentoring",
                                max_length=9,
                                verbose_name="形式",
                            ),
                        ),
                        (
                            "teacher",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="pairing_cycles",
                                to="schools.teacher",
                                verbose_name="谁愿意，或谁需要",
                            ),
                        ),
                        (
                            "subject",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="pairing_cycles",
                                to="schools.subject",
                                verbose_name="学科",
                            ),
                        ),
                        (
                            "title",
                            models.CharField(
                                help_text="如：一起备好三年级习作。", max_length=60, verbose_name="一句话"
                            ),
                        ),
                        ("about", models.TextField(blank=True, max_length=400, verbose_name="说明")),
                        ("places", models.PositiveSmallIntegerField(default=1, verbose_name="几对")),
                        ("closes_on", models.DateField(blank=True, null=True, verbose_name="截止")),
                        (
                            "closed_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="关闭时间"
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="发起时间"
                            ),
                        ),
                        ("sample", models.BooleanField(default=False, verbose_name="示例")),
                    ],
                    options={
                        "verbose_name": "结对意向",
                        "verbose_name_plural": "结对意向",
                        "ordering": ["-created_at", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("places__gte", 1)),
                                name="cycle_has_a_place",
                                violation_error_message="至少结一对。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Pair",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "cycle",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="pairs",
                                to="classrooms.pairingcycle",
                                verbose_name="结对意向",
                            ),
                        ),
                        (
                            "first",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="pairs_first",
                                to="schools.teacher",
                                verbose_name="指导（一方）",
                            ),
                        ),
                        (
                            "second",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="pairs_second",
                                to="schools.teacher",
                                verbose_name="青年（另一方）",
                            ),
                        ),
                        (
                            "mentorship",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="pairs",
                                to="groups.mentorship",
                                verbose_name="师徒协议",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("proposed", "等对方答复"),
                                    ("plan", "定方案"),
                                    ("prepare", "一起备课"),
                                    ("teach", "上课"),
                                    ("review", "评课"),
                                    ("follow_up", "回头看"),
                                    ("done", "已完成"),
                                    ("declined", "没有结成"),
                                    ("ended", "已结束"),
                                ],
                                default="proposed",
                                max_length=9,
                                verbose_name="进展",
                            ),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="pairs_proposed",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="提出人",
                            ),
                        ),
                        (
                            "proposed_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="提出时间"
                            ),
                        ),
                        (
                            "moved_on",
                            models.DateField(
                                default=django.utils.timezone.localdate, verbose_name="最近一次进展"
                            ),
                        ),
                        (
                            "reminded_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="提醒日期"),
                        ),
                        (
                            "lead_asked_on",
                            models.DateField(
                                blank=True, editable=False, null=True, verbose_name="待牵头校协调起"
                            ),
                        ),
                        (
                            "lesson",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="pairs",
                                to="classrooms.observedlesson",
                                verbose_name="所上的课",
                            ),
                        ),
                        ("outcome", models.TextField(blank=True, max_length=1000, verbose_name="收获")),
                        ("end_reason", models.CharField(blank=True, max_length=120, verbose_name="结束原因")),
                        (
                            "continues",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="continued_by",
                                to="classrooms.pair",
                                verbose_name="接着哪一对",
                            ),
                        ),
                        ("sample", models.BooleanField(default=False, verbose_name="示例")),
                    ],
                    options={
                        "verbose_name": "结对",
                        "verbose_name_plural": "结对",
                        "ordering": ["-proposed_at", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("first", models.F("second")), _negated=True),
                                name="pair_of_two",
                                violation_error_message="不能和自己结对。",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("state__in", ["declined", "ended", "done"]), _negated=True
                                ),
                                fields=("cycle", "first", "second"),
                                name="pair_once_a_cycle",
                                violation_error_message="这两位教师已经在这里结对。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PairStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "pair",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="steps",
                                to="classrooms.pair",
                                verbose_name="结对",
                            ),
                        ),
                        (
                            "step",
                            models.CharField(
                                choices=[
                                    ("plan", "定方案"),
                                    ("prepare", "一起备课"),
                                    ("teach", "上课"),
                                    ("review", "评课"),
                                    ("follow_up", "回头看"),
                                ],
                                max_length=9,
                                verbose_name="步骤",
                            ),
                        ),
                        ("due_on", models.DateField(verbose_name="最晚")),
                        ("done_on", models.DateField(blank=True, null=True, verbose_name="完成")),
                    ],
                    options={
                        "verbose_name": "结对步骤",
                        "verbose_name_plural": "结对步骤",
                        "ordering": ["pair", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("pair", "step"),
                                name="pair_step_once",
                                violation_error_message="这一步已经有了。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "pair",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="plans",
                                to="classrooms.pair",
                                verbose_name="结对",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(verbose_name="第几稿")),
                        (
                            "file",
                            models.FileField(
                                blank=True, max_length=120, upload_to="plans/", verbose_name="文件"
                            ),
                        ),
                        ("file_name", models.CharField(blank=True, max_length=120, verbose_name="文件名")),
                        ("text", models.TextField(blank=True, max_length=4000, verbose_name="正文或说明")),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="plan_versions",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="谁",
                            ),
                        ),
                        ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="时间")),
                    ],
                    options={
                        "verbose_name": "备课稿",
                        "verbose_name_plural": "备课稿",
                        "ordering": ["pair", "-number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("pair", "number"),
                                name="plan_number_once",
                                violation_error_message="对方刚刚也交了一稿，请刷新页面后再交。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("file", ""), ("text", ""), _negated=True),
                                name="plan_says_something",
                                violation_error_message="请写几句，或选一个文件。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanComment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="comments",
                                to="classrooms.planversion",
                                verbose_name="备课稿",
                            ),
                        ),
                        ("text", models.TextField(max_length=1000, verbose_name="意见")),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="plan_comments",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="谁",
                            ),
                        ),
                        ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="时间")),
                    ],
                    options={
                        "verbose_name": "备课意见",
                        "verbose_name_plural": "备课意见",
                        "ordering": ["plan", "at", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Registration",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "session",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="registrations",
                                to="classrooms.session",
                                verbose_name="教研活动",
                            ),
                        ),
                        (
                            "teacher",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="registrations",
                                to="schools.teacher",
                                verbose_name="教师",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("confirmed", "已报名"),
                                    ("offered", "有空位，待确认"),
                                    ("waiting", "候补"),
                                    ("cancelled", "已取消"),
                                ],
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "queue_number",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="候补号"),
                        ),
                        (
                            "ask_first",
                            models.BooleanField(
                                default=False,
                                help_text="有空位时先问本人，限时确认；不选则自动递补。",
                                verbose_name="先问我",
                            ),
                        ),
                        (
                            "offer_expires_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="确认时限"),
                        ),
                        (
                            "partner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="classrooms.registration",
                                verbose_name="同报的伙伴",
                            ),
                        ),
                        (
                            "registered_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="报名时间"),
                        ),
                        (
                            "confirmed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="确认时间"),
                        ),
                        (
                            "cancelled_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="取消时间"),
                        ),
                        ("reason", models.CharField(blank=True, max_length=120, verbose_name="原因")),
                    ],
                    options={
                        "verbose_name": "报名",
                        "verbose_name_plural": "报名",
                        "ordering": ["session", "state", "queue_number", "registered_at", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("session", "teacher"),
                                name="one_registration_a_teacher",
                                violation_error_message="您已报过这场活动。",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "waiting")),
                                fields=("session", "queue_number"),
                                name="queue_number_given_once",
                                violation_error_message="候补号重复，请重试。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "waiting"), _negated=True),
                                    ("queue_number__isnull", False),
                                    _connector="OR",
                                ),
                                name="waiting_has_a_number",
                                violation_error_message="候补要有号。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("offer_expires_at__isnull", False), ("state", "offered")),
                                    models.Q(
                                        models.Q(("state", "offered"), _negated=True),
                                        ("offer_expires_at__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="offer_has_a_time",
                                violation_error_message="待确认的名额要有时限。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("cancelled_at__isnull", False), ("state", "cancelled")),
                                    models.Q(
                                        models.Q(("state", "cancelled"), _negated=True),
                                        ("cancelled_at__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="cancelled_registration_has_a_time",
                                violation_error_message="取消的报名要有取消时间。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Cover",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "registration",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="covers",
                                to="classrooms.registration",
                                verbose_name="报名",
                            ),
                        ),
                        (
                            "lesson",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="covers",
                                to="schools.lesson",
                                verbose_name="课",
                            ),
                        ),
                        ("date", models.DateField(verbose_name="日期")),
                        ("period_no", models.PositiveSmallIntegerField(verbose_name="节次")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("needed", "待安排"),
                                    ("proposed", "待教务确认"),
                                    ("approved", "已安排"),
                                    ("refused", "退回重排"),
                                ],
                                default="needed",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                blank=True,
                                choices=[("substitute", "代课"), ("swap", "调课")],
                                max_length=10,
                                verbose_name="办法",
                            ),
                        ),
                        (
                            "substitute",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="covers",
                                to="schools.teacher",
                                verbose_name="代课教师",
                            ),
                        ),
                        (
                            "swapped_with",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="covers_by_swap",
                                to="schools.lesson",
                                verbose_name="与哪节对调",
                            ),
                        ),
                        ("swapped_on", models.DateField(blank=True, null=True, verbose_name="对调日期")),
                        ("note", models.CharField(blank=True, max_length=120, verbose_name="说明")),
                        ("proposed_at", models.DateTimeField(blank=True, null=True, verbose_name="提出时间")),
                        ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="确认时间")),
                        ("decided_by", models.CharField(blank=True, max_length=40, verbose_name="确认人")),
                    ],
                    options={
                        "verbose_name": "调课代课安排",
                        "verbose_name_plural": "调课代课安排",
                        "ordering": ["date", "period_no", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("registration", "lesson", "date"),
                                name="cover_once_a_lesson",
                                violation_error_message="这节课已在安排里。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", ""), ("substitute", None), ("swapped_with", None)),
                                    models.Q(
                                        ("kind", "substitute"),
                                        ("substitute__isnull", False),
                                        ("swapped_with", None),
                                    ),
                                    models.Q(
                                        ("kind", "swap"),
                                        ("substitute", None),
                                        ("swapped_on__isnull", False),
                                        ("swapped_with__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="cover_says_who_or_what",
                                violation_error_message="代课要有教师，调课要说明与哪节对调。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["proposed", "approved"]), _negated=True),
                                    models.Q(("kind", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="cover_proposed_with_a_way",
                                violation_error_message="请先选好调课或代课。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Attendance",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "registration",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attendance",
                                to="classrooms.registration",
                                verbose_name="报名",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("present", "出席"),
                                    ("late", "迟到"),
                                    ("absent", "缺席"),
                                    ("excused", "请假"),
                                ],
                                max_length=8,
                                verbose_name="出席",
                            ),
                        ),
                        (
                            "method",
                            models.CharField(
                                choices=[
                                    ("self", "本人签到"),
                                    ("later", "本人签到，离线补传"),
                                    ("organiser", "组织者登记"),
                                ],
                                max_length=10,
                                verbose_name="方式",
                            ),
                        ),
                        ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="时间")),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="attendance_noted",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="登记人",
                            ),
                        ),
                        ("key", models.CharField(blank=True, max_length=40, verbose_name="点击编号")),
                    ],
                    options={
                        "verbose_name": "出席",
                        "verbose_name_plural": "出席",
                        "ordering": ["registration", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="RelayCourse",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "link",
                            models.URLField(
                                blank=True,
                                help_text="主讲和接收教室进入的会议或直播地址。",
                                verbose_name="上课链接",
                            ),
                        ),
                        (
                            "view_auth",
                            models.PositiveSmallIntegerField(
                                choices=[(0, "仅上课的班级"), (1, "公开"), (2, "登录可看"), (3, "凭口令")],
                                default=0,
                                verbose_name="谁能观看",
                            ),
                        ),
                        ("is_live", models.BooleanField(default=True, verbose_name="直播")),
                        ("is_record", models.BooleanField(default=False, verbose_name="录制")),
                        (
                            "kind",
                            models.CharField(
                                choices=[("planned", "计划开课"), ("ad_hoc", "自主开课")],
                                default="planned",
                                max_length=8,
                                verbose_name="类别",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[("draft", "拟定"), ("running", "开课"), ("ended", "已结束")],
                                default="draft",
                                help_text="改为“开课”并保存，即按校历排出各次课。",
                                max_length=8,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "term",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="relay_courses",
                                to="schools.term",
                                verbose_name="学期",
                            ),
                        ),
                        (
                            "subject",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="relay_courses",
                                to="schools.subject",
                                verbose_name="学科",
                            ),
                        ),
                        (
                            "grades",
                            models.JSONField(
                                default=list,
                                help_text="可选相邻的几个年级（复式、混龄接收）。",
                                validators=[schools.models.timetable.grade_numbers],
                                verbose_name="年级",
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="relay_courses",
                                to="schools.textbookversion",
                                verbose_name="教材版本",
                            ),
                        ),
                        (
                            "organiser",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="relay_courses",
                                to="accounts.unit",
                                verbose_name="组织单位",
                            ),
                        ),
                        (
                            "school",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="presented_relay_courses",
                                to="schools.school",
                                verbose_name="主讲学校",
                            ),
                        ),
                        (
                            "presenter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="presented_relay_courses",
                                to="schools.teacher",
                                verbose_name="主讲教师",
                            ),
                        ),
                        (
                            "presenting_group",
                            models.ForeignKey(
                                blank=True,
                                help_text="主讲教室里同时上课的班；没有就空着。",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="presented_relay_courses",
                                to="schools.teachinggroup",
                                verbose_name="主讲班",
                            ),
                        ),
                        (
                            "from_on",
                            models.DateField(
                                blank=True, help_text="空着：学期第一天。", null=True, verbose_name="从哪天起"
                            ),
                        ),
                        (
                            "until_on",
                            models.DateField(
                                blank=True,
                                help_text="空着：学期最后一天。",
                                null=True,
                                verbose_name="到哪天止",
                            ),
                        ),
                        (
                            "max_receivers",
                            models.PositiveSmallIntegerField(default=3, verbose_name="最多接收班"),
                        ),
                        (
                            "receivers_count",
                            models.PositiveSmallIntegerField(
                                default=0, editable=False, verbose_name="接收班数"
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                        ("sample", models.BooleanField(default=False, verbose_name="示例")),
                    ],
                    options={
                        "verbose_name": "专递课程",
                        "verbose_name_plural": "专递课程",
                        "ordering": ["-term__starts_on", "subject__order", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("receivers_count__lte", models.F("max_receivers"))),
                                name="relay_course_not_overfull",
                                violation_error_message="接收班已满，请先调高“最多接收班”，或另开一门。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until_on__isnull", True),
                                    ("from_on__isnull", True),
                                    ("until_on__gte", models.F("from_on")),
                                    _connector="OR",
                                ),
                                name="relay_course_ends_after_start",
                                violation_error_message="截止日期不能早于开始日期。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MatchLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "proposal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="lines",
                                to="classrooms.matchproposal",
                                verbose_name="排课建议",
                            ),
                        ),
                        (
                            "offer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="match_lines",
                                to="classrooms.subjectoffer",
                                verbose_name="主讲意向",
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
                        ("period_no", models.PositiveSmallIntegerField(verbose_name="主讲节次")),
                        ("grade", models.PositiveSmallIntegerField(verbose_name="年级")),
                        (
                            "course",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="match_lines",
                                to="classrooms.relaycourse",
                                verbose_name="课程",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "建议的课",
                        "verbose_name_plural": "建议的课",
                        "ordering": ["proposal", "offer", "weekday", "period_no"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("proposal", "offer", "weekday", "period_no"),
                                name="match_line_once_an_hour",
                                violation_error_message="这位教师这一节已有安排。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RelayLesson",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "link",
                            models.URLField(
                                blank=True,
                                help_text="主讲和接收教室进入的会议或直播地址。",
                                verbose_name="上课链接",
                            ),
                        ),
                        (
                            "view_auth",
                            models.PositiveSmallIntegerField(
                                choices=[(0, "仅上课的班级"), (1, "公开"), (2, "登录可看"), (3, "凭口令")],
                                default=0,
                                verbose_name="谁能观看",
                            ),
                        ),
                        ("is_live", models.BooleanField(default=True, verbose_name="直播")),
                        ("is_record", models.BooleanField(default=False, verbose_name="录制")),
                        (
                            "course",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lessons",
                                to="classrooms.relaycourse",
                                verbose_name="专递课程",
                            ),
                        ),
                        (
                            "slot",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="lessons",
                                to="classrooms.relayslot",
                                verbose_name="每周时段",
                            ),
                        ),
                        ("due_on", models.DateField(verbose_name="原定日期")),
                        ("date", models.DateField(db_index=True, verbose_name="日期")),
                        ("period_no", models.PositiveSmallIntegerField(verbose_name="主讲节次")),
                        ("starts_at", models.DateTimeField(db_index=True, verbose_name="上课")),
                        ("ends_at", models.DateTimeField(verbose_name="下课")),
                        (
                            "presenter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="presented_relay_lessons",
                                to="schools.teacher",
                                verbose_name="主讲教师",
                            ),
                        ),
                        (
                            "actual_start",
                            models.DateTimeField(blank=True, null=True, verbose_name="实际开始"),
                        ),
                        ("actual_end", models.DateTimeField(blank=True, null=True, verbose_name="实际结束")),
                        ("recording_link", models.URLField(blank=True, verbose_name="录像链接")),
                        ("is_quality", models.BooleanField(default=False, verbose_name="精品课")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "待上"),
                                    ("live", "正在上"),
                                    ("held", "已上"),
                                    ("failed", "未上成"),
                                    ("cancelled", "已取消"),
                                ],
                                default="planned",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(blank=True, max_length=120, verbose_name="取消或调课原因"),
                        ),
                        (
                            "moved_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="调课时间"
                            ),
                        ),
                        (
                            "made_up_for",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.RESTRICT,
                                related_name="make_ups",
                                to="classrooms.relaylesson",
                                verbose_name="补哪一次课",
                            ),
                        ),
                        (
                            "external_id",
                            models.CharField(
                                blank=True, editable=False, max_length=80, verbose_name="外部编号"
                            ),
                        ),
                        ("sample", models.BooleanField(default=False, verbose_name="示例")),
                    ],
                    options={
                        "verbose_name": "专递课",
                        "verbose_name_plural": "专递课",
                        "ordering": ["starts_at", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("slot__isnull", False)),
                                fields=("slot", "due_on"),
                                name="relay_lesson_made_once",
                                violation_error_message="这一次课已经排出。",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "cancelled"), _negated=True),
                                fields=("presenter", "date", "period_no"),
                                name="relay_presenter_in_one_place",
                                violation_error_message="主讲教师这一天这一节已有专递课。",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("external_id", ""), _negated=True),
                                fields=("external_id",),
                                name="relay_lesson_external_id_once",
                                violation_error_message="已有一节课用了这个外部编号。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                                name="relay_lesson_ends_after_start",
                                violation_error_message="下课要在上课之后。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("actual_end__isnull", True),
                                    ("actual_start__isnull", False),
                                    _connector="OR",
                                ),
                                name="relay_lesson_begun_before_over",
                                violation_error_message="有实际结束时间，就要有实际开始时间。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ClassTour",
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
                                related_name="tours",
                                to="classrooms.relaylesson",
                                verbose_name="专递课",
                            ),
                        ),
                        (
                            "finding",
                            models.CharField(
                                choices=[
                                    ("well", "正常"),
                                    ("picture", "画面或声音有问题"),
                                    ("late", "迟开"),
                                    ("empty", "接收教室没有人"),
                                    ("other", "其他"),
                                ],
                                default="well",
                                max_length=10,
                                verbose_name="所见",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="记录")),
                        (
                            "written_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="时间"),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="class_tours",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="巡课人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "巡课记录",
                        "verbose_name_plural": "巡课记录",
                        "ordering": ["written_at", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="RelayReceiver",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "course",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="receivers",
                                to="classrooms.relaycourse",
                                verbose_name="专递课程",
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="received_relay_courses",
                                to="schools.teachinggroup",
                                verbose_name="接收班",
                            ),
                        ),
                        (
                            "assistant",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="assisted_relay_courses",
                                to="schools.teacher",
                                verbose_name="辅助教师",
                            ),
                        ),
                        (
                            "period_no",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="空着：按两校作息，取时间重合最多的一节。",
                                null=True,
                                verbose_name="接收节次",
                            ),
                        ),
                        (
                            "from_on",
                            models.DateField(
                                blank=True, help_text="空着：随课程。", null=True, verbose_name="从哪天起接收"
                            ),
                        ),
                        (
                            "left_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="退出日期"),
                        ),
                    ],
                    options={
                        "verbose_name": "接收班",
                        "verbose_name_plural": "接收班",
                        "ordering": ["course", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("course", "group"),
                                name="relay_receiver_once",
                                violation_error_message="这个班已在接收这门课。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Receipt",
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
                                related_name="receipts",
                                to="classrooms.relaylesson",
                                verbose_name="专递课",
                            ),
                        ),
                        (
                            "receiver",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="receipts",
                                to="classrooms.relayreceiver",
                                verbose_name="接收班（课程）",
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="relay_receipts",
                                to="schools.teachinggroup",
                                verbose_name="接收班",
                            ),
                        ),
                        ("date", models.DateField(db_index=True, verbose_name="日期")),
                        ("period_no", models.PositiveSmallIntegerField(verbose_name="接收节次")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("awaited", "待确认"),
                                    ("confirmed", "已上课"),
                                    ("failed", "未上课"),
                                    ("void", "不再上"),
                                ],
                                default="awaited",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("presenter", "主讲方未开课"),
                                    ("network", "断网"),
                                    ("power", "停电"),
                                    ("equipment", "设备"),
                                    ("leave", "教师请假"),
                                    ("event", "考试或集会"),
                                    ("holiday", "放假调课"),
                                    ("other", "其他"),
                                ],
                                max_length=10,
                                verbose_name="未上原因",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=120, verbose_name="说明")),
                        ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="确认时间")),
                        (
                            "answered_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="relay_receipts",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="确认人",
                            ),
                        ),
                        (
                            "method",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("page", "登录确认"),
                                    ("offline", "离线补发"),
                                    ("link", "群内链接"),
                                    ("code", "确认码"),
                                    ("correction", "事后更正"),
                                ],
                                max_length=10,
                                verbose_name="确认方式",
                            ),
                        ),
                        (
                            "key",
                            models.CharField(
                                blank=True, editable=False, max_length=40, verbose_name="去重键"
                            ),
                        ),
                        (
                            "makes_up",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.RESTRICT,
                                related_name="make_up",
                                to="classrooms.receipt",
                                verbose_name="补的是",
                            ),
                        ),
                        (
                            "code",
                            models.CharField(blank=True, editable=False, max_length=8, verbose_name="确认码"),
                        ),
                        (
                            "link_no",
                            models.PositiveSmallIntegerField(
                                default=1, editable=False, verbose_name="链接版次"
                            ),
                        ),
                        (
                            "move_seen_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="调课已知悉"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "上课确认",
                        "verbose_name_plural": "上课确认",
                        "ordering": ["date", "period_no", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("lesson", "receiver"),
                                name="receipt_once_a_lesson",
                                violation_error_message="这个班这一次课已有确认。",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "void"), _negated=True),
                                fields=("group", "date", "period_no"),
                                name="relay_group_in_one_lesson",
                                violation_error_message="这个班这一天这一节已有专递课。",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("key", ""), _negated=True),
                                fields=("key",),
                                name="receipt_key_once",
                                violation_error_message="这一次确认已收到。",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("code", ""), _negated=True),
                                fields=("date", "code"),
                                name="receipt_code_once_a_day",
                                violation_error_message="确认码重复，请重试。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("answered_at__isnull", False), ("state__in", ["confirmed", "failed"])
                                    ),
                                    models.Q(
                                        ("answered_at__isnull", True), ("state__in", ["awaited", "void"])
                                    ),
                                    _connector="OR",
                                ),
                                name="receipt_answered_has_a_time",
                                violation_error_message="确认要有时间。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "failed"), models.Q(("reason", ""), _negated=True)),
                                    models.Q(models.Q(("state", "failed"), _negated=True), ("reason", "")),
                                    _connector="OR",
                                ),
                                name="receipt_failed_has_a_reason",
                                violation_error_message="没有上成，请选原因。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RelaySlot",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "course",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="slots",
                                to="classrooms.relaycourse",
                                verbose_name="专递课程",
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
                        ("period_no", models.PositiveSmallIntegerField(verbose_name="主讲节次")),
                        (
                            "week_parity",
                            models.PositiveSmallIntegerField(
                                choices=[(0, "每周"), (1, "单周"), (2, "双周")],
                                default=0,
                                verbose_name="单双周",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "每周时段",
                        "verbose_name_plural": "每周时段",
                        "ordering": ["course", "weekday", "period_no", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("week_parity", 2), _negated=True),
                                fields=("course", "weekday", "period_no"),
                                name="relay_slot_once_in_odd_weeks",
                                violation_error_message="这门课这一节已排了。",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("week_parity", 1), _negated=True),
                                fields=("course", "weekday", "period_no"),
                                name="relay_slot_once_in_even_weeks",
                                violation_error_message="这门课这一节已排了。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Resource",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="shared_%(class)ss",
                                to="schools.teacher",
                                verbose_name="教师",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="shared_%(class)ss",
                                to="accounts.unit",
                                verbose_name="单位",
                            ),
                        ),
                        ("title", models.CharField(max_length=80, verbose_name="名称")),
                        ("about", models.TextField(blank=True, max_length=800, verbose_name="说明")),
                        (
                            "subject",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="shared_%(class)ss",
                                to="schools.subject",
                                verbose_name="学科",
                            ),
                        ),
                        (
                            "view",
                            models.CharField(
                                choices=[
                                    ("private", "只有我自己"),
                                    ("pair", "与我结对的教师"),
                                    ("group", "本校和本教育集团"),
                                    ("signed_in", "登录的教师"),
                                    ("public", "所有人"),
                                    ("password", "知道口令的人"),
                                ],
                                default="group",
                                max_length=9,
                                verbose_name="谁能看",
                            ),
                        ),
                        (
                            "password",
                            models.CharField(
                                blank=True, editable=False, max_length=128, verbose_name="口令（摘要）"
                            ),
                        ),
                        (
                            "added_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="分享时间"
                            ),
                        ),
                        (
                            "removed_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="撤下时间"
                            ),
                        ),
                        ("sample", models.BooleanField(default=False, verbose_name="示例")),
                        (
                            "licence",
                            models.CharField(
                                choices=[
                                    ("group_use", "本区教学自用"),
                                    ("share", "可转发，须署名"),
                                    ("adapt", "可修改再用，须署名"),
                                ],
                                default="group_use",
                                max_length=9,
                                verbose_name="许可",
                            ),
                        ),
                        (
                            "stage",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("preschool", "幼儿园"),
                                    ("primary", "小学"),
                                    ("junior", "初中"),
                                    ("senior", "高中"),
                                    ("vocational", "中职"),
                                ],
                                max_length=10,
                                verbose_name="学段",
                            ),
                        ),
                        (
                            "grade",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="年级"),
                        ),
                        (
                            "textbook",
                            models.CharField(
                                blank=True, help_text="如：人教版。", max_length=40, verbose_name="教材"
                            ),
                        ),
                        (
                            "volume",
                            models.CharField(
                                blank=True,
                                choices=[("first", "上册"), ("second", "下册"), ("whole", "全一册")],
                                max_length=6,
                                verbose_name="册次",
                            ),
                        ),
                        ("chapter", models.CharField(blank=True, max_length=60, verbose_name="单元或章节")),
                    ],
                    options={
                        "verbose_name": "教学资源",
                        "verbose_name_plural": "教学资源",
                        "ordering": ["-added_at", "-pk"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("password", ""), ("view", "password"), _negated=True),
                                name="resource_password_is_set",
                                violation_error_message="选了“知道口令的人”，请设一个口令。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Rubric",
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
                                related_name="rubrics",
                                to="accounts.unit",
                                verbose_name="制定单位",
                            ),
                        ),
                        ("name", models.CharField(max_length=40, verbose_name="名称")),
                        (
                            "number",
                            models.PositiveSmallIntegerField(default=1, editable=False, verbose_name="版本"),
                        ),
                        (
                            "replaces",
                            models.OneToOneField(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replaced_by",
                                to="classrooms.rubric",
                                verbose_name="替换的版本",
                            ),
                        ),
                        (
                            "about",
                            models.CharField(
                                blank=True,
                                help_text="如：小学各学科常态课。",
                                max_length=120,
                                verbose_name="适用",
                            ),
                        ),
                        (
                            "style",
                            models.CharField(
                                choices=[("scores", "打分并写评语"), ("comments", "只写评语，不打分")],
                                default="scores",
                                max_length=8,
                                verbose_name="方式",
                            ),
                        ),
                        ("remarks", models.BooleanField(default=True, verbose_name="每行可写备注")),
                        (
                            "excellent_from",
                            models.PositiveSmallIntegerField(default=90, verbose_name="优秀线%"),
                        ),
                        ("good_from", models.PositiveSmallIntegerField(default=80, verbose_name="良好线%")),
                        ("pass_from", models.PositiveSmallIntegerField(default=60, verbose_name="合格线%")),
                        (
                            "retired_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="停用时间"
                            ),
                        ),
                        ("sample", models.BooleanField(default=False, verbose_name="示例")),
                    ],
                    options={
                        "verbose_name": "评课表",
                        "verbose_name_plural": "评课表",
                        "ordering": ["name", "-number", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("excellent_from__lte", 100),
                                    ("excellent_from__gt", models.F("good_from")),
                                    ("good_from__gt", models.F("pass_from")),
                                ),
                                name="rubric_cut_offs_in_order",
                                violation_error_message="优秀线要高于良好线，良好线要高于合格线，都不超过100。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LessonReview",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reviews",
                                to="classrooms.observedlesson",
                                verbose_name="课",
                            ),
                        ),
                        (
                            "reviewer",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="lesson_reviews",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="评课人",
                            ),
                        ),
                        (
                            "reviewer_name",
                            models.CharField(default="", max_length=40, verbose_name="评课人姓名"),
                        ),
                        (
                            "rubric",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reviews",
                                to="classrooms.rubric",
                                verbose_name="评课表",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("draft", "草稿"), ("submitted", "已提交")],
                                default="draft",
                                max_length=9,
                                verbose_name="状态",
                            ),
                        ),
                        ("notes", models.TextField(blank=True, max_length=6000, verbose_name="教学过程记录")),
                        ("summary", models.TextField(blank=True, max_length=2000, verbose_name="总评与建议")),
                        (
                            "points",
                            models.DecimalField(
                                blank=True, decimal_places=1, max_digits=6, null=True, verbose_name="得分"
                            ),
                        ),
                        (
                            "points_of",
                            models.DecimalField(
                                blank=True, decimal_places=1, max_digits=6, null=True, verbose_name="满分"
                            ),
                        ),
                        (
                            "started_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="开始时间"),
                        ),
                        (
                            "saved_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="保存时间"),
                        ),
                        (
                            "submitted_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="提交时间"),
                        ),
                        ("revision", models.PositiveIntegerField(default=0, verbose_name="修改次数")),
                        (
                            "last_key",
                            models.CharField(blank=True, max_length=40, verbose_name="最后一次保存的键"),
                        ),
                        ("sample", models.BooleanField(default=False, verbose_name="示例")),
                    ],
                    options={
                        "verbose_name": "评课",
                        "verbose_name_plural": "评课",
                        "ordering": ["-started_at", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("lesson", "reviewer"),
                                name="one_sheet_a_reviewer",
                                violation_error_message="这节课您已经有一张评课表。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "draft"), ("submitted_at__isnull", True)),
                                    models.Q(("state", "submitted"), ("submitted_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="submitted_sheet_has_a_time",
                                violation_error_message="已提交的评课表要有提交时间。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RubricItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "rubric",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="items",
                                to="classrooms.rubric",
                                verbose_name="评课表",
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(verbose_name="顺序")),
                        ("level", models.PositiveSmallIntegerField(default=1, verbose_name="层级")),
                        (
                            "kind",
                            models.CharField(
                                choices=[("heading", "标题"), ("score", "打分"), ("comment", "评语")],
                                max_length=8,
                                verbose_name="类型",
                            ),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="内容")),
                        (
                            "maximum",
                            models.DecimalField(
                                blank=True, decimal_places=1, max_digits=4, null=True, verbose_name="满分"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "评课表的行",
                        "verbose_name_plural": "评课表的行",
                        "ordering": ["rubric", "order"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("rubric", "order"),
                                name="rubric_row_stands_once",
                                violation_error_message="同一位置已有一行，请刷新页面后再试。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("level__gte", 1), ("level__lte", 3)),
                                name="rubric_has_three_levels",
                                violation_error_message="评课表最多三级。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "score"), ("maximum__gt", 0)),
                                    models.Q(
                                        models.Q(("kind", "score"), _negated=True), ("maximum__isnull", True)
                                    ),
                                    _connector="OR",
                                ),
                                name="rubric_score_has_a_maximum",
                                violation_error_message="打分的行要有满分，其他行没有。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Score",
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
                                related_name="scores",
                                to="classrooms.lessonreview",
                                verbose_name="评课",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="scores",
                                to="classrooms.rubricitem",
                                verbose_name="行",
                            ),
                        ),
                        (
                            "points",
                            models.DecimalField(
                                blank=True, decimal_places=1, max_digits=4, null=True, verbose_name="得分"
                            ),
                        ),
                        (
                            "maximum",
                            models.DecimalField(
                                blank=True, decimal_places=1, max_digits=4, null=True, verbose_name="满分"
                            ),
                        ),
                        ("remark", models.CharField(blank=True, max_length=500, verbose_name="备注或评语")),
                    ],
                    options={
                        "verbose_name": "得分",
                        "verbose_name_plural": "得分",
                        "ordering": ["review", "item__order"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("review", "item"),
                                name="row_scored_once",
                                violation_error_message="这一行已经打过分。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("points__isnull", True),
                                    models.Q(("points__gte", 0), ("points__lte", models.F("maximum"))),
                                    _connector="OR",
                                ),
                                name="score_within_its_maximum",
                                violation_error_message="得分要在0和满分之间。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Session",
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
                            "classroom",
                            models.CharField(
                                choices=[
                                    ("relay", "专递课堂"),
                                    ("master", "名师课堂"),
                                    ("network", "名校网络课堂"),
                                ],
                                max_length=8,
                                verbose_name="课堂",
                            ),
                        ),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("prepare", "集体备课"),
                                    ("teach", "上课观摩"),
                                    ("review", "评课"),
                                    ("discussion", "专题研讨"),
                                    ("demonstration", "示范课"),
                                    ("same_topic", "同课异构"),
                                    ("outreach", "送教下乡"),
                                    ("last_lesson", "上一节课（录像研讨）"),
                                ],
                                max_length=14,
                                verbose_name="形式",
                            ),
                        ),
                        ("title", models.CharField(max_length=80, verbose_name="名称")),
                        ("summary", models.TextField(blank=True, max_length=600, verbose_name="说明")),
                        (
                            "organiser",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sessions",
                                to="accounts.unit",
                                verbose_name="组织单位",
                            ),
                        ),
                        (
                            "host",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="hosted_sessions",
                                to="schools.school",
                                verbose_name="承办学校",
                            ),
                        ),
                        (
                            "presenter",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="presented_sessions",
                                to="schools.teacher",
                                verbose_name="主讲教师",
                            ),
                        ),
                        (
                            "subject",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sessions",
                                to="schools.subject",
                                verbose_name="学科",
                            ),
                        ),
                        ("place", models.CharField(blank=True, max_length=80, verbose_name="地点")),
                        (
                            "meeting_provider",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("dingtalk", "钉钉"),
                                    ("tencent", "腾讯会议"),
                                    ("wecom", "企业微信"),
                                    ("classin", "ClassIn"),
                                    ("bbb", "BigBlueButton"),
                                    ("district", "区级视频平台"),
                                    ("other", "其他"),
                                ],
                                max_length=12,
                                verbose_name="会议平台",
                            ),
                        ),
                        (
                            "meeting_link",
                            models.URLField(
                                blank=True, help_text="只给报上名的人看。", verbose_name="线上会议"
                            ),
                        ),
                        (
                            "meeting_number",
                            models.CharField(
                                blank=True,
                                help_text="只给报上名的人看。",
                                max_length=40,
                                verbose_name="会议号",
                            ),
                        ),
                        (
                            "meeting_password",
                            models.CharField(
                                blank=True,
                                help_text="只给报上名的人看。",
                                max_length=40,
                                verbose_name="会议密码",
                            ),
                        ),
                        ("starts_at", models.DateTimeField(db_index=True, verbose_name="开始")),
                        ("ends_at", models.DateTimeField(db_index=True, verbose_name="结束")),
                        ("opens_at", models.DateTimeField(verbose_name="报名开始")),
                        ("closes_at", models.DateTimeField(verbose_name="报名截止")),
                        (
                            "cancel_until",
                            models.DateTimeField(
                                blank=True,
                                help_text="过了这个时间，取消要写原因。空着：到报名截止。",
                                null=True,
                                verbose_name="可自行取消至",
                            ),
                        ),
                        (
                            "for_group",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sessions_for_it",
                                to="groups.educationgroup",
                                verbose_name="限本集团教师",
                            ),
                        ),
                        (
                            "for_subject",
                            models.ForeignKey(
                                blank=True,
                                help_text="按教师的专任学科。",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sessions_for_it",
                                to="schools.subject",
                                verbose_name="限学科",
                            ),
                        ),
                        (
                            "for_stage",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("preschool", "幼儿园"),
                                    ("primary", "小学"),
                                    ("junior", "初中"),
                                    ("senior", "高中"),
                                    ("vocational", "中职"),
                                ],
                                max_length=12,
                                verbose_name="限学段",
                            ),
                        ),
                        (
                            "for_backbone",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("school", "校级骨干"),
                                    ("district", "区级骨干"),
                                    ("city", "市级骨干"),
                                    ("national", "国家级骨干"),
                                ],
                                help_text="这一级及以上的骨干教师。",
                                max_length=10,
                                verbose_name="限骨干",
                            ),
                        ),
                        (
                            "in_pairs",
                            models.BooleanField(
                                default=False,
                                help_text="结对的两位教师一起报名：都有名额才报上，否则都不占。",
                                verbose_name="结对同报",
                            ),
                        ),
                        (
                            "series",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="sessions",
                                to="classrooms.sessionseries",
                                verbose_name="系列",
                            ),
                        ),
                        ("capacity", models.PositiveIntegerField(verbose_name="名额")),
                        (
                            "taken",
                            models.PositiveIntegerField(default=0, editable=False, verbose_name="已报"),
                        ),
                        (
                            "offered",
                            models.PositiveIntegerField(default=0, editable=False, verbose_name="待确认"),
                        ),
                        (
                            "waiting",
                            models.PositiveIntegerField(default=0, editable=False, verbose_name="候补人数"),
                        ),
                        (
                            "last_number",
                            models.PositiveIntegerField(default=0, editable=False, verbose_name="候补号计数"),
                        ),
                        (
                            "has_quotas",
                            models.BooleanField(default=False, editable=False, verbose_name="有单位名额"),
                        ),
                        (
                            "hours",
                            models.DecimalField(
                                decimal_places=1, default=0, max_digits=4, verbose_name="学时"
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
                        (
                            "calendar_sequence",
                            models.PositiveIntegerField(default=0, editable=False, verbose_name="日历版本"),
                        ),
                        ("sample", models.BooleanField(default=False, verbose_name="示例")),
                    ],
                    options={
                        "verbose_name": "教研活动",
                        "verbose_name_plural": "教研活动",
                        "ordering": ["starts_at", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("taken__lte", models.F("capacity"))),
                                name="session_not_oversold",
                                violation_error_message="名额不能少于已报人数。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("offered__lte", models.F("taken"))),
                                name="session_offers_are_taken",
                                violation_error_message="待确认的名额算在已报里。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("capacity__gte", 1)),
                                name="session_has_a_seat",
                                violation_error_message="名额至少一个。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                                name="session_ends_after_start",
                                violation_error_message="结束要在开始之后。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("cancel_until", None),
                                    ("cancel_until__lte", models.F("starts_at")),
                                    _connector="OR",
                                ),
                                name="session_cancel_before_start",
                                violation_error_message="可自行取消的时间不能晚于活动开始。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("closes_at__gt", models.F("opens_at")),
                                    ("closes_at__lte", models.F("starts_at")),
                                ),
                                name="session_window_before_start",
                                violation_error_message="报名要先开始后截止，并在活动开始前截止。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Recording",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="shared_%(class)ss",
                                to="schools.teacher",
                                verbose_name="教师",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="shared_%(class)ss",
                                to="accounts.unit",
                                verbose_name="单位",
                            ),
                        ),
                        ("title", models.CharField(max_length=80, verbose_name="名称")),
                        ("about", models.TextField(blank=True, max_length=800, verbose_name="说明")),
                        (
                            "subject",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="shared_%(class)ss",
                                to="schools.subject",
                                verbose_name="学科",
                            ),
                        ),
                        (
                            "view",
                            models.CharField(
                                choices=[
                                    ("private", "只有我自己"),
                                    ("pair", "与我结对的教师"),
                                    ("group", "本校和本教育集团"),
                                    ("signed_in", "登录的教师"),
                                    ("public", "所有人"),
                                    ("password", "知道口令的人"),
                                ],
                                default="group",
                                max_length=9,
                                verbose_name="谁能看",
                            ),
                        ),
                        (
                            "password",
                            models.CharField(
                                blank=True, editable=False, max_length=128, verbose_name="口令（摘要）"
                            ),
                        ),
                        (
                            "added_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="分享时间"
                            ),
                        ),
                        (
                            "removed_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="撤下时间"
                            ),
                        ),
                        ("sample", models.BooleanField(default=False, verbose_name="示例")),
                        (
                            "file",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="recordings",
                                to="classrooms.storedfile",
                                verbose_name="录像文件",
                            ),
                        ),
                        (
                            "link",
                            models.URLField(
                                blank=True,
                                help_text="区里的录播平台、国家中小学智慧教育平台等。",
                                verbose_name="录像链接",
                            ),
                        ),
                        ("class_name", models.CharField(blank=True, max_length=30, verbose_name="班级")),
                        ("recorded_on", models.DateField(blank=True, null=True, verbose_name="上课日期")),
                        (
                            "session",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="recordings",
                                to="classrooms.session",
                                verbose_name="教研活动",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "课堂录像",
                        "verbose_name_plural": "课堂录像",
                        "ordering": ["-added_at", "-pk"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("password", ""), ("view", "password"), _negated=True),
                                name="recording_password_is_set",
                                violation_error_message="选了“知道口令的人”，请设一个口令。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("file__isnull", False),
                                    models.Q(("link", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="recording_is_somewhere",
                                violation_error_message="请上传录像，或填写链接。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LastLesson",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "session",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="last_lesson",
                                to="classrooms.session",
                                verbose_name="教研活动",
                            ),
                        ),
                        (
                            "recording",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="last_lessons",
                                to="classrooms.recording",
                                verbose_name="课堂录像",
                            ),
                        ),
                        ("watch_from", models.DateTimeField(verbose_name="从什么时候可以看")),
                        ("watch_until", models.DateTimeField(verbose_name="看到什么时候")),
                        (
                            "agreed_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="分享的教师同意"
                            ),
                        ),
                        ("minutes", models.TextField(blank=True, max_length=4000, verbose_name="讨论纪要")),
                        ("outcome", models.TextField(blank=True, max_length=2000, verbose_name="成果")),
                        (
                            "written_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="纪要时间"
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="last_lessons_written",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="纪要人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "上一节课",
                        "verbose_name_plural": "上一节课",
                        "ordering": ["-session__starts_at", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("watch_until__gt", models.F("watch_from"))),
                                name="last_lesson_window_ends_after_start",
                                violation_error_message="看录像的时间要先开始后结束。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("minutes", ""), ("outcome", "")),
                                    ("written_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="last_lesson_written_has_a_time",
                                violation_error_message="纪要和成果要有时间。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Certificate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=20, unique=True, verbose_name="编号")),
                        (
                            "session",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="certificates",
                                to="classrooms.session",
                                verbose_name="教研活动",
                            ),
                        ),
                        (
                            "teacher",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="certificates",
                                to="schools.teacher",
                                verbose_name="教师",
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[("participant", "参与"), ("presenter", "主讲")],
                                max_length=12,
                                verbose_name="身份",
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                choices=[("district", "区级"), ("group", "集团级"), ("school", "校级")],
                                max_length=8,
                                verbose_name="级别",
                            ),
                        ),
                        (
                            "issuer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="certificates",
                                to="accounts.unit",
                                verbose_name="认定单位",
                            ),
                        ),
                        (
                            "hours",
                            models.DecimalField(
                                decimal_places=1, default=0, max_digits=4, verbose_name="学时"
                            ),
                        ),
                        ("held_on", models.DateField(verbose_name="活动日期")),
                        ("name", models.CharField(max_length=40, verbose_name="姓名")),
                        ("school_name", models.CharField(max_length=60, verbose_name="学校")),
                        ("title", models.CharField(max_length=80, verbose_name="活动名称")),
                        ("stage", models.CharField(max_length=20, verbose_name="形式")),
                        (
                            "issued_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="发放时间"),
                        ),
                        (
                            "issued_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="certificates_issued",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="发放人",
                            ),
                        ),
                        ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="作废时间")),
                        ("sample", models.BooleanField(default=False, verbose_name="示例")),
                    ],
                    options={
                        "verbose_name": "学时证明",
                        "verbose_name_plural": "学时证明",
                        "ordering": ["-held_on", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("revoked_at", None)),
                                fields=("session", "teacher", "role"),
                                name="one_valid_certificate_a_role",
                                violation_error_message="这位教师已有这场活动的证明。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("hours__gte", 0)),
                                name="certificate_hours_not_negative",
                                violation_error_message="学时不能为负。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SessionQuota",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "session",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="quotas",
                                to="classrooms.session",
                                verbose_name="教研活动",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="session_quotas",
                                to="accounts.unit",
                                verbose_name="单位",
                            ),
                        ),
                        ("limit", models.PositiveIntegerField(verbose_name="名额")),
                        (
                            "taken",
                            models.PositiveIntegerField(default=0, editable=False, verbose_name="已报"),
                        ),
                    ],
                    options={
                        "verbose_name": "单位名额",
                        "verbose_name_plural": "单位名额",
                        "ordering": ["session", "unit"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("session", "unit"),
                                name="session_quota_once",
                                violation_error_message="这个单位的名额已定，请直接修改。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("taken__lte", models.F("limit"))),
                                name="session_quota_not_oversold",
                                violation_error_message="单位名额不能少于这个单位已报的人数。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SessionSeries",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=80, verbose_name="名称")),
                        (
                            "organiser",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="session_series",
                                to="accounts.unit",
                                verbose_name="组织单位",
                            ),
                        ),
                        ("made_at", models.DateTimeField(auto_now_add=True, verbose_name="建立时间")),
                    ],
                    options={
                        "verbose_name": "系列活动",
                        "verbose_name_plural": "系列活动",
                        "ordering": ["-made_at", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Showcase",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="shared_%(class)ss",
                                to="schools.teacher",
                                verbose_name="教师",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="shared_%(class)ss",
                                to="accounts.unit",
                                verbose_name="单位",
                            ),
                        ),
                        ("title", models.CharField(max_length=80, verbose_name="名称")),
                        ("about", models.TextField(blank=True, max_length=800, verbose_name="说明")),
                        (
                            "subject",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="shared_%(class)ss",
                                to="schools.subject",
                                verbose_name="学科",
                            ),
                        ),
                        (
                            "view",
                            models.CharField(
                                choices=[
                                    ("private", "只有我自己"),
                                    ("pair", "与我结对的教师"),
                                    ("group", "本校和本教育集团"),
                                    ("signed_in", "登录的教师"),
                                    ("public", "所有人"),
                                    ("password", "知道口令的人"),
                                ],
                                default="group",
                                max_length=9,
                                verbose_name="谁能看",
                            ),
                        ),
                        (
                            "password",
                            models.CharField(
                                blank=True, editable=False, max_length=128, verbose_name="口令（摘要）"
                            ),
                        ),
                        (
                            "added_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="分享时间"
                            ),
                        ),
                        (
                            "removed_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="撤下时间"
                            ),
                        ),
                        ("sample", models.BooleanField(default=False, verbose_name="示例")),
                        (
                            "recording",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="showcases",
                                to="classrooms.recording",
                                verbose_name="录像",
                            ),
                        ),
                        (
                            "resource",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="showcases",
                                to="classrooms.resource",
                                verbose_name="教案课件",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "晒课",
                        "verbose_name_plural": "晒课",
                        "ordering": ["-added_at", "-pk"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("password", ""), ("view", "password"), _negated=True),
                                name="showcase_password_is_set",
                                violation_error_message="选了“知道口令的人”，请设一个口令。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("recording__isnull", False), ("resource__isnull", False), _connector="OR"
                                ),
                                name="showcase_shows_something",
                                violation_error_message="请选一段录像，或一份教案课件。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SpotCheck",
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
                                related_name="spot_checks",
                                to="schools.teachinggroup",
                                verbose_name="班级",
                            ),
                        ),
                        (
                            "date",
                            models.DateField(default=django.utils.timezone.localdate, verbose_name="日期"),
                        ),
                        ("period_no", models.PositiveSmallIntegerField(verbose_name="节次")),
                        (
                            "planned",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="planned_spot_checks",
                                to="schools.subject",
                                verbose_name="课表上的学科",
                            ),
                        ),
                        (
                            "seen",
                            models.ForeignKey(
                                blank=True,
                                help_text="空着：没有上课。",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="seen_spot_checks",
                                to="schools.subject",
                                verbose_name="实际所上学科",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                        (
                            "checked_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="spot_checks",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="抽查人",
                            ),
                        ),
                        ("sample", models.BooleanField(default=False, verbose_name="示例")),
                    ],
                    options={
                        "verbose_name": "抽查",
                        "verbose_name_plural": "抽查",
                        "ordering": ["-date", "group", "period_no", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("group", "date", "period_no"),
                                name="spot_check_once_a_period",
                                violation_error_message="这个班这一节已有抽查记录。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StoredFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120, unique=True, verbose_name="存放名")),
                        ("file_name", models.CharField(max_length=160, verbose_name="原文件名")),
                        ("content_type", models.CharField(max_length=100, verbose_name="类型")),
                        ("size", models.PositiveBigIntegerField(verbose_name="字节")),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="stored_files",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="上传人",
                            ),
                        ),
                        ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="时间")),
                    ],
                    options={
                        "verbose_name": "文件",
                        "verbose_name_plural": "文件",
                        "ordering": ["-at", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="ResourceVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "resource",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="versions",
                                to="classrooms.resource",
                                verbose_name="教学资源",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(verbose_name="版本")),
                        (
                            "file",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="resources",
                                to="classrooms.storedfile",
                                verbose_name="文件",
                            ),
                        ),
                        ("link", models.URLField(blank=True, verbose_name="链接")),
                        ("note", models.CharField(blank=True, max_length=120, verbose_name="改了什么")),
                        ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="时间")),
                        (
                            "downloads",
                            models.PositiveIntegerField(default=0, editable=False, verbose_name="下载次数"),
                        ),
                    ],
                    options={
                        "verbose_name": "资源版本",
                        "verbose_name_plural": "资源版本",
                        "ordering": ["resource", "-number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("resource", "number"),
                                name="resource_version_once",
                                violation_error_message="刚刚有了同一版本，请刷新页面后再传。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("file__isnull", False),
                                    models.Q(("link", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="resource_version_is_somewhere",
                                violation_error_message="请上传文件，或填写链接。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StudioMember",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "studio",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="members",
                                to="classrooms.masterstudio",
                                verbose_name="工作室",
                            ),
                        ),
                        (
                            "teacher",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="studio_memberships",
                                to="schools.teacher",
                                verbose_name="成员",
                            ),
                        ),
                        ("joined_on", models.DateField(verbose_name="加入日期")),
                        ("left_on", models.DateField(blank=True, null=True, verbose_name="离开日期")),
                    ],
                    options={
                        "verbose_name": "工作室成员",
                        "verbose_name_plural": "工作室成员",
                        "ordering": ["studio", "joined_on", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("left_on", None)),
                                fields=("studio", "teacher"),
                                name="studio_member_once",
                                violation_error_message="这位教师已在这个工作室。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("left_on", None), ("left_on__gt", models.F("joined_on")), _connector="OR"
                                ),
                                name="studio_member_leaves_after_joining",
                                violation_error_message="离开日期要晚于加入日期。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StudioTarget",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "studio",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="targets",
                                to="classrooms.masterstudio",
                                verbose_name="工作室",
                            ),
                        ),
                        (
                            "term",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="studio_targets",
                                to="schools.term",
                                verbose_name="学期",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("sessions", "主讲教研活动"),
                                    ("lessons", "开放课堂（有人评课的课）"),
                                    ("reviews", "听课评课"),
                                    ("pairs", "完成结对"),
                                    ("shared", "共享资源和录像"),
                                ],
                                max_length=8,
                                verbose_name="目标",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(verbose_name="次数")),
                    ],
                    options={
                        "verbose_name": "工作室目标",
                        "verbose_name_plural": "工作室目标",
                        "ordering": ["studio", "term", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("studio", "term", "kind"),
                                name="studio_target_once_a_term",
                                violation_error_message="本学期这一项目标已经有了。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SubjectNeed",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "term",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="subject_needs",
                                to="schools.term",
                                verbose_name="学期",
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="subject_needs",
                                to="schools.teachinggroup",
                                verbose_name="教学班",
                            ),
                        ),
                        (
                            "subject",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="subject_needs",
                                to="schools.subject",
                                verbose_name="学科",
                            ),
                        ),
                        (
                            "computed",
                            models.DecimalField(
                                decimal_places=1, editable=False, max_digits=4, verbose_name="按课表计算"
                            ),
                        ),
                        (
                            "periods",
                            models.PositiveSmallIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(10),
                                ],
                                verbose_name="需要每周几节",
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True,
                                help_text="如：新教师下月到岗，只缺1节。",
                                max_length=120,
                                verbose_name="与计算不同的原因",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "待安排"),
                                    ("arranged", "已安排"),
                                    ("withdrawn", "不再需要"),
                                ],
                                default="open",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "changed_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="subject_needs",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="更新人",
                            ),
                        ),
                        ("changed_at", models.DateTimeField(auto_now=True, verbose_name="更新时间")),
                        ("sample", models.BooleanField(default=False, verbose_name="示例")),
                    ],
                    options={
                        "verbose_name": "课时需求",
                        "verbose_name_plural": "课时需求",
                        "ordering": [
                            "group__school__stage_order",
                            "group__school__official_order",
                            "group__order",
                            "pk",
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("term", "group", "subject"),
                                name="need_once_a_class_and_subject",
                                violation_error_message="这个班这个学科已有一条需求，请直接修改。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("periods__gte", 1), ("periods__lte", 10)),
                                name="need_of_one_to_ten_periods",
                                violation_error_message="每周请填1到10节。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MatchReceiver",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "line",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="receivers",
                                to="classrooms.matchline",
                                verbose_name="建议的课",
                            ),
                        ),
                        (
                            "need",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="match_receivers",
                                to="classrooms.subjectneed",
                                verbose_name="课时需求",
                            ),
                        ),
                        ("period_no", models.PositiveSmallIntegerField(verbose_name="接收节次")),
                        (
                            "minutes",
                            models.PositiveSmallIntegerField(default=0, verbose_name="作息相差（分钟）"),
                        ),
                        ("reasons", models.JSONField(default=list, verbose_name="理由")),
                        ("kept", models.BooleanField(default=True, verbose_name="采用")),
                    ],
                    options={
                        "verbose_name": "建议的接收班",
                        "verbose_name_plural": "建议的接收班",
                        "ordering": ["line", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("line", "need"),
                                name="match_receiver_once_a_lesson",
                                violation_error_message="这个班已在这节课里。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SubjectOffer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "term",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="subject_offers",
                                to="schools.term",
                                verbose_name="学期",
                            ),
                        ),
                        (
                            "teacher",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="subject_offers",
                                to="schools.teacher",
                                verbose_name="教师",
                            ),
                        ),
                        (
                            "subject",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="subject_offers",
                                to="schools.subject",
                                verbose_name="学科",
                            ),
                        ),
                        (
                            "grades",
                            models.JSONField(
                                default=list,
                                validators=[schools.models.timetable.grade_numbers],
                                verbose_name="年级",
                            ),
                        ),
                        (
                            "span",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="0：只有同年级一起听；1：上下一个年级也可一起听。",
                                validators=[django.core.validators.MaxValueValidator(2)],
                                verbose_name="相邻年级",
                            ),
                        ),
                        (
                            "hours",
                            models.JSONField(
                                default=list,
                                validators=[classrooms.models.needs.hours_of_week],
                                verbose_name="可主讲的时段",
                            ),
                        ),
                        (
                            "most_lessons",
                            models.PositiveSmallIntegerField(
                                default=2,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(15),
                                ],
                                verbose_name="每周最多几节",
                            ),
                        ),
                        (
                            "most_receivers",
                            models.PositiveSmallIntegerField(
                                default=3,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(8),
                                ],
                                verbose_name="一节最多几个接收班",
                            ),
                        ),
                        ("open", models.BooleanField(default=True, verbose_name="可安排")),
                        ("sample", models.BooleanField(default=False, verbose_name="示例")),
                        (
                            "versions",
                            models.ManyToManyField(
                                blank=True,
                                help_text="空着：不限版本。",
                                related_name="subject_offers",
                                to="schools.textbookversion",
                                verbose_name="教材版本",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "主讲意向",
                        "verbose_name_plural": "主讲意向",
                        "ordering": ["subject__order", "teacher__school", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("term", "teacher", "subject"),
                                name="offer_once_a_teacher_and_subject",
                                violation_error_message="这位教师这个学科已有一条主讲意向，请直接修改。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TimedComment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "recording",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="comments",
                                to="classrooms.recording",
                                verbose_name="课堂录像",
                            ),
                        ),
                        (
                            "answers",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="replies",
                                to="classrooms.timedcomment",
                                verbose_name="回复",
                            ),
                        ),
                        ("starts", models.PositiveIntegerField(default=0, verbose_name="从（秒）")),
                        ("ends", models.PositiveIntegerField(blank=True, null=True, verbose_name="到（秒）")),
                        ("text", models.TextField(max_length=500, verbose_name="评语")),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="timed_comments",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="谁",
                            ),
                        ),
                        ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="时间")),
                    ],
                    options={
                        "verbose_name": "录像评语",
                        "verbose_name_plural": "录像评语",
                        "ordering": ["starts", "at", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends__isnull", True), ("ends__gt", models.F("starts")), _connector="OR"
                                ),
                                name="timed_comment_ends_after_start",
                                violation_error_message="结束要在开始之后。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Upload",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("token", models.CharField(max_length=43, unique=True, verbose_name="编号")),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="uploads",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="上传人",
                            ),
                        ),
                        ("file_name", models.CharField(max_length=160, verbose_name="原文件名")),
                        ("size", models.PositiveBigIntegerField(verbose_name="字节")),
                        ("offset", models.PositiveBigIntegerField(default=0, verbose_name="已收到")),
                        (
                            "touched_at",
                            models.DateTimeField(
                                db_index=True, default=django.utils.timezone.now, verbose_name="最近一次"
                            ),
                        ),
                        (
                            "fault",
                            models.CharField(blank=True, max_length=200, verbose_name="没有收下的原因"),
                        ),
                        (
                            "stored",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="upload",
                                to="classrooms.storedfile",
                                verbose_name="文件",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "上传",
                        "verbose_name_plural": "上传",
                        "ordering": ["-touched_at", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("offset__lte", models.F("size"))),
                                name="upload_not_beyond_its_size",
                                violation_error_message="收到的比文件还大，请重新上传。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CoverageDay",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("date", models.DateField(verbose_name="截至")),
                        (
                            "term",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="coverage_days",
                                to="schools.term",
                                verbose_name="学期",
                            ),
                        ),
                        (
                            "school",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="coverage_days",
                                to="schools.school",
                                verbose_name="学校",
                            ),
                        ),
                        (
                            "subject",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="coverage_days",
                                to="schools.subject",
                                verbose_name="学科",
                            ),
                        ),
                        ("unit", models.BigIntegerField(verbose_name="单位")),
                        ("required", models.BigIntegerField(verbose_name="应开")),
                        ("specialist", models.BigIntegerField(verbose_name="专任")),
                        ("relay", models.BigIntegerField(verbose_name="专递")),
                        ("other", models.BigIntegerField(verbose_name="兼任")),
                        ("planned", models.PositiveIntegerField(default=0, verbose_name="应听节数")),
                        ("done", models.PositiveIntegerField(default=0, verbose_name="实听节数")),
                    ],
                    options={
                        "verbose_name": "开课情况",
                        "verbose_name_plural": "开课情况",
                        "ordering": ["-date", "school", "subject"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("school", "subject", "date"),
                                name="coverage_once_a_day",
                                violation_error_message="这一天已经记过。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "required__gte",
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                models.F("specialist"), "+", models.F("relay")
                                            ),
                                            "+",
                                            models.F("other"),
                                        ),
                                    )
                                ),
                                name="coverage_never_over_what_is_owed",
                                violation_error_message="开出的课时不能多于应开的课时。",
                            ),
                        ],
                    },
                ),
            ]
        )
    ]
