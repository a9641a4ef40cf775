"""Whatever is in an article finds it, and nothing is found that lacks what was typed: on either database."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from publishing.models import IndexRow
from publishing.search import search
from publishing.search.folding import fold
from publishing.search.query import read
from tests.publishing.search.library import VARIED, article, issue, publish
from tests.publishing.search.reference import Reader, texts_of

pytestmark = pytest.mark.django_db

ARTICLES = [article for issue in VARIED for article in issue.articles]
READER = Reader(VARIED)
QUOTES = '"“”„‟＂'


@pytest.fixture(autouse=True)
def library(db):
    publish(*VARIED)


def found(typed: str) -> list[str]:
    return [hit.url.split("/")[-2] for hit in search(typed).hits]


@st.composite
def parts(draw) -> tuple[str, str]:
    """An article's uid, and two or more characters in a row of one of its texts."""
    of = draw(st.sampled_from(ARTICLES))
    text = draw(st.sampled_from([text for text in texts_of(of) if len(text) > 1]))
    start = draw(st.integers(0, len(text) - 2))
    end = draw(
        st.one_of(st.integers(start + 2, min(start + 8, len(text))), st.integers(start + 2, len(text)))
    )
    return of.uid, text[start:end]


@settings(max_examples=300, deadline=None)
@given(parts())
def test_any_two_characters_or_more_of_an_article_find_it(part):
    uid, typed = part
    assume(read(typed).terms and not read(typed).excluded)
    assert uid in found(typed)


@settings(max_examples=150, deadline=None)
@given(parts())
def test_so_do_they_as_a_phrase_whatever_stands_in_them(part):
    uid, typed = part
    assume(not set(typed) & set(QUOTES) and fold(typed))
    assert found(f"“{typed}”") == READER.search([fold(typed)])
    assert uid in found(f"“{typed}”")


@settings(max_examples=150, deadline=None)
@given(parts(), parts(), st.booleans())
def test_the_list_is_that_of_a_reader_who_has_read_everything(one, other, is_excluded):
    query = read(f"{one[1]} {'-' * is_excluded}{other[1]}")
    assume(query.terms)
    assert found(query.text) == READER.search(query.terms, query.excluded)


@settings(max_examples=150, deadline=None)
@given(
    st.text(
        alphabet=st.sampled_from("贸易数字服务外包增长发展中心tradecny20245.38 %+"), min_size=1, max_size=5
    )
)
def test_what_is_made_up_of_their_characters_is_found_only_where_it_stands(typed):
    query = read(typed)
    assume(query.terms)
    assert found(typed) == READER.search(query.terms, query.excluded)


@pytest.mark.parametrize(
    ("typed", "uids"),
    [
        ("38.3万亿元", ["aaaa2222"]),
        ("38.3 万亿元", ["aaaa2222"]),
        ("３８．３万億元", ["aaaa2222"]),
        ("数字贸易与AI", []),
        ("数位贸易与ai客服", ["aaaa2222"]),
        ("同比增长12.5%；其中，海外仓占三成", ["aaaa2222"]),
        ("rade 20", ["aaaa2222"]),
        ("“rade 20”", ["aaaa2222"]),
        ("C++", ["bbbb2222"]),
        ("NAIVE CAFE", ["bbbb2222"]),
        ("paragraph goes", ["bbbb2222"]),
        ("苏晴", ["bbbb2222"]),
        ("港城在线", ["bbbb2222"]),
        ("脚注里也能", ["cccc2222"]),
        ("乙港", ["aaaa2222"]),
        ("完成", ["cccc2222"]),
        ("包", ["cccc2222"]),
        ("额增长8.1%。服务", ["cccc2222"]),
        ("second", ["cccc2222"]),
        ("发展中心", []),
        ("……", ["dddd2222"]),
        ("%～+2", ["dddd2222"]),
        ("完成换行", []),
        ("企业填报甲港", []),
        ("技术", []),
    ],
)
def test_of_these_exactly_those(typed, uids):
    assert found(typed) == uids


def test_title_and_text_stay_apart():
    publish(issue(2026, 1, article("eeee2222", "标题到此", "正文从此", subtitle="副题", summary="摘要")))
    assert found("“标题到此副题”") == found("“副题摘要”") == found("“摘要正文”") == []
    assert found("标题到此 副题 摘要 正文从此") == ["eeee2222"]


def test_an_article_longer_than_any_index_takes_is_found_by_all_of_it():
    han = "".join(map(chr, range(0x4E00, 0x9FA5)))
    body = (
        "".join(han[(a * 7919 + b * 104729) % len(han)] for a in range(300) for b in range(300))
        + "最后一句在这里。"
    )
    publish(issue(2026, 1, article("eeee2222", "长编", body)))
    assert IndexRow.objects.get(uid="eeee2222").is_vast
    assert found("最后一句在这里") == found("长编") == found(body[45_000:45_020]) == ["eeee2222"]
    assert found(f"{body[10:20]}不在") == []
    assert found("“发展中的”") == ["dddd2222"]


def test_a_word_repeated_beyond_what_positions_can_count_is_still_found_at_the_end():
    publish(issue(2026, 1, article("eeee2222", "账目", "进出口" * 9000 + "到岸")))
    assert found("出口到岸") == ["eeee2222"]
