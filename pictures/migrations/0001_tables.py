import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import pictures.models.pictures
from liangping_portal.migrating import CreateTables


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("pictures", "0001_initial"),
        ("pictures", "0002_picture_current"),
        ("pictures", "0003_consent"),
        ("pictures", "0004_albums_and_documents"),
    ]

    dependencies = [
        ("accounts", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Album",
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
                                related_name="albums",
                                to="accounts.unit",
                                verbose_name="所属单位",
                            ),
                        ),
                        ("title", models.CharField(max_length=60, verbose_name="名称")),
                        ("happened_on", models.DateField(blank=True, null=True, verbose_name="活动日期")),
                        ("sample", models.BooleanField(default=False, verbose_name="示例")),
                    ],
                    options={
                        "verbose_name": "相册",
                        "verbose_name_plural": "相册",
                        "ordering": ["-happened_on", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Document",
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
                                related_name="documents",
                                to="accounts.unit",
                                verbose_name="所属单位",
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                default=pictures.models.pictures.new_code,
                                editable=False,
                                max_length=24,
                                unique=True,
                                verbose_name="公开编号",
                            ),
                        ),
                        ("title", models.CharField(max_length=80, verbose_name="名称")),
                        (
                            "kind",
                            models.CharField(
                                choices=[("file", "文件"), ("video", "视频")],
                                default="file",
                                editable=False,
                                max_length=8,
                                verbose_name="类型",
                            ),
                        ),
                        ("extension", models.CharField(editable=False, max_length=5, verbose_name="扩展名")),
                        (
                            "file",
                            models.FileField(
                                editable=False, max_length=160, upload_to="documents/", verbose_name="文件"
                            ),
                        ),
                        ("size", models.PositiveIntegerField(editable=False, verbose_name="字节")),
                        (
                            "digest",
                            models.CharField(
                                db_index=True, editable=False, max_length=64, verbose_name="摘要"
                            ),
                        ),
                        ("sample", models.BooleanField(default=False, verbose_name="示例")),
                        (
                            "added_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="documents_added",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="上传人",
                            ),
                        ),
                        (
                            "added_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="上传时间"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "文件和视频",
                        "verbose_name_plural": "文件和视频",
                        "ordering": ["-added_at", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("size__gt", 0)), name="document_not_empty"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DocumentUse",
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
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="uses",
                                to="pictures.document",
                                verbose_name="文件",
                            ),
                        ),
                        (
                            "where",
                            models.CharField(help_text="页面地址", max_length=200, verbose_name="用在"),
                        ),
                        ("label", models.CharField(blank=True, max_length=120, verbose_name="说明")),
                    ],
                    options={
                        "verbose_name": "文件使用",
                        "verbose_name_plural": "文件使用",
                        "ordering": ["document", "where"],
                        "constraints": [
                            models.UniqueConstraint(fields=("document", "where"), name="document_use_unique")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Picture",
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
                                related_name="pictures",
                                to="accounts.unit",
                                verbose_name="所属单位",
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                default=pictures.models.pictures.new_code,
                                editable=False,
                                max_length=24,
                                unique=True,
                                verbose_name="公开编号",
                            ),
                        ),
                        ("title", models.CharField(max_length=80, verbose_name="名称")),
                        (
                            "alt",
                            models.CharField(
                                blank=True,
                                help_text="给看不见图的人读：图上有什么。",
                                max_length=120,
                                verbose_name="替代文字",
                            ),
                        ),
                        ("decorative", models.BooleanField(default=False, verbose_name="纯装饰")),
                        ("caption", models.CharField(blank=True, max_length=160, verbose_name="图注")),
                        ("credit", models.CharField(blank=True, max_length=60, verbose_name="署名")),
                        (
                            "people",
                            models.CharField(
                                choices=[
                                    ("none", "没有能认出的人"),
                                    ("adults", "只有能认出的成年人"),
                                    ("pupils", "有能认出的学生"),
                                ],
                                default="none",
                                max_length=8,
                                verbose_name="图中的人",
                            ),
                        ),
                        ("illustration", models.BooleanField(default=False, verbose_name="插画，非实景")),
                        (
                            "focal_x",
                            models.PositiveSmallIntegerField(
                                default=50,
                                validators=[django.core.validators.MaxValueValidator(100)],
                                verbose_name="焦点横向%",
                            ),
                        ),
                        (
                            "focal_y",
                            models.PositiveSmallIntegerField(
                                default=40,
                                validators=[django.core.validators.MaxValueValidator(100)],
                                verbose_name="焦点纵向%",
                            ),
                        ),
                        (
                            "current",
                            models.PositiveSmallIntegerField(
                                default=0, editable=False, verbose_name="当前版本"
                            ),
                        ),
                        ("width", models.PositiveIntegerField(default=0, editable=False, verbose_name="宽")),
                        ("height", models.PositiveIntegerField(default=0, editable=False, verbose_name="高")),
                        (
                            "likeness",
                            models.BigIntegerField(editable=False, null=True, verbose_name="相似指纹"),
                        ),
                        ("sample", models.BooleanField(default=False, verbose_name="示例")),
                        (
                            "added_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="pictures_added",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="上传人",
                            ),
                        ),
                        (
                            "added_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="上传时间"
                            ),
                        ),
                        (
                            "withdrawn_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="撤下时间"
                            ),
                        ),
                        (
                            "withdrawn_reason",
                            models.CharField(
                                blank=True, editable=False, max_length=120, verbose_name="撤下原因"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "图片",
                        "verbose_name_plural": "图片",
                        "ordering": ["-added_at", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("focal_x__lte", 100), ("focal_y__lte", 100)),
                                name="picture_focus_inside",
                                violation_error_message="焦点须在0—100之间。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="File",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "picture",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="files",
                                to="pictures.picture",
                                verbose_name="图片",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(default=1, verbose_name="版本")),
                        (
                            "file",
                            models.FileField(max_length=160, upload_to="originals/", verbose_name="文件"),
                        ),
                        ("width", models.PositiveIntegerField(verbose_name="宽")),
                        ("height", models.PositiveIntegerField(verbose_name="高")),
                        ("size", models.PositiveIntegerField(verbose_name="字节")),
                        ("digest", models.CharField(db_index=True, max_length=64, verbose_name="摘要")),
                        (
                            "added_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="时间"),
                        ),
                    ],
                    options={
                        "verbose_name": "图片文件",
                        "verbose_name_plural": "图片文件",
                        "ordering": ["picture", "-number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("picture", "number"), name="picture_file_number_unique"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Consent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "picture",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="consents",
                                to="pictures.picture",
                                verbose_name="图片",
                            ),
                        ),
                        (
                            "paper",
                            models.CharField(
                                help_text="纸质同意书存学校；这里不写学生姓名。",
                                max_length=40,
                                verbose_name="同意书编号",
                            ),
                        ),
                        ("given_on", models.DateField(verbose_name="签署日期")),
                        ("valid_until", models.DateField(blank=True, null=True, verbose_name="有效期至")),
                        ("withdrawn_on", models.DateField(blank=True, null=True, verbose_name="收回日期")),
                        ("kept_by", models.CharField(blank=True, max_length=40, verbose_name="保管人")),
                    ],
                    options={
                        "verbose_name": "肖像同意",
                        "verbose_name_plural": "肖像同意",
                        "ordering": ["picture", "-given_on", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("picture", "paper"),
                                name="consent_once_a_paper",
                                violation_error_message="这张图片已登记过这份同意书。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AlbumPicture",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "album",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="rows",
                                to="pictures.album",
                                verbose_name="相册",
                            ),
                        ),
                        (
                            "picture",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="album_rows",
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
                        ("order", models.PositiveSmallIntegerField(default=0, verbose_name="顺序")),
                    ],
                    options={
                        "verbose_name": "相册里的图片",
                        "verbose_name_plural": "相册里的图片",
                        "ordering": ["album", "order", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("album", "picture"),
                                name="picture_once_an_album",
                                violation_error_message="这张图片已在相册里。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Use",
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
                            "picture",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="uses",
                                to="pictures.picture",
                                verbose_name="图片",
                            ),
                        ),
                        (
                            "where",
                            models.CharField(help_text="页面地址", max_length=200, verbose_name="用在"),
                        ),
                        ("label", models.CharField(blank=True, max_length=120, verbose_name="说明")),
                    ],
                    options={
                        "verbose_name": "图片使用",
                        "verbose_name_plural": "图片使用",
                        "ordering": ["picture", "where"],
                        "constraints": [
                            models.UniqueConstraint(fields=("picture", "where"), name="picture_use_unique")
                        ],
                    },
                ),
            ]
        )
    ]
