"""What the documentation names exists: commands, options, settings, files, pictures."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class

ROOT = Path(__file__).resolve().parent.parent
PAGES = [
    ROOT / "README.md",
    ROOT / "README.zh-CN.md",
    ROOT / "CHANGELOG.md",
    *sorted((ROOT / "docs").rglob("*.md")),
]
by_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


def text(page):
    return page.read_text(encoding="utf-8")


@by_page
def test_every_command_and_option_exists(page):
    for name, rest in re.findall(r"manage\.py ([a-z_]+)([^`\n]*)", text(page)):
        assert name in get_commands(), name
        parser = load_command_class(get_commands()[name], name).create_parser("manage.py", name)
        known = {option for action in parser._actions for option in action.option_strings}
        assert set(re.findall(r"--[a-z-]+", rest)) <= known, name


@by_page
def test_every_make_target_exists(page):
    targets = set(re.findall(r"^([a-z-]+):", text(ROOT / "Makefile"), re.MULTILINE))
    assert set(re.findall(r"(?:^|`)make ([a-z]+)", text(page))) <= targets


@by_page
def test_every_link_and_picture_leads_somewhere(page):
    for address in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text(page)):
        if not address.startswith(("http://", "https://", "/")) and not _an_example(page, address):
            assert (page.parent / address).exists(), address


def _an_example(page, address):
    """The handbook shows how links and pictures are written."""
    return page.name == "handbook.zh.md" and not address.startswith("pictures/")


def test_every_setting_is_documented_and_every_documented_setting_is_read():
    settings = text(ROOT / "config" / "settings.py")
    read = set(re.findall(r'environ\.get\("([A-Z_]+)"|environment\.\w+\(\s*"([A-Z_]+)"', settings))
    names = {name for pair in read for name in pair if name}
    documented = set(re.findall(r"^\| `([A-Z_]+)` \|", text(ROOT / "docs" / "operations.md"), re.MULTILINE))
    assert names == documented


def test_the_two_readmes_name_the_same_commands():
    def commands(page):
        return set(re.findall(r"manage\.py ([a-z_]+)", text(page)))

    assert commands(ROOT / "README.md") == commands(ROOT / "README.zh-CN.md") != set()
