"""What is done in the newsroom: check, change, record, in one transaction each.

Every action takes its subjects by keyword and raises a sentence for the editor when it cannot be done.
"""

from editorial.actions import staging
from editorial.actions.clipping import CLIP_PERMISSION, clip, refuse_known
from editorial.actions.importing import IMPORT_PERMISSION, import_issue
from editorial.actions.pool import annotate, return_to_pool, send_to_issue
from editorial.actions.printing import remember_printed
from editorial.actions.proofreading import (
    acknowledge,
    apply_fixes,
    decide_rules,
    demand_clear,
    hold_articles,
    mend,
    take_back,
    undo_fixes,
)
from editorial.actions.refusals import (
    AlreadyClipped,
    AlreadyImported,
    AnotherPublication,
    Outdated,
    Refused,
    SameStory,
)
from editorial.actions.stories import find_story, remember

__all__ = [
    "CLIP_PERMISSION",
    "IMPORT_PERMISSION",
    "AlreadyClipped",
    "AlreadyImported",
    "AnotherPublication",
    "Outdated",
    "Refused",
    "SameStory",
    "acknowledge",
    "annotate",
    "apply_fixes",
    "clip",
    "decide_rules",
    "demand_clear",
    "find_story",
    "hold_articles",
    "import_issue",
    "mend",
    "refuse_known",
    "remember",
    "remember_printed",
    "return_to_pool",
    "send_to_issue",
    "staging",
    "take_back",
    "undo_fixes",
]
