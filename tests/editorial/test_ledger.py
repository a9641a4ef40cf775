"""The number ledger: 总期号 rises by one, 期号 begins anew each year, the date fits."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from editorial.ledger import Entry, contradictions, next_entry


def entry(year, number, serial, month=None, day=28):
    return Entry(year, number, serial, datetime.date(year, month or min(number, 12), day))


JANUARY = entry(2026, 1, 40)


def test_the_next_issue_of_a_year_counts_both_numbers_on():
    coming = next_entry([JANUARY], first_serial=1, date=datetime.date(2026, 2, 27))
    assert (coming.year, coming.number, coming.serial) == (2026, 2, 41)


def test_the_first_issue_of_a_new_year_begins_at_one_and_goes_on_with_the_serial():
    coming = next_entry([JANUARY, entry(2026, 2, 41)], first_serial=1, date=datetime.date(2027, 1, 29))
    assert (coming.year, coming.number, coming.serial) == (2027, 1, 42)


def test_the_very_first_issue_takes_the_publications_first_serial():
    coming = next_entry([], first_serial=40, date=datetime.date(2026, 1, 30))
    assert (coming.year, coming.number, coming.serial) == (2026, 1, 40)


def test_an_issue_that_fits_has_no_contradiction():
    others = [entry(2025, 12, 39), entry(2026, 2, 41)]
    assert contradictions(JANUARY, others) == []


def test_a_skipped_serial_within_a_year_is_named():
    [problem] = contradictions(entry(2026, 2, 42), [JANUARY])
    assert "总期号与期号对不上" in problem
    assert "总第 42 期" in problem


def test_back_issues_may_be_missing_between_two_years():
    assert contradictions(JANUARY, [entry(2024, 6, 22)]) == []


def test_too_few_serials_between_two_years_are_a_contradiction():
    assert contradictions(entry(2026, 3, 41), [entry(2025, 12, 39)])


def test_a_serial_that_runs_backwards_is_a_contradiction():
    assert contradictions(entry(2026, 1, 30), [entry(2025, 12, 39)])


def test_dates_run_with_the_numbers():
    [problem] = contradictions(entry(2026, 2, 41, month=1, day=5), [entry(2026, 1, 40, day=30)])
    assert "日期与期次不符" in problem


def test_a_date_in_another_year_is_refused_but_december_may_appear_in_january():
    assert contradictions(Entry(2026, 1, 40, datetime.date(2025, 1, 30)), [])
    assert contradictions(Entry(2026, 12, 51, datetime.date(2027, 1, 5)), []) == []
    assert contradictions(Entry(2026, 12, 51, datetime.date(2027, 2, 5)), [])


def test_a_serial_before_the_ledger_begins_is_refused():
    [problem] = contradictions(entry(2026, 1, 39), [], first_serial=40)
    assert "起始总期号 40" in problem


def test_a_number_cannot_exceed_its_serial():
    assert contradictions(entry(2026, 5, 4), [])


@given(st.lists(st.integers(min_value=0, max_value=75), min_size=1, max_size=40))
def test_issues_made_one_after_another_never_contradict(gaps):
    date = datetime.date(2020, 1, 1)
    entries: list[Entry] = []
    for gap in gaps:
        date += datetime.timedelta(days=gap)
        coming = next_entry(entries, first_serial=7, date=date)
        assert contradictions(coming, entries, 7) == []
        entries.append(coming)
    assert [e.serial for e in entries] == list(range(7, 7 + len(entries)))
