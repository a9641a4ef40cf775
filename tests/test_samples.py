"""The sample issue keeps its shape, its planted flaws and its own words.

`samples/README.md` lists the flaws for people; `FLAWS` says what stands on each of those lines. The two
are held together, so that other tests may rely on either.
"""

import re
from collections.abc import Iterator

import pytest

from tests.conftest import ROOT

HAN = re.compile(r"[一-鿿]")
CHARACTER = re.compile(r"[一-鿿　-〿＀-￯—…“”‘’·●]")
"""What a character count of a Chinese text counts: characters and their punctuation."""
SENTENCE_END = tuple("。！？…：；”’）")
ARTICLE_HEADING = re.compile(r"#{2,3} ● (?P<title>.+)")
BOLD = re.compile(r"\*\*(.+?)\*\*")

RUN = 12
FORMULAS = ("区域全面经济伙伴关系协定",)
"""Names that cannot be said otherwise, though they are `RUN` characters or longer."""

CUTS = {36: "避免", 62: "短视频", 90: "例如，", 154: "物流运输", 214: "更见功"}
BOLD_LINES = "72 76 80 82 106 108 110 118 120 122 124 126 134 136 200 202 204 206 240 242 248 254 256"

# What is wrong, line by line, in the order of samples/README.md.
FLAWS: tuple[dict[int, str], ...] = (
    {1: r"^$", 2: r"^$"},
    {7: r"^\(总第 40 期\)$"},
    {20: r"\*\*286\.4\*\*", 22: r"\*\*4800\*\*"},
    {15: "^## 【行业资讯】$", 26: "^## 【协会动态】$", 28: "^## 【行业资讯】$", 262: "^## 【协会动态】$"},
    dict.fromkeys((30, 100, 132, 198), "^### ● ") | dict.fromkeys((48, 70, 116, 230), "^## ● "),
    {140: "^#### 打", 160: "^### 啃", 178: "^## 让"},
    {13: "^---$", 196: "^---$"},
    {line: f"{end}$" for line, end in CUTS.items()},
    {236: "^一是.*。$", 250: "^一是.*。$"},
    {56: "^例如，"},
    {246: "^（数据能不能", 248: r"^\*\*2026\*\* 年"},
    {260: "^（文章来源：服务经济报）$"},
    {44: "。（本文来源：港城日报作者：林一清）$", 46: "^（文章来源：海运经济网-《港城日报》）$"},
    {114: r"^\(文章来源：海运经济网\)$"},
    {int(line): r"\*\*[^*]*[0-9A-Z][^*]*\*\*" for line in BOLD_LINES.split()},
    {40: r"\(RCEP\)", 56: r"\(简称", 106: r"\(\*\*2020\*\* 年\)", 110: r"\(套\)"},
    {76: r"\*\*21\.4%\*\*.*十年间扩大了十倍还多.*\*\*22\.7%\*\*"},
    {210: "仍是是"},
    {64: "^等轻巧形式等"},
    {212: "86.4亿、41.7亿元"},
    {32: "近日", 50: "近日", 74: "^近日", 102: "^22 日", 118: r"\*\*16\*\* 日", 134: "^在日前"},
    {54: "20世纪80年代", 152: "2025年，", 200: "1—11月", 208: "2025年1—11月", 234: "^2026年"},
    {162: "“硬骨头”.*试金石。"},
    {23: "基本盘 开出", 198: "基本盘 开出"},
)


@pytest.fixture(scope="module")
def text(sample):
    return sample.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def lines(text):
    """The lines by number, from 1."""
    return dict(enumerate(text.split("\n"), 1))


def body(lines: dict[int, str]) -> Iterator[tuple[int, str]]:
    """The running text of all articles: no headings, rules or credit lines."""
    for number, line in lines.items():
        if number > 30 and line and not re.match(r"#|---|[（(]文章来源", line):
            yield number, line


def numbers_in(line: str) -> list[float]:
    return [float(number) for number in re.findall(r"\d+(?:\.\d+)?", line)]


def test_it_is_as_long_as_a_real_issue(text):
    assert 10_500 <= len(CHARACTER.findall(text)) <= 12_000


def test_it_names_itself(text):
    assert text.startswith(
        "\n\n# 港城数字经贸\n\n2026 年第 1 期\n\n(总第 40 期)\n\n港城数字经贸促进会秘书处编\n\n2026 年 1 月 30 日\n"
    )
    assert text.endswith("## 【协会动态】")


def test_its_eight_articles_are_those_of_the_contents_list(lines):
    contents = [line.removeprefix("- ").replace("**", "") for line in lines.values() if line.startswith("- ")]
    headings = [match["title"] for line in lines.values() if (match := ARTICLE_HEADING.fullmatch(line))]
    assert len(headings) == 8
    assert headings == contents


