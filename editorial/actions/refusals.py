"""Why something cannot be done: refusals whose message is a sentence for the editor."""


class Refused(Exception):
    """It cannot be done as things stand; the message is a Chinese sentence that says what to do."""


class AlreadyImported(Refused):
    """The issue exists; a second import would double it."""


class AnotherPublication(Refused):
    """The document is of a publication that this installation does not make."""


class AlreadyClipped(Refused):
    """The page, or the same text from another outlet, is in the newsroom already."""


class Outdated(Refused):
    """Somebody else changed it in the meantime; nothing was overwritten."""
