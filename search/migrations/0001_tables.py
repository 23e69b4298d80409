from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("search", "0001_initial"),
        ("search", "0003_single_characters"),
    ]

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "visible_from",
                    models.DateTimeField(blank=True, db_index=True, null=True, verbose_name="公开时间"),
                ),
                ("visible_until", models.DateTimeField(blank=True, null=True, verbose_name="下线时间")),
                ("kind", models.CharField(max_length=20, verbose_name="类型")),
                ("key", models.CharField(max_length=40, verbose_name="编号")),
                ("path", models.CharField(max_length=200, verbose_name="地址")),
                ("title", models.CharField(max_length=120, verbose_name="标题")),
                ("summary", models.CharField(blank=True, max_length=200, verbose_name="摘要")),
                ("names", models.TextField(blank=True, verbose_name="名称与别名")),
                ("text", models.TextField(blank=True, verbose_name="正文")),
            ],
            options={
                "verbose_name": "检索条目",
                "verbose_name_plural": "检索条目",
                "ordering": ["kind", "title", "pk"],
                "indexes": [
                    models.Index(fields=["kind", "-visible_from", "-id"], name="search_entry_newest_in_kind")
                ],
                "constraints": [models.UniqueConstraint(fields=("kind", "key"), name="search_entry_unique")],
            },
        ),
    ]
