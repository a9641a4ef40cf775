"""Every rule, in the order in which the handbook shows them."""

from editorial.preflight import (
    attribution,
    blanks,
    characters,
    dates,
    figures,
    history,
    numbering,
    pairs,
    plans,
    punctuation,
    ranges,
    structure,
    wording,
)
from editorial.preflight.rules import Rule

RULES: tuple[Rule, ...] = (
    *structure.RULES,
    *attribution.RULES,
    *numbering.RULES,
    *dates.RULES,
    *plans.RULES,
    *pairs.RULES,
    *punctuation.RULES,
    *blanks.RULES,
    *ranges.RULES,
    *characters.RULES,
    *wording.RULES,
    *figures.RULES,
    *history.RULES,
)
BY_ID = {rule.id: rule for rule in RULES}
