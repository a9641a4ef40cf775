"""What a person sees or hears of a page, and which of it is not Chinese."""

import html.parser
import re
from typing import Any

import lxml.html

NOT_CHINESE = re.compile(r"[A-Za-z]{2,}")
KNOWN = {
    *("Word", "Markdown", "PDF", "HTML", "CSV", "JSON", "JPEG", "PNG", "txt", "pdf", "html"),
    *("Shift", "Ctrl", "Command"),
    *("GB", "WCAG", "SHA", "LDAP", "KB", "MB"),
}
"""Names that have no other in Chinese: of formats, keys, standards and measures."""
CODES = re.compile(
    r"\b(?:section-\d+|source-\d+|hangye-zixun|jingji-ribao|user-\d+|[0-9a-f]{64}|md5|[\w*]+\*{6}"
    r"|[\w-]+\.(?:md|pdf|epub|docx|html|txt)\b|(?:application|text)/[\w.+-]+|https?://\S*)"
    r"|（[a-z]+\.[a-z_]+）"
)
"""Data in letters: rules after their names, slugs, fingerprints, files, media types, addresses, the names of made-up users."""
WRITTEN_BY_MACHINES = re.compile(r"\d{4}-\d\d?-\d\d?|\d{4}/\d\d?/\d\d?")
"""Dates that nobody writes in a Chinese sentence: it has 2026年1月30日."""


def tree(page: str) -> Any:
    """The elements of the page, to be asked by their ids and by CSS selectors."""
    return lxml.html.fromstring(page)


class Visible(html.parser.HTMLParser):
    """The words a person sees or hears: texts, and the attributes that are read out."""

    SILENT = ("script", "style")
    SPOKEN = ("title", "alt", "placeholder", "aria-label")

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self._silent = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in self.SILENT
        values = dict(attrs)
        self.words += [spoken for name in self.SPOKEN if (spoken := values.get(name))]
        if tag == "input" and values.get("type") in ("submit", "button"):
            self.words.append(values.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in self.SILENT

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.words.append(data.strip())

    @property
    def text(self) -> str:
        return " ".join(word for word in self.words if word)


def seen(response: Any) -> str:
    """The words of a page that was answered with 200."""
    assert response.status_code == 200
    return Visible(response.content.decode()).text


def not_chinese(words: str) -> set[str]:
    """The English words and the machines' dates among them."""
    words = CODES.sub("", words)
    return set(NOT_CHINESE.findall(words)) - KNOWN | set(WRITTEN_BY_MACHINES.findall(words))
