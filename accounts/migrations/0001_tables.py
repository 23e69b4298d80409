import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from liangping_portal.migrating import CreateTables


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("accounts", "0001_initial"),
        ("accounts", "0002_sign_in_lock"),
        ("accounts", "0003_imports"),
        ("accounts", "0004_trusted_phones"),
        ("accounts", "0005_messages_by_other_ways"),
        ("accounts", "0006_leaving"),
    ]

    dependencies = []

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="User",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("password", models.CharField(max_length=128, verbose_name="password")),
                        (
                            "last_login",
                            models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                        ),
                        (
                            "username",
                            models.CharField(
                                error_messages={"unique": "这个账号已有人使用，请换一个。"},
                                max_length=40,
                                unique=True,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[a-z0-9][a-z0-9._-]{2,39}$",
                                        "账号用小写字母、数字、点和短横线，至少3位。",
                                    )
                                ],
                                verbose_name="账号",
                            ),
                        ),
                        ("name", models.CharField(max_length=40, verbose_name="姓名")),
                        (
                            "phone_text",
                            models.CharField(
                                blank=True, editable=False, max_length=200, verbose_name="手机号（加密）"
                            ),
                        ),
                        (
                            "phone_mark",
                            models.CharField(
                                blank=True, editable=False, max_length=64, verbose_name="手机号指纹"
                            ),
                        ),
                        ("email", models.EmailField(blank=True, max_length=254, verbose_name="邮箱")),
                        ("is_active", models.BooleanField(default=True, verbose_name="启用")),
                        (
                            "must_change_password",
                            models.BooleanField(default=False, verbose_name="下次登录须改密码"),
                        ),
                        (
                            "date_joined",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="建立时间"),
                        ),
                        ("sample", models.BooleanField(default=False, verbose_name="示例")),
                    ],
                    options={
                        "verbose_name": "账号",
                        "verbose_name_plural": "账号",
                        "ordering": ["username", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("phone_mark", ""), _negated=True),
                                fields=("phone_mark",),
                                name="user_phone_unique",
                                violation_error_message="这个手机号已用于另一账号。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ActivationCode",
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="activation_code",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="账号",
                            ),
                        ),
                        ("digest", models.CharField(max_length=128, verbose_name="激活码摘要")),
                        (
                            "issued_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="codes_issued",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="签发人",
                            ),
                        ),
                        (
                            "issued_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="签发时间"),
                        ),
                        ("expires_at", models.DateTimeField(verbose_name="有效期至")),
                        ("failures", models.PositiveSmallIntegerField(default=0, verbose_name="输错次数")),
                    ],
                    options={
                        "verbose_name": "激活码",
                        "verbose_name_plural": "激活码",
                    },
                ),
                migrations.CreateModel(
                    name="AuditEvent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "at",
                            models.DateTimeField(
                                db_index=True, default=django.utils.timezone.now, verbose_name="时间"
                            ),
                        ),
                        (
                            "actor",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="audit_events",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="操作人",
                            ),
                        ),
                        (
                            "actor_label",
                            models.CharField(blank=True, max_length=90, verbose_name="操作人姓名"),
                        ),
                        ("action", models.CharField(db_index=True, max_length=40, verbose_name="动作")),
                        ("label", models.CharField(blank=True, max_length=60, verbose_name="对象类型")),
                        ("key", models.CharField(blank=True, max_length=60, verbose_name="对象编号")),
                        ("text", models.CharField(blank=True, max_length=300, verbose_name="说明")),
                        ("change", models.JSONField(blank=True, default=dict, verbose_name="前后")),
                        (
                            "address",
                            models.GenericIPAddressField(blank=True, null=True, verbose_name="来源地址"),
                        ),
                        (
                            "number",
                            models.PositiveBigIntegerField(null=True, unique=True, verbose_name="序号"),
                        ),
                        ("seal", models.CharField(blank=True, max_length=64, verbose_name="链值")),
                    ],
                    options={
                        "verbose_name": "审计记录",
                        "verbose_name_plural": "审计记录",
                        "ordering": ["-at", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="ImportRun",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("kind", models.CharField(max_length=40, verbose_name="内容")),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="import_runs",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="导入人",
                            ),
                        ),
                        (
                            "at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="上传时间"),
                        ),
                        ("file_name", models.CharField(blank=True, max_length=100, verbose_name="文件")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("checked", "已检查，还没有导入"),
                                    ("done", "已导入"),
                                    ("undone", "已撤销"),
                                ],
                                default="checked",
                                max_length=8,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "good_rows_only",
                            models.BooleanField(default=False, verbose_name="只导入没有问题的行"),
                        ),
                        (
                            "sheet",
                            models.TextField(blank=True, editable=False, verbose_name="待导入的表格（加密）"),
                        ),
                        ("report", models.JSONField(default=dict, editable=False, verbose_name="结果")),
                        ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="导入时间")),
                        ("undone_at", models.DateTimeField(blank=True, null=True, verbose_name="撤销时间")),
                    ],
                    options={
                        "verbose_name": "表格导入",
                        "verbose_name_plural": "表格导入",
                        "ordering": ["-at", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Message",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "recipient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="inbox_messages",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="收件人",
                            ),
                        ),
                        ("kind", models.CharField(max_length=40, verbose_name="类型")),
                        ("dedupe_key", models.CharField(max_length=160, unique=True, verbose_name="去重键")),
                        ("payload", models.JSONField(default=dict, verbose_name="内容")),
                        ("path", models.CharField(blank=True, max_length=200, verbose_name="链接")),
                        (
                            "created_at",
                            models.DateTimeField(
                                db_index=True, default=django.utils.timezone.now, verbose_name="时间"
                            ),
                        ),
                        ("read_at", models.DateTimeField(blank=True, null=True, verbose_name="已读时间")),
                    ],
                    options={
                        "verbose_name": "消息",
                        "verbose_name_plural": "消息",
                        "ordering": ["-created_at", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="MessagePreference",
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="message_preference",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="账号",
                            ),
                        ),
                        ("mail", models.BooleanField(default=False, verbose_name="同时发到邮箱")),
                        (
                            "digest",
                            models.BooleanField(
                                default=False,
                                help_text="傍晚发一封；急事仍马上发。",
                                verbose_name="每天合成一封",
                            ),
                        ),
                        (
                            "calendar_version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="日历地址版本"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "消息方式",
                        "verbose_name_plural": "消息方式",
                    },
                ),
                migrations.CreateModel(
                    name="SignInLock",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.CharField(max_length=64, unique=True, verbose_name="键")),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sign_in_locks",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="账号",
                            ),
                        ),
                        (
                            "address",
                            models.GenericIPAddressField(blank=True, null=True, verbose_name="来源地址"),
                        ),
                        ("failures", models.PositiveSmallIntegerField(default=0, verbose_name="失败次数")),
                        ("until", models.DateTimeField(db_index=True, verbose_name="至")),
                    ],
                    options={
                        "verbose_name": "登录锁定",
                        "verbose_name_plural": "登录锁定",
                        "ordering": ["-until", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="TrustedPhone",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="trusted_phones",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="账号",
                            ),
                        ),
                        ("digest", models.CharField(max_length=64, unique=True, verbose_name="摘要")),
                        ("label", models.CharField(blank=True, max_length=120, verbose_name="设备")),
                        (
                            "made_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="记住时间"),
                        ),
                        ("used_at", models.DateTimeField(verbose_name="最近使用")),
                        ("until", models.DateTimeField(verbose_name="至")),
                    ],
                    options={
                        "verbose_name": "记住的手机",
                        "verbose_name_plural": "记住的手机",
                        "ordering": ["-used_at", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Unit",
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
                                choices=[("district", "区级"), ("group", "教育集团"), ("school", "学校")],
                                max_length=10,
                                verbose_name="类别",
                            ),
                        ),
                        ("name", models.CharField(max_length=60, verbose_name="名称")),
                        ("sample", models.BooleanField(default=False, verbose_name="示例")),
                    ],
                    options={
                        "verbose_name": "单位",
                        "verbose_name_plural": "单位",
                        "ordering": ["kind", "name", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("kind", "name"),
                                name="unit_name_unique",
                                violation_error_message="已有同名单位。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Robot",
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="robots",
                                to="accounts.unit",
                                verbose_name="单位",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("dingtalk", "钉钉群机器人"), ("wecom", "企业微信群机器人")],
                                max_length=10,
                                verbose_name="类型",
                            ),
                        ),
                        ("name", models.CharField(max_length=40, verbose_name="哪个群")),
                        (
                            "address_text",
                            models.TextField(editable=False, verbose_name="Webhook 地址（加密）"),
                        ),
                        (
                            "secret_text",
                            models.TextField(blank=True, editable=False, verbose_name="加签密钥（加密）"),
                        ),
                        ("active", models.BooleanField(default=True, verbose_name="启用")),
                    ],
                    options={
                        "verbose_name": "群机器人",
                        "verbose_name_plural": "群机器人",
                        "ordering": ["unit", "name", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("unit", "name"),
                                name="robot_name_once_a_unit",
                                violation_error_message="本单位已有同名的群机器人。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ImportedRow",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "run",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="rows",
                                to="accounts.importrun",
                                verbose_name="导入",
                            ),
                        ),
                        ("place", models.PositiveIntegerField(verbose_name="次序")),
                        ("line", models.PositiveIntegerField(verbose_name="表格行号")),
                        ("label", models.CharField(max_length=60, verbose_name="对象类型")),
                        ("key", models.CharField(max_length=60, verbose_name="对象编号")),
                        ("text", models.CharField(blank=True, max_length=120, verbose_name="说明")),
                        ("before", models.JSONField(null=True, verbose_name="导入前")),
                        ("after", models.JSONField(verbose_name="导入后")),
                    ],
                    options={
                        "verbose_name": "导入的行",
                        "verbose_name_plural": "导入的行",
                        "ordering": ["run", "place"],
                        "indexes": [models.Index(fields=["label", "key"], name="imported_row_of")],
                    },
                ),
                migrations.CreateModel(
                    name="LeavingRequest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="leaving_requests",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="账号",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "待办理"),
                                    ("done", "已注销"),
                                    ("refused", "未予注销"),
                                    ("withdrawn", "本人撤回"),
                                ],
                                default="waiting",
                                editable=False,
                                max_length=9,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "asked_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="申请时间"
                            ),
                        ),
                        ("due_on", models.DateField(editable=False, verbose_name="最晚办理")),
                        (
                            "answer",
                            models.CharField(
                                blank=True,
                                help_text="不予注销时，本人会看到原因。",
                                max_length=200,
                                verbose_name="答复",
                            ),
                        ),
                        (
                            "decided_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="办理时间"
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="leaving_decided",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="办理人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "注销申请",
                        "verbose_name_plural": "注销申请",
                        "ordering": ["due_on", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "waiting")),
                                fields=("user",),
                                name="leaving_asked_once",
                                violation_error_message="您已经申请过，请等待办理。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "refused"), _negated=True),
                                    models.Q(("answer", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="leaving_refused_with_a_reason",
                                violation_error_message="不予注销要写明原因。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Delivery",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("channel", models.CharField(max_length=20, verbose_name="方式")),
                        ("dedupe_key", models.CharField(max_length=200, unique=True, verbose_name="去重键")),
                        (
                            "user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="deliveries",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="收件人",
                            ),
                        ),
                        (
                            "robot",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="deliveries",
                                to="accounts.robot",
                                verbose_name="群机器人",
                            ),
                        ),
                        ("kind", models.CharField(max_length=40, verbose_name="类型")),
                        ("payload", models.JSONField(default=dict, verbose_name="内容")),
                        ("path", models.CharField(blank=True, max_length=200, verbose_name="链接")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "待发"),
                                    ("sending", "正在发"),
                                    ("sent", "已发"),
                                    ("failed", "发不出去"),
                                    ("unknown", "不知是否发出"),
                                ],
                                default="waiting",
                                max_length=8,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "due_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="应发时间"),
                        ),
                        ("claimed_at", models.DateTimeField(null=True, verbose_name="开始发")),
                        ("sent_at", models.DateTimeField(null=True, verbose_name="发出时间")),
                        ("failures", models.PositiveSmallIntegerField(default=0, verbose_name="失败次数")),
                        ("lost", models.PositiveSmallIntegerField(default=0, verbose_name="中断次数")),
                        ("error", models.CharField(blank=True, max_length=200, verbose_name="原因")),
                    ],
                    options={
                        "verbose_name": "发送",
                        "verbose_name_plural": "发送",
                        "ordering": ["due_at", "pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state__in", ["waiting", "sending"])),
                                fields=["due_at", "id"],
                                name="delivery_still_to_do",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("robot__isnull", True), ("user__isnull", False)),
                                    models.Q(("robot__isnull", False), ("user__isnull", True)),
                                    _connector="OR",
                                ),
                                name="delivery_has_one_target",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StaffRole",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="staff_roles",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="人员",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="staff_roles",
                                to="accounts.unit",
                                verbose_name="单位",
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("teacher", "教师"),
                                    ("correspondent", "学校信息员"),
                                    ("affairs", "教务管理员"),
                                    ("head", "校长"),
                                    ("group", "集团管理员"),
                                    ("researcher", "教研员"),
                                    ("editor", "采编"),
                                    ("publisher", "终审"),
                                    ("system", "系统管理员"),
                                    ("security", "安全管理员"),
                                    ("audit", "审计管理员"),
                                ],
                                max_length=20,
                                verbose_name="角色",
                            ),
                        ),
                        (
                            "granted_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="授予时间"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "角色",
                        "verbose_name_plural": "角色",
                        "ordering": ["user", "role", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("user", "unit", "role"),
                                name="staff_role_held_once",
                                violation_error_message="这个人在该单位已有此角色。",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("role__in", ["audit", "security", "system"])),
                                fields=("user",),
                                name="administrators_are_separate",
                                violation_error_message="系统、安全、审计三种管理员不得由同一人兼任。",
                            ),
                        ],
                    },
                ),
            ]
        )
    ]
