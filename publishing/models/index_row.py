"""IndexRow: what search knows of an article that readers have. Made from the newest edition, thrown away with it.

The tokens by which the database finds a row lie beside it: in SQLite in the FTS5 table `publishing_indextokens`,
in PostgreSQL in this table's column `tokens`. No model knows either; `publishing.search` keeps them.
"""

from typing import Any, ClassVar

from django.db import models

from publishing.models.edition import Edition


def outlets(lines: str) -> list[tuple[str, str]]:
    """Slug and name from each line of `IndexRow.sources`."""
    return [
        (slug, name) for slug, _blank, name in (line.partition(" ") for line in lines.split("\n")) if slug
    ]


class IndexRow(models.Model):
    """One article. `place` counts the articles as they came out, the newest the highest; gaps mean nothing.

    `sources` has a line for each outlet, slug and name with a blank between, `authors` one for each name: lists as
    text, for a search reads a thousand of them. `author` is what is printed. `text` is all the words
    of the article: a line for each part and paragraph, the title first; `folded` has the same lines, folded.
    `is_vast` marks a text too long for its tokens. `version` is that of the tokens.
    """

    place = models.BigIntegerField(primary_key=True)
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="index_rows")
    version = models.PositiveSmallIntegerField()
    is_vast = models.BooleanField()
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    date = models.DateField()
    uid = models.CharField(max_length=16)
    section_slug = models.CharField(max_length=200)
    section_name = models.CharField(max_length=200)
    sources = models.TextField()
    authors = models.TextField()
    author = models.TextField()
    title = models.TextField()
    folded = models.TextField()
    text = models.TextField()

    objects: ClassVar["models.Manager[Any]"] = models.Manager()

    class Meta:
        verbose_name = "检索条目"
        verbose_name_plural = "检索条目"
        ordering = ["-place"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.year} 年第 {self.number} 期《{self.title}》"

    @property
    def outlets(self) -> list[tuple[str, str]]:
        """Slug and name of each outlet."""
        return outlets(self.sources)

    @property
    def persons(self) -> list[str]:
        """The authors, by name."""
        return [name for name in self.authors.split("\n") if name]
