"""All claims of an article together, in the order in which they are read."""

from collections.abc import Sequence
from datetime import date

from editorial.figures import currency, enumerations, growth, headline, lists, shares, sums, wording
from editorial.figures.claims import Claim
from editorial.figures.reading import paragraphs as read_paragraphs


def audit(paragraphs: Sequence[str], title: str = "", *, written: date | None = None) -> list[Claim]:
    """Recompute every figure of an article that its other figures determine.

    `paragraphs` are plain text. A claim's offsets are in its own paragraph; those of the title have paragraph
    number −1. `written` is the date by which 今年 and 去年 are understood; without it they are left alone.
    """
    article = read_paragraphs(paragraphs, written)
    found: list[Claim] = []
    for paragraph in article:
        for rule in (growth.claims, sums.claims, lists.claims, wording.claims):
            found.extend(rule(paragraph))
    found.extend(enumerations.claims(article))
    found.extend(shares.claims(article, title))
    found.extend(currency.claims(article))
    if title:
        found.extend(headline.claims(title, article, written))
    return sorted(found, key=lambda claim: (claim.paragraph, claim.start, claim.rule))
