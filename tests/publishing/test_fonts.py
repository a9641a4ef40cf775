"""The system check names missing fonts, and the press knows what it cannot print."""

import io

import pytest
from pypdf import PdfReader

from publishing import fonts
from publishing.checks import check_fonts
from publishing.formats import PDF
from tests import builders
from tests.publishing.test_pdf import needs_chinese_type


@pytest.fixture
def only(monkeypatch):
    """Pretends that this machine has the given font families and no others."""

    def pretend(*families):
        fonts.families.cache_clear()
        monkeypatch.setattr(fonts, "_available", lambda: frozenset(families))

    yield pretend
    fonts.families.cache_clear()


def test_missing_typefaces_are_named_with_the_way_to_install_them(only):
    only("Noto Serif CJK SC", "Noto Sans CJK SC")
    (warning,) = check_fonts()
    assert "楷体" in warning.msg
    assert "LXGW WenKai" in warning.msg
    assert "LXGW WenKai" in str(warning.hint)
    assert warning.id == "publishing.W003"


def test_a_machine_with_all_typefaces_hears_nothing(only):
    only("Songti SC", "PingFang SC", "Kaiti SC")
    assert check_fonts() == []


def test_a_missing_typeface_borrows_from_the_others(only):
    only("SimHei")
    assert fonts.families() == {"song": ["SimHei"], "hei": ["SimHei"], "kai": ["SimHei"], "mono": ["SimHei"]}


def test_without_any_chinese_type_the_issue_is_still_set(only):
    only("DejaVu Sans Mono", "Libertinus Serif")
    assert [message.id for message in check_fonts()] == [
        "publishing.W001",
        "publishing.W002",
        "publishing.W003",
    ]
    written = PdfReader(io.BytesIO(PDF.render(builders.issue_snapshot(), {}).content))
    assert "2026" in written.pages[0].extract_text()


@needs_chinese_type
def test_the_press_knows_what_it_cannot_print():
    assert fonts.unprintable('贸易 ABC 38.3%，“好”！\\"') == frozenset()
    assert fonts.unprintable("贸\x01易\ud800好\U0010fffe") == {"\x01", "\ud800", "\U0010fffe"}
