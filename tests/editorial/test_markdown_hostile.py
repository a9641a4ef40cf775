"""No text makes the parser slow, deep or wrong: what would upset another one."""

import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from editorial.document import Link, children, plain_text, walk
from editorial.markdown import parse
from tests.editorial.hostile import HOSTILE, assert_well_formed


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_parses_in_seconds(name):
    began = time.process_time()
    document = parse(HOSTILE[name])
    assert time.process_time() - began < 6
    assert document.source == HOSTILE[name]


@pytest.mark.parametrize("name", ["nested quotes with blanks", "nested lists in a line", "nested emphasis"])
def test_what_is_nested_too_deep_stays_readable_as_text(name):
    document = parse(HOSTILE[name])
    assert "甲" in plain_text(document)
    assert_well_formed(document)


@pytest.mark.parametrize(
    "name", ["nested quotes", "nested lists in lines", "nested links", "nested pictures"]
)
def test_the_tree_is_shallow_enough_to_recurse(name):
    limit = sys.getrecursionlimit()
    assert depth(parse(HOSTILE[name])) < limit / 10
    assert depth(parse("*" * 500 + "甲" + "*" * 500)) < limit / 10


def depth(node):
    return 1 + max(map(depth, children(node)), default=0)


def test_a_long_reference_cannot_be_multiplied_without_end():
    document = parse(HOSTILE["one long address often"])
    links = [node for node in walk(document) if isinstance(node, Link)]
    assert 0 < sum(len(link.href) for link in links) < 3 * len(document.source)


def test_threads_do_not_disturb_each_other():
    sources = [f"甲**{n}%**乙[^{n}] [a]\n\n[a]: /{n}\n\n[^{n}]: 注{n}" for n in range(40)]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(parse, sources)) == [parse(source) for source in sources]
