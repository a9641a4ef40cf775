"""A finding: something an editor should know of before it is printed."""

from dataclasses import dataclass
from enum import StrEnum

from editorial.document import Span


class Severity(StrEnum):
    """An error stops publication; a warning waits for an editor's word; information is only shown."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Place:
    """Which text a span counts in: a field of an article (by uid), of the issue, or a file."""

    article: str = ""
    field: str = "file"


FILE = Place()
NOWHERE = Span(0, 0)
"""Among a passage's words: no place in particular."""


@dataclass(frozen=True, slots=True)
class Finding:
    """`span` counts the characters of the text at `place`; `words` is that text there. `message` is a
    Chinese sentence, `standard` the clause behind it, `fix` what may safely stand in the span's place
    (None where only a person can say). `passage` is the SHA-256 of the passage it was found in, and
    `within` the place among its words: what an acknowledgement is bound to.
    """

    rule: str
    severity: Severity
    span: Span
    message: str
    standard: str = ""
    fix: str | None = None
    place: Place = FILE
    words: str = ""
    passage: str = ""
    within: Span = NOWHERE


def gettext_noop(text: str) -> str:
    """Marks a name for the English catalogue, as Django's function of that name does, which asks for settings:
    the rules run without any."""
    return text
