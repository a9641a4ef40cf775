"""How an article is cited: GB/T 7714—2015, BibTeX, and the `citation_*` meta that reference managers read.

What is cited is what the reader has read: the article in this newsletter, which is numbered by year and issue and
therefore a serial, 期刊 [J], here read online, [J/OL] (GB/T 7714—2015, 4.4 连续出版物中的析出文献 and annex B).
Where a reprint first stood is told in BibTeX's note.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from publishing.site.absolute import absolute
from publishing.site.published import PublishedArticle
from publishing.snapshot import Credit

NAMED_AUTHORS = 3
"""Of more authors the first three are named, then 等 (GB/T 7714—2015, 8.1)."""

_TEX = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "#$%&_{}"},
}
_UNPRINTED = re.compile(r"[\s\x00-\x1f\x7f]+")


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference by GB/T 7714—2015. Between what was read and where stands the day of reading, in brackets,
    which only the reader can tell."""

    work: str
    address: str

    def read_on(self, day: str) -> str:
        """The whole reference."""
        return f"{self.work}[{day}]. {self.address}"


def gbt7714(published: PublishedArticle) -> Reference:
    """主要责任者. 题名: 其他题名信息[J/OL]. 刊名, 年(期)[引用日期]. 获取和访问路径 (4.4.2). Without an author the
    title stands first (8.1)."""
    article, issue = published.article, published.issue
    names = [*published.responsible[:NAMED_AUTHORS]]
    if len(published.responsible) > NAMED_AUTHORS:
        names.append("等")
    title = ": ".join(filter(None, (article.title, article.subtitle.lstrip("—"))))
    work = f"{title}[J/OL]. {published.publication}, {issue.year}({issue.number})"
    return Reference(". ".join(filter(None, (", ".join(names), work))), absolute(published.url))


def bib_url(published: PublishedArticle) -> str:
    """The address of the article's BibTeX file."""
    return f"{published.url}cite.bib"


def bibtex(published: PublishedArticle) -> str:
    """One @article entry. Its key is made of the permanent address; names stand in braces, so that nobody's is
    taken apart."""
    article, issue = published.article, published.issue
    fields = {
        "author": " and ".join(f"{{{_tex(name)}}}" for name in published.responsible),
        "title": f"{{{_tex(article.title)}}}",
        "subtitle": _tex(article.subtitle.lstrip("—")),
        "journal": _tex(published.publication),
        "publisher": _tex(published.publisher),
        "year": str(issue.year),
        "number": str(issue.number),
        "date": issue.date.isoformat(),
        "url": absolute(published.url),
        "langid": "chinese",
        "note": _tex("；".join(map(_original, article.credits))),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@article{{article-{issue.year}-{issue.number}-{article.uid},\n{lines}}}\n"


def _original(credit: Credit) -> str:
    via = f"，转自{credit.via}" if credit.via else ""
    date = f"，{credit.date.isoformat()}" if credit.date else ""
    return f"原载{credit.outlet}{via}{date}"


def _tex(text: str) -> str:
    """Text as BibTeX takes it: on one line, nothing in it a command."""
    return "".join(_TEX.get(sign, sign) for sign in _UNPRINTED.sub(" ", text).strip())


def highwire(published: PublishedArticle) -> Iterator[tuple[str, str]]:
    """Name and content of each `citation_*` meta, as Google Scholar and reference managers read them."""
    issue = published.issue
    yield "citation_title", published.article.title
    for name in published.responsible:
        yield "citation_author", name
    yield "citation_publication_date", f"{issue.date:%Y/%m/%d}"
    yield "citation_journal_title", published.publication
    if published.publisher:
        yield "citation_publisher", published.publisher
    yield "citation_volume", str(issue.year)
    yield "citation_issue", str(issue.number)
    yield "citation_language", "zh-CN"
    yield "citation_public_url", absolute(published.url)
    for download in issue.downloads:
        if download.format == "pdf":
            yield "citation_pdf_url", absolute(f"{issue.url}{download.href}")
