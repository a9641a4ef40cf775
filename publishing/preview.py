"""The printed page while it is being written: the issue set by the press as it stands, one page as a picture.

The whole issue is set each time, so that page numbers, page breaks and the contents list are the real ones;
a warm press takes some hundredths of a second for it. Nothing is stored.
"""

import io
import threading
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace

import pypdfium2

from editorial.models import Issue
from editorial.pictures import PictureError, picture_names, read_picture
from editorial.preflight.drafts import Draft
from publishing.formats import pdf
from publishing.formats.base import Pictures
from publishing.snapshot import ArticleSnapshot, Credit, IssueSnapshot, SectionSnapshot, take

DOTS_PER_INCH = 110
"""A page of A4 is then about 900 pixels wide: what half a desk shows, twice as fine on a common screen."""
POINTS_PER_INCH = 72
_PDFIUM = threading.Lock()
"""PDFium draws for one thread at a time."""
_ARTICLE_LEVEL = 1
"""Of the PDF's bookmarks: sections are 0, articles 1."""


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """One page as a PNG picture. Pages count from 1; `first` is that on which the article begins."""

    picture: bytes
    number: int
    total: int
    first: int


def with_draft(snapshot: IssueSnapshot, draft: Draft) -> IssueSnapshot:
    """The issue with one of its articles as it is typed; one that it does not have yet stands at the end of its
    section."""
    article = _article(draft)
    if any(each.uid == draft.uid for each in snapshot.articles):
        sections = tuple(
            replace(
                section,
                articles=tuple(article if each.uid == draft.uid else each for each in section.articles),
            )
            for section in snapshot.sections
        )
        return replace(snapshot, sections=sections)
    return replace(snapshot, sections=tuple(_with_new(snapshot.sections, draft.section, article)))


def _with_new(
    sections: tuple[SectionSnapshot, ...], name: str, article: ArticleSnapshot
) -> Iterator[SectionSnapshot]:
    placed = False
    for section in sections:
        if section.name == name and not placed:
            placed = True
            yield replace(section, articles=(*section.articles, article))
        else:
            yield section
    if not placed:
        yield SectionSnapshot(name, "", (article,))


def _article(draft: Draft) -> ArticleSnapshot:
    return ArticleSnapshot(
        uid=draft.uid,
        title=draft.title,
        subtitle=draft.subtitle,
        byline=draft.byline,
        summary=draft.summary,
        body=draft.body,
        credits=tuple(
            Credit(each.outlet, "", each.via, each.author, each.url, each.date) for each in draft.attributions
        ),
    )


def snapshot_of(issue: Issue, draft: Draft | None = None) -> IssueSnapshot:
    """The issue as it is saved, with one article as it is typed."""
    saved = take(issue, with_pictures=False)
    return with_draft(saved, draft) if draft else saved


def print_page(snapshot: IssueSnapshot, *, number: int | None = None, uid: str = "") -> PrintedPage:
    """A page of the issue as it would be printed: the one asked for, kept within the issue; else the first
    of the article `uid`; else the first.

    Raises:
        publishing.formats.CannotRender: the press refuses the text.
    """
    content = pdf.render(snapshot, _pictures_at_hand(snapshot.articles)).content
    with _PDFIUM, closing(pypdfium2.PdfDocument(content)) as document:
        first = _first_page(document, snapshot, uid)
        shown = min(max(number or first, 1), len(document))
        bitmap = document[shown - 1].render(scale=DOTS_PER_INCH / POINTS_PER_INCH)
        return PrintedPage(_png(bitmap), shown, len(document), first)


def _pictures_at_hand(articles: Iterable[ArticleSnapshot]) -> Pictures:
    """The pictures that the texts show, as far as they are there."""
    names = {name for article in articles for name in picture_names(article.body)}
    return dict(_readable(sorted(names)))


def _readable(names: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    for name in names:
        try:
            yield name, read_picture(name)
        except PictureError:
            continue


def _first_page(document: pypdfium2.PdfDocument, snapshot: IssueSnapshot, uid: str) -> int:
    """Where the article begins, by the bookmarks, which come in printed order."""
    order = [article.uid for article in snapshot.articles]
    if uid not in order:
        return 1
    places = [mark.get_dest() for mark in document.get_toc() if mark.level == _ARTICLE_LEVEL]
    place = places[order.index(uid)] if order.index(uid) < len(places) else None
    index = place.get_index() if place is not None else None
    return index + 1 if index is not None else 1


def _png(bitmap: pypdfium2.PdfBitmap) -> bytes:
    written = io.BytesIO()
    bitmap.to_pil().convert("RGB").save(written, "PNG", compress_level=1)
    return written.getvalue()
