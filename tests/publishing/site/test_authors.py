"""Who wrote an article, as the archive has it."""

import pytest

from publishing.site.authors import authors_of
from publishing.site.catalogue import author_url
from publishing.site.page import file_of
from publishing.snapshot import Credit
from tests.builders import article_snapshot


def credit(author: str, outlet: str = "港城日报") -> Credit:
    return Credit(outlet, "gangcheng-ribao", "", author, "", None)


def names(*authors: str, byline: str = "") -> list[str]:
    article = article_snapshot(byline=byline, credits=tuple(map(credit, authors)))
    return [author.name for author in authors_of(article)]


@pytest.mark.parametrize(
    ("written", "persons"),
    [
        ("林一", ["林一"]),
        ("本报记者 林一 陈二木", ["林一", "陈二木"]),
        ("林一、陈二木（实习）", ["林一", "陈二木"]),
        ("李　楠", ["李楠"]),
        ("林一／陈二木", ["林一", "陈二木"]),
        ("米歇尔·布兰", ["米歇尔·布兰"]),
        ("本报编辑部", []),
        ("秘书处", []),
        ("", []),
    ],
)
def test_persons_are_read_out_of_what_is_printed(written, persons):
    assert names(written) == persons


def test_an_author_of_two_credits_counts_once():
    assert names("林一", "陈二木、林一") == ["林一", "陈二木"]


def test_the_byline_counts_before_the_author_of_the_first_credit():
    assert names("林一", "陈二木", byline="王三水") == ["王三水", "陈二木"]


def test_the_address_of_an_author_is_the_name_itself():
    assert author_url("米歇尔·布兰") == "/authors/%E7%B1%B3%E6%AD%87%E5%B0%94%C2%B7%E5%B8%83%E5%85%B0/"
    assert file_of(author_url("米歇尔·布兰")) == "authors/米歇尔·布兰/index.html"
    assert file_of(author_url("Michel Blanc")) == "authors/Michel Blanc/index.html"
