"""Two thousand damaged pastes: each ends in a proposal or in a sentence that says what to do."""

import random
from collections import Counter

from editorial.intake import Refused, propose
from tests.editorial.intake.pasted import TWO_ARTICLES, issue

COUNT = 2_000
WHOLE = issue(TWO_ARTICLES)
STRANGE = (
    "\0",
    "\ufeff",
    "\u202e",
    "\ud7ff",
    "\f",
    "\v",
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
ENCODINGS = ("utf-8", "gb18030", "utf-16", "utf-16-le", "big5", "shift-jis", "utf-32")


def damaged(chance: random.Random) -> bytes:
    """The paste with bytes flipped, cut, doubled or moved, strange characters put in, or in another encoding."""
    content = bytearray(WHOLE)
    for _ in range(chance.randrange(1, 12)):
        start = chance.randrange(len(content))
        end = min(len(content), start + chance.randrange(1, 400))
        match chance.randrange(6):
            case 0:
                content[start] = chance.randrange(256)
            case 1:
                del content[start:end]
            case 2:
                content[start:start] = content[start:end] * chance.randrange(1, 5)
            case 3:
                piece = bytes(content[start:end])
                del content[start:end]
                place = chance.randrange(len(content) + 1)
                content[place:place] = piece
            case 4:
                content[start:start] = chance.choice(STRANGE).encode("utf-8", "surrogatepass")
            case 5:
                content[start:end] = bytes(content[start:end]).replace(
                    b"\n", chance.choice((b"", b"\r", b"\r\n\r\n"))
                )
        content = content or bytearray(b"x")
    if chance.random() < 0.3:
        return bytes(content).decode("utf-8", "replace").encode(chance.choice(ENCODINGS), "replace")
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
