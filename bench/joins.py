"""How surely intake joins paragraphs that a page has cut: true cuts found, and true boundaries left alone.

    .venv/bin/python bench/joins.py [--folder FOLDER …] [--cuts N] [--seed S]

Long paragraphs of real texts are cut at random where a page may cut them (禁则: no mark that may not begin a
line begins the second piece, none that may not end one ends the first), and real neighbours are offered
as they stand. Found means joined outright; what is only offered to the editor is told apart. A cut right
behind a full stop leaves two whole paragraphs that nobody can tell from others; the share of such cuts is
printed, and they count as missed.

The texts are Markdown or plain files, one paragraph a line. Without --folder: the sample issue, and the
issue and the pages under ../shared where they are.
"""

import argparse
import json
import random
import re
import sys
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from editorial.intake import propose
from editorial.intake.blocks import Block, Kind, Run
from editorial.intake.paragraphs import join_broken, offer_joins
from editorial.intake.readers import text as reader

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
LONG = 100
"""Characters of a paragraph that a page may well cut."""
_NOT_FIRST = "，。、；：！？）》〉」』”’】…—·%％,.;:!?)"
_NOT_LAST = "（《〈「『“‘【([#$￥"
_STOPS = "。！？…"


def texts(folders: list[Path]) -> Iterator[list[Block]]:
    """The paragraphs of each text, in order."""
    for folder in folders:
        for path in sorted([*folder.rglob("*.md"), *folder.rglob("*.txt")]):
            yield _paragraphs(reader.read(path.read_text(encoding="utf-8", errors="replace")))
    if not folders:
        for article in propose((ROOT / "samples" / "2026-01.md").read_bytes()).articles:
            yield _plain(article.paragraphs)
        gold = SHARED / "intake" / "v1-headings.blocks.json"
        if gold.exists():
            rows = json.loads(gold.read_text(encoding="utf-8"))
            yield _plain(words for kind, words in rows if kind == "para")


def _plain(paragraphs: Iterable[str]) -> list[Block]:
    return [Block(Kind.PARAGRAPH, line, (Run(words),)) for line, words in enumerate(paragraphs, start=1)]


def _paragraphs(blocks: Iterable[Block]) -> list[Block]:
    return [
        block
        for block in blocks
        if block.kind in (Kind.PARAGRAPH, Kind.HEADING, Kind.LIST_ITEM) and block.text
    ]


def cut(block: Block, chance: random.Random) -> tuple[Block, Block]:
    """The paragraph in two pieces, at a place where a page may end."""
    words = block.text
    while True:
        place = chance.randrange(15, len(words) - 15)
        before, after = words[place - 1], words[place]
        inside_a_word = before.isascii() and after.isascii() and before.isalnum() and after.isalnum()
        if after not in _NOT_FIRST and before not in _NOT_LAST and not inside_a_word:
            return block.with_runs((Run(words[:place]),)), block.with_runs((Run(words[place:]),))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--folder", type=Path, action="append", default=[])
    parser.add_argument("--cuts", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print N mistakes of each kind")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    corpus = list(texts(options.folder))
    long = [
        block
        for blocks in corpus
        for block in blocks
        if block.kind is Kind.PARAGRAPH and len(block.text) > LONG
    ]
    found, offered, after_stop, missed = 0, 0, 0, []
    for _ in range(options.cuts):
        one, other = cut(chance.choice(long), chance)
        if join_broken([one, other])[1]:
            found += 1
            continue
        missed.append(f"…{one.text[-16:]} ‖ {other.text[:16]}…")
        after_stop += one.text.rstrip("”’）")[-1] in _STOPS
        offered += bool(offer_joins([one, other]))
    pairs = [(one, other) for blocks in corpus for one, other in pairwise(blocks)]
    wrong = [(one, other) for one, other in pairs if join_broken([one, other])[1]]
    doubtful = sum(bool(offer_joins([one, other])) for one, other in pairs)
    letters = sum(len(re.findall(r"[㐀-鿿]", block.text)) for blocks in corpus for block in blocks)
    print(f"texts {len(corpus)}, Chinese characters {letters}, long paragraphs {len(long)}")
    print(
        f"true cuts {options.cuts}: joined {found / options.cuts:.1%}, only offered {offered / options.cuts:.1%}"
    )
    print(f"  of the missed, right behind a full stop {after_stop / options.cuts:.1%} of all cuts")
    print(
        f"true boundaries {len(pairs)}: joined {len(wrong) / len(pairs):.2%}, offered {doubtful / len(pairs):.2%}"
    )
    for line in chance.sample(missed, min(options.show, len(missed))):
        print("  missed ", line)
    for one, other in chance.sample(wrong, min(options.show, len(wrong))):
        print("  wrong  ", f"…{one.text[-16:]} ‖ {other.text[:16]}…")


if __name__ == "__main__":
    main()
