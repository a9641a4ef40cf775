"""How much of what is wrong with an issue preflight finds, and how long it takes.

    .venv/bin/python bench/preflight.py [--places N] [--seed S] [--rule RULE …] [--misses N]

A clean issue (`bench.damage.issue`) is damaged in each rule's own way, one thing at a time, at as many
places as it offers and at most N. Found means that a finding of that rule which the clean issue does not have
points at the damaged place, or at the paragraph, article or masthead where the rule is about all of it.
Then the time to read and check one issue, on one core, beside autocorrect's to lint the same text.

Exit status 1 when an error's rule finds less than 0.95 of its damage or a figures' rule less than 0.80.
"""

import argparse
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import autocorrect_py
from rich.console import Console
from rich.progress import track
from rich.table import Table

from bench.damage import DAMAGES, Damage, Issue, clean_issue
from bench.damage.issue import SAMPLE
from editorial.preflight.check import check
from editorial.preflight.files import read
from editorial.preflight.finding import Finding, Severity
from editorial.preflight.registry import RULES
from editorial.preflight.rules import Family, Rule

REAL = SAMPLE.parents[2] / "shared" / "seed" / "2026-01.md"
PLACES = 60
ROUNDS = 9
LEAST_OF_ERRORS, LEAST_OF_FIGURES = 0.95, 0.80
SECONDS = 0.3
"""In which an issue should be checked."""


# --- Damage -------------------------------------------------------------------------------------


@dataclass
class Score:
    """What became of one rule's damage."""

    rule: Rule
    tried: int = 0
    missed: list[Damage] = field(default_factory=list)

    @property
    def found(self) -> int:
        return self.tried - len(self.missed)

    @property
    def recall(self) -> float:
        return self.found / self.tried if self.tried else 0.0

    @property
    def least(self) -> float:
        """The recall that is asked of the rule."""
        if self.rule.severity is Severity.ERROR:
            return LEAST_OF_ERRORS
        return LEAST_OF_FIGURES if self.rule.family is Family.FIGURES else 0.0


def undamaged(rules: Iterable[Rule] = RULES) -> set[str]:
    """The registered rules that nothing here does damage for, and damage for which there is no rule."""
    return {rule.id for rule in rules} ^ DAMAGES.keys()


def measure(rule: Rule, issue: Issue, clean: set[tuple[str, str, str]], places: int, seed: int) -> Score:
    """Damage the issue in the rule's way at so many places, and see what is found."""
    score = Score(rule)
    for damage in islice(DAMAGES[rule.id](issue, random.Random(f"{seed} {rule.id}")), places):
        score.tried += 1
        findings = check(read(damage.text))
        new = (each for each in findings if each.rule == rule.id and _name(each) not in clean)
        if not any(damage.is_shown_by(each) for each in new):
            score.missed.append(damage)
    return score


def findings_of(issue: Issue) -> set[tuple[str, str, str]]:
    """What the issue is told of undamaged."""
    return {_name(finding) for finding in check(issue.manuscript)}


def _name(finding: Finding) -> tuple[str, str, str]:
    """What makes a finding the same wherever it has moved."""
    return finding.rule, finding.words, finding.message


def total(scores: Iterable[Score]) -> float:
    """Recall over all damage of some rules."""
    listed = list(scores)
    return sum(score.found for score in listed) / max(1, sum(score.tried for score in listed))


# --- Time ---------------------------------------------------------------------------------------


def timed(work: Callable[[str], object], text: str) -> tuple[float, float]:
    """Milliseconds of the best round and of the median one.

    Every paragraph differs a little from round to round, so that no round profits from the one before.
    """
    rounds = []
    for number in range(ROUNDS):
        fresh = text.replace("。\n", f"（{number}）。\n")
        start = time.perf_counter()
        work(fresh)
        rounds.append((time.perf_counter() - start) * 1000)
    return min(rounds), statistics.median(rounds)


# --- Printing -----------------------------------------------------------------------------------


def print_scores(console: Console, scores: list[Score]) -> None:
    table = Table("rule", "severity", "places", "found", "recall", box=None)
    for score in scores:
        style = "red" if score.recall < score.least else ""
        cells = (score.rule.id, score.rule.severity.value, score.tried, score.found, f"{score.recall:.2f}")
        table.add_row(*map(str, cells), style=style)
    console.print(table)
    groups = {level.value: [s for s in scores if s.rule.severity is level] for level in Severity}
    groups["figures"] = [score for score in scores if score.rule.family is Family.FIGURES]
    console.print("   ".join(f"{name}: {total(group):.3f}" for name, group in groups.items() if group))


def print_misses(console: Console, scores: list[Score], most: int) -> None:
    for score in scores:
        for damage in score.missed[:most]:
            console.print(
                f"  {score.rule.id:20} {damage.excerpt()}", markup=False, highlight=False, soft_wrap=True
            )


def print_times(console: Console) -> None:
    table = Table("one issue", "best ms", "median ms", "autocorrect ms", "ratio", "in time", box=None)
    for path in filter(Path.exists, (SAMPLE, REAL)):
        text = path.read_text(encoding="utf-8")
        best, median = timed(lambda text: check(read(text)), text)
        peer, _ = timed(lambda text: autocorrect_py.lint_for(text, "markdown"), text)
        in_time = "yes" if median < SECONDS * 1000 else "NO"
        table.add_row(path.name, f"{best:.0f}", f"{median:.0f}", f"{peer:.1f}", f"{best / peer:.1f}", in_time)
    console.print(table)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--places", type=int, default=PLACES)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--rule", action="append", metavar="RULE", help="only this rule; may be given again")
    parser.add_argument(
        "--misses", type=int, default=0, metavar="N", help="print N missed places of each rule"
    )
    options = parser.parse_args()
    console = Console()
    if strangers := undamaged():
        console.print(f"without a rule or without damage: {', '.join(sorted(strangers))}")
        return 1
    issue = clean_issue()
    clean = findings_of(issue)
    rules = [rule for rule in RULES if not options.rule or rule.id in options.rule]
    scores = [
        measure(rule, issue, clean, options.places, options.seed)
        for rule in track(rules, "damaging", console=Console(stderr=True), transient=True)
    ]
    print_scores(console, scores)
    print_misses(console, scores, options.misses)
    print_times(console)
    return int(any(score.recall < score.least for score in scores))


if __name__ == "__main__":
    sys.exit(main())
