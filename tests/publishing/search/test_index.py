"""The index follows what is published, in the same transaction; what differs is found and mended."""

import datetime
import io
from dataclasses import replace
from functools import partial

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from editorial.models import Article
from publishing import actions
from publishing.corrections import correct, withdraw
from publishing.formats import FORMATS, Rendered
from publishing.models import IndexRow
from publishing.search import index, search
from publishing.search.engine import engine
from publishing.search.entries import tokens_of
from tests import builders
from tests.publishing.search.library import VARIED, article, edition_of, issue, publish

pytestmark = pytest.mark.django_db


def found(typed: str) -> list[str]:
    return [hit.title for hit in search(typed).hits]


def told() -> list[str]:
    return list(index.check())


@pytest.fixture
def _quick_formats(monkeypatch):
    for name in FORMATS:
        monkeypatch.setitem(FORMATS, name, replace(FORMATS[name], render=partial(_plain, name)))


def _plain(name, *_values) -> Rendered:
    return Rendered(f"file.{name}", "text/plain", name.encode())


# --- With what is published ---------------------------------------------------------------------


@pytest.mark.usefixtures("_quick_formats")
def test_it_is_found_from_publication_to_withdrawal_as_corrected():
    one = builders.with_article(builders.issue(2026, 1), "数字提单", body="原来的写法。")
    assert found("原来的写法") == []
    actions.publish(issue=one)
    assert found("原来的写法") == ["数字提单"]
    Article.objects.update(body="改过的写法。")
    assert found("改过的写法") == [], "what is being edited is nobody's to find"
    correct(issue=one, note="改了一处。")
    assert (found("原来的写法"), found("改过的写法")) == ([], ["数字提单"])
    withdraw(issue=one, reason="有误。")
    assert found("数字提单") == []
    assert told() == []


@pytest.mark.usefixtures("_quick_formats")
def test_what_is_not_published_after_all_is_not_found():
    one = builders.with_article(builders.issue(2026, 1), "数字提单")
    with transaction.atomic():
        actions.record(issue=one)
        assert found("数字提单") == ["数字提单"]
        transaction.set_rollback(True)
    assert found("数字提单") == []
    assert list(engine().fingerprints()) == []


def test_a_correction_that_drops_an_article_drops_it_from_the_index_too():
    publish(issue(2026, 1, article("aaaa2222", "留下的", "贸易。"), article("bbbb2222", "删去的", "贸易。")))
    publish(issue(2026, 1, article("aaaa2222", "留下的", "贸易。"), edition=2, note="删去一篇。"))
    assert found("贸易") == ["留下的"]
    assert told() == []


# --- Proof and repair ---------------------------------------------------------------------------


def test_an_index_that_is_right_has_nothing_told_of_it():
    publish(*VARIED)
    assert index.is_current()
    assert told() == []


def test_rebuilt_it_is_what_publishing_makes_it():
    publish(*VARIED)
    before = (list(IndexRow.objects.values()), dict(engine().fingerprints()))
    assert index.rebuild() == 4
    assert (list(IndexRow.objects.values()), dict(engine().fingerprints())) == before


def test_what_was_published_before_there_was_search_is_indexed_by_bake():
    edition_of(VARIED[0])
    assert not index.is_current()
    assert told() == [f"2024 年第 3 期《{each.title}》没有编入索引" for each in VARIED[0].articles]
    call_command("bake", stdout=io.StringIO())
    assert index.is_current()
    assert found("“海外仓”") == ["數位貿易與ＡＩ客服"]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite fills its index in one way only")
def test_filled_for_the_first_time_the_table_has_its_index_as_before():
    edition_of(VARIED[0])
    before = definitions_of_indexes()
    assert index.rebuild() == 2
    assert definitions_of_indexes() == before
    assert any("USING gin (tokens)" in definition for definition in before)


def definitions_of_indexes() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE tablename = 'publishing_indexrow'")
        return {definition for (definition,) in cursor.fetchall()}


def test_a_row_that_was_changed_is_named():
    publish(*VARIED)
    IndexRow.objects.filter(uid="cccc2222").update(text="别的文字")
    assert told() == ["2025 年第 1 期《服务外包再上台阶》的索引和发布的版次不符"]
    IndexRow.objects.filter(uid="cccc2222").delete()
    assert told()[0] == "2025 年第 1 期《服务外包再上台阶》没有编入索引"


def test_tokens_that_are_lost_are_named_and_reindex_brings_them_back():
    publish(*VARIED)
    place = IndexRow.objects.get(uid="cccc2222").place
    [(_, whole)] = [each for each in _tokens() if each[0] == place]
    engine().erase([(place, whole)])
    engine().write([(place, set(sorted(whole)[1:]))])
    out = io.StringIO()
    with pytest.raises(CommandError, match="有 1 处"):
        call_command("reindex", check=True, stdout=out)
    assert "《服务外包再上台阶》的检索词不全或有误" in out.getvalue()
    call_command("reindex", stdout=io.StringIO())
    call_command("reindex", check=True, stdout=out)
    assert "逐条一致" in out.getvalue()


def _tokens():
    return [(row.place, tokens_of(row)) for row in IndexRow.objects.all()]


def test_a_row_of_no_edition_is_told():
    publish(VARIED[1])
    stray = IndexRow.objects.get(uid="cccc2222")
    stray.place += 7
    stray.save(force_insert=True)
    assert told() == [f"索引里多出了不在任何版次里的条目 {stray.place}"]


def test_rows_cut_up_in_an_older_way_are_told_and_made_anew_by_bake():
    publish(VARIED[1])
    IndexRow.objects.update(version=0)
    assert not index.is_current()
    assert len(told()) == 2
    call_command("bake", stdout=io.StringIO())
    assert index.is_current()
    assert told() == []


def test_what_flush_leaves_behind_is_not_found():
    publish(issue(2026, 1, article("aaaa2222", "旧的", "从前的话。")))
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM publishing_indexrow")
    publish(issue(2026, 1, article("bbbb2222", "新的", "现在的话。"), edition=2, note="重来。"))
    assert found("从前") == []
    assert told() == []


def test_dates_of_one_year_stand_in_order_beyond_nine_issues():
    publish(
        *(
            issue(2026, number, article(f"aaaa22{number:02}", f"第{number}", "贸易。"))
            for number in (9, 10, 2)
        )
    )
    assert found("贸易") == ["第10", "第9", "第2"]
    assert search("贸易").hits[0].date == datetime.date(2026, 10, 28)
