"""What is let in, in any encoding, and what is refused with which sentence."""

import random

import pytest

from editorial.intake import Refused, propose
from editorial.intake.sniff import MAX_BYTES, sniff
from tests.editorial.intake.pasted import TWO_ARTICLES, issue

TEXT = issue(TWO_ARTICLES).decode()
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "gbk")


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_encoding_gives_the_same_proposal(encoding):
    assert propose(TEXT.encode(encoding)) == propose(TEXT.encode())


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_every_line_end_gives_the_same_lines(newline):
    assert propose(TEXT.replace("\n", newline).encode()) == propose(TEXT.encode())


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "空"),
        (b" \r\n\t", "空"),
        ("\ufeff　\n".encode(), "空"),
        (b"\0" * 50, "空"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "另存为“纯文本"),
        (b"PK\x03\x04" + b"....word/document.xml....", "Word 文档（.docx）"),
        (b"PK\x03\x04" + b"something else", "解压"),
        (b"%PDF-1.7\n...", "PDF"),
        (b"{\\rtf1\\ansi ...}", "RTF"),
        (b"\x89PNG\r\n\x1a\n...", "图片"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "图片"),
        ("<!DOCTYPE html><p>某文".encode(), "网页"),
        ("简报".encode() * (MAX_BYTES // 6 + 1), "10 MB"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_way_out(content, word):
    with pytest.raises(Refused, match=word):
        propose(content)


def test_a_refusal_names_the_file():
    with pytest.raises(Refused, match=r"^一月\.doc："):
        propose(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "一月.doc")


def test_random_bytes_are_no_text():
    for length in (100, 1000, 30_000):
        with pytest.raises(Refused, match="编码"):
            sniff(random.Random(length).randbytes(length))


def test_utf_8_with_damage_is_not_taken_for_chinese_in_another_encoding():
    damaged = TEXT.encode().replace("港城".encode(), "港城".encode()[:-1])
    with pytest.raises(Refused, match="编码"):
        sniff(damaged)


def test_a_text_in_which_nothing_is_recognised_is_refused():
    with pytest.raises(Refused, match="没有从文件里认出一期简报"):
        propose("今天天气很好，我们去公园走了走。\n\n晚上回家吃饭。".encode())


def test_a_character_no_database_takes_is_replaced_and_reported():
    content = TEXT.replace("货主坐在", "货主\0坐在").encode()
    proposal = propose(content)
    assert "货主\ufffd坐在" in proposal.sections[0].articles[0].body
    assert [repair.kind for repair in proposal.repairs if repair.kind == "character.replaced"]
    assert "\0" not in str(proposal)
