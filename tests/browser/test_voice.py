"""What scripts add to a page, in a real Chromium: its address is copied, and a voice reads it aloud."""

import pytest
from playwright.sync_api import expect

from tests.browser.reading import ARTICLE, ISSUE, LONG_TITLE, VOICE
from tests.browser.reading import address as address
from tests.browser.reading import reader as reader

pytestmark = pytest.mark.any_database


@pytest.mark.parametrize("path", [ARTICLE, ISSUE])
def test_the_address_of_a_page_is_copied_and_the_button_says_so(reader, path, settings):
    page = reader(path, permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="复制网址").click()
    expect(page.get_by_role("button", name="网址已复制")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == f"{settings.SITE_URL}{path}"
    expect(page.get_by_role("button", name="复制网址")).to_be_visible()


def test_the_address_is_copied_where_there_is_no_modern_clipboard(reader, settings):
    old = "Object.defineProperty(navigator, 'clipboard', { value: undefined });"
    old += "addEventListener('copy', () => { window.copied = document.activeElement.value; })"
    page = reader(script=old)
    button = page.get_by_role("button", name="复制网址")
    button.click()
    expect(page.get_by_role("button", name="网址已复制")).to_be_focused()
    assert page.evaluate("copied") == f"{settings.SITE_URL}{ARTICLE}"


def test_an_article_is_read_aloud_sentence_by_sentence_in_mandarin(reader):
    page = reader(script=VOICE)
    page.get_by_role("button", name="朗读").click()
    assert page.evaluate("voice.said") == [f"婷婷：{LONG_TITLE}"]
    expect(page.locator(".being-read")).to_have_text(LONG_TITLE)
    for _ in range(5):
        page.evaluate("voice.finish()")
    said = page.evaluate("voice.said")[1:]
    assert said[0] == "婷婷：摘要要点。"
    assert said[1].startswith("婷婷：数字提单当天就能签发，见通则。")
    assert said[-1] == "婷婷：先把舱单改成机器能读的表。"
    expect(page.locator(".being-read")).to_have_text("先把舱单改成机器能读的表。再发给船公司！")
    expect(page.locator(".being-read")).to_be_in_viewport()


def test_the_voice_can_be_held_and_stopped(reader):
    page = reader(script=VOICE)
    page.get_by_role("button", name="朗读").click()
    page.get_by_role("button", name="暂停").click()
    assert page.evaluate("voice.said") == [f"婷婷：{LONG_TITLE}"], "nothing is said while it is held"
    page.get_by_role("button", name="继续朗读").click()
    assert page.evaluate("voice.said") == [f"婷婷：{LONG_TITLE}"] * 2, "the sentence begins again"
    page.get_by_role("button", name="停止").click()
    expect(page.get_by_role("button", name="朗读")).to_be_focused()
    expect(page.get_by_role("button", name="停止")).to_be_hidden()
    expect(page.locator(".being-read")).to_have_count(0)


def test_the_voice_falls_silent_at_the_end_and_says_each_line_once(reader):
    page = reader(script=VOICE)
    page.get_by_role("button", name="朗读").click()
    for _ in range(40):
        if page.get_by_role("button", name="朗读").count():
            break
        page.evaluate("voice.finish()")
    said = page.evaluate("voice.said")
    assert said[-2:] == ["婷婷：外面", "婷婷：里面"]
    assert len(said) == len(set(said))


def test_no_voice_that_speaks_chinese_is_no_voice(reader):
    silent = VOICE.replace('"zh-HK"', '"ja-JP"').replace('"zh-CN"', '"fr-FR"')
    page = reader(script=silent)
    expect(page.get_by_role("button", name="复制网址")).to_be_visible()
    expect(page.get_by_role("button", name="朗读")).to_be_hidden()
    page.evaluate("""speechSynthesis.voices.push({ lang: "zh_CN", name: "晚到" });
                     speechSynthesis.dispatchEvent(new Event("voiceschanged"))""")
    expect(page.get_by_role("button", name="朗读")).to_be_visible()
