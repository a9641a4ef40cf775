"""How much of what is wrong with figures the auditor finds, and whether it is silent when nothing is.

    .venv/bin/python bench/figures.py

Statements are made here, always the same: each phrasing is filled with figures that agree, several times over.
The statement as made must not be contradicted; then each of its marked figures is misprinted in turn (one of
the first two digits, or the unit, or a name left out) and something in it must be. Printed by rule: statements,
false contradictions, statements confirmed, misprints, misprints found; last, the time for an issue of text.
"""

import random
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from editorial.figures import Claim, Verdict, audit

DRAWS = 8
"""How often each phrasing is filled."""

ISSUE = 11_000
"""Characters of one issue."""

SUBJECTS = (
    "跨境电商出口额",
    "数字服务收入",
    "保税仓库存货值",
    "远程检测合同额",
    "港口设备订单额",
    "冷链物流营收",
)
COUNTED = ("海外仓", "签约企业", "示范车间", "合作网点", "联络处")

PHRASINGS: dict[str, tuple[str, ...]] = {
    "num.growth": (
        "{y0}年，{s}为«{a}»亿元；{y1}年达到«{b}»亿元，比{y0}年增长«{p}%»。",
        "{s}由{y0}年的«{a}»亿元增长到{y1}年的«{b}»亿元，增长«{p}%»。",
        "{yn}年，{s}为«{b}»亿元，比上年的«{a}»亿元增长«{p}%»。",
        "{yn}年1—11月，{s}为«{b}»亿元，同比增长«{p}%»，上年同期为«{a}»亿元。",
        "受雨季拖累，{s}从«{b}»万元减少到«{a}»万元，下降«{f}%»。",
        "{y0}年，{s}为«{a}»亿元。{y1}年，{s}为«{b}»亿元，较{y0}年增长«{p}%»。",
        "{s}由«{a}»亿元增长«{p}%»至«{b}»亿元。",
        "{c}从{y0}年的«{m}»家增加到{y1}年的«{n}»家，增加«{d}»家。",
        "{yo}年{s}«{a}»亿元，{yn}年{s}«{b}»亿元，同比增长«{p}%»。",
    ),
    "num.cagr": (
        "{y0}年，{c}只有«{m}»家，到{y1}年已增至«{n}»家，年均增长«{rc}%»。",
        "{y0}年至{y1}年，{s}由«{a}»亿元提高到«{b}»亿元，年均增速达«{r}%»。",
        "十年间，{s}从«{a}»亿元增加到«{b}»亿元，平均每年递增«{r10}%»。",
        "{y0}年，{s}为«{a}»亿元，{y1}年，{s}为«{b}»亿元。{y0}—{y1}年，{s}年均增长«{r}%»。",
        "{s}从{y0}年的«{a}»亿元扩大到{y1}年的«{b}»亿元，年复合增长率为«{r}%»。",
    ),
    "num.times": (
        "{s}由{y0}年的«{a}»亿元增至{y1}年的«{b}»亿元，增长«{x1}»倍。",
        "{y0}年，{s}为«{a}»亿元，{y1}年达到«{b}»亿元，是{y0}年的«{x}»倍。",
        "{s}从«{a}»亿元提高到«{b}»亿元，扩大到原来的«{x}»倍。",
        "{y0}年，{c}只有«{m}»家；到{y1}年，已发展到«{n}»家，是{y0}年的«{xc}»倍。",
    ),
    "num.share": (
        "截至{y1}年末，全市从业人员«{t}»万人，其中女性«{k}»万人，占«{ks}%»。",
        "在«{tc}»家签约企业中，有«{kc}»家设在境外，占比«{kcs}%»。",
        "全市共有{c}«{tc}»家，设在县域的有«{kc}»家，占«{kcs}%»。",
        "{yn}年，全市{s}为«{t}»亿元，其中民营企业«{k}»亿元、外资企业«{l}»亿元，分别占«{ks}%»、«{ls}%»。",
        "{yn}年，全市实现{s}«{t}»亿元。\n{yn}年，甲、乙、丙三区的{s}分别为«{k}»亿元、«{l}»亿元、«{o}»亿元，合计占全市{s}的100%。"
        "其中甲区为«{k}»亿元，占全市{s}的«{ks}%»。",
        "{yn}年，港城完成{s}«{t}»亿元。\n{yn}年，十二个园区{s}合计«{k}»亿元，增长3.1%，占全市{s}的«{ks}%»。",
    ),
    "num.sum": (
        "东线收入«{k}»亿元，西线收入«{l}»亿元，环线收入«{o}»亿元，合计«{t}»亿元。",
        "{yn}年进出口总额«{t}»亿元，其中出口«{k}»亿元，进口«{lo}»亿元。",
        "三条航线的货值分别为«{k}»亿元、«{l}»亿元和«{o}»亿元，三项合计«{t}»亿元。",
        "全市{c}共有«{tc}»家，其中城区«{kc}»家、郊区«{lc}»家，其余«{oc}»家设在海外。",
        "出口«{k}»亿元，进口«{lo}»亿元，总额为«{t}»亿元。",
    ),
    "num.percent_point": (
        "线上订单占比由{y0}年的«{q0}%»提高到{y1}年的«{q1}%»，提高«{qd}个百分点»。",
        "坏单率从«{q1}%»降到«{q0}%»，下降«{qd}»个百分点。",
        "{y0}年，线上订单占比为«{q0}%»；{y1}年，线上订单占比为«{q1}%»，比{y0}年提高«{qd}»个百分点。",
        "准点率提高«{qd}个百分点|{qd}%个百分点»。",
    ),
    "num.currency": (
        "{yn}年，{s}«{yuan}»亿元（约合«{usd}»亿美元）。",
        "合同额折合人民币计，按1美元兑«7.12»元计算，首批为«{usd}»亿美元，约合«{yuan}»亿元。",
        "港口投资«{usd}»亿美元，约合人民币«{yuan}»亿元。",
    ),
    "num.headline": (
        "# 港城{s}达«{b}»亿元\n市商务局介绍，{yn}年港城{s}达{b}亿元，创下新高。",
        "# 去年{s}增长«{p}%»\n据介绍，{s}同比增长{p}%，好于预期。",
        "# 全市{c}超过«{n}»家\n全市{c}已超过{n}家，遍布四大洲。",
    ),
    "num.list_count": (
        "从去向看，前«三|四»位分别为东盟、日本、欧盟。",
        "试点放在滨海、临港、青石、沙洲等«四|三»个城市。",
        "{s}居前«五»位的依次为滨海、临港、青石、沙洲、«北湾|北湾、南渡»。",
        "检测和维修增长较快，营收分别为{k}亿元、{l}亿元«、{o}亿元|»，分别增长3.1%、4.2%«、5.3%|»。",
    ),
    "num.decrease_times": (
        "出错率«降低了三分之二|降低了三倍»。",
        "等候时间由六小时缩短到两小时，«缩短了三分之二|缩短了3倍»。",
        "单票成本«下降五成|下降1.5倍»。",
        "能耗«减少八成|减少近5倍»。",
    ),
}

