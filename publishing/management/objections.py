"""What preflight has against an issue that a command published all the same."""

from editorial.models import Issue
from editorial.preflight.newsroom import proofread


def objections(issue: Issue) -> str:
    """A sentence that says how to see them; empty where there are none."""
    proof = proofread(issue)
    if proof.is_clear:
        return ""
    return (
        f"审读检查还有 {proof.left}没有处理，运行 manage.py preflight {issue.year}/{issue.number} 可以看到。"
    )
