"""数据索引 for readers: every figure with its issue, side by side with what other issues printed, and as a table."""

import csv
import datetime
import io
import json
import shutil

import pytest

from publishing.actions import publish, record
from publishing.site import baking
from publishing.site.assets import assets
from publishing.site.figures_index import compared, figures_of
from publishing.site.figures_pages import figures_index
from publishing.snapshot import Credit
from tests import builders
from tests.builders import article_snapshot, issue_snapshot
from tests.crawl import dead_links
from tests.publishing.reader import HOSTILE, Walk

PARCELS = "{}，全国跨境寄递业务量达到{}。"
SOFTWARE = "2025年，全国软件产业收入增长{}%。"


def issue(year, number, *sentences, **values):
    articles = [
        article_snapshot(uid=f"uid{year}{number}{place}", title=f"{year}-{number} 第{place}篇", body=sentence)
        for place, sentence in enumerate(sentences, start=1)
    ]
    return issue_snapshot(
        *articles,
        **{"year": year, "number": number, "date": datetime.date(year, min(number, 12), 28)} | values,
    )


def made(*snapshots):
    """Every file of the index, by its path."""
    return {
        page.path: page.content for part in figures_index(snapshots) for page in (*part.files, *part.pages)
    }


def table(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


@pytest.fixture(scope="module")
def files():
    return made(
        issue(2026, 1, PARCELS.format("2025年1—11月", "12.5亿件"), SOFTWARE.format("4.5")),
        issue(2025, 12, PARCELS.format("2025年1—11月", "14.5亿件"), PARCELS.format("2024年", "9.5亿件")),
        issue(2025, 11, PARCELS.format("2024年", "9.48亿件")),
        issue(2023, 5, PARCELS.format("2022年", "7.5亿件")),
    )


def test_each_year_of_issues_has_a_page_and_tables_of_its_own(files):
    years = [f"figures/{year}/figures.{kind}" for year in (2026, 2025, 2023) for kind in ("csv", "json")]
    pages = ["figures/index.html", "figures/2025/index.html", "figures/2023/index.html"]
    assert set(files) == {*years, *pages}
    assert [len(table(files[f"figures/{year}/figures.csv"])) for year in (2026, 2025, 2023)] == [2, 3, 1]


def test_a_figure_stands_with_period_issue_section_source_and_a_link_to_its_article(files):
    page = Walk(files["figures/2023/index.html"])
    for words in ("全国跨境寄递业务量", "2022 年", "7.5亿件", "2023 年第 5 期", "行业资讯", "港城日报"):
        assert words in page.text
    assert {"/2023/5/uid202351/", "/2023/5/"} <= {link["href"] for link in page.all("a")}


def test_a_subject_is_compared_with_what_the_year_before_printed_and_no_earlier(files):
    text = Walk(files["figures/index.html"]).text
    assert "12.5亿件" in text
    assert "14.5亿件" in text
    assert "7.5亿件" not in text


def test_two_values_of_one_period_are_marked_and_two_roundings_are_not(files):
    newest = Walk(files["figures/index.html"])
    (period,) = [words for words in newest.texts["p"] if "各期说法不一" in words]
    assert period.startswith("2025 年 1—11 月")
    assert "各期说法不一" not in Walk(files["figures/2025/index.html"]).text


def test_a_subject_that_came_more_than_once_is_named_at_the_head_and_leads_to_its_place(files):
    page = Walk(files["figures/2025/index.html"])
    (anchor,) = [link["href"][1:] for link in page.all("a") if link["href"].startswith("#s-")]
    assert anchor in [section.get("id") for section in page.all("section")]


def test_a_fall_is_told_as_one():
    text = Walk(made(issue(2026, 1, "2025年，全国软件产业收入下降4.5%。"))["figures/index.html"]).text
    assert "下降4.5%" in text


def test_the_tables_hold_documented_fields_and_plain_numbers(files):
    (row, rate) = table(files["figures/2026/figures.csv"])
    assert row == {
        "subject": "全国跨境寄递业务量",
        "value": "1250000000",
        "unit": "件",
        "qualifier": "",
        "period": "2025-01/2025-11",
        "text": "12.5亿件",
        "sentence": "2025年1—11月，全国跨境寄递业务量达到12.5亿件。",
        "issue": "2026 年第 1 期",
        "year": "2026",
        "number": "1",
        "article": "2026-1 第1篇",
        "url": "/2026/1/uid202611/",
        "source": "港城日报",
        "date": "2026-01-28",
    }
    assert (rate["value"], rate["unit"]) == ("4.5", "%")


def test_json_and_csv_say_the_same_in_the_same_order(files):
    parsed = json.loads(files["figures/2025/figures.json"])
    rows = [{name: str(value) for name, value in figure.items()} for figure in parsed["figures"]]
    assert rows == table(files["figures/2025/figures.csv"])
    assert list(parsed["fields"]) == list(rows[0])
    assert [(row["year"], row["number"]) for row in rows] == [("2025", "12"), ("2025", "12"), ("2025", "11")]


def test_the_date_of_a_figure_is_the_original_one_and_last_year_is_counted_from_it():
    credit = Credit("海湾时报", "haiwan-shibao", "", "", "", datetime.date(2025, 6, 3))
    article = article_snapshot(body="去年，全国跨境寄递业务量达到9.5亿件。", credits=(credit,))
    (figure,) = figures_of(issue_snapshot(article))
    assert (figure.date, figure.period, figure.outlets) == (credit.date, "2024", ("海湾时报",))


def test_subjects_stand_in_the_order_of_the_dictionary_and_periods_newest_first():
    texts = [
        PARCELS.format(period, "12.5亿件")
        for period in ("2024年", "2025年一季度", "2025年3月", "2025年1—11月", "2025年")
    ]
    texts += ["2025年，北部湾货运量达到3亿吨。", "2025年，东海岸货运量达到3亿吨。"]
    subjects = compared(figures_of(issue(2026, 1, *texts)))
    assert [subject.name for subject in subjects] == ["北部湾货运量", "东海岸货运量", "全国跨境寄递业务量"]
    assert [told.period_name for told in subjects[-1].periods] == [
        "2025 年", "2025 年 1—11 月", "2025 年 3 月", "2025 年第一季度", "2024 年",
    ]  # fmt: skip


def test_hostile_words_are_words_in_page_and_table():
    credit = Credit(HOSTILE, "a", "", "", "", None)
    article = article_snapshot(
        title=f"=1+1{HOSTILE}", body=PARCELS.format("2024年", "9.5亿件"), credits=(credit,)
    )
    files = made(issue_snapshot(article, publication=HOSTILE))
    page = Walk(files["figures/index.html"])
    assert [one["src"] for one in page.all("script") if not one["src"].startswith("/assets/")] == []
    assert not page.all("img")
    (row,) = table(files["figures/2026/figures.csv"])
    assert row["article"].startswith("'=1+1<script>")


def test_the_page_can_be_read_and_sifted_without_and_with_a_script(files):
    page = Walk(files["figures/2025/index.html"])
    (sieve,) = [one for one in page.all("div") if one.get("class") == "sieve"]
    assert "hidden" in sieve
    assert page.all("input")[0]["id"] in [label.get("for") for label in page.all("label")]
    (script,) = [one for one in page.scripts if "/figures." in one["src"]]
    code = next(asset.content.decode() for asset in assets() if f"/{asset.path}" == script["src"])
    for selector in (".sieve", ".statistics", ".told", ".figure", ".several"):
        assert f'"{selector}"' in code or f"'{selector}'" in code
        assert selector.lstrip(".") in files["figures/2025/index.html"].decode()


def test_a_year_without_figures_says_so():
    files = made(issue(2026, 1, "数字提单当天就能签发。"))
    assert "还没有可以列出的统计数字" in Walk(files["figures/index.html"]).text
    assert table(files["figures/2026/figures.csv"]) == []


def test_an_empty_site_has_an_index_that_says_so():
    assert "还没有出版的期次" in Walk(made()["figures/index.html"]).text


# --- In the folder ------------------------------------------------------------------------------


def stored(year, number, body):
    row = builders.issue(year, number)
    builders.article(f"{year}-{number}", issue=row, body=body)
    return row


@pytest.fixture
def folder(data_dir):
    for year, number in ((2024, 3), (2025, 11), (2025, 12)):
        record(issue=stored(year, number, PARCELS.format(f"{year - 1}年", f"{number}.5亿件")))
    baking.bake()
    return data_dir / "site"


def changed_by(folder, row):
    """The files of the index that a publish writes anew."""
    before = shutil.copytree(folder, folder.parent / "before")
    publish(issue=row)
    return {
        name
        for path in folder.rglob("figures/**/*")
        if path.is_file()
        and path.suffix not in (".br", ".gz")
        and (name := path.relative_to(folder).as_posix())
        if not (before / name).is_file() or (before / name).read_bytes() != path.read_bytes()
    }


@pytest.mark.django_db
def test_the_site_holds_the_index_and_every_byte_of_it_is_proved(folder):
    assert [*baking.check()] == []
    assert dead_links(folder) == set()
    assert "3.5亿件" in (folder / "figures" / "2024" / "index.html").read_text("utf-8")


@pytest.mark.django_db
def test_a_publish_writes_the_index_of_its_own_year_alone(folder):
    row = stored(2025, 13, PARCELS.format("2024年", "8.5亿件"))
    assert changed_by(folder, row) == {
        "figures/index.html",
        "figures/2025/figures.csv",
        "figures/2025/figures.json",
    }
    assert [*baking.check()] == []


@pytest.mark.django_db
def test_the_first_issue_of_a_year_moves_the_year_before_to_its_own_address(folder):
    publish(issue=stored(2023, 3, PARCELS.format("2022年", "3.5亿件")))
    changed = changed_by(folder, stored(2026, 1, PARCELS.format("2025年", "8.5亿件")))
    assert {"figures/index.html", "figures/2025/index.html"} <= changed
    assert "figures/2023/index.html" not in changed
    assert [*baking.check()] == []
    assert dead_links(folder) == set()


@pytest.mark.django_db
def test_a_back_issue_is_compared_in_the_year_after(folder):
    changed = changed_by(folder, stored(2024, 4, PARCELS.format("2024年", "1.5亿件")))
    assert {"figures/index.html", "figures/2024/index.html"} <= changed
    assert [*baking.check()] == []


@pytest.mark.django_db
def test_an_issue_that_was_read_is_not_read_again(folder, monkeypatch):
    monkeypatch.setattr("publishing.site.figures_index.statistics_of", lambda *_: pytest.fail("read again"))
    baking.bake()
