"""Why something cannot be done: refusals whose message is a sentence for the editor."""

from editorial.models import Article


class Refused(Exception):
    """It cannot be done as things stand; the message is a Chinese sentence that says what to do."""


class AlreadyImported(Refused):
    """The issue exists; a second import would double it."""


class AnotherPublication(Refused):
    """The document is of a publication that this installation does not make."""


class AlreadyClipped(Refused):
    """The page is in the newsroom already, as `article`."""

    def __init__(self, sentence: str, article: Article) -> None:
        super().__init__(sentence)
        self.article = article


class SameStory(AlreadyClipped):
    """Another outlet's page with the same text is in the newsroom already, as `article`."""


class Unexplained(Refused):
    """It needs a reason, and none was written."""


class Outdated(Refused):
    """Somebody else changed it in the meantime; nothing was overwritten."""
