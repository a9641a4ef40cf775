"""Whole issues as secretaries make them up in Word, from the file to the proposal."""

import datetime
import json

import pytest

from editorial.intake import propose
from editorial.intake.blocks import Block, Kind
from editorial.intake.readers.docx import read
from tests.conftest import SHARED
from tests.editorial.intake import word
from tests.editorial.intake.pasted import FIRST, FOURTH, SECOND, THIRD
from tests.editorial.intake.word import BREAK, TAB, document, p, run

TITLES = ["提单上线", "口岸平台去年办单4800万票"]
HEADINGS = word.styles(
    word.style("a3", "Title"),
    word.style("1", "heading 1"),
    word.style("2", "heading 2"),
    word.style("3", "heading 3"),
    word.style("10", "toc 1"),
    word.style("20", "toc 2"),
)
TOLD = "2026 年第 1 期", "（总第 40 期）", "港城数字经贸促进会秘书处编", "2026 年 1 月 30 日"


def issue(*body: str, **values) -> bytes:
    return document(*body, **values)


def assert_is_the_issue(content: bytes) -> None:
    proposal = propose(content)
    assert proposal.publication == "港城数字经贸"
    assert (proposal.year, proposal.number, proposal.serial) == (2026, 1, 40)
    assert proposal.publisher == "港城数字经贸促进会秘书处"
    assert proposal.date == datetime.date(2026, 1, 30)
    assert [article.title for article in proposal.articles] == TITLES
    assert [[each.outlet for each in article.attributions] for article in proposal.articles] == [
        ["港城日报"], ["服务经济报"]
    ]  # fmt: skip
    assert [article.paragraphs for article in proposal.articles] == [(FIRST, THIRD), (SECOND, FOURTH)]
    assert [article.subheadings for article in proposal.articles] == [(), ("下一步",)]


def test_headings_by_style_under_an_automatic_contents_list():
    contents = word.contents_control(
        p("目  录"),
        p("【行业资讯】", TAB, "1", style="10"),
        *(p(title, TAB, str(page), style="20") for page, title in enumerate(TITLES, start=2)),
    )
    assert_is_the_issue(
        issue(
            p("港城数字经贸", style="a3"),
            *map(p, TOLD),
            contents,
            p("【行业资讯】", style="1"),
            p(f"● {TITLES[0]}", style="2"),
            *map(p, (FIRST, THIRD, "（文章来源：港城日报）")),
            p(f"● {TITLES[1]}", style="2"),
            p(SECOND),
            p("下一步", style="3"),
            *map(p, (FOURTH, "（文章来源：服务经济报）")),
            parts={"styles.xml": HEADINGS},
        )
    )


def _by_look(*, masthead: str = "", wrap: bool = False) -> list[str]:
    """The issue with headings by size and weight; `wrap` puts line breaks for paragraphs."""
    first = p("　　" + FIRST, BREAK, "　　" + THIRD) if wrap else p(FIRST) + p(THIRD)
    title = ("口岸平台去年", BREAK, "办单4800万票") if wrap else (TITLES[1],)
    return [
        masthead
        or p("港城数字经贸", size=42, bold=True, align="center")
        + "".join(p(line, align="center") for line in TOLD),
        p("【行业资讯】", bold=True, size=18),
        p(TITLES[0], bold=True, size=18),
        first,
        p("（文章来源：港城日报）", align="right", size=14),
        p(*title, bold=True, size=18, align="center"),
        p(SECOND),
        p("下一步", bold=True),
        p(FOURTH),
        p("（文章来源：服务经济报）", align="right", size=14),
    ]


def test_headings_by_size_and_weight_alone():
    assert_is_the_issue(issue(*_by_look()))


def test_line_breaks_for_paragraphs_and_in_titles():
    assert_is_the_issue(issue(*_by_look(wrap=True)))


def test_a_masthead_in_a_text_box():
    box = word.text_box(p("港城数字经贸", size=42, bold=True), *map(p, TOLD))
    assert_is_the_issue(issue(*_by_look(masthead=p(box))))


def test_an_issue_laid_out_in_a_table():
    head, *body = _by_look()
    assert_is_the_issue(issue(word.table([head], ["".join(body)])))


