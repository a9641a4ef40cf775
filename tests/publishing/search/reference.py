"""What search is measured against: the same answers by reading every article from end to end, without an index."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from editorial.document import CodeBlock, Heading, Paragraph, TableCell, plain_text, walk
from editorial.markdown import parse
from publishing.search.folding import fold
from publishing.snapshot import ArticleSnapshot, IssueSnapshot


def texts_of(article: ArticleSnapshot) -> Iterator[str]:
    """Every text that readers see of an article, piece by piece."""
    yield from (article.title, article.subtitle, article.byline, *article.summary.split("\n"))
    for credit in article.credits:
        yield from (credit.outlet, credit.via, credit.author)
    for node in walk(parse(article.body)):
        if isinstance(node, Paragraph | Heading | TableCell | CodeBlock):
            yield plain_text(node)


@dataclass(frozen=True)
class Reader:
    """Somebody who has read all of some issues."""

    issues: tuple[IssueSnapshot, ...]

    def search(self, terms: Sequence[str], excluded: Sequence[str] = ()) -> list[str]:
        """The uids of the articles with all folded terms and none of the excluded, the best first."""
        scored = []
        for issue in self.issues:
            for order, article in enumerate(issue.articles):
                texts = [fold(text) for text in texts_of(article)]
                said = [sum(text.count(term) for text in texts) for term in terms]
                if all(said) and not any(term in text for term in excluded for text in texts):
                    title = fold(article.title)
                    in_title = sum(term in title for term in terms)
                    scored.append((in_title, sum(said), issue.year, issue.number, -order, article.uid))
        return [uid for *_score, uid in sorted(scored, reverse=True)]
