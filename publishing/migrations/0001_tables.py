import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from liangping_portal.migrating import CreateTables


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("publishing", "0001_initial"),
        ("publishing", "0002_switches"),
    ]

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="ContentVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("section", models.CharField(max_length=20, unique=True, verbose_name="版块")),
                        ("number", models.PositiveBigIntegerField(default=1, verbose_name="版本")),
                    ],
                    options={
                        "verbose_name": "内容版本",
                        "verbose_name_plural": "内容版本",
                    },
                ),
                migrations.CreateModel(
                    name="Mourning",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("starts_at", models.DateTimeField(verbose_name="开始")),
                        ("ends_at", models.DateTimeField(verbose_name="结束")),
                        (
                            "reason",
                            models.CharField(
                                help_text="如：国家公祭日。只给后台看。", max_length=80, verbose_name="缘由"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "哀悼灰色",
                        "verbose_name_plural": "哀悼灰色",
                        "ordering": ["-starts_at", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                                name="mourning_ends_after_start",
                                violation_error_message="结束要在开始之后。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Reading",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("path", models.CharField(max_length=200, verbose_name="页面")),
                        ("day", models.DateField(verbose_name="日期")),
                        ("count", models.PositiveIntegerField(verbose_name="阅读")),
                    ],
                    options={
                        "verbose_name": "阅读量",
                        "verbose_name_plural": "阅读量",
                        "ordering": ["-day", "path", "pk"],
                        "indexes": [
                            models.Index(fields=["day", "path"], name="reading_by_day"),
                            models.Index(fields=["path", "day"], name="reading_by_path"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SiteNotice",
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
                            "text",
                            models.CharField(
                                help_text="一句话，如：今天大雾，各校推迟到10点上课。",
                                max_length=80,
                                verbose_name="内容",
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                choices=[("info", "提示"), ("urgent", "紧急")],
                                default="info",
                                max_length=8,
                                verbose_name="级别",
                            ),
                        ),
                        (
                            "path",
                            models.CharField(
                                blank=True,
                                help_text="本站地址，如 /news/…/；可空。",
                                max_length=200,
                                verbose_name="链接",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "通知条",
                        "verbose_name_plural": "通知条",
                        "ordering": ["-visible_from", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("path", ""),
                                    models.Q(
                                        ("path__startswith", "/"),
                                        models.Q(("path__startswith", "//"), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="site_notice_leads_within_the_site",
                                violation_error_message="链接写本站地址，以一个斜杠开头。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TakeDown",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("path", models.CharField(max_length=200, verbose_name="地址")),
                        (
                            "reason",
                            models.CharField(
                                help_text="只给后台看；读者看到的是“此页暂停访问”。",
                                max_length=120,
                                verbose_name="原因",
                            ),
                        ),
                        (
                            "taken_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="停用时间"),
                        ),
                        (
                            "taken_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="addresses_taken_down",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="停用人",
                            ),
                        ),
                        ("lifted_at", models.DateTimeField(blank=True, null=True, verbose_name="恢复时间")),
                        (
                            "lifted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="addresses_lifted",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="恢复人",
                            ),
                        ),
                        ("kept", models.JSONField(default=dict, editable=False, verbose_name="原状")),
                    ],
                    options={
                        "verbose_name": "紧急停用",
                        "verbose_name_plural": "紧急停用",
                        "ordering": ["-taken_at", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("lifted_at__isnull", True)),
                                fields=("path",),
                                name="address_taken_down_once",
                                violation_error_message="这个地址已经停用。",
                            )
                        ],
                    },
                ),
            ]
        )
    ]
