"""The first real issue: which of its figures contradict each other, and that no other is accused."""

import re

from editorial.figures import Claim, Verdict, audit


def articles(text: str) -> list[tuple[str, list[str]]]:
    """Title and paragraphs of each article, without emphasis."""
    parts = re.split(r"\n#+ ● ", text.replace("*", ""))[1:]
    heads = (part.partition("\n") for part in parts)
    return [(title, [line for line in body.split("\n") if line]) for title, _, body in heads]


def claims(path, verdict: Verdict) -> list[tuple[Claim, str]]:
    return [
        (claim, (title if claim.paragraph < 0 else paragraphs[claim.paragraph])[claim.start : claim.end])
        for title, paragraphs in articles(path.read_text(encoding="utf-8"))
        for claim in audit(paragraphs, title)
        if claim.verdict is verdict
    ]


def test_exactly_the_two_wrong_growth_rates_of_the_seed_are_contradicted(seed):
    found = [(claim.rule, figure, claim.sum[-6:]) for claim, figure in claims(seed, Verdict.CONTRADICTED)]
    assert found == [("num.cagr", "12.1%", "5.98 %"), ("num.cagr", "12.7%", "5.55 %")]


def test_the_shares_and_multiples_of_the_seed_are_verified(seed):
    found = {figure for _, figure in claims(seed, Verdict.VERIFIED)}
    assert {"约 10.6%", "35.6%", "49.4%", "88.5%", "65.6%", "70.4%", "超过十倍", "1943.28 亿美元"} <= found


def test_the_two_wrong_rates_of_the_sample_are_found_too(sample):
    assert [figure for _, figure in claims(sample, Verdict.CONTRADICTED)] == ["21.4%", "22.7%"]
