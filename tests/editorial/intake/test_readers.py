"""How blocks come back from the process that reads them, and how many of them may."""

import json
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.intake import Refused
from editorial.intake.blocks import Block, Kind, Run
from editorial.intake.readers import limits, read
from editorial.intake.readers.limits import within_limits
from editorial.intake.readers.transport import from_values, to_values
from editorial.intake.sniff import sniff
from tests.conftest import ROOT
from tests.editorial.intake.pdfs import needs_chinese_type, typeset
from tests.editorial.intake.word import document, p
from tests.pictures import png

BLOCKS = st.builds(
    Block,
    kind=st.sampled_from(Kind),
    line=st.integers(1, 99),
    runs=st.lists(st.builds(Run, st.text(), st.booleans(), st.booleans(), st.booleans(), st.text(), st.text())).map(tuple),
    level=st.integers(0, 6),
    marker=st.text(),
    markdown=st.text(),
    size=st.floats(0, 99),
    align=st.sampled_from(["", "left", "center", "right", "justify"]),
    page=st.integers(0, 9),
    picture=st.binary(),
)  # fmt: skip


@given(st.lists(BLOCKS))
def test_blocks_come_back_as_they_were_sent(blocks):
    assert from_values(json.loads(json.dumps(to_values(blocks)))) == blocks


def test_what_is_as_by_default_is_not_sent():
    assert to_values([Block(Kind.RULE, 3)]) == [{"kind": "rule", "line": 3}]


@pytest.mark.parametrize(
    "values", [[{}], [{"kind": "poem", "line": 1}], [{"kind": "rule", "line": 1, "x": 2}], 5, [{"kind": "rule", "line": 1, "picture": "?"}]]
)  # fmt: skip
def test_values_that_are_no_blocks_are_an_error(values):
    with pytest.raises((KeyError, TypeError, ValueError)):
        from_values(values)


def test_a_word_document_is_read_in_another_process():
    blocks = read(sniff(document(p("港口把提单搬到了线上。", bold=True))))
    assert [(block.text, block.is_bold) for block in blocks] == [("港口把提单搬到了线上。", True)]


@needs_chinese_type
def test_a_pdf_tells_its_pages_as_they_are_read():
    told = []
    read(sniff(typeset("第一页\n#pagebreak()\n第二页")), lambda done, total: told.append((done, total)))
    assert told[-1] == (2, 2)


def test_only_the_parser_of_the_kind_is_imported():
    """What a worker for Word has loaded when it has read a document."""
    code = (
        "import runpy, sys\n"
        "sys.argv = ['editorial.intake.readers', 'docx']\n"
        "runpy.run_module(sys.argv[0], run_name='__main__')\n"
        "sys.stderr.write(' '.join(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input=document(p("x")), cwd=ROOT, capture_output=True, check=True
    )
    loaded = done.stderr.decode().split()
    assert "editorial.intake.readers.docx" in loaded
    assert not {"pypdfium2", "editorial.intake.readers.pdf", "editorial.intake.readers.html"} & set(loaded)


# --- Limits --------------------------------------------------------------------------------------


def paragraph(text="", **rest):
    return Block(Kind.PARAGRAPH, 1, (Run(text),), **rest)


def test_more_blocks_than_an_issue_has_are_refused():
    assert within_limits([paragraph("文")] * limits.MAX_BLOCKS)
    with pytest.raises(Refused, match="20001 段，超过 20000 段的上限。请一期存成一个文件"):
        within_limits([paragraph("文")] * (limits.MAX_BLOCKS + 1))


@pytest.mark.parametrize("block", [paragraph("文文"), paragraph("文", markdown="文"), Block(Kind.PARAGRAPH, 1, (Run("文", note="文"),))])  # fmt: skip
def test_words_notes_and_tables_count_as_letters(block, monkeypatch):
    monkeypatch.setattr(limits, "MAX_LETTERS", 10)
    assert within_limits([block] * 5)
    with pytest.raises(Refused, match="12 字，超过 10 字的上限。请一期存成一个文件"):
        within_limits([block] * 6)


def test_text_is_refused_before_it_is_read():
    with pytest.raises(Refused, match="300001 字"):
        read(sniff(("文" * (limits.MAX_LETTERS + 1)).encode()))


def test_more_pixels_than_can_be_decoded_while_somebody_waits_are_refused(monkeypatch):
    monkeypatch.setattr(limits, "MAX_PIXELS_TOGETHER", 3_000_000)
    pictures = [Block(Kind.IMAGE, 1, picture=png(1000 + n, 1000)) for n in range(3)]
    assert within_limits(pictures[:2] * 5), "a picture that comes several times is decoded once"
    with pytest.raises(Refused, match=r"合计 3 百万像素，超过 3 百万的上限。.*压缩图片"):
        within_limits(pictures)


def test_what_will_not_be_decoded_costs_no_pixels(monkeypatch):
    monkeypatch.setattr(limits, "MAX_PIXELS_TOGETHER", 1_000)
    monkeypatch.setattr(limits, "MAX_PIXELS", 900)
    assert within_limits(
        [Block(Kind.IMAGE, 1, picture=content) for content in (png(50, 50), b"junk", b"II*\0")]
    )
