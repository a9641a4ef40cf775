"""Two thousand broken pages: whatever is done to a page, a proposal comes out or a sentence."""

import json
import random
import time

import pytest

from editorial.clip.page import read_page
from editorial.clip.proposal import ClipProposal
from editorial.intake.readers import html
from editorial.intake.sniff import Refused
from editorial.markdown import parse
from tests.editorial.clip.pages import PAGES

pytestmark = pytest.mark.any_database

PAGES_TO_BREAK = 2_000
SECONDS = 30
SEED = 20_240_318
PIECES = (
    b"<", b">", b"</div>", b"<div>" * 60, b"<table><tr><td colspan=999999 rowspan=999999>", b"</td></tr></table>", b"<ol start=-9>",
    b"<p", b"<!--", b"]]>", b"<![CDATA[", b"<script>", b"</script>", b"<style>", b'"', b"'", b"\0", b"\xff\xfe", b"\xef\xbb\xbf",
    b"&#xD800;", b"&#0;", b"&" * 30, b"<base href='http://[::1'>", b"<a href='http://[bad'>", b"<img src='data:image/png;base64,@@'>",
    b"<meta name=pubdate content='9999-99-99'>", b'<script type="application/ld+json">{"@type":["NewsArticle"],"author":[[1]],"headline":{}}</script>',
    "来源：".encode(), "作者：作者：".encode(), "2024年13月45日".encode(), "（记者".encode(), "】【".encode(), b"<svg><title>", b"<math><mi>",
    b"<li>", b"<ul>" * 20, b"<b><i><a>", b"<br>" * 40, b"<select><option>", b"<frameset>", b"<template>", b"<x:y z='1'>",
)  # fmt: skip


def mutated(content, dice):
    """The bytes of a page with up to eight injuries: cut, doubled, swapped, overwritten, filled in."""
    broken = bytearray(content)
    for _ in range(dice.randint(1, 8)):
        place, length = dice.randrange(len(broken) + 1), dice.choice((1, 3, 20, 300))
        match dice.randrange(5):
            case 0:
                del broken[place : place + length]
            case 1:
                broken[place:place] = broken[place : place + length] * dice.randint(1, 4)
            case 2:
                broken[place:place] = dice.choice(PIECES)
            case 3:
                broken[place : place + length] = dice.randbytes(length)
            case 4 if len(broken) > 400:
                del broken[dice.randrange(200, len(broken)) :]
    return bytes(broken)


def clipped(content):
    """The proposal, or None where the page was refused; any other exception is not caught."""
    try:
        return read_page(content, "https://news.example.cn/2024/1.html")
    except Refused:
        return None


def blocks_of(content):
    try:
        return html.read(content)
    except Refused:
        return []


def test_two_thousand_broken_pages_give_a_proposal_or_a_sentence():
    dice = random.Random(SEED)
    contents = [page.content for page in PAGES.values()]
    begun, read = time.monotonic(), 0
    for _ in range(PAGES_TO_BREAK):
        content = mutated(dice.choice(contents), dice)
        proposal = clipped(content)
        blocks_of(content)
        if proposal is not None:
            read += 1
            assert ClipProposal.from_json(json.loads(json.dumps(proposal.to_json()))) == proposal
            parse(proposal.body)
    assert read > PAGES_TO_BREAK * 0.9
    assert time.monotonic() - begun < SECONDS
