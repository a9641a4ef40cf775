"""How long intake takes: one issue, and 300 synthetic issues, beside a plain Markdown parse of the same text.

    .venv/bin/python bench/intake.py

The issues are made here, always the same, of the shape and length of a real one with the usual flaws:
paragraphs cut by a page, stray bold, an article pasted twice. The peer is markdown-it-py, which reads
the same characters but recognises and repairs nothing.
"""

import random
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from markdown_it import MarkdownIt

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from editorial.intake import propose

ISSUES = 300
ROUNDS = 7
CLAUSES = (
    "港口把提单搬到了线上", "货主在办公室里就能看见货到了哪里", "口岸平台把窗口合成一个", "报关员从此少跑许多路",
    "海外仓离买家只隔一条街", "坏了的零件当天就能换上新的", "协会请来老师讲跨境结算", "企业把仿真软件卖到了海外",
    "数据跨境要先分清哪些能走", "老字号在直播间里遇见新主顾", "船公司改用绿色燃料", "码头的灯光比往年暗了一些",
)  # fmt: skip
OUTLETS = ("海运经济网-《港城日报》", "服务经济报", "数贸观察", "东部商报")


def synthetic_issue(number: int) -> str:
    """Issue `number` (from 1): about 11,000 characters, eight articles in two sections."""
    dice = random.Random(number)
    titles = [f"{dice.choice(CLAUSES)}之{number}—{place}" for place in range(1, 9)]
    head = (
        f"# 港城数字经贸\n\n{2000 + number // 12} 年第 {number % 12 + 1} 期\n\n(总第 {number} 期)\n\n"
        f"港城数字经贸促进会秘书处编\n\n{2000 + number // 12} 年 {number % 12 + 1} 月 28 日\n\n---\n\n## 【行业资讯】\n\n"
    )
    contents = "".join(f"- {title}\n" for title in titles)
    articles = [_article(dice, title) for title in titles]
    articles[-1] += _repeated(articles[-1])
    return f"{head}{contents}\n## 【协会动态】\n\n## 【行业资讯】\n\n{''.join(articles)}## 【协会动态】\n"


def _article(dice: random.Random, title: str) -> str:
    paragraphs = [_paragraph(dice) for _ in range(8)]
    cut = len(paragraphs[3]) // 2
    paragraphs[3:4] = [paragraphs[3][:cut].rstrip("，。*"), paragraphs[3][cut:].lstrip("，。*")]
    return f"### ● {title}\n\n" + "\n\n".join(paragraphs) + f"\n\n（文章来源：{dice.choice(OUTLETS)}）\n\n"


def _paragraph(dice: random.Random) -> str:
    sentences = ("，".join(dice.sample(CLAUSES, 4)) for _ in range(3))
    return "。".join(sentences) + f"，增长 **{dice.randint(1, 99)}.{dice.randint(0, 9)}%**。"


def _repeated(article: str) -> str:
    return "（" + article.partition("\n\n")[2]


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def median(work: Callable[[], object]) -> float:
    return statistics.median(seconds(work) for _ in range(ROUNDS))


def read_all(contents: Iterable[bytes]) -> None:
    for content in contents:
        proposal = propose(content)
        assert sum(len(section.articles) for section in proposal.sections) == 8


def main() -> None:
    texts = [synthetic_issue(number) for number in range(1, ISSUES + 1)]
    contents = [text.encode() for text in texts]
    characters = sum(map(len, texts))
    markdown = MarkdownIt("commonmark").enable("table")
    propose(contents[0])  # imports and tables are made once

    one = median(lambda: propose(contents[0]))
    peer = median(lambda: markdown.parse(texts[0]))
    many = seconds(lambda: read_all(contents))
    peer_many = seconds(lambda: [markdown.parse(text) for text in texts])
    longer = "\n".join([texts[0], *(text.partition("## 【协会动态】\n\n")[2] for text in texts[1:10])])
    tenfold = median(lambda: propose(longer.encode()))

    print(f"one issue               {one * 1000:8.1f} ms   {len(texts[0]):,} characters")
    print(f"{ISSUES} issues              {many:8.2f} s    {many / ISSUES * 1000:.1f} ms an issue")
    print(f"{ISSUES} to 1                {many / one:8.1f}      ({ISSUES} is linear)")
    ratio = tenfold / one
    print(
        f"one issue, longer       {ratio:8.1f}      for {len(longer) / len(texts[0]):.1f} times the characters"
    )
    print(f"speed                   {characters / many:8,.0f} characters a second")
    print(
        f"to markdown-it-py       {one / peer:8.2f}      for one issue, {many / peer_many:.2f} for {ISSUES}"
    )
    print(f"peak memory             {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MB")


if __name__ == "__main__":
    main()
