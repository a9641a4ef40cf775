"""The page reader in a process of its own: the same proposal comes out, and a sentence when there is none."""

import pytest

from editorial import clip
from editorial.clip.page import read_page
from editorial.sandbox import Refused
from tests.editorial.clip.pages import PAGES


def test_a_page_read_in_the_sandbox_gives_the_same_proposal():
    page = PAGES["a portal"]
    assert clip.read(page.content, page.url) == read_page(page.content, page.url)


def test_what_is_no_page_is_refused_with_the_readers_sentence():
    with pytest.raises(Refused, match="没有可读取的内容"):
        clip.read(b"<!-- -->")
