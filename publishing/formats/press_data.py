"""The snapshot as plain JSON values for the Typst templates in `publishing/press/`.

All content travels as data: no string here is ever read as Typst markup. The bodies are set by
`press_body`.
"""

import datetime
from collections.abc import Mapping
from typing import Any

from editorial.markdown import parse
from publishing.formats import press_text
from publishing.formats.press_body import Setter, Value
from publishing.snapshot import ArticleSnapshot, Credit, IssueSnapshot


def issue(snapshot: IssueSnapshot, pictures: Mapping[str, float]) -> dict[str, Any]:
    """What `press/issue.typ` sets. `pictures` are the names at hand with their widths in millimetres."""
    line = press_text.one_line
    return {
        "publication": line(snapshot.publication) or "简报",
        "publisher": line(snapshot.publisher),
        "name": snapshot.name,
        "serial": f"（总第 {snapshot.serial} 期）",
        "date": _date(snapshot.date),
        "editor": line(snapshot.editor),
        "edition": snapshot.edition,
        "note": _lines(snapshot.note) if snapshot.edition > 1 else [],
        "colophon": _lines(snapshot.colophon),
        "licence": _lines(snapshot.licence),
        "keywords": _keywords(snapshot),
        "sections": [
            {
                "name": line(section.name) or "其他",
                "articles": [
                    _article(article, f"{number}-{place}", pictures)
                    for place, article in enumerate(section.articles)
                ],
            }
            for number, section in enumerate(snapshot.sections)
        ],
    }


def _lines(text: str) -> list[str]:
    return [line for raw in press_text.clean(text).splitlines() if (line := press_text.one_line(raw))]


def _keywords(snapshot: IssueSnapshot) -> list[str]:
    words = [snapshot.publication, *(section.name for section in snapshot.sections)]
    words += [credit.outlet for article in snapshot.articles for credit in article.credits]
    return list(dict.fromkeys(word for raw in words if (word := press_text.one_line(raw))))[:40]


def _article(article: ArticleSnapshot, key: str, pictures: Mapping[str, float]) -> dict[str, Any]:
    return {
        "title": press_text.one_line(article.title) or "（无题）",
        "subtitle": press_text.one_line(article.subtitle),
        "credit": _credit_line(article),
        "body": Setter(parse(article.body), key, pictures).blocks(),
    }


def _credit_line(article: ArticleSnapshot) -> list[list[Value]]:
    """来源、作者、日期: the parts of the line under the title, each a list of inlines; none is empty."""
    return [part for part in (_sources(article), _authors(article), _dates(article)) if part]


def _sources(article: ArticleSnapshot) -> list[Value]:
    part: list[Value] = []
    for credit in article.credits:
        part += ["、" if part else "来源：", *_outlet(credit)]
    return part


def _authors(article: ArticleSnapshot) -> list[Value]:
    authors = [article.byline] if article.byline else [credit.author for credit in article.credits]
    names = dict.fromkeys(name for author in authors if (name := press_text.one_line(author)))
    return [f"作者：{'、'.join(names)}"] if names else []


def _dates(article: ArticleSnapshot) -> list[Value]:
    dates = dict.fromkeys(credit.date for credit in article.credits if credit.date)
    return ["、".join(map(_date, dates))] if dates else []


def _date(date: datetime.date) -> str:
    return f"{date.year} 年 {date.month} 月 {date.day} 日"


def _outlet(credit: Credit) -> list[Value]:
    name = press_text.one_line(credit.outlet)
    via = press_text.one_line(credit.via)
    target = press_text.address(credit.url)
    return [["a", target, [name]] if target and name else name, *([f"（转自{via}）"] if via else [])]
