"""The newsroom's rows as preflight reads them: settings, word lists, the ledger, what was said of findings."""

import datetime

import pytest
from django.urls import reverse

from editorial.actions.rows import write_attribution
from editorial.intake.proposal import AttributionProposal
from editorial.models import Acknowledgement, Attribution, RuleSetting, Source, WordPair
from editorial.models.source import SourceKind
from editorial.preflight.newsroom import draft_of, proofread, proofread_draft
from tests import builders

pytestmark = pytest.mark.django_db


def found(issue):
    return [(each.finding.rule, each.finding.words) for each in proofread(issue).noted if each.stops]


def test_the_articles_are_read_in_printed_order():
    issue = builders.issue()
    for title in ("甲地的港口", "乙地的港口"):
        builders.article(title, issue=issue, body="仍是是第一。")
    proof = proofread(issue)
    assert list(proof.titles.values()) == ["甲地的港口", "乙地的港口"]
    assert proof.errors == 2
    assert not proof.is_clear


def test_a_publication_switches_rules_off_and_weighs_them():
    issue = builders.issue()
    builders.article(issue=issue, body="仍是是第一，面积(含前置仓)扩大。")
    RuleSetting.objects.create(publication=issue.publication, rule="dup.char", level="off")
    RuleSetting.objects.create(publication=issue.publication, rule="punct.half_paren", level="error")
    proof = proofread(issue)
    assert [each.finding.rule for each in proof.noted if each.stops] == ["punct.half_paren"]
    assert proof.errors == 1


def test_a_publication_s_word_list_adds_words_and_allows_others():
    issue = builders.issue()
    builders.article(issue=issue, body="数贸企业布署新平台，仍是是第一。")
    publication = issue.publication
    assert found(issue) == [("word.confusable", "布署"), ("dup.char", "是是")]
    WordPair.objects.create(publication=publication, word="数贸", instead="数字贸易")
    WordPair.objects.create(publication=publication, word="布署", reason="allowed")
    assert found(issue) == [("term.style", "数贸"), ("dup.char", "是是")]


def test_an_outlet_is_known_once_somebody_described_it_or_an_issue_printed_it():
    issue = builders.issue()
    source = builders.source("海湾贸易观察", kind=SourceKind.OTHER)
    article = builders.article(issue=issue, outlet=None)
    Attribution.objects.create(article=article, source=source)
    assert ("source.unknown", "海湾贸易观察") in found(issue)
    source.homepage = "https://example.org/"
    source.save()
    assert found(issue) == []


@pytest.mark.parametrize("address", ["admin:editorial_source_in_place", "admin:editorial_source_add"])
def test_an_outlet_that_an_editor_made_by_name_is_known(client, address):
    client.force_login(builders.user("编辑"))
    form = {"name": "海湾贸易观察", "slug": "haiwan", "kind": "other", "sure": "", **inline_of_no_aliases()}
    client.post(reverse(address), form)
    issue = builders.issue()
    article = builders.article(issue=issue, outlet=None)
    Attribution.objects.create(article=article, source=Source.objects.get(name="海湾贸易观察"))
    assert found(issue) == []


def inline_of_no_aliases():
    return {"aliases-TOTAL_FORMS": 0, "aliases-INITIAL_FORMS": 0}


def test_an_outlet_that_only_a_text_names_is_not_known_till_an_editor_has_saved_its_page(client):
    issue = builders.issue()
    article = builders.article(issue=issue, outlet=None)
    write_attribution(article, AttributionProposal("海湾贸易观察", "", "", "", None, ""))
    assert found(issue) == [("source.unknown", "海湾贸易观察")]
    client.force_login(builders.user("编辑"))
    page = reverse("admin:editorial_source_change", args=[Source.objects.get().pk])
    form = {"name": "海湾贸易观察", "slug": "haiwan", "kind": "other", **inline_of_no_aliases()}
    client.post(page, form)
    assert found(issue) == []


def test_a_finding_that_was_let_stand_comes_back_when_its_words_change():
    issue = builders.issue()
    article = builders.article(issue=issue, body="面积(含前置仓)扩大。\n\n另一段。")
    (noted,) = (each for each in proofread(issue).noted if each.stops)
    finding = noted.finding
    Acknowledgement.objects.create(
        article=article,
        rule=finding.rule,
        passage=finding.passage,
        start=finding.within.start,
        end=finding.within.end,
        reason="原文如此",
        by=builders.user("编辑"),
    )
    assert proofread(issue).is_clear
    article.body = "新写的一段在前面。\n\n面积**(含前置仓)**扩大。\n\n另一段改了。"
    article.save()
    assert proofread(issue).is_clear, "markup, place and other paragraphs do not matter"
    article.body = article.body.replace("扩大", "翻番")
    article.save()
    assert proofread(issue).warnings == 1


def test_an_error_counts_whatever_was_said_of_it():
    issue = builders.issue()
    article = builders.article(issue=issue, body="面积(含前置仓)扩大。")
    (noted,) = (each for each in proofread(issue).noted if each.stops)
    values = {"passage": noted.finding.passage, "start": 2, "end": 8, "reason": "原文如此"}
    Acknowledgement.objects.create(
        article=article, rule="punct.half_paren", by=builders.user("编辑"), **values
    )
    RuleSetting.objects.create(publication=issue.publication, rule="punct.half_paren", level="error")
    assert not proofread(issue).is_clear


def test_relative_dates_are_silent_once_the_original_date_is_of_the_year():
    issue = builders.issue(2026, 1)
    article = builders.article(issue=issue, body="去年全市出口增长。")
    assert ("date.relative", "去年") in found(issue)
    article.attributions.update(date=datetime.date(2026, 1, 12))
    assert found(issue) == []


def test_claims_that_add_up_are_shown_as_verified():
    issue = builders.issue()
    article = builders.article(issue=issue, body="全市有企业200家，其中外资企业50家，占25%。")
    (claim,) = proofread(issue).verified(article.uid)
    assert "50" in claim.sum
    assert "200" in claim.sum


def test_an_article_of_the_pool_and_one_never_saved_are_read_too():
    article = builders.article(body="仍是是第一。")
    proof = proofread_draft(draft_of(article), article=article, issue=None)
    assert [each.finding.rule for each in proof.noted if each.stops] == ["dup.char"]


def test_reading_costs_as_many_queries_for_many_articles_and_issues_as_for_few(django_assert_max_num_queries):
    issue = builders.issue()
    builders.article(issue=issue)
    with django_assert_max_num_queries(14) as few:
        proofread(issue)
    for number in range(2, 6):
        builders.article(issue=builders.issue(number=number, state="published"), outlet=f"报{number}")
    for n in range(9):
        builders.article(issue=issue, outlet=f"报{n}", body=f"第 {n} 个港口扩能。")
    with django_assert_max_num_queries(14) as many:
        proofread(issue)
    assert len(few) == len(many)
