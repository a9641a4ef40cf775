"""`manage.py publish_due`: publishes what is due by 定时发布. To be run every minute; twice at once does no harm."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from publishing.scheduling import publish_due


class Command(BaseCommand):
    help = "发布到了定时时间的各期。请让 cron 每分钟运行一次。"

    def handle(self, **options: Any) -> None:
        problems = []
        for outcome in publish_due():
            if outcome.edition is not None:
                self.stdout.write(f"已发布：{outcome.edition}")
            if outcome.problem:
                problems.append(outcome.problem)
        if problems:
            raise CommandError("\n".join(problems))
