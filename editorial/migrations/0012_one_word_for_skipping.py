"""Going ahead of a review is called 越级 by the setting that allows it, the button, and the record it leaves."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("auth", "0012_alter_user_first_name_max_length"), ("editorial", "0011_about")]

    operations = [
        migrations.AlterField(
            "publication",
            "skippers",
            models.ManyToManyField(
                "auth.Group",
                blank=True,
                verbose_name="可以越级审稿的角色",
                help_text="空着：人人逐级审。选中的角色可以越级，不等前面的审次，直接作出后一级的决定。",
            ),
        ),
        migrations.AlterField(
            "review",
            "decision",
            models.CharField(
                "决定",
                max_length=10,
                choices=[
                    ("submitted", "送审"),
                    ("recalled", "撤回"),
                    ("approved", "通过"),
                    ("skipped", "越级"),
                    ("returned", "退回"),
                    ("lapsed", "失效"),
                ],
            ),
        ),
    ]