_MARK = re.compile(r"«([^«»|]*)(?:\|([^«»]*))?»")


@dataclass(frozen=True)
class Statement:
    rule: str
    marked: str

    @property
    def text(self) -> str:
        return _MARK.sub(r"\1", self.marked)

    def misprints(self, dice: random.Random) -> Iterator[str]:
        """The statement with one of its marked places wrong, for each of them."""
        for place in _MARK.finditer(self.marked):
            wrong = place[2] if place[2] is not None else misprint(place[1], dice)
            yield _MARK.sub(r"\1", self.marked[: place.start()] + wrong + self.marked[place.end() :])


def misprint(printed: str, dice: random.Random) -> str:
    """One of the first two digits wrong; or percentage points printed as per cent; or a name left out."""
    digits = [place for place, sign in enumerate(printed) if sign.isdigit()]
    if not digits:
        return dice.choice("六七八九") if len(printed) == 1 else ""
    if printed.endswith("个百分点") and dice.random() < 0.5:
        return printed.replace("个百分点", "%")
    place = dice.choice(digits[:2])
    others = [sign for sign in "123456789" if sign != printed[place]]
    return printed[:place] + dice.choice(others) + printed[place + 1 :]


def figures(dice: random.Random) -> dict[str, object]:
    """One set of figures that agree with each other, for every name the phrasings use."""
    first, years = dice.randint(2008, 2016), dice.randint(5, 9)
    a, m = dice.randint(1200, 4800) / 10, dice.randint(21, 160)
    b, n = round(a * dice.uniform(1.4, 5.5), 1), round(m * dice.uniform(1.4, 5.5))
    parts = [dice.randint(1200, 6000) / 10 for _ in range(3)]
    counts = [dice.randint(25, 180) for _ in range(3)]
    whole, count = round(sum(parts), 1), sum(counts)
    low, points = dice.randint(110, 400) / 10, dice.randint(25, 190) / 10
    usd = dice.randint(120, 900) / 10
    return {
        "s": dice.choice(SUBJECTS),
        "c": dice.choice(COUNTED),
        "y0": first,
        "y1": first + years,
        "yo": first + years - 1,
        "yn": first + years,
        "a": a,
        "b": b,
        "p": f"{(b / a - 1) * 100:.1f}",
        "f": f"{(1 - a / b) * 100:.1f}",
        "r": f"{((b / a) ** (1 / years) - 1) * 100:.1f}",
        "r10": f"{((b / a) ** 0.1 - 1) * 100:.1f}",
        "x": f"{b / a:.2f}",
        "x1": f"{b / a - 1:.2f}",
        "m": m,
        "n": n,
        "d": n - m,
        "rc": f"{((n / m) ** (1 / years) - 1) * 100:.1f}",
        "xc": f"{n / m:.1f}",
        **dict(zip("klo", parts, strict=True)),
        "t": whole,
        "lo": round(whole - parts[0], 1),
        "ks": f"{parts[0] / whole * 100:.1f}",
        "ls": f"{parts[1] / whole * 100:.1f}",
        **dict(zip(("kc", "lc", "oc"), counts, strict=True)),
        "tc": count,
        "kcs": f"{counts[0] / count * 100:.1f}",
        "q0": low,
        "q1": round(low + points, 1),
        "qd": points,
        "usd": usd,
        "yuan": f"{usd * 7.12:.1f}",
    }


