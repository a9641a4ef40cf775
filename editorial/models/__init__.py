"""The newsroom's tables, one module per idea."""

from editorial.models.article import Article
from editorial.models.clipping import Clipping
from editorial.models.issue import Issue
from editorial.models.original import Original
from editorial.models.preflight import Acknowledgement, AppliedFix, RuleSetting, WordPair
from editorial.models.presence import Presence
from editorial.models.printed import PrintedFigure, PrintedParagraph
from editorial.models.publication import Publication
from editorial.models.review import Review
from editorial.models.section import Section
from editorial.models.source import Attribution, Source, SourceAlias
from editorial.models.staged_import import ImportState, StagedImport
from editorial.models.tag import Tag

__all__ = [
    "Acknowledgement",
    "AppliedFix",
    "Article",
    "Attribution",
    "Clipping",
    "ImportState",
    "Issue",
    "Original",
    "Presence",
    "PrintedFigure",
    "PrintedParagraph",
    "Publication",
    "Review",
    "RuleSetting",
    "Section",
    "Source",
    "SourceAlias",
    "StagedImport",
    "Tag",
    "WordPair",
]
