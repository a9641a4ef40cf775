"""Confidence: how sure each field of a proposal is, from 0 (not found) to 1, and the whole of it.

Each figure says which sign the field was read by, and nothing more: an editor looks first where the
sign was weak.
"""

import math
from collections.abc import Iterable, Mapping

from editorial.intake.blocks import Block, Kind
from editorial.intake.contents import Entry
from editorial.intake.credits import agree
from editorial.intake.finish import Finished
from editorial.intake.masthead import Masthead
from editorial.intake.outlets import is_outlet
from editorial.intake.recognise import UNSORTED, Recognised
from editorial.intake.titles import has_mark, key

_SHORT = 60
"""Characters; a shorter body is rather a piece that went astray than an article."""


# --- The masthead -------------------------------------------------------------------------------


def of_masthead(masthead: Masthead, stated: Masthead, title: Block | None) -> dict[str, float]:
    """Of publication, year, number, serial, publisher and date. `masthead` has the year of its date where
    none is `stated`; `title` is the block that its title stands in."""
    # A name that is no heading was chosen by its place among the others.
    name = 1.0 if title is not None and title.kind is Kind.HEADING else 0.8
    # A date outside the year, or 第几期 above 总第几期, is a slip in one of the two.
    dating = 1.0 if _date_fits(masthead) else 0.5
    counting = 1.0 if (masthead.number or 0) <= (masthead.serial or math.inf) else 0.5
    sure = {
        "publication": (masthead.title, name),
        "year": (masthead.year, dating if stated.year else 0.8),
        "number": (masthead.number, counting),
        "serial": (masthead.serial, counting),
        "publisher": (masthead.publisher, 1.0),
        "date": (masthead.date, dating),
    }
    return {field: figure if value else 0.0 for field, (value, figure) in sure.items()}


def _date_fits(masthead: Masthead) -> bool:
    """The date lies in the issue's year, or in the January after it."""
    if masthead.date is None or masthead.year is None:
        return True
    later = masthead.date.year == masthead.year + 1 and masthead.date.month == 1
    return masthead.date.year == masthead.year or later


# --- An article ---------------------------------------------------------------------------------


def of_article(finished: Finished, found: Recognised, heading: Block | None) -> dict[str, float]:
    """Of title, byline, attributions, section and body. `heading` is the block that the title stands in."""
    return {
        "title": _title(finished, found, heading),
        "byline": _byline(finished),
        "attributions": _attributions(finished),
        "section": _section(finished, found),
        "body": _body(finished),
    }


def _title(finished: Finished, found: Recognised, heading: Block | None) -> float:
    """Announced in the contents list, marked with ● or set as a heading; else known by its place alone."""
    if finished.draft.entry is not None:
        return 1.0 if key(finished.draft.entry.title) == key(finished.article.title) else 0.9
    stands_out = heading is not None and (
        has_mark(heading) or heading.kind is Kind.HEADING or heading.is_bold
    )
    # A contents list that leaves it out makes it doubtful that it is an article's.
    return (0.9 if stands_out else 0.6) * (0.7 if found.contents.entries else 1.0)


def _byline(finished: Finished) -> float:
    """An author is named in a credit line; where none is, one may have been overlooked."""
    article = finished.article
    return 1.0 if article.byline or any(each.author for each in article.attributions) else 0.7


def _attributions(finished: Finished) -> float:
    """Named in credit lines that agree, by names that end as outlets' do."""
    attributions, lines = finished.article.attributions, finished.draft.credits
    if not attributions:
        return 0.0
    if not agree(lines):
        return 0.5
    if not all(is_outlet(each.outlet) for each in attributions):
        return 0.7
    # Out of the running text alone: the words are the outlet's, the place is not.
    return 1.0 if any(line.attributions for line in lines) else 0.8


def _section(finished: Finished, found: Recognised) -> float:
    """It stands under the section's heading, and the contents list says the same."""
    draft = finished.draft
    if draft.section == UNSORTED:
        return 0.2
    entry: Entry | None = draft.entry
    if entry is not None and entry.section:
        return 1.0 if key(entry.section) == key(draft.section) else 0.5
    return 0.9 if found.contents.sections else 1.0


def _body(finished: Finished) -> float:
    """Less for each break that may be one in mid paragraph, for characters lost, for a mere scrap."""
    words = "".join(finished.article.paragraphs)
    if not words:
        return 0.0
    offered = sum(not change.repair.certain for change in finished.changes)
    sure = 0.9**offered * (0.7 if "\ufffd" in words else 1.0) * (0.6 if len(words) < _SHORT else 1.0)
    return round(sure, 2)


# --- The whole ----------------------------------------------------------------------------------


def of_issue(masthead: Mapping[str, float], found: Recognised, finished: Iterable[Finished]) -> float:
    """The share of what an issue must have that was found, each kind with its weight."""
    articles = [*finished]
    count = len(articles) or 1
    announced = len(found.contents.entries)
    matched = sum(each.draft.entry is not None for each in articles)
    offered = sum(not change.repair.certain for each in articles for change in each.changes)
    parts = (
        (0.10, masthead["publication"]),
        (0.15, min(masthead["number"], masthead["year"])),
        (0.10, masthead["serial"]),
        (0.10, masthead["date"]),
        (0.05, masthead["publisher"]),
        (0.15, sum(bool(each.article.paragraphs) for each in articles) / count),
        (0.15, sum(bool(each.article.attributions) for each in articles) / count),
        (0.15, matched / max(announced, len(articles)) if announced else 0.5 * bool(articles)),
        (0.05, 1 / (1 + offered)),
    )
    return round(sum(weight * share for weight, share in parts), 3)