def statements() -> Iterator[Statement]:
    """Every phrasing filled `DRAWS` times, always the same."""
    dice = random.Random(2026)
    for rule, phrasings in PHRASINGS.items():
        for phrasing in phrasings:
            for _ in range(DRAWS):
                yield Statement(rule, phrasing.format(**figures(dice)))


def claims_of(text: str) -> list[Claim]:
    lines = text.split("\n")
    title = lines.pop(0).removeprefix("# ") if text.startswith("# ") else ""
    return audit(lines, title)


def contradicted(text: str) -> bool:
    return any(claim.verdict is Verdict.CONTRADICTED for claim in claims_of(text))


@dataclass
class Score:
    """What was counted for one rule."""

    statements: int = 0
    false: int = 0
    confirmed: int = 0
    misprints: int = 0
    found: int = 0

    @property
    def recall(self) -> float:
        return self.found / self.misprints if self.misprints else 0.0


def measure(made: list[Statement]) -> dict[str, Score]:
    dice = random.Random(1)
    scores: dict[str, Score] = {rule: Score() for rule in PHRASINGS}
    for statement in made:
        score = scores[statement.rule]
        score.statements += 1
        verdicts = {claim.verdict for claim in claims_of(statement.text)}
        score.false += Verdict.CONTRADICTED in verdicts
        score.confirmed += Verdict.VERIFIED in verdicts
        for wrong in statement.misprints(dice):
            score.misprints += 1
            score.found += contradicted(wrong)
    return scores


def seconds_per_issue(made: list[Statement]) -> float:
    """Seconds for an issue's worth of nothing but figures: the hardest text there is."""
    text = "\n".join(statement.text for statement in made)[:ISSUE]
    return min(_timed(text) for _ in range(5))


def _timed(text: str) -> float:
    start = time.perf_counter()
    audit(text.split("\n"))
    return time.perf_counter() - start


def main() -> int:
    made = list(statements())
    scores = measure(made)
    print(f"{'rule':20} statements  false  confirmed  misprints  found  recall")
    for rule, score in scores.items():
        print(
            f"{rule:20} {score.statements:10} {score.false:6} {score.confirmed:10}"
            f" {score.misprints:10} {score.found:6} {score.recall:7.2f}"
        )
    false = sum(score.false for score in scores.values())
    recall = sum(score.found for score in scores.values()) / sum(score.misprints for score in scores.values())
    print(f"{'all':20} {len(made):10} {false:6} {'':27} {recall:14.2f}")
    print(f"an issue of {ISSUE} characters: {seconds_per_issue(made) * 1000:.0f} ms")
    return 0 if not false and recall >= 0.80 else 1


if __name__ == "__main__":
    sys.exit(main())
