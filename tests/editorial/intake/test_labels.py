"""What each block was recognised as, in the order of the document and as it was read."""

import json
import re

import pytest

from editorial.intake.labels import label
from editorial.intake.propose import read_blocks
from tests.conftest import SHARED
from tests.editorial.intake.pasted import FIRST, SECOND, TWO_ARTICLES, issue

REAL = sorted((SHARED / "intake").glob("*.docx")) + sorted((SHARED / "intake").glob("*.pdf"))


def labelled(content):
    return [(kind.value, text) for kind, text in label(read_blocks(content))]


def despaced(pairs):
    return [(kind, re.sub(r"\s", "", text)) for kind, text in pairs]


def test_every_block_of_an_issue_has_its_label():
    assert labelled(issue(TWO_ARTICLES)) == [
        ("title", "港城数字经贸"),
        ("mast", "2026 年第 1 期"),
        ("mast", "(总第 40 期)"),
        ("mast", "港城数字经贸促进会秘书处编"),
        ("mast", "2026 年 1 月 30 日"),
        ("tocsec", "【行业资讯】"),
        ("toc", "提单上线"),
        ("toc", "口岸平台去年办单 4800 万票"),
        ("tocsec", "【协会动态】"),
        ("section", "【行业资讯】"),
        ("article", "● 提单上线"),
        ("para", FIRST),
        ("source", "（文章来源：海运经济网-《港城日报》）"),
        ("article", "口岸平台去年办单4800万票"),
        ("para", SECOND),
        ("sub", "下一步"),
        ("para", "平台明年还要接上铁路和机场，让一张单子走到底，不用再换。"),
        ("source", "(文章来源：服务经济报)"),
        ("section", "【协会动态】"),
    ]


def test_nothing_is_mended_before_it_is_labelled():
    cut = f"港口把提单搬到了线上，货主在办公室里就能看见，不必再等快递，\n\n{SECOND}"
    paragraphs = [
        text for kind, text in labelled(issue(f"【行业资讯】\n\n● 提单上线\n\n{cut}")) if kind == "para"
    ]
    assert "\n\n".join(paragraphs) == cut


def test_page_numbers_of_a_contents_list_are_no_part_of_its_titles():
    contents = "目录\n\n提单上线……………3\n\n口岸平台办单破万\t12\n\n---\n\n● 提单上线\n\n" + FIRST
    announced = [text for kind, text in labelled(issue(contents)) if kind == "toc"]
    assert announced == ["提单上线", "口岸平台办单破万"]


@pytest.mark.skipif(not REAL, reason="../shared/intake is not here")
@pytest.mark.parametrize("path", REAL, ids=lambda path: path.name)
def test_the_real_make_ups_are_labelled_as_a_perfect_reader_does(path):
    perfect = [tuple(pair) for pair in json.loads(path.with_suffix(".blocks.json").read_text("utf-8"))]
    right = sum(
        map(lambda one, other: one == other, despaced(labelled(path.read_bytes())), despaced(perfect))
    )
    assert right >= 0.99 * len(perfect)
