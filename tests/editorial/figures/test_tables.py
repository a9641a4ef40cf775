"""The total of a table is held against the sum of its column."""

import pytest

from editorial.preflight.check import check
from editorial.preflight.files import read

HEAD = "各码头的吞吐量见下表。\n\n| 码头 | {} | 增速 |\n|---|---|---|\n"


def wrong(head: str, *rows: str) -> list[str]:
    """What `num.sum` marks in the table, and the sum it tells."""
    text = HEAD.format(head) + "\n".join(f"| {row} |" for row in rows) + "\n\n以上为初步数据。"
    return [f"{each.words}｜{each.message}" for each in check(read(text)) if each.rule == "num.sum"]


def test_a_total_that_is_not_the_sum_of_its_rows_is_found_with_the_sum():
    (found,) = wrong(
        "吞吐量（万吨）",
        "东港 | 45.2 | 5%",
        "西港 | 18.6 | ",
        "北港 | 38.9 | 3%",
        "**合计** | **112.7** | 4%",
    )
    assert found.startswith("112.7｜")
    assert "45.2 + 18.6 + 38.9 = 102.7" in found


@pytest.mark.parametrize(
    ("head", "rows"),
    [
        ("吞吐量（万吨）", ["东港 | 45.2 | 5%", "西港 | 18.6 | ", "合计 | 63.8 | 4%"]),
        ("吞吐量（万吨）", ["合计 | 63.8 | 4%", "东港 | 45.2 | 5%", "西港 | 18.6 | "]),
        ("吞吐量（万吨）", ["东港 | 45.24 | 5%", "西港 | 18.64 | ", "合计 | 63.9 | 4%"]),
        ("吞吐量（万吨）", ["东港 | 45 | 5%", "西港 | 18 | ", "合计 | 64 | 4%"]),
        ("吞吐量（万吨）", ["东港 | 45.2 | 5%", "其中外贸 | 18.6 | ", "合计 | 45.2 | 4%"]),
        ("泊位（个）", ["东港 | 12 | 5%", "西港 | — | ", "合计 | 14 | 4%"]),
        ("平均等候（小时）", ["东港 | 12 | 5%", "西港 | 10 | ", "合计 | 11 | 4%"]),
        ("泊位（个）", ["东港 | 12 | 5%", "西港 | 30 | ", "合计 | 99 | 4%"]),
    ],
    ids=[
        "right",
        "above",
        "rounded",
        "in millions",
        "a part of a part",
        "a gap",
        "an average",
        "another sum",
    ],
)
def test_what_may_be_right_or_is_no_sum_is_let_be(head, rows):
    assert wrong(head, *rows) == []


def test_what_was_counted_must_fit_to_the_unit():
    assert wrong("泊位（个）", "东港 | 12 | 5%", "西港 | 10 | ", "合计 | 23 | 4%")


def test_a_total_above_its_rows_is_held_against_them():
    assert wrong("泊位（个）", "总计 | 23 | 4%", "东港 | 12 | 5%", "西港 | 10 | ")
