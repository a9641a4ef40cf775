"""What can be decided on the import page: each decision reads a posted form and calls its action."""

from collections.abc import Callable

from django.contrib.auth.models import User
from django.http import QueryDict
from django.utils.translation import gettext

from editorial.actions import staging
from editorial.admin.staged_import_changes import change_of
from editorial.models import StagedImport

Decision = Callable[[StagedImport, QueryDict, User], str]
"""Gives the sentence in which the page says what was done, or none."""
UNTYPED = (
    "csrfmiddlewaretoken",
    "version",
    "do",
    "article",
    "section",
    "block",
    "repair",
    "warning",
    "message",
)
"""What a form posts that nobody has typed."""


def _revise(staged: StagedImport, post: QueryDict, user: User) -> str:
    staging.revise(staged=staged, version=_version(post), change=change_of(post), by=user)
    return ""


def _step_back(staged: StagedImport, post: QueryDict, user: User) -> str:
    staging.step_back(staged=staged, version=_version(post), by=user)
    return gettext("已撤销上一步。")


def _confirm(staged: StagedImport, post: QueryDict, user: User) -> str:
    issue = staging.confirm(staged=staged, version=_version(post), by=user)
    return gettext("已导入%s。") % issue


def _discard(staged: StagedImport, post: QueryDict, user: User) -> str:
    staging.discard(staged=staged, by=user)
    return gettext("已放弃，什么都没有写入。需要时可以重新打开。")


def _reopen(staged: StagedImport, post: QueryDict, user: User) -> str:
    staging.reopen(staged=staged, by=user)
    return gettext("已重新打开，修改过的内容都在。")


DECISIONS: dict[str, Decision] = {
    "revise": _revise,
    "back": _step_back,
    "import": _confirm,
    "discard": _discard,
    "reopen": _reopen,
}
"""What can be decided on the page, by the address it is posted to."""


# --- Reading a form -----------------------------------------------------------------------------


def _version(post: QueryDict) -> int:
    version = post.get("version", "")
    return int(version) if version.isdecimal() else -1


def place_of(post: QueryDict) -> str:
    """The article that was worked on, as a place of the page."""
    line = post.get("article", "")
    return f"#article{line}" if line.lstrip("-").isdecimal() else ""


def typed_in(post: QueryDict) -> list[str]:
    """What the form held that somebody has typed."""
    return [value for name in post if name not in UNTYPED for value in post.getlist(name) if value.strip()]
