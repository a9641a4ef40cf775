"""Two thousand damaged pastes: each ends in a proposal or in a sentence that says what to do."""

import random
from collections import Counter

import pytest

from editorial.intake import Refused, propose
from tests.editorial.intake.pasted import TWO_ARTICLES, issue

pytestmark = pytest.mark.any_database

COUNT = 2_000
WHOLE = issue(TWO_ARTICLES).decode()
STRANGE = (
    "\0",
    "\ufeff",
    "\u202e",
    "\uffff",
    "\f",
    "\v",
    "\r",
    "●",
    "【",
    "】",
    "（文章来源：",
    "**",
    "|",
    "`" * 3,
    "#" * 7,
    "> " * 9,
)
ENCODINGS = ("gb18030", "utf-16", "utf-16-le", "big5", "shift-jis", "utf-32")


def damaged(chance: random.Random) -> bytes:
    """The paste with stretches cut, doubled, moved or run together and strange characters put in; one in
    three in another encoding, one in three with bytes broken."""
    text = WHOLE
    for _ in range(chance.randrange(1, 10)):
        start = chance.randrange(len(text) + 1)
        end = start + chance.randrange(1, 200)
        head, piece, tail = text[:start], text[start:end], text[end:]
        place = chance.randrange(len(head) + len(tail) + 1)
        text = chance.choice(
            (
                head + tail,
                head + piece * chance.randrange(2, 5) + tail,
                (head + tail)[:place] + piece + (head + tail)[place:],
                head + piece.replace("\n", chance.choice(("", "\r", "\r\n\r\n"))) + tail,
                head + chance.choice(STRANGE) + piece + tail,
            )
        )
    if chance.random() < 1 / 3:
        return text.encode(chance.choice(ENCODINGS), "replace")
    content = bytearray(text.encode())
    if chance.random() < 1 / 2:
        for _ in range(chance.randrange(1, 4)):
            content[chance.randrange(len(content))] = chance.randrange(256)
    return bytes(content)


def outcome(content: bytes) -> str:
    """ "proposed", or the sentence of the refusal; any other exception is not caught."""
    try:
        return "proposed" if propose(content).to_json() else ""
    except Refused as refusal:
        return str(refusal)


def test_two_thousand_damaged_pastes_end_in_a_proposal_or_a_sentence():
    chance = random.Random(20260130)
    told = Counter(outcome(damaged(chance)) for _ in range(COUNT))
    assert all(sentence.endswith("。") for sentence in told if sentence != "proposed")
    assert COUNT / 2 < told["proposed"] < COUNT * 0.98
