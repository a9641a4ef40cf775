"""The month of one issue in a real Chromium: four logins, a guest and a reader, from nothing to a correction."""

from typing import Any

import pytest

from tests.month import live, month_of
from tests.visible import not_chinese

pytestmark = pytest.mark.any_database

PATIENCE = 30_000
"""Milliseconds for a page on a busy machine."""


def test_four_people_make_an_issue_from_nothing_to_a_correction(browser, demo, tmp_path):
    """No page they stop at holds a word of English; none has a script error or asks for what is refused."""
    problems: list[Any] = []

    def look(page, name):
        words = page.locator("body").inner_text()
        for uid in page.locator(".field-uid .readonly").all_inner_texts():
            words = words.replace(uid, "")
        problems.extend((name, word) for word in not_chinese(words))

    def hear(message):
        """Chromium reports the status of a refusal as an error: an empty issue has no printed page."""
        if message.type == "error" and "409" not in message.text:
            problems.append(message.text)

    def new_page():
        page = browser.new_page(base_url=address, locale="zh-CN", viewport={"width": 1280, "height": 860})
        page.set_default_timeout(PATIENCE)
        page.on("console", hear)
        page.on("pageerror", lambda error: problems.append(str(error)))
        return page

    with demo.copied(tmp_path / "here") as here, here.serving() as address:
        live(month_of(new_page, look))
    assert problems == []
