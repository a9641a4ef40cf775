"""The figures index takes what is fully understood, and nothing else."""

from datetime import date
from decimal import Decimal

from editorial.figures import statistics

WRITTEN = date(2026, 1, 30)


def told(text: str) -> list[tuple[str, Decimal, str, str]]:
    return [(one.subject, one.value, one.unit, one.period) for one in statistics([text], WRITTEN)]


def test_a_statistic_has_subject_value_unit_and_period():
    assert told("2025年1—11月，全市实现数字服务出口642.8亿元，同比增长5.3%。") == [
        ("全市实现数字服务出口", Decimal("64280000000"), "元", "2025-01/2025-11"),
        ("全市实现数字服务出口增长率", Decimal("5.3"), "%", "2025-01/2025-11"),
    ]


def test_a_fall_is_a_negative_rate():
    assert told("去年，远洋航线货运量下降4.5%。") == [("远洋航线货运量增长率", Decimal("-4.5"), "%", "2025")]


def test_the_place_of_a_statistic_is_its_place_in_the_text():
    text = "到2025年末，海外仓库总面积约286.4万平方米。"
    (figure,) = statistics([text], WRITTEN)
    assert text[figure.start : figure.end] == figure.text == "约286.4万平方米"
    assert figure.qualifier == "约"


def test_what_is_unclear_is_left_out():
    assert told("海外仓库总面积约286.4万平方米。") == []  # no period
    assert told("2025年有142家。") == []  # no subject
    assert told("2025年，甲乙两区的服务出口额分别为3亿元、4亿元。") == []  # a list
    assert told("2025年，服务出口总额比2020年增长39.5%。") == []  # not a yearly rate
