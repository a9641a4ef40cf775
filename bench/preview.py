"""The printed page beside the editor: how long one change of a text takes to become a picture of its page.

    .venv/bin/python -m bench.preview [--issue FILE] [--changes N]

The whole issue is set each time, as the desk does it, in one warm process on one core: from the changed text
to the bytes of the PNG. Every change is a new sentence in another article, so that no cache can help. The
peer is WeasyPrint, which sets the same issue with the same change to a PDF, warm, and draws nothing yet.
Figures are seconds of CPU, user plus system of all threads: what one core takes that has nothing else to do.
"""

import argparse
import datetime
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from bench import pdf

LIMIT = 0.3
"""Seconds within which a change is to be seen."""
PEER_CHANGES = 3

Texts = list[tuple[str, str]]


def changed(texts: Texts, number: int) -> Texts:
    """The issue with a sentence of its own before one article."""
    place = number % len(texts)
    title, body = texts[place]
    return [*texts[:place], (title, f"第 {number} 次改动。{body.lstrip()}"), *texts[place + 1 :]]


def timed(work: Callable[[Texts], object], texts: Texts, changes: range) -> list[float]:
    """How long `work` takes for each of the changes; the first one of all warms up and is left out."""
    work(changed(texts, changes.start - 1))
    spent = []
    for number in changes:
        text = changed(texts, number)
        begin = time.process_time()
        work(text)
        spent.append(time.process_time() - begin)
    return spent


def show_page(texts: Texts) -> None:
    """One page of the issue, as the desk shows it."""
    from publishing.preview import print_page
    from publishing.snapshot import ArticleSnapshot, IssueSnapshot, SectionSnapshot

    articles = tuple(
        ArticleSnapshot(f"a{n}", title, "", "", "", body, ()) for n, (title, body) in enumerate(texts)
    )
    section = SectionSnapshot("行业资讯", "a", articles)
    day = datetime.date(2026, 1, 30)
    issue = IssueSnapshot("港城数字经贸", "港城", "", "", 2026, 1, 40, day, "", 1, "", (section,), ())
    print_page(issue, uid="a3")


def on_one_core() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--issue", type=Path, default=pdf.SAMPLE)
    parser.add_argument("--changes", type=int, default=20)
    chosen = parser.parse_args()
    on_one_core()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    texts = pdf.articles(chosen.issue.read_text("utf-8"))
    ours = timed(show_page, texts, range(1, chosen.changes + 1))
    peer = timed(pdf.by_weasyprint, texts, range(1, PEER_CHANGES + 1))
    median = statistics.median(ours)
    print(f"{len(texts)} articles, {len(ours)} changes, one core")
    print(f"a page by typst        median {median:.3f} s  worst {max(ours):.3f} s  (limit {LIMIT} s)")
    print(f"the PDF by weasyprint  median {statistics.median(peer):.3f} s")
    print(f"weasyprint takes {statistics.median(peer) / median:.1f} times as long")
    sys.exit(max(ours) > LIMIT)


if __name__ == "__main__":
    main()
