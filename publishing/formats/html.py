"""The whole issue as one HTML file that needs nothing else: for forwarding and for keeping.

Styles and pictures are inside it. Its own Content-Security-Policy lets nothing run and nothing be
fetched, wherever it is opened.
"""

import base64
import hashlib
import re
from dataclasses import dataclass

from django.template.loader import get_template

from editorial.addresses import public_link
from editorial.html import write_html
from editorial.markdown import parse
from editorial.pictures import picture_name
from publishing.formats.base import Format, Pictures, Rendered, file_name
from publishing.site.article import CreditLine, credit_lines, set_for_reading
from publishing.site.assets import icon, styles
from publishing.site.rendering import encode
from publishing.snapshot import ArticleSnapshot, IssueSnapshot

STYLES = ("base.css", "masthead.css", "contents.css", "article.css", "prose.css", "single.css", "print.css")
HEADING_SHIFT = 2
"""In the file a section is h2 and an article h3, so that `## ` in a text becomes h4."""

_IMAGE = re.compile(r'<img src="/pictures/(?P<name>[^"]+)"')
"""As the writer puts it; in a text `<` is always escaped, so nothing else looks like it."""


@dataclass(frozen=True, slots=True)
class _Text:
    """An article with what is made of its body and credits."""

    article: ArticleSnapshot
    credits: tuple[CreditLine, ...]
    body: str


def render(snapshot: IssueSnapshot, pictures: Pictures) -> Rendered:
    """The issue as one HTML document in UTF-8. A picture that is missing appears as its description."""
    css = styles(*STYLES)
    sections = [
        (section.name, [_text(article, pictures) for article in section.articles])
        for section in snapshot.sections
    ]
    html = get_template("formats/issue.html").render(
        {
            "snapshot": snapshot,
            "sections": sections,
            "styles": css,
            "styles_digest": base64.b64encode(hashlib.sha256(css.encode()).digest()).decode(),
            "icon": _data_address("image/svg+xml", icon()),
        }
    )
    return Rendered(file_name(snapshot, "html"), HTML.media_type, encode(html))


def _text(article: ArticleSnapshot, pictures: Pictures) -> _Text:
    body = write_html(
        parse(article.body),
        picture=lambda src: src if picture_name(src) in pictures else None,
        link=_outward,
        heading_shift=HEADING_SHIFT,
        id_prefix=f"{article.uid}-",
        figures=True,
    )
    return _Text(
        article,
        credit_lines(article),
        _IMAGE.sub(lambda image: _embed(image, pictures), set_for_reading(body)),
    )


def _outward(href: str) -> str | None:
    """Addresses within the site lead nowhere from a file that was forwarded."""
    return None if href.startswith("/") else public_link(href)


def _embed(image: re.Match[str], pictures: Pictures) -> str:
    name = image["name"]
    media_type = "image/png" if name.endswith(".png") else "image/jpeg"
    return f'<img src="{_data_address(media_type, pictures[name])}"'


def _data_address(media_type: str, content: bytes) -> str:
    """The content itself as an address (RFC 2397)."""
    return f"data:{media_type};base64,{base64.b64encode(content).decode()}"


HTML = Format("html", "单页 HTML", "text/html", render)
