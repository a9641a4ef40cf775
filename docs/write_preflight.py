"""Writes the handbook of preflight's rules, docs/preflight.zh.md, from the rules themselves.

`.venv/bin/python -m docs.write_preflight` after a rule has changed; `tests/test_preflight_handbook.py` fails
until it is done.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from editorial.document import Paragraph, Text
from editorial.markdown import parse
from editorial.preflight.check import check
from editorial.preflight.explained import ABOUT
from editorial.preflight.files import read
from editorial.preflight.finding import Finding
from editorial.preflight.registry import RULES
from editorial.preflight.report import SEVERITY_NAMES
from editorial.preflight.rules import FAMILY_NAMES, Family, Rule

PAGE = Path(__file__).resolve().parent / "preflight.zh.md"
SHOWN = 120
"""Characters of an example on one line: one that is longer is so to be too long."""

FAMILY_INTRODUCTIONS = {
    Family.STRUCTURE: "一期分几个栏目、一篇从哪里到哪里、目录对不对得上。",
    Family.ATTRIBUTION: "转载自哪里、谁写的，写得合不合体例。",
    Family.NUMBERING: "期号、总期号要接得上，日期要对得上日历。",
    Family.PUNCTUATION: "标点、空格、字符，以及会原样印出来的 Markdown 记号。",
    Family.WORDING: "错别字、重字、重复的句子和本刊固定的写法。",
    Family.FIGURES: (
        "把文中的数字重算一遍：合计、占比、增长率、倍数、折算，再与往期登过的比一比。"
        "印出来的数四舍五入过，所以每个数都当作一个范围，怎么取都对不上的才提醒。对象或时期说得不清楚的不猜。系统只列出算式，不改数字；算得拢的标“✓”。"
    ),
}

INTRODUCTION = """\
# 审读检查

付印之前，系统把文稿从头到尾读一遍，把您会想知道的地方指出来：断开的段落、漏写的来源、对不上的数字、用错的标点。\
它不累，也不替您做主：每一处都说明是什么问题、依据哪一条，改不改由您定。

本页由规则本身生成，共 {count} 条，每条有一个错的和一个对的例子。怎么用后台，见[编辑手册](handbook.zh.md)。

## 错误、警告、提示

| 级别 | 意思 | 发布之前 |
| --- | --- | --- |
| **错误** | 几乎可以肯定要改 | 改好才能签发、发布 |
| **警告** | 多半要改，也可能有道理 | 改好，或者“忽略”并写明理由 |
| **提示** | 供您参考 | 不用处理 |

## 怎么处理

- **修正**：拿得准的地方，系统给出改好的写法，点“修正”就改这一处，点“全部安全修正”就一次改完。改之前先给您看改前改后的\
对照，改完还能撤销。下面各表里“修正”一栏写着“有”的规则，有这样的地方。数字核算只提醒，从不替您改数字。
- **忽略**：警告没有道理，或者有意这样写，就点“忽略”，写一句理由。谁忽略的、为什么，都会留下来；忽略错了可以撤销。忽略只管这一段现在的\
文字：段落一改，提醒会再出现，请重新看一眼。错误不能忽略；规则不合本刊情况的，请主编调整规则。
- **规则的轻重**：在后台“检查规则”里，刊物可以把一条规则关掉，或者改成错误、警告、提示中的另一级。
- **自己的词表**：在后台“词表”里，刊物可以添加错别字和体例用语；系统认错了的词，添成“不算错”，以后就不再提醒。
- **查链接**：网页打不打得开，要您点了才查，结果只供参考，不影响发布。
"""


def main() -> None:
    PAGE.write_text(page(), encoding="utf-8")


def page() -> str:
    """The whole handbook as Markdown."""
    return "\n".join([INTRODUCTION.format(count=len(RULES)), *_contents(), *map(_family, Family)])


def _contents() -> Iterator[str]:
    yield "## 规则一览\n"
    for family in Family:
        rules = [rule for rule in RULES if rule.family is family]
        yield f"**[{FAMILY_NAMES[family]}](#{_anchor(FAMILY_NAMES[family])})**\n"
        yield "| 规则 | 级别 | 修正 | 依据 |\n| --- | --- | --- | --- |"
        for rule in rules:
            link = f"[{rule.title}](#{_anchor(_heading(rule))})"
            yield f"| {link} | {SEVERITY_NAMES[rule.severity]} | {_mends(rule)} | {rule.standard} |"
        yield ""


def _family(family: Family) -> str:
    rules = [_section(rule) for rule in RULES if rule.family is family]
    return "\n".join([f"## {FAMILY_NAMES[family]}\n", f"{FAMILY_INTRODUCTIONS[family]}\n", *rules])


def _section(rule: Rule) -> str:
    told = _told(rule)
    return "\n".join(
        [
            f"### {_heading(rule)}\n",
            f"{ABOUT[rule.id]}\n",
            _example("错", rule.wrong),
            f"> {SEVERITY_NAMES[told.severity]}：{told.message}\n",
            _example("对", rule.right),
            f"依据：{rule.standard}\n",
        ]
    )


def _heading(rule: Rule) -> str:
    return f"{rule.title} `{rule.id}`"


def _anchor(heading: str) -> str:
    """What a heading is called in an address, as GitHub and most Markdown readers form it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _told(rule: Rule) -> Finding:
    """The first finding of a rule in its own wrong example."""
    return next(finding for finding in check(read(rule.wrong)) if finding.rule == rule.id)


def _mends(rule: Rule) -> str:
    return "—" if _told(rule).fix is None else "有"


def _example(mark: str, text: str) -> str:
    """A line of plain words as it is; whatever Markdown would show otherwise, as it is written."""
    text = re.sub(r"\n{3,}", "\n\n", text.strip())
    if not _is_plain(text):
        return f"{mark}：\n\n```markdown\n{text}\n```\n"
    shown = text if len(text) <= SHOWN else f"{text[: SHOWN // 2]}……（这一段共 {len(text)} 字）"
    return f"{mark}：{shown}\n"


def _is_plain(text: str) -> bool:
    match parse(text).blocks:
        case (Paragraph(children=(Text(text=words),)),):
            return words == text
    return False


if __name__ == "__main__":
    main()
