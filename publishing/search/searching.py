"""`search`: a query, read; its hits, gathered, ranked and shown."""

from publishing.models import IndexRow
from publishing.search.answer import HITS_OF_A_PAGE, MOST_HITS, Answer, Filters, Hit, Sort
from publishing.search.engine import engine
from publishing.search.facets import facets
from publishing.search.gathering import newest
from publishing.search.query import Query, read
from publishing.search.ranking import by_relevance
from publishing.search.snippets import marked, snippet
from publishing.site.catalogue import article_url, issue_url
from publishing.site.names import Named

_NONE = Filters()


def search(text: str, *, filters: Filters = _NONE, sort: Sort = Sort.RELEVANCE, page: int = 1) -> Answer:
    """What the published articles say of `text`. Never raises, whatever is typed; a page that there is not is the
    nearest one. The number of database queries does not depend on how much is found."""
    query = read(text)
    if query.sentence:
        return Answer(query.text, sentence=query.sentence)
    with engine().reading():
        found = newest(query, filters, limit=MOST_HITS + 1)
        counted = found[:MOST_HITS]
        order = [row.place for row in counted]
        if sort is Sort.RELEVANCE:
            order = by_relevance(query, filters, counted)
        pages = max(1, -(-len(order) // HITS_OF_A_PAGE))
        page = min(max(page, 1), pages)
        return Answer(
            text=query.text,
            words=query.words,
            total=len(counted),
            is_capped=len(found) > len(counted),
            hits=_hits(query, order[(page - 1) * HITS_OF_A_PAGE : page * HITS_OF_A_PAGE]),
            facets=facets(query, filters, counted),
            page=page,
            pages=pages,
            folded=query.folded,
        )


def _hits(query: Query, places: list[int]) -> tuple[Hit, ...]:
    rows = IndexRow.objects.in_bulk(places)
    return tuple(_hit(query, rows[place]) for place in places if place in rows)


def _hit(query: Query, row: IndexRow) -> Hit:
    return Hit(
        url=article_url(row.year, row.number, row.uid),
        title=row.title,
        title_marked=marked(row.title, query.terms),
        snippet=snippet(row.text, row.folded, query.terms),
        issue=f"{row.year} 年第 {row.number} 期",
        issue_url=issue_url(row.year, row.number),
        date=row.date,
        section=Named(row.section_slug, row.section_name),
        sources=tuple(Named(slug, name) for slug, name in row.outlets),
        author=row.author,
    )
