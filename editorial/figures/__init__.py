"""The reader and auditor of figures: quantities in Chinese prose, and whether they agree with each other.

Pure functions of plain text. `read` finds quantities, `audit` recomputes what they claim of each other,
`statistics` gives the figures fit for an index. Nothing is guessed: a figure whose subject or period is unclear
is neither verified nor contradicted. Nothing is ever rewritten.
"""

from editorial.figures.audit import audit
from editorial.figures.claims import Claim, Rule, Verdict
from editorial.figures.quantities import Quantity, read
from editorial.figures.statistics import Figure, statistics

__all__ = ["Claim", "Figure", "Quantity", "Rule", "Verdict", "audit", "read", "statistics"]
