"""How sure preflight is of a cut: what a text opens with may be a summary, a newsletter's article has none."""

import pytest

from editorial.preflight.check import check
from editorial.preflight.files import read
from editorial.preflight.finding import Severity

LONG = (
    "码头停用以后，住在附近的人搬走了大半，留下来的多是老人。他们守着仓库和灯塔，也守着一个时代，"
    "谁都知道，这样的日子不会很长了，只是谁也不愿意先说出来，直到码头上最后一盏灯熄了，海鸟也飞走"
)
BEHIND = "林一今年七十岁，在码头住了一辈子。"
TITLE = "老码头的最后一个冬天"
SOURCE = "（文章来源：港城日报）"


@pytest.mark.parametrize(
    ("text", "severities"),
    [
        (f"# {TITLE}\n\n{LONG}\n\n{BEHIND}", [Severity.WARNING]),
        (f"# {TITLE}\n\n{LONG}，\n\n{BEHIND}", [Severity.ERROR]),
        (f"# {TITLE}\n\n{BEHIND}\n\n{LONG}\n\n{BEHIND}", [Severity.ERROR]),
        (f"### ● {TITLE}\n\n{LONG}\n\n{BEHIND}\n\n{SOURCE}", [Severity.ERROR]),
        (f"### ● {TITLE}\n\n{LONG}。\n\n{BEHIND}\n\n{SOURCE}", []),
    ],
    ids=["a summary", "one that ends in a comma", "further down", "in an article", "with its stop"],
)
def test_an_end_without_a_stop_is_certain_but_where_summaries_stand(text, severities):
    found = [each.severity for each in check(read(text)) if each.rule == "para.broken"]
    assert found == severities
