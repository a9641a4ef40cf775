"""Quantities as Chinese prose prints them, and what they may stand for."""

from decimal import Decimal
from fractions import Fraction

import pytest

from editorial.figures import read
from editorial.figures.numerals import parse


@pytest.mark.parametrize(
    ("printed", "multiplier", "value"),
    [
        ("38.3", "万亿", "38300000000000"),
        ("1,300", "", "1300"),
        ("三十七", "", "37"),
        ("两百零五", "", "205"),
        ("十二点五", "", "12.5"),
        ("一千二百", "万", "12000000"),
    ],
)
def test_a_numeral_is_read_exactly(printed, multiplier, value):
    assert parse(printed, multiplier).value == Decimal(value)


def test_what_is_no_numeral_is_refused():
    with pytest.raises(ValueError, match="not a numeral"):
        parse("若干")


@pytest.mark.parametrize(
    ("text", "value", "unit", "qualifier"),
    [
        ("营收达8935.4亿元", "893540000000", "元", ""),
        ("折合50.4 亿美元", "5040000000", "美元", ""),
        ("用算量14.07 亿卡时", "1407000000", "卡时", ""),
        ("吞吐量为1,260万吨", "12600000", "吨", ""),
        ("提高1.2个百分点", "1.2", "个百分点", ""),
        ("增长近六成", "60", "%", "近"),
        ("占三分之一", "33.3", "%", ""),
        ("增长百分之十二点五", "12.5", "%", ""),
        ("扩大到原来的十倍还多", "10", "倍", "超"),
        ("仿真工具400多款", "400", "款", "超"),
        ("其余96家", "96", "家", ""),
        ("成本压缩10%—15%", "15", "%", "区间"),
        ("产值翻了两番", "4", "番", ""),
    ],
)
def test_a_quantity_has_its_value_unit_and_qualifier(text, value, unit, qualifier):
    (quantity,) = read(text)
    assert (quantity.value, quantity.unit, quantity.qualifier) == (Decimal(value), unit, qualifier)
    assert text[quantity.start : quantity.end] == quantity.text


@pytest.mark.parametrize("text", ["2025年1—11月", "第3个", "5G 网络", "一成不变", "20世纪80年代", "今年以来"])
def test_years_ordinals_and_words_are_no_quantities(text):
    assert read(text) == []


def test_the_figures_of_a_list_share_the_unit_of_the_last():
    assert [(q.value, q.unit) for q in read("分别为966.5亿、550.9亿元")] == [
        (Decimal("96650000000"), "元"),
        (Decimal("55090000000"), "元"),
    ]
    assert [q.value for q in read("分别为12.5、8和3.2万吨")] == [125000, 80000, 32000]


def test_from_one_amount_to_another_is_no_range():
    assert [q.text for q in read("由283.1亿元增长235.4%至949.5亿元")] == ["283.1亿元", "235.4%", "949.5亿元"]


@pytest.mark.parametrize(
    ("text", "possible", "impossible"),
    [
        ("38.3亿元", ("3825000000", "3834999999"), ("3820000000", "3840000000")),
        ("142家", ("142",), ("141", "143")),
        ("约30%", ("29", "31"), ("25", "36")),
        ("超过90%", ("90", "99"), ("85",)),
        ("近12亿台", ("1150000000", "1200000000"), ("1000000000", "1300000000")),
        ("不足一成", ("3", "10"), ("16",)),
        ("400多款", ("401", "499"), ("390", "501")),
    ],
)
def test_a_figure_may_stand_for_what_rounds_to_it_and_no_more(text, possible, impossible):
    (quantity,) = read(text)
    for value in possible:
        assert quantity.interval.low <= Fraction(value) <= quantity.interval.high
    for value in impossible:
        assert not quantity.interval.low <= Fraction(value) <= quantity.interval.high
