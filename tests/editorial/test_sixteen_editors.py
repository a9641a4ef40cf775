"""Sixteen editors at the same ten articles at once: no save is lost, and none overwrites what it has not seen.

On PostgreSQL each works in a thread with a connection of their own. SQLite's test database lives in memory and
takes one at a time: there four of them take turns, and each saves what was opened before the others saved.
"""

import random
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import pairwise

import pytest
from django.db import connection, connections

from editorial.actions.writing import Conflict, write_article
from editorial.models import Article
from tests import builders

pytestmark = pytest.mark.django_db(transaction=True)

ARTICLES = 10
ROUNDS = 6
"""In each everybody opens an article; when all have, all save."""
AT_MOST = 20.0
"""Seconds for all of it."""


@dataclass(frozen=True)
class Save:
    """An accepted save: of which article, begun from which version, the line it added, by whom."""

    article: int
    began_from: int
    line: str
    by: int


@dataclass
class Desk:
    """What the editors did: saves that were accepted, and the versions from which refused ones began."""

    keys: list[int]
    saves: list[Save] = field(default_factory=list)
    refused: list[int] = field(default_factory=list)

    def work(self, person):
        """One editor's day, in steps: opened, saved, opened, saved … Whoever is refused writes the line into
        what the colleague saved, and tries again."""
        chance = random.Random(person.username)
        for number in range(ROUNDS):
            article = Article.objects.get(pk=chance.choice(self.keys))
            yield
            line = f"\n\n{person.username}第{number}次写的一段。"
            while not self._accepted(article, line, person):
                article = Article.objects.get(pk=article.pk)
            yield

    def _accepted(self, article, line, person):
        began_from = article.version
        article.body += line
        try:
            write_article(article=article, version=began_from, by=person)
        except Conflict:
            self.refused.append(began_from)
            return False
        self.saves.append(Save(article.pk, began_from, line, person.pk))
        return True


def in_turn(desk, people):
    for _step in zip(*(desk.work(person) for person in people), strict=False):
        pass


def at_once(desk, people):
    barrier = threading.Barrier(len(people), timeout=AT_MOST)

    def day(person):
        try:
            for _step in desk.work(person):
                barrier.wait()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(people)) as threads:
        list(threads.map(day, people))  # raises what any of them met


@pytest.fixture
def desk():
    """A day at the desk, done: how long it took is asserted here."""
    articles = [
        builders.article(f"第{number}篇稿件", outlet=None, body="开头。") for number in range(ARTICLES)
    ]
    work: Callable[..., None]
    work, count = (at_once, 16) if connection.vendor == "postgresql" else (in_turn, 4)
    people = [builders.user(name=f"bianji{number}") for number in range(count)]
    desk = Desk([article.pk for article in articles])
    began = time.monotonic()
    work(desk, people)
    assert time.monotonic() - began < AT_MOST
    assert len(desk.saves) == count * ROUNDS
    return desk


def test_no_save_is_lost_and_none_overwrites_what_it_has_not_seen(desk):
    assert desk.refused, "they never met: nothing was tried"
    for key in desk.keys:
        saves = sorted((save for save in desk.saves if save.article == key), key=lambda save: save.began_from)
        article = Article.objects.get(pk=key)
        lines = list(article.history.order_by("history_date", "history_id"))
        # Each save began from the version before it: no two from one, and none left out.
        assert [save.began_from for save in saves] == list(range(1, article.version))
        # Each is in the history once, with who made it.
        assert [line.version for line in lines] == list(range(1, article.version + 1))
        assert [line.history_user_id for line in lines[1:]] == [save.by for save in saves]
        # And each text is the one before it with one line more.
        for save, (before, after) in zip(saves, pairwise(lines), strict=True):
            assert after.body == before.body + save.line
        assert article.body == lines[-1].body
