"""Parts: what the walk through a document finds, before it is decided what each part is."""

from dataclasses import dataclass
from typing import TypeAlias

from editorial.intake.readers.docx.drawings import Picture
from editorial.intake.readers.docx.inlines import Words
from editorial.intake.readers.docx.numbering import Label
from editorial.intake.readers.docx.styles import ParagraphStyle

Line: TypeAlias = tuple[Words, ...]
"""The words between two line breaks."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with the lines its author broke it into; `page` counts from 1."""

    style: ParagraphStyle
    label: Label | None
    lines: tuple[Line, ...]
    page: int


@dataclass(frozen=True, slots=True)
class Figure:
    picture: Picture
    page: int


@dataclass(frozen=True, slots=True)
class Facts:
    """A table of facts, as Markdown."""

    markdown: str
    page: int


@dataclass(frozen=True, slots=True)
class Turn:
    """A new page that the author asked for; `page` is its number."""

    page: int


Part: TypeAlias = Paragraph | Figure | Facts | Turn
