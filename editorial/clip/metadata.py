"""What a page says of itself where readers do not look: meta elements, JSON-LD, its canonical address.

Names are those of OpenGraph, schema.org and of the 政府网站发展指引 (国办发〔2017〕47号) with its
ArticleTitle, PubDate and ContentSource, and the habits of Chinese content systems.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from lxml import html

from editorial.addresses import is_external
from editorial.clip.identity import ADDED

_TITLES = ("articletitle", "og:title", "twitter:title", "headline", "title")
_DATES = (
    *(
        "pubdate",
        "publishdate",
        "publish_date",
        "article:published_time",
        "og:published_time",
        "datepublished",
    ),
    *(
        "og:release_date",
        "og:time",
        "weibo: article:create_at",
        "publish_time",
        "dc.date.issued",
        "firstpublished",
    ),
)
_OUTLETS = ("contentsource", "source", "article:source", "og:source", "copyfrom")
_AUTHORS = ("author", "article:author", "og:article:author", "dc.creator")
_EDITORS = ("editor", "article:editor", "responsibleeditor")
_SITES = ("og:site_name", "sitename", "application-name")
_DEEPEST = 6
"""Levels of a JSON-LD document that are looked into."""
_LONGEST = 300
"""Characters; a longer value is no title, date or name."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What was declared, most trusted first; any of it may be empty. `body` is plain text."""

    titles: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    site: str = ""
    body: str = ""


def read_metadata(root: html.HtmlElement) -> Metadata:
    """The declarations of a page. Never raises."""
    metas = _metas(root)
    articles = list(_linked_articles(root))
    return Metadata(
        titles=_named(metas, _TITLES) + _stated(articles, "headline", "title"),
        dates=_named(metas, _DATES) + _stated(articles, "datePublished", "pubDate"),
        outlets=_named(metas, _OUTLETS) + _stated(articles, "sourceOrganization", "provider"),
        authors=_named(metas, _AUTHORS) + _stated(articles, "author"),
        editors=_named(metas, _EDITORS) + _stated(articles, "editor"),
        site=next(iter(_named(metas, _SITES) + _stated(articles, "publisher")), ""),
        body=max(
            (each.get("articleBody") or "" for each in articles if _has_body(each)), key=len, default=""
        ),
    )


def _metas(root: html.HtmlElement) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        name = element.get("name") or element.get("property") or element.get("itemprop") or ""
        value = " ".join((element.get("content") or "").split())
        if name and 0 < len(value) <= _LONGEST:
            found.setdefault(name.strip().lower(), []).append(value)
    return found


def _named(metas: dict[str, list[str]], names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for name in names for value in metas.get(name, ())))


# --- JSON-LD ------------------------------------------------------------------------------------


def _linked_articles(root: html.HtmlElement) -> Iterator[dict[str, Any]]:
    """The objects of the page's JSON-LD that describe an article."""
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        try:
            values = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        yield from (each for each in _objects(values, _DEEPEST) if _is_article(each))


def _objects(values: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth == 0:
        return
    if isinstance(values, dict):
        yield values
        yield from _objects(list(values.values()), depth - 1)
    elif isinstance(values, list):
        for each in values:
            yield from _objects(each, depth - 1)


def _is_article(values: dict[str, Any]) -> bool:
    kinds = values.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return "headline" in values or "pubDate" in values or any("Article" in str(kind) for kind in kinds)


def _has_body(values: dict[str, Any]) -> bool:
    return isinstance(values.get("articleBody"), str)


def _stated(articles: list[dict[str, Any]], *names: str) -> tuple[str, ...]:
    """The values of some properties, of persons and organisations their names."""
    values = (each.get(name) for each in articles for name in names)
    return tuple(dict.fromkeys(text for value in values for text in _texts(value)))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        text = " ".join(value.split())
        if 0 < len(text) <= _LONGEST:
            yield text
    elif isinstance(value, dict):
        yield from _texts(value["name"] if isinstance(value.get("name"), str) else None)
    elif isinstance(value, list):
        for each in value[:20]:
            if not isinstance(each, list):
                yield from _texts(each)


# --- The page's address -------------------------------------------------------------------------


def read_address(root: html.HtmlElement, url: str) -> str:
    """The page's lasting address: the canonical one where it is on the same host as `url` (or `url` is
    unknown), else `url`; without fragment and tracking parameters. Empty if there is none."""
    declared = [
        link.get("href") for link in root.iter("link") if "canonical" in (link.get("rel") or "").lower()
    ]
    declared += [each.get("content") for each in root.iter("meta") if each.get("property") == "og:url"]
    for written in filter(None, declared):
        address = _joined(url, written)
        if _is_page(address) and (not url or _host(address) == _host(url)):
            return without_tracking(address)
    return without_tracking(url) if is_external(url) else ""


def without_tracking(address: str) -> str:
    """The address without fragment and without what only says how a reader came."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    kept = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not ADDED.fullmatch(pair[0])]
    same = len(kept) == len(parse_qsl(parts.query, keep_blank_values=True))
    return urlunsplit(parts._replace(query=parts.query if same else urlencode(kept), fragment=""))


def _joined(base: str, written: str) -> str:
    try:
        return urljoin(base, written.strip())
    except ValueError:
        return ""


def _is_page(address: str) -> bool:
    """It leads to a page, not to the front of a site, as careless templates have it."""
    return is_external(address) and (urlsplit(address).path.strip("/") or urlsplit(address).query) != ""


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.").removeprefix("m.")
    except ValueError:
        return ""
