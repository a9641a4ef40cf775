"""Reading as people do it: a real Chromium opens the pages of a site, with scripts and without, near and far."""

import pytest
from playwright.sync_api import expect

from tests.browser.reading import ARTICLE, ISSUE, NEXT, VOICE
from tests.browser.reading import address as address
from tests.browser.reading import reader as reader

pytestmark = pytest.mark.any_database

DARK, LIGHT = "rgb(23, 20, 18)", "rgb(255, 253, 249)"

FIRST_PAINT = """
new MutationObserver((_changes, observer) => {
  if (!document.body) return;
  const seen = getComputedStyle(document.documentElement);
  window.atFirst = [getComputedStyle(document.body).backgroundColor, seen.fontSize];
  observer.disconnect();
}).observe(document, { childList: true, subtree: true });
window.moved = 0;
new PerformanceObserver((list) => {
  for (const shift of list.getEntries()) window.moved += shift.value;
}).observe({ type: "layout-shift", buffered: true });
"""
"""Keeps how the page looked when its body began, before anything of it was shown, and how far it moved later."""


def background(page):
    return page.evaluate("getComputedStyle(document.body).backgroundColor")


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


# --- Settings -----------------------------------------------------------------------------------


def test_size_and_theme_are_kept_from_page_to_page_and_put_on_before_anything_shows(reader):
    page = reader(script=FIRST_PAINT, color_scheme="light")
    assert page.evaluate("atFirst") == [LIGHT, "16px"]
    page.get_by_label("外观").select_option("深色")
    page.get_by_label("字号").select_option("特大")
    assert background(page) == DARK
    for path in (NEXT, ISSUE, "/archive/", "/404.html"):
        page.goto(path)
        assert page.evaluate("atFirst") == [DARK, "21px"], path
        expect(page.get_by_label("外观")).to_have_value("dark")
        expect(page.get_by_label("字号")).to_have_value("largest")
        colours = page.locator("meta[name=theme-color]").evaluate_all("all => all.map(one => one.content)")
        assert set(colours) == {"#171412"}, path


def test_back_to_the_system_is_as_if_nothing_had_been_chosen(reader):
    page = reader(color_scheme="dark")
    page.get_by_label("外观").select_option("浅色")
    assert background(page) == LIGHT
    page.get_by_label("外观").select_option("随系统")
    assert background(page) == DARK
    page.reload()
    assert background(page) == DARK
    colours = page.locator("meta[name=theme-color]").evaluate_all("all => all.map(one => one.content)")
    assert colours == ["#fffdf9", "#171412"]


def test_a_choice_shows_at_once_in_another_tab(reader):
    page = reader(color_scheme="light")
    other = page.context.new_page()
    other.goto(ISSUE)
    page.get_by_label("外观").select_option("深色")
    expect(other.get_by_label("外观")).to_have_value("dark")
    assert background(other) == DARK


def test_where_nothing_may_be_kept_a_choice_holds_for_the_page(reader):
    forbidden = "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } })"
    page = reader(script=forbidden, color_scheme="light")
    page.get_by_label("外观").select_option("深色")
    assert background(page) == DARK


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("path", [ARTICLE, ISSUE])
def test_nothing_moves_while_a_page_comes(reader, path, width):
    page = reader(path, script=FIRST_PAINT + VOICE, viewport={"width": width, "height": 800})
    page.wait_for_load_state("networkidle")
    assert page.evaluate("moved") == 0


# --- Without scripts, on narrow screens, on paper -----------------------------------------------


def test_without_scripts_everything_can_be_read_and_nothing_idle_is_offered(reader):
    page = reader(java_script_enabled=False)
    expect(page.get_by_role("article")).to_contain_text("先把舱单改成机器能读的表。")
    assert page.locator("button:visible, select:visible").count() == 0
    page.get_by_role("link", name="三、海上").click()
    assert page.url.endswith("#part-3")
    page.get_by_role("link", name="下一篇").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("短文一则")
    page.goto(ISSUE)
    expect(page.get_by_role("img", name="本期网址的二维码")).to_be_visible()
    assert page.locator("button:visible, select:visible").count() == 0


@pytest.mark.parametrize("size", ["", "largest"])
@pytest.mark.parametrize("width", [320, 640])
@pytest.mark.parametrize("path", [ARTICLE, ISSUE, "/", "/404.html"])
def test_no_page_is_wider_than_a_phone_or_a_window_at_200_percent(reader, path, width, size):
    remembered = f"localStorage.setItem('size', '{size}')"
    page = reader(path, script=remembered, viewport={"width": width, "height": 640})
    assert fits(page)


@pytest.mark.parametrize("path", [ARTICLE, ISSUE, "/", "/archive/", "/2026/", "/about/"])
def test_letters_twice_as_large_fit_even_on_the_narrowest_phone(reader, path):
    page = reader(path, viewport={"width": 320, "height": 640})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert fits(page)


@pytest.mark.parametrize("width", [320, 390, 820, 1440])
def test_a_name_of_four_characters_stands_in_one_line(reader, width):
    page = reader("/", viewport={"width": width, "height": 800})
    heights = page.locator(".masthead-title").evaluate(
        """title => ["港湾经贸", "港"].map((name) => {
             title.className = "masthead-title short";
             title.textContent = name;
             return title.clientHeight;
           })"""
    )
    assert heights[0] == heights[1]


