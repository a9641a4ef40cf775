"""数据索引 on the desk: found, filtered, compared, and exported as it is filtered."""

import csv
import io
from decimal import Decimal

import pytest
from django.urls import reverse

from editorial.actions import remember_printed
from editorial.admin.figures import scaled
from editorial.figure_table import FIELDS
from editorial.models import Issue, PrintedFigure
from editorial.workflow import IssueState
from tests import builders
from tests.visible import seen

pytestmark = pytest.mark.django_db

LIST = reverse("admin:editorial_printedfigure_changelist")
CSV = reverse("admin:editorial_printedfigure_csv")
JSON = reverse("admin:editorial_printedfigure_json")


@pytest.fixture
def desk(client):
    client.force_login(builders.user("编辑"))
    return client


def publish(number, body, *, year=2025, title=None, **values):
    issue = builders.issue(year, number, state=IssueState.PUBLISHED)
    builders.article(title or f"第{number}期的文章", issue=issue, body=body, **values)
    remember_printed(issue)
    return issue


def parcels(amount, year=2025):
    return f"{year}年，全国跨境寄递业务量达到{amount}亿件。"


def subjects(response):
    return [figure.subject for figure in response.context["cl"].result_list]


def exported(response):
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_the_list_shows_what_was_printed_and_what_it_comes_to(desk):
    publish(3, "2025年，全市软件产业收入突破14000亿元。", title="软件业再上台阶", outlet="海湾时报")
    text = seen(desk.get(LIST))
    for words in (
        "数据索引",
        "全市软件产业收入",
        "突破14000亿元",
        "1.4万亿元",
        "2025 年第 3 期",
        "软件业再上台阶",
        "海湾时报",
    ):
        assert words in text
    page = desk.get(LIST).content.decode()
    assert "2025年，全市软件产业收入<mark>突破14000亿元</mark>。" in page


def test_what_is_told_in_two_ways_is_marked_and_can_be_asked_for(desk):
    publish(3, f"{parcels('12.5')}\n\n2025年，全国软件产业收入达到15.4万亿元。")
    publish(4, f"{parcels('14.5')}\n\n2025年，全国软件产业收入达到15.42万亿元。")
    marked = desk.get(LIST)
    assert seen(marked).count("各期不一") == 2 + 1  # two figures, and the filter's own name
    odd = desk.get(LIST, {"at_odds": "1"})
    assert subjects(odd) == ["全国跨境寄递业务量"] * 2


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"period_year": "2024"}, ["2024年的"]),
        ({"unit": "%"}, ["增长率"]),
        ({"article__section__id__exact": "协会动态"}, ["2024年的"]),
        ({"article__attributions__source__id__exact": "海湾时报"}, ["2024年的"]),
        ({"q": "寄递"}, ["2025年的", "2024年的"]),
    ],
    ids=["period", "unit", "section", "source", "words"],
)
def test_the_list_is_filtered(desk, query, found):
    names = {
        "全国跨境寄递业务量2025": "2025年的",
        "全国跨境寄递业务量2024": "2024年的",
        "全国软件产业收入增长率2025": "增长率",
    }
    publish(3, f"{parcels('12.5')}\n\n2025年，全国软件产业收入增长4.5%。")
    other = builders.section("协会动态")
    publish(4, parcels("11.5", 2024), section=other, outlet="海湾时报")
    ids = {"协会动态": other.pk, "海湾时报": builders.source("海湾时报").pk}
    rows = desk.get(LIST, {name: ids.get(value, value) for name, value in query.items()}).context["cl"]
    assert {names[f"{row.subject}{row.period}"] for row in rows.result_list} == set(found)


def test_a_period_of_several_years_counts_for_the_last(desk):
    publish(3, "2007年至2024年，全国软件产业收入年均增长12.7%。")
    assert len(subjects(desk.get(LIST, {"period_year": "2024"}))) == 1
    assert subjects(desk.get(LIST, {"period_year": "2007"})) == []


def test_the_number_of_queries_is_the_same_for_3_and_for_60_figures(desk, django_assert_num_queries):
    publish(3, "\n\n".join(parcels(12.5 + year / 10, year) for year in range(2021, 2024)))
    desk.get(LIST)
    with django_assert_num_queries(15):
        assert len(subjects(desk.get(LIST))) == 3
    for number in (4, 5, 6):
        publish(number, "\n\n".join(parcels(10 + number + year / 10, year) for year in range(2002, 2021)))
    with django_assert_num_queries(15):
        assert len(subjects(desk.get(LIST))) == 60


def test_the_export_is_what_is_filtered(desk):
    publish(3, f"{parcels('12.5')}\n\n2025年，全国软件产业收入增长4.5%。")
    (row,) = exported(desk.get(CSV, {"unit": "%"}))
    assert list(row) == list(FIELDS)
    assert (row["subject"], row["value"], row["unit"]) == ("全国软件产业收入增长率", "4.5", "%")
    (figure,) = desk.get(JSON, {"q": "寄递"}).json()["figures"]
    assert (figure["value"], figure["year"], figure["number"]) == ("1250000000", 2025, 3)
    article = PrintedFigure.objects.earliest("pk").article
    assert figure["url"] == f"/2025/3/{article.uid}/"
    assert figure["date"] == "2025-03-28"


def test_the_export_is_a_download_that_excel_opens(desk):
    publish(3, parcels("12.5"))
    response = desk.get(CSV)
    assert response.content.startswith(b"\xef\xbb\xbf")
    assert response["Content-Disposition"] == 'attachment; filename="figures.csv"'


def test_a_senseless_filter_leads_back_to_the_list(desk):
    response = desk.get(CSV, {"unit": "件\0"})
    assert response.status_code == 302
    assert response.url == LIST


def test_an_export_takes_the_right_to_look(client):
    client.force_login(builders.user())
    assert client.get(CSV).status_code == 403
    assert client.get(JSON).status_code == 403


def test_what_was_withdrawn_is_not_listed(desk):
    issue = publish(3, parcels("12.5"))
    Issue.objects.filter(pk=issue.pk).update(state=IssueState.WITHDRAWN)
    assert subjects(desk.get(LIST)) == []


def test_nobody_writes_figures_by_hand(desk):
    publish(3, parcels("12.5"))
    figure = PrintedFigure.objects.get()
    assert desk.get(reverse("admin:editorial_printedfigure_change", args=[figure.pk])).status_code == 200
    assert desk.get(reverse("admin:editorial_printedfigure_add")).status_code == 403


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("1400000000000.00000000", "1.4万亿元"),
        ("64280000000", "642.8亿元"),
        ("99999", "9.9999万元"),
        ("-4.50", "-4.5元"),
        ("0E-8", "0元"),
    ],
)
def test_a_value_is_shown_with_the_largest_multiplier_it_reaches(value, shown):
    assert scaled(Decimal(value), "元") == shown
