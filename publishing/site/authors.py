"""Who wrote an article: the persons that its byline and its credit lines name.

An author's address is the name itself (`/authors/林一/`, percent-encoded in links), so that no two names share one
and no table is needed. One person under two names has two pages; two of one name share one, as in any index.
"""

from editorial.clip.people import read_people
from editorial.intake.dates import fold
from publishing.site.names import Named
from publishing.snapshot import ArticleSnapshot


def authors_of(article: ArticleSnapshot) -> tuple[Named, ...]:
    """The persons, in order and each once; offices and outlets, 本报记者 without a name among them, are none.

    A byline, being the secretariat's own statement, counts before the author of the first credit.
    """
    fields = [credit.author for credit in article.credits]
    if article.byline:
        fields[:1] = [article.byline]
    names = dict.fromkeys(name for field in fields for name in read_people(fold(field)))
    return tuple(Named(slug=name, name=name) for name in names)
