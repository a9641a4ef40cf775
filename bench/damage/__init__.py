"""Damage to a clean issue, in each preflight rule's own way: what really happens to a text that is pasted.

Every function takes the clean issue and dice and gives damaged copies, one thing wrong in each, in an order
of its own. None of them asks how the rule goes about finding it.
"""

from bench.damage import attribution, characters, figures, marks, numbering, structure, words
from bench.damage.issue import Damage, Damages, Issue, clean_issue

DAMAGES: Damages = {
    **structure.DAMAGES,
    **attribution.DAMAGES,
    **numbering.DAMAGES,
    **marks.DAMAGES,
    **characters.DAMAGES,
    **words.DAMAGES,
    **figures.DAMAGES,
}

__all__ = ["DAMAGES", "Damage", "Issue", "clean_issue"]
