"""The about page 关于: what the newsletter is, who makes it, how to reach them, to subscribe and to quote.

The one page that is made of the publication's settings; what they leave empty it does without. A pure function from
values to a page.
"""

import re
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from editorial.document import Heading, walk
from editorial.html import write_html
from editorial.markdown import parse
from publishing.site.absolute import absolute
from publishing.site.article import set_for_reading
from publishing.site.catalogue import Catalogue
from publishing.site.page import Page, file_of
from publishing.site.rendering import html

ABOUT = "/about/"
FEEDS = ("/feed.atom", "/feed.json")
"""What the site is subscribed to by; more readers know the first."""
_MAIL = re.compile(r"([A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)")


@dataclass(frozen=True, slots=True)
class About:
    """What the settings say: `text` is Markdown, `contact` lines as typed, `frequency` such as 月刊."""

    text: str = ""
    contact: str = ""
    frequency: str = ""


def about_page(catalogue: Catalogue, about: About | None) -> Page:
    """The page; with None, the page of a publication without settings."""
    issues = catalogue.issues
    values: dict[str, Any] = {
        **catalogue.masthead,
        "frequency": about.frequency if about else "",
        "first": issues[-1] if issues else None,
        "latest": catalogue.latest,
        "count": len(issues),
        "articles": sum(len(issue.articles) for issue in issues),
        "outlets": len(catalogue.outlets),
        "feeds": [absolute(feed) for feed in FEEDS],
    }
    return Page(file_of(ABOUT), partial(_render, about, values))


def _render(about: About | None, values: dict[str, Any]) -> bytes:
    told = about or About()
    return html(ABOUT, "about", values | {"text": _text(told.text), "contact": _contact(told.contact)})


def _text(markdown: str) -> str:
    """The text below the page's own heading, whatever level its headings begin at. It shows no pictures: those of
    the site come with the issues."""
    document = parse(markdown)
    highest = min((node.level for node in walk(document) if isinstance(node, Heading)), default=2)
    return set_for_reading(write_html(document, picture=lambda src: None, heading_shift=2 - highest))


def _contact(text: str) -> list[SafeString]:
    """The lines, with e-mail addresses to write to."""
    return [_with_mail_links(line) for line in text.splitlines() if line.strip()]


def _with_mail_links(line: str) -> SafeString:
    pieces = enumerate(_MAIL.split(line))  # every second one is an address
    return format_html_join(
        "", "{}", ((_mail_link(piece) if place % 2 else piece,) for place, piece in pieces)
    )


def _mail_link(address: str) -> SafeString:
    return format_html('<a href="mailto:{0}">{0}</a>', address)
