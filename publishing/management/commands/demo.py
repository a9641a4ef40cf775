"""`manage.py demo [FILE]`: accounts, one imported and published issue. What `make demo` calls.

Run twice, it changes nothing.
"""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from editorial.intake import Refused, propose
from editorial.models import Issue, Publication
from editorial.references import find_issue
from editorial.workflow import ROLES, IssueState

PASSWORD = "jianbao-demo"  # noqa: S105  (for one's own machine; the command refuses to run in production)
SUPERUSER = "admin"
ANOTHER_PUBLICATION = 3
"""Exit status that makes `make demo` take a data folder of the document's own."""
PEOPLE = {
    "编辑": ("bianji", "陈", "雨"),
    "责任编辑": ("zebian", "周", "岚"),
    "主编": ("zhubian", "郑", "远"),
    "管理员": ("guanli", "何", "平"),
}
"""User name, family name and given name of somebody in each role."""


class Command(BaseCommand):
    help = "准备演示：建账号，导入并发布一期。只用于本机。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file", type=Path, nargs="?", default=settings.BASE_DIR / "samples" / "2026-01.md"
        )
        parser.add_argument("--address", default="http://127.0.0.1:8000", help="将要打印的网站地址")

    def handle(self, *, file: Path, address: str, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("演示只能在本机的内置模式下运行（DEBUG=1），生产环境请用 createsuperuser。")
        logins = [(SUPERUSER, "超级用户"), *((PEOPLE[role][0], role) for role in ROLES)]
        for username, role in logins:
            _account(username, role)
        issue = self._issue(file)
        if issue.state != IssueState.PUBLISHED:
            call_command("publish_issue", f"{issue.year}/{issue.number}", stdout=self.stdout)
        else:
            call_command("bake", stdout=self.stdout)
        self.stdout.write(f"\n网站  {address}/\n后台  {address}/admin/\n")
        for username, role in logins:
            self.stdout.write(f"  {role}：用户名 {username}，密码 {_password(username)}")

    def _issue(self, file: Path) -> Issue:
        """The issue of the document, imported unless it has been."""
        try:
            proposal = propose(file.read_bytes(), file.name)
        except OSError as error:
            raise CommandError(f"无法读取 {file}：{error.strerror}") from error
        except Refused as error:
            raise CommandError(str(error)) from error
        if (
            not Publication.objects.filter(title=proposal.publication).exists()
            and Publication.objects.exists()
        ):
            raise CommandError(
                f"数据目录里已有另一份刊物，放不下《{proposal.publication}》。",
                returncode=ANOTHER_PUBLICATION,
            )
        if not Issue.objects.numbered(proposal.year or 0, proposal.number or 0).exists():
            call_command("import_issue", str(file), stdout=self.stdout)
        return find_issue(f"{proposal.year}/{proposal.number}")


def _account(username: str, role: str) -> None:
    users = get_user_model().objects
    if users.filter(username=username).exists():
        return
    if role not in ROLES:
        users.create_superuser(username, password=PASSWORD, first_name=role)
        return
    _username, family, given = PEOPLE[role]
    user = users.create_user(username, password=PASSWORD, last_name=family, first_name=given, is_staff=True)
    user.groups.add(Group.objects.get(name=role))


def _password(username: str) -> str:
    user: User = get_user_model().objects.get(username=username)
    return PASSWORD if user.check_password(PASSWORD) else "（已改）"
