"""What the about page of the readers' site tells: frequency 刊期, the text itself, and how to reach the editors."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("editorial", "0010_history_begins")]

    operations = [
        migrations.AddField(
            "publication",
            "frequency",
            models.CharField("刊期", max_length=50, blank=True, help_text="例：月刊；每月末出版一期。"),
        ),
        migrations.AddField(
            "publication",
            "about",
            models.TextField(
                "关于本刊",
                max_length=20_000,
                blank=True,
                help_text="登在网站的“关于”页，用 Markdown 写，小标题前加 ##；不能插图。空着就登一句简短的介绍。",
            ),
        ),
        migrations.AddField(
            "publication",
            "contact",
            models.TextField(
                "联系方式",
                max_length=1000,
                blank=True,
                help_text="地址、电话、邮箱等，一行一条，公开登在“关于”页。请不要写个人手机号。",
            ),
        ),
    ]
