"""The figures index as a table: safe to open, plain to compute with, periods in words."""

import csv
import io
import json
from decimal import Decimal

import pytest

from editorial.figure_table import FIELDS, Row, as_csv, as_json, period_name, plain, said


def row(**values):
    fields = dict.fromkeys(FIELDS, "") | {"year": 2025, "number": 3}
    return Row(**fields | values)


@pytest.mark.parametrize("cell", ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1"])
def test_no_cell_is_run_as_a_formula(cell):
    (read,) = csv.DictReader(io.StringIO(as_csv([row(sentence=cell)]).decode("utf-8-sig")))
    assert read["sentence"] == f"'{cell}"


@pytest.mark.parametrize("cell", ["-4.5", "+3", "1400000000000", "4-5月", "“=”号"])
def test_numbers_and_words_stay_as_they_are(cell):
    (read,) = csv.DictReader(io.StringIO(as_csv([row(value=cell)]).decode("utf-8-sig")))
    assert read["value"] == cell


def test_json_says_what_its_fields_hold():
    table = json.loads(as_json([row(subject="全国\ud83d")]))
    assert table["fields"] == FIELDS
    assert list(table["figures"][0]) == list(FIELDS)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("1400000000000.00000000", "1400000000000"),
        ("0.60", "0.6"),
        ("-4.50", "-4.5"),
        ("300", "300"),
        ("0E-8", "0"),
        ("1E+3", "1000"),
        ("1234567890123456789012.12345678", "1234567890123456789012.12345678"),
    ],
)
def test_numbers_are_written_out_without_an_exponent_or_idle_zeros(value, written):
    assert plain(Decimal(value)) == written


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("2025", "2025 年"),
        ("2025-Q2", "2025 年第二季度"),
        ("2025-07", "2025 年 7 月"),
        ("2025-01/2025-06", "2025 年上半年"),
        ("2025-07/2025-12", "2025 年下半年"),
        ("2025-01/2025-11", "2025 年 1—11 月"),
        ("2007/2024", "2007—2024 年"),
        ("2024-07/2025-06", "2024 年 7 月—2025 年 6 月"),
    ],
)
def test_a_period_is_said_as_people_say_it(period, words):
    assert period_name(period) == words


def test_a_fall_is_told_though_its_figure_has_no_sign():
    assert said("4.5%", Decimal("-4.5")) == "下降4.5%"
    assert said("4.5%", Decimal("4.5")) == "4.5%"
