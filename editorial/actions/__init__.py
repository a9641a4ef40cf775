"""What is done in the newsroom: check, change, record, in one transaction each.

Every action takes its subjects by keyword and raises a sentence for the editor when it cannot be done.
"""

from editorial.actions.importing import IMPORT_PERMISSION, import_issue
from editorial.actions.refusals import AlreadyClipped, AlreadyImported, AnotherPublication, Outdated, Refused

__all__ = [
    "IMPORT_PERMISSION",
    "AlreadyClipped",
    "AlreadyImported",
    "AnotherPublication",
    "Outdated",
    "Refused",
    "import_issue",
]
