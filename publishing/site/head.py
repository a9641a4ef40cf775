"""What the pages of an article tell machines in their heads, and how the article is cited."""

from typing import Any

from editorial.document import Document
from publishing.site import citations, linked_data
from publishing.site.article import description
from publishing.site.full_text import first_picture
from publishing.site.published import PublishedArticle


def article_head(published: PublishedArticle, document: Document) -> dict[str, Any]:
    """Values of templates/site/article.html; `document` is the article's text, read."""
    text, picture = description(published.article, document), first_picture(document)
    return {
        "description": text,
        "published": published,
        "picture": picture,
        "linked_data": linked_data.article_page(published, description=text, picture=picture),
        "citation_meta": [*citations.highwire(published)],
        "reference": citations.gbt7714(published),
        "bibtex": citations.bibtex(published),
        "bib_url": citations.bib_url(published),
    }
