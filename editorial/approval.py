"""What an approval holds for: the digest of a text, and the chain of reviews it passed. Pure.

A chain begins when an article is submitted and ends when it is returned, recalled or changed.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from editorial.preflight.drafts import Draft
from editorial.workflow import Decision, Stage

_ENDS = frozenset({Decision.RETURNED, Decision.RECALLED, Decision.LAPSED})


def digest_of(draft: Draft) -> str:
    """SHA-256 of everything readers see of an article: canonical JSON (sorted keys, UTF-8)."""
    seen = asdict(draft)
    seen.pop("section")
    return _sha(seen)


def digest_of_issue(name: str, articles: Iterable[tuple[str, str]]) -> str:
    """SHA-256 of an issue: its name with numbers and date, and its articles in printed order, each as the
    section it stands in and its own digest."""
    return _sha([name, *map(list, articles)])


def _sha(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Step:
    """One review of an article or an issue, as far as the chain needs it. `by` is the reviewer's key."""

    stage: str
    decision: str
    by: int
    digest: str


def current_chain(steps: Sequence[Step]) -> list[Step]:
    """The reviews since the last submission, with it; none when the chain has ended."""
    chain: list[Step] = []
    for step in steps:
        if step.decision == Decision.SUBMITTED:
            chain = [step]
        elif step.decision in _ENDS:
            chain = []
        elif chain:
            chain.append(step)
    return chain


def taken_part(chain: Iterable[Step]) -> set[int]:
    """Who submitted or approved in the chain, and may not review the same text again."""
    return {step.by for step in chain if step.decision in (Decision.SUBMITTED, Decision.APPROVED)}


def approved_digest(chain: Iterable[Step], stage: Stage | None = None) -> str | None:
    """The text last approved in the chain, at the given stage where one is given; None when there is none."""
    approvals = [
        step.digest for step in chain if step.decision == Decision.APPROVED and stage in (None, step.stage)
    ]
    return approvals[-1] if approvals else None
