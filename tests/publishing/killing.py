"""Kills the press at random moments and looks at what is left. Run by test_killing.py.

`python -m tests.publishing.killing publish|correct ROUNDS SEED` inside a migrated installation: in every round
a forked process publishes an issue, or corrects one, and is killed with SIGKILL; the verdicts are printed as JSON.
"""

import datetime
import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402

from editorial.models import Issue  # noqa: E402
from editorial.workflow import IssueState  # noqa: E402
from publishing.actions import publish  # noqa: E402
from publishing.corrections import correct  # noqa: E402
from publishing.formats import FORMATS  # noqa: E402
from publishing.models import Edition  # noqa: E402
from publishing.site import baking  # noqa: E402
from tests import builders  # noqa: E402
from tests.crawl import dead_links  # noqa: E402

BODY = "\n\n".join(
    f"第 {n} 段：提单、舱单、报关单各有各的格式，**三单合一**之后只录一次。" * 3 for n in range(12)
)


@dataclass
class Task:
    """What is to be done to an issue."""

    issue: Issue
    act: Callable[[], object]


LATEST = 1.6
"""Of the time that one undisturbed takes: some kills come when all is done, on a busy machine too."""


def make(number: int) -> Issue:
    issue = builders.issue(2026, number, serial=number, date=datetime.date(2026, 1, 1))
    for place in range(1, 5):
        outlet = f"第 {number} 家报社"
        builders.article(f"第 {place} 篇", issue=issue, body=BODY, outlet=outlet)
    return issue


def a_new_issue(number: int) -> Task:
    issue = make(number)
    return Task(issue, partial(publish, issue=issue))


def a_correction(number: int) -> Task:
    """Of the first issue, every time in other words."""
    issue = Issue.objects.get(number=1)
    issue.articles.filter(position=number % 4 + 1).update(title=f"第 {number} 个说法")
    return Task(issue, partial(correct, issue=issue, note=f"第 {number} 次更正。"))


TASKS = {"publish": a_new_issue, "correct": a_correction}


def in_a_child(act: Callable[[], object]) -> int:
    connection.close()
    child = os.fork()
    if child == 0:
        try:
            act()
        finally:
            os._exit(0)
    return child


def verdict(issue: Issue, before: int) -> dict[str, object]:
    """What a kill left, before and after the bake that heals it; there were `before` editions."""
    issue.refresh_from_db()
    folder = Path(settings.DATA_DIR) / "site"
    editions = Edition.objects.filter(issue=issue)
    found = {
        "new_editions": editions.count() - before,
        "editions": editions.count(),
        "artifacts": sum(edition.artifacts.count() for edition in editions),
        "published": issue.state == IssueState.PUBLISHED,
        "dead_links": len(dead_links(folder)),
    }
    baking.bake()
    return found | {"unhealed": len([*baking.check()]), "dead_links_after": len(dead_links(folder))}


def main(what: str, rounds: int, seed: int) -> None:
    chance = random.Random(seed)
    baking.bake()
    began = time.monotonic()
    os.waitpid(in_a_child(a_new_issue(1).act), 0)
    whole = time.monotonic() - began
    verdicts = []
    for number in range(2, rounds + 2):
        task = TASKS[what](number)
        before = task.issue.editions.count()
        child = in_a_child(task.act)
        elapsed = (number - 2 + chance.random()) / rounds
        time.sleep(whole * LATEST * elapsed)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        verdicts.append(verdict(task.issue, before))
    print(json.dumps({"formats": len(FORMATS), "seconds": whole, "verdicts": verdicts}))  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