@pytest.mark.parametrize(("width", "abreast"), [(390, 2), (820, 3), (1440, 4)])
@pytest.mark.parametrize("path", ["/2026/", "/archive/"])
def test_covers_side_by_side_are_as_wide_as_the_page(reader, path, width, abreast):
    page = reader(path, viewport={"width": width, "height": 800})
    row = page.locator(".cover").evaluate(
        """(cover, abreast) => {
             const row = cover.closest(".months, .newest"), between = getComputedStyle(cover.parentElement).columnGap;
             const covers = abreast * cover.getBoundingClientRect().width + (abreast - 1) * parseFloat(between);
             return row.getBoundingClientRect().width - covers; }""",
        abreast,
    )
    assert 0 <= row < 1


def test_a_wide_table_scrolls_by_itself_with_the_arrow_keys(reader):
    page = reader(viewport={"width": 320, "height": 640})
    frame = page.get_by_role("group", name="表格")
    assert frame.evaluate("frame => frame.scrollWidth > frame.clientWidth")
    frame.evaluate("frame => { window.scrolled = new Promise((done) => { frame.onscroll = done; }); }")
    frame.focus()
    page.keyboard.press("ArrowRight")
    page.evaluate("async () => { await scrolled; }")
    assert frame.evaluate("frame => frame.scrollLeft") > 0


def test_paper_is_white_and_carries_the_text_the_source_and_the_address_alone(reader):
    page = reader(color_scheme="dark")
    page.get_by_label("外观").select_option("深色")
    page.emulate_media(media="print")
    assert background(page) == "rgb(255, 255, 255)"
    expect(page.get_by_text("本文登在《港城数字经贸》")).to_be_visible()
    expect(page.get_by_role("article")).to_contain_text("先把舱单改成机器能读的表。")
    for idle in ("网站", "本期前后文章", "本文内容"):
        expect(page.get_by_role("navigation", name=idle)).to_have_count(0)
    assert page.locator("button:visible, select:visible").count() == 0


# --- Typography ---------------------------------------------------------------------------------


def test_a_line_on_a_desk_holds_35_to_40_characters_and_paragraphs_are_indented_by_two(reader):
    page = reader(viewport={"width": 1440, "height": 900})
    line = """p => { const style = getComputedStyle(p), size = parseFloat(style.fontSize);
                     return [p.clientWidth / size, parseFloat(style.textIndent) / size] }"""
    characters, indent = page.locator(".prose > p").first.evaluate(line)
    assert 35 <= characters <= 40
    assert indent == 2


@pytest.mark.parametrize("face", ["song", "hei", "kai"])
def test_quotation_marks_are_as_wide_as_a_character(reader, face):
    page = reader()
    measured = page.evaluate(
        """face => ["“", "”", "‘", "’", "《", "…"].map((mark) => {
             const one = document.createElement("span");
             one.className = "measured";
             one.textContent = mark;
             document.body.append(one);
             one.style.cssText = `position: absolute; font: 100px var(--${face}); text-spacing-trim: space-all`;
             return Math.round(one.getBoundingClientRect().width);
           })""",
        face,
    )
    assert measured == [100] * 6


# --- Keys ---------------------------------------------------------------------------------------


def test_keys_go_through_an_article_as_the_eye_does_and_always_show_where_they_are(reader):
    page = reader(script=VOICE, viewport={"width": 390, "height": 800})
    names, places = [], []
    while True:
        page.keyboard.press("Tab")
        name, place, outline = page.evaluate(
            """() => { const at = document.activeElement;
                 if (at === document.body) return [null, 0, null];
                 const name = at.labels?.[0]?.firstChild.textContent ?? at.ariaLabel ?? at.textContent.trim();
                 return [name, at.getBoundingClientRect().top + scrollY, getComputedStyle(at).outlineStyle]; }"""
        )
        if name is None:
            break
        assert outline == "solid", name
        names.append(name)
        places.append(place)
    wanted = [
        "跳到正文",
        "港城数字经贸",
        "2026 年第 1 期",
        "行业资讯",
        "港城日报",
        "查看原文（港城日报，外部网站）",
    ]
    wanted += [
        "朗读",
        "字号",
        "外观",
        "复制网址",
        "一、码头",
        "二、仓库",
        "三、海上",
        "注释 1",
        "通则",
        "表格",
        "返回正文",
    ]
    kept = [name for name in names if name in wanted]
    assert [name for place, name in enumerate(kept) if name not in kept[:place]] == wanted
    end = names.index("返回正文")
    rows = [round(place / 60) for place in places[1:end]]
    assert rows == sorted(rows)


@pytest.mark.parametrize("path", [ARTICLE, ISSUE])
def test_fingers_find_44_pixels_on_every_control(reader, path):
    page = reader(path, script=VOICE, viewport={"width": 390, "height": 800})
    page.get_by_label("字号").select_option("小")
    small = page.locator("button:visible, select:visible, nav a:visible, .downloads a").evaluate_all(
        """all => all.map((one) => [one.textContent, one.getBoundingClientRect()])
                     .filter(([, box]) => box.height < 44 || box.width < 44).map(([name]) => name)"""
    )
    assert small == []