def test_its_articles_stand_in_the_first_section_and_the_second_is_empty(text):
    _masthead, contents, nothing, articles, end = re.split(r"^## 【.+?】", text, flags=re.MULTILINE)
    assert "●" not in contents
    assert nothing.strip() == end.strip() == ""
    assert articles.count("●") == 8


@pytest.mark.parametrize("flaw", FLAWS, ids=[f"flaw-{number}" for number in range(1, len(FLAWS) + 1)])
def test_each_flaw_is_where_it_is_said_to_be(flaw, lines):
    for number, pattern in flaw.items():
        assert re.search(pattern, lines[number]), f"line {number}: {lines[number][:40]}"


def test_the_readme_lists_the_same_flaws():
    readme = (ROOT / "samples" / "README.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\d+\. \*\*Lines? ([\d,\s]+)\*\*:", readme, flags=re.MULTILINE)
    assert [sorted(map(int, item.split(","))) for item in listed] == [sorted(flaw) for flaw in FLAWS]


def test_five_paragraphs_and_no_others_stop_in_the_middle_of_a_sentence(lines):
    cut = [number for number, line in body(lines) if not line.endswith(SENTENCE_END)]
    assert cut == list(CUTS)
    for number in cut:
        assert lines[number + 1] == ""
        assert HAN.match(lines[number + 2]), "a cut sentence goes on without a new heading or ordinal"


def test_the_likely_cut_lies_between_two_items_of_an_enumeration(lines):
    for first in (236, 250):
        openings = [lines[number][:3] for number in range(first, first + 9, 2)]
        assert openings == ["一是让", "同时编", "二是让", "三是让", "四是让"]


def test_the_last_article_is_there_twice_word_for_word(lines):
    once = [lines[number] for number in range(232, 245)]
    again = [lines[number] for number in range(246, 259)]
    again[0] = again[0].removeprefix("（")
    again[2] = again[2].replace("**2026** 年", "2026年")
    assert once == again


def test_its_credit_lines_are_the_eight_of_its_articles(lines):
    credited = [line[1:-1] for line in lines.values() if re.match(r"[（(]文章来源：", line)]
    assert [credit.removeprefix("文章来源：") for credit in credited] == [
        "海运经济网-《港城日报》",
        "数贸观察",
        "东部商报",
        "海运经济网",
        "海运经济网",
        "港城日报",
        "服务经济报",
        "服务经济报",
    ]


def test_bold_stands_nowhere_but_on_the_listed_lines(lines):
    assert [number for number, line in body(lines) if BOLD.search(line)] == [
        int(n) for n in BOLD_LINES.split()
    ]


def test_the_growth_of_line_76_contradicts_itself(lines):
    (year, firms, last_year, more_firms, stated, dollars, _yuan, more_dollars, *_years, growth, _, _) = (
        numbers_in(lines[76])
    )
    years = last_year - year
    assert round(((more_firms / firms) ** (1 / years) - 1) * 100, 1) == 17.5 != stated
    assert round(((more_dollars / dollars) ** (1 / years) - 1) * 100, 1) == 28.2 != growth


def test_the_figures_that_are_said_to_hold_do_hold(lines):
    total = numbers_in(lines[200])[3]
    markets = numbers_in(lines[208])
    kinds = numbers_in(lines[212])
    parks = numbers_in(lines[218])
    people = numbers_in(lines[222])
    firms = numbers_in(lines[80])
    assert total == 642.8
    assert round(sum(kinds[3:9:2]), 1) == total
    assert round(sum(markets[3:6]) / total * 100, 1) == markets[6] == 47.0
    assert round(parks[4] / total * 100, 1) == parks[6] == 85.3
    assert round(people[3] / people[2] * 100, 1) == people[4] == 68.4
    assert round(people[9] / people[8] * 100, 1) == people[10] == 72.4
    assert round(firms[2] / firms[1] * 100, 1) == firms[3] == 25.0
    assert round(firms[6] / firms[5] * 100, 1) == firms[7] == 65.0


def test_nothing_is_taken_from_the_real_issue(seed, lines):
    real = seed.read_text(encoding="utf-8").split("\n")
    theirs = {run for line in real for run in runs(line)}
    ours = {run for line in lines.values() for run in runs(line)}
    assert {run for run in ours & theirs if not any(run in formula for formula in FORMULAS)} == set()


def runs(line: str) -> Iterator[str]:
    """Every `RUN` characters in a row, whatever digits and punctuation stand between them."""
    han = "".join(HAN.findall(line))
    return (han[start : start + RUN] for start in range(len(han) - RUN + 1))
