"""Compressed variants: which files have them, that they hold the very page, and which a request takes."""

import gzip

import brotli  # type: ignore[import-untyped]
import pytest

from publishing.site.compression import CODINGS, SMALLEST, accepted, page_of, variants

PAGE = ("<p>数字提单当天就能签发，码头不用再等纸。</p>" * 200).encode()
BROTLI, GZIP = CODINGS


def test_a_page_is_much_smaller_in_both_and_the_same_again_afterwards():
    packed = {path: coding.compress(PAGE) for path, coding in variants("2026/1/index.html", PAGE)}
    assert packed.keys() == {"2026/1/index.html.br", "2026/1/index.html.gz"}
    assert all(len(file) < len(PAGE) / 10 for file in packed.values())
    assert brotli.decompress(packed["2026/1/index.html.br"]) == PAGE
    assert gzip.decompress(packed["2026/1/index.html.gz"]) == PAGE


@pytest.mark.parametrize("coding", CODINGS, ids=lambda coding: coding.name)
def test_the_same_page_gives_the_same_file_and_no_date_is_in_it(coding):
    assert coding.compress(PAGE) == coding.compress(PAGE)
    assert GZIP.compress(PAGE)[4:8] == bytes(4)


@pytest.mark.parametrize("coding", CODINGS, ids=lambda coding: coding.name)
def test_a_variant_that_is_cut_off_spoilt_or_of_another_page_is_noticed(coding):
    packed = coding.compress(PAGE)
    assert coding.holds(packed, PAGE)
    for wrong in (b"", b"\0", packed[:-1], packed + b" ", PAGE, coding.compress(PAGE + b" ")):
        assert not coding.holds(wrong, PAGE)


@pytest.mark.parametrize(
    "path", ["a.html", "a.css", "a.js", "a.svg", "a.xml", "feed.atom", "a.json", "a.csv", "a.txt", "a.bib"]
)
def test_text_has_variants(path):
    assert [*variants(path, PAGE)]


@pytest.mark.parametrize("path", ["a.pdf", "a.png", "a.jpg", "a.epub", "a.docx", "a.html.gz", "a"])
def test_what_is_packed_already_has_none(path):
    assert not [*variants(path, PAGE)]


def test_what_fits_into_one_packet_has_none():
    assert not [*variants("a.html", b"x" * (SMALLEST - 1))]
    assert [*variants("a.html", b"x" * SMALLEST)]


def test_a_variant_knows_its_page_and_every_other_file_is_its_own():
    assert page_of("2026/1/index.html.gz") == page_of("2026/1/index.html.br") == "2026/1/index.html"
    for path in ("2026/1/index.html", "2026/1/2026-01.pdf.gz", "archive.gz", ".gz", "index.html.gz.br"):
        assert page_of(path) == path


@pytest.mark.parametrize(
    ("header", "names"),
    [
        ("gzip, deflate, br, zstd", ["br", "gzip"]),
        ("gzip", ["gzip"]),
        ("GZIP", ["gzip"]),
        ("gzip;q=1.0, br;q=0.5", ["gzip", "br"]),
        ("br;q=0, gzip", ["gzip"]),
        ("br ; q=0.001", ["br"]),
        ("*", ["br", "gzip"]),
        ("*;q=0.5, br;q=0", ["gzip"]),
        ("identity, gzip;q=0.5", []),
        ("identity;q=0.5, gzip;q=1", ["gzip"]),
        ("identity;q=0", []),
        ("deflate", []),
        ("", []),
        ("br;q=2, gzip;q=-1", []),
        ("br;level=3", []),
        (",,;q=1,br q=1,\x00", []),
    ],
)
def test_a_request_gets_what_it_likes_best_and_nothing_that_it_refuses(header, names):
    assert [coding.name for coding in accepted(header)] == names