def test_a_masthead_of_two_cells():
    cells = word.table([TOLD[0] + TOLD[1], ""], [TOLD[2], TOLD[3]])
    assert_is_the_issue(issue(*_by_look(masthead=p("港城数字经贸", size=42, bold=True) + cells)))


def test_an_issue_with_tracked_changes():
    changed = [
        each.replace("</w:p>", '<w:del w:id="1"><w:r><w:delText>旧字</w:delText></w:r></w:del></w:p>')
        for each in _by_look()
    ]
    inserted = p(f'<w:ins w:id="2">{run(FOURTH)}</w:ins>')
    assert_is_the_issue(issue(*(inserted if FOURTH in each else each for each in changed)))


def test_footnotes_tables_and_pictures_reach_the_body():
    table = word.table(["港口", "箱量"], ["东港", "12"], ["西港", "9"], borders=True)
    noted = p(FIRST[:-1], word.note(2), "。")
    parts = {"footnotes.xml": word.footnotes(n2="截至去年年底。")}
    body = [noted + table if FIRST in each else each for each in _by_look()]
    written = propose(issue(*body, parts=parts)).articles[0].body
    assert "看见货到了哪里[^1]。" in written
    assert "| 东港 | 12 |" in written
    assert written.endswith("[^1]: 截至去年年底。")


# --- The real issue, in the make-ups that are at hand ---------------------------------------------

MAKE_UPS = ("v1-headings", "v1b-heading-chinese-ids", "v2-direct", "v5-layout-table")
STANDING_OUT = ("title", "section", "article", "sub")


def _perfect(name: str) -> list[tuple[str, str]]:
    """What a perfect reader returns."""
    written = (SHARED / "intake" / f"{name}.blocks.json").read_text(encoding="utf-8")
    return [(kind, " ".join(text.split())) for kind, text in json.loads(written)]


@pytest.fixture(params=MAKE_UPS)
def make_up(request) -> tuple[str, bytes]:
    path = SHARED / "intake" / f"{request.param}.docx"
    if not path.exists():
        pytest.skip(f"../shared/intake/{path.name} is not here; the made-up issues are tested instead")
    return request.param, path.read_bytes()


def _shown(block: Block) -> str:
    return " ".join(block.text.split())


def test_at_least_99_per_cent_of_the_blocks_are_exact(make_up):
    name, content = make_up
    perfect = _perfect(name)
    read_blocks = [block for block in read(content) if block.text]
    exact = sum(_shown(block) == text for block, (_, text) in zip(read_blocks, perfect, strict=True))
    assert exact >= 0.99 * len(perfect)


def test_headings_are_headings_and_text_is_text(make_up):
    name, content = make_up
    read_blocks = [block for block in read(content) if block.text]
    wrong = [
        (kind, text)
        for block, (kind, text) in zip(read_blocks, _perfect(name), strict=True)
        # The sections of a contents list may be set like the sections themselves.
        if kind != "tocsec" and (block.kind is Kind.HEADING) != (kind in STANDING_OUT)
    ]
    assert not wrong


def test_the_real_issue_is_whole(make_up):
    name, content = make_up
    proposal = propose(content)
    assert (proposal.publication, proposal.publisher) == ("数字贸易简报", "大连市数字贸易协会秘书处")
    assert (proposal.year, proposal.number, proposal.serial) == (2026, 1, 40)
    assert proposal.date == datetime.date(2026, 1, 30)
    assert [article.title for article in proposal.articles] == [
        text for kind, text in _perfect(name) if kind == "toc"
    ]
    assert [[each.outlet for each in article.attributions] for article in proposal.articles] == [
        ["经济日报"], ["中国新闻报"], ["21世纪经济报道"], ["中国新闻网"],
        ["中国新闻网"], ["经济日报"], ["国际商报"], ["国际商报"],
    ]  # fmt: skip
    expected = [text for kind, text in _perfect("v1-headings") if kind == "para"]
    paragraphs = {paragraph for article in proposal.articles for paragraph in article.paragraphs}
    assert len(expected) == 84
    assert sum(text in paragraphs for text in expected) >= 83
