import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("classrooms", "0002_classroom_pages")]

    operations = [
        migrations.AddField(
            model_name="classroompage",
            name="changed_at",
            field=models.DateTimeField(
                auto_now=True, default=django.utils.timezone.now, verbose_name="更新时间"
            ),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="session",
            name="ends_at",
            field=models.DateTimeField(db_index=True, verbose_name="结束"),
        ),
    ]
