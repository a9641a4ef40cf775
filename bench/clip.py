"""How well and how fast news pages are clipped, beside readability and trafilatura alone on the same pages.

    .venv/bin/python bench/clip.py [--folder FOLDER]

FOLDER holds saved pages and a gold.json: a list of objects with page (file name), title, authors (null:
unknown), published (YYYY-MM-DD or null), sources (outlets that are right; null: the page names none),
body (without white space). Body F1 is that of the longest common subsequence of characters, white space
ignored. Without the folder nothing is measured.
"""

import argparse
import json
import re
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import trafilatura
from rapidfuzz.distance import LCSseq
from readability import Document

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from editorial.clip.page import read_page
from editorial.clip.proposal import ClipProposal
from editorial.document import plain_text
from editorial.intake.readers.html_tree import decode, parse_text
from editorial.markdown import parse

ROOT = Path(__file__).resolve().parent.parent
FIELDS = ("title", "date", "author", "outlet")


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def f1(written: str, gold: str) -> float:
    """Twice the common characters in order, over those of both; 0 to 1."""
    return 2 * LCSseq.similarity(bare(written), bare(gold)) / max(1, len(bare(written)) + len(bare(gold)))


def timed(read: Callable[..., Any], *arguments: Any) -> tuple[Any, float]:
    begun = time.perf_counter()
    return read(*arguments), time.perf_counter() - begun


def judged(proposal: ClipProposal, gold: Mapping[str, Any]) -> dict[str, str]:
    """Each field as right, missing, wrong, or - where nobody knows."""
    day = proposal.published.isoformat() if proposal.published else ""
    authors, sources = gold["authors"], gold["sources"]
    wrong = set(proposal.authors) - set(authors or ())
    right = authors is not None and set(proposal.authors) == set(authors)
    return {
        "title": _verdict(bool(proposal.title), bare(proposal.title) == bare(gold["title"])),
        "date": "-" if gold["published"] is None else _verdict(bool(day), day == gold["published"]),
        "author": "-" if authors is None else _verdict(bool(wrong), right),
        "outlet": "-" if sources is None else _verdict(bool(proposal.outlet), proposal.outlet in sources),
    }


def _verdict(given: bool, right: bool) -> str:
    return "right" if right else "wrong" if given else "missing"


def by_readability(page: str) -> str:
    return str(parse_text(Document(page).summary()).text_content())


def by_trafilatura(page: str) -> str:
    return trafilatura.extract(page, include_comments=False) or ""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--folder", type=Path, default=ROOT.parent / "shared" / "pages")
    folder = parser.parse_args().folder
    if not (folder / "gold.json").exists():
        sys.exit(f"{folder} holds no gold.json; nothing is measured.")
    pages = json.loads((folder / "gold.json").read_text(encoding="utf-8"))

    names = ("jianbao", "readability", "trafilatura")
    scores: dict[str, list[float]] = {name: [] for name in names}
    seconds = dict.fromkeys(names, 0.0)
    verdicts: dict[str, list[str]] = {field: [] for field in FIELDS}
    read_page((folder / pages[0]["page"]).read_bytes())  # imports and tables are made once

    print(f"{'page':44} {'body F1':>8} " + " ".join(f"{field:>8}" for field in FIELDS))
    for gold in pages:
        content = (folder / gold["page"]).read_bytes()
        text = decode(content)
        proposal, taken = timed(read_page, content)
        peers = (timed(by_readability, text), timed(by_trafilatura, text))
        bodies = (plain_text(parse(proposal.body)), *(body for body, _ in peers))
        for name, body, spent in zip(names, bodies, (taken, *(spent for _, spent in peers)), strict=True):
            scores[name].append(f1(body, gold["body"]))
            seconds[name] += spent
        for field, verdict in judged(proposal, gold).items():
            verdicts[field].append(verdict)
        print(
            f"{gold['page'][:44]:44} {scores['jianbao'][-1]:8.3f} "
            + " ".join(f"{verdicts[f][-1]:>8}" for f in FIELDS)
        )

    _print_totals(len(pages), verdicts, scores, seconds)


def _print_totals(
    pages: int, verdicts: dict[str, list[str]], scores: dict[str, list[float]], seconds: dict[str, float]
) -> None:
    print()
    for field in FIELDS:
        known = [verdict for verdict in verdicts[field] if verdict != "-"]
        print(f"{field:12} {known.count('right')}/{len(known)} right, {known.count('wrong')} wrong")
    for name in scores:
        ratio = seconds[name] / seconds["jianbao"]
        mean = sum(scores[name]) / pages
        print(
            f"{name:12} body F1 {mean:.4f}   {seconds[name] / pages * 1000:6.0f} ms a page   ({ratio:.2f} of jianbao's)"
        )


if __name__ == "__main__":
    main()
