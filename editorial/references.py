"""How people name an issue in a command: `2026/1`."""

import re

from editorial.models import Issue

REFERENCE = re.compile(r"(\d{4})\s*[/-]\s*(\d{1,3})", re.ASCII)


class UnknownIssue(LookupError):
    """No such issue; the message is a Chinese sentence that says what to do."""


def find_issue(reference: str) -> Issue:
    """The issue that `2026/1` names (year/number).

    Raises:
        UnknownIssue: the reference is misspelt, or there is no such issue.
    """
    matched = REFERENCE.fullmatch(reference.strip())
    if matched is None:
        raise UnknownIssue(f"看不懂期号“{reference}”。请写成 年/期，例如 2026/1。")
    issues = Issue.objects.select_related("publication", "editor")
    issue: Issue | None = issues.numbered(int(matched[1]), int(matched[2])).first()
    if issue is None:
        raise UnknownIssue(f"没有 {matched[1]} 年第 {int(matched[2])} 期。请先导入或新建这一期。")
    return issue
