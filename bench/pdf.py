"""The press against WeasyPrint: CPU time and memory for the sample issue, ten and a hundred times as long.

    .venv/bin/python bench/pdf.py [--quick] [--issue FILE]

Every measurement is a process of its own. Cold is the first issue, finding the fonts included; Django's
start is the same for all and left out. Warm is a second, different issue in the same process. CPU time
is user plus system, in seconds; memory is the peak resident set, in MB.

WeasyPrint stands twice: as pip installs it, when it subsets fonts with fontTools, and with HarfBuzz's
subsetter (Debian: libharfbuzz-subset0, which Chromium brings along). The first is measured on one issue
only, since its cost lies in the fonts. `--quick` leaves out the peer at a hundred times.
"""

import argparse
import datetime
import html
import json
import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "samples" / "2026-01.md"
STYLE = """
@page { size: A4; margin: 37mm 27mm 35mm; @bottom-right { content: "— " counter(page) " —" }
  @top-left { content: "港城数字经贸" } @top-right { content: "2026 年第 1 期（总第 40 期）" } }
@page :first { @top-left { content: none } @top-right { content: none } }
body { font: 13pt/7.5mm "Noto Serif CJK SC"; text-align: justify }
p { margin: 0; text-indent: 2em; orphans: 2; widows: 2 } strong { font-weight: 700 }
h1, h2, h3 { break-after: avoid } h2 { font: 700 17pt "Noto Sans CJK SC"; color: #c4161c }
h3 { font: 700 18pt "Noto Serif CJK SC"; text-align: center } h4 { font: 500 13pt "Noto Sans CJK SC" }
.title { font: 900 58pt "Noto Serif CJK SC"; letter-spacing: .16em; color: #c4161c; text-align: center }
.name { font-weight: 600; text-align: center } .by, blockquote { font-family: "LXGW WenKai" }
nav a::after { content: leader(".") target-counter(attr(href), page) }
code, pre { font-family: "DejaVu Sans Mono", "Noto Sans Mono CJK SC" }
"""


@dataclass(frozen=True)
class Cost:
    cold: float
    warm: float
    memory: float
    size: int


def articles(text: str) -> list[tuple[str, str]]:
    """Titles and bodies of a pasted issue whose article headings carry ●; its flaws stay in."""
    parts = re.split(r"^#+ ● (.+)$", text, flags=re.MULTILINE)[1:]
    return [
        (title, re.sub(r"^#+ ", "## ", body, flags=re.MULTILINE))
        for title, body in zip(parts[::2], parts[1::2], strict=True)
    ]


def lengthened(pasted: list[tuple[str, str]], factor: int, run: int) -> list[tuple[str, str]]:
    """The articles `factor` times over, every paragraph made different so that no cache can help."""
    return [
        (f"{title}（{run}-{copy}）", re.sub(r"^(?=[^\s#\-|>\d])", f"{run}-{copy} ", body, flags=re.MULTILINE))
        for copy in range(factor)
        for title, body in pasted
    ]


def by_press(texts: list[tuple[str, str]]) -> bytes:
    from publishing.formats.pdf import render
    from publishing.snapshot import ArticleSnapshot, IssueSnapshot, SectionSnapshot

    written = tuple(
        ArticleSnapshot(f"a{n}", title, "", "", "", body, ()) for n, (title, body) in enumerate(texts)
    )
    section = SectionSnapshot("行业资讯", "a", written)
    day = datetime.date(2026, 1, 30)
    issue = IssueSnapshot("港城数字经贸", "港城", "", "", 2026, 1, 40, day, "", 1, "", (section,), ())
    return render(issue, {}).content


def by_weasyprint(texts: list[tuple[str, str]]) -> bytes:
    import weasyprint

    from editorial.html import write_html
    from editorial.markdown import parse

    contents = "".join(f'<p><a href="#a{n}">{html.escape(title)}</a>' for n, (title, _) in enumerate(texts))
    bodies = "".join(
        f'<h3 id="a{n}">{html.escape(title)}</h3>{write_html(parse(body), heading_shift=2, id_prefix=f"a{n}-")}'
        for n, (title, body) in enumerate(texts)
    )
    page = (
        f'<html lang="zh-CN"><title>港城数字经贸</title><style>{STYLE}</style><h1 class="title">港城数字经贸</h1>'
        '<p class="name">2026 年第 1 期<p>（总第 40 期）<p class="by">港城编印　2026 年 1 月 30 日'
        f"<nav>{contents}</nav><h2>【行业资讯】</h2>{bodies}"
    )
    written: bytes = weasyprint.HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")
    return written


def by_weasyprint_alone(texts: list[tuple[str, str]]) -> bytes:
    from weasyprint.pdf import fonts

    fonts.harfbuzz_subset = None
    return by_weasyprint(texts)


PRESS, PEER, PEER_ALONE = "typst", "weasyprint", "weasyprint (pip)"
FACTORS = (1, 10, 100)
"""Lengths of the issue, in times the sample's."""
ENGINES = {PRESS: by_press, PEER: by_weasyprint, PEER_ALONE: by_weasyprint_alone}


def work(engine: str, factor: int, issue: Path) -> None:
    """In the measured process: one issue, and for the warm figure another."""
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    pasted = articles(issue.read_text("utf-8"))
    begin = time.process_time()
    content = ENGINES[engine](lengthened(pasted, factor, 1))
    middle = time.process_time()
    if factor < FACTORS[-1] and engine != PEER_ALONE:
        ENGINES[engine](lengthened(pasted, factor, 2))
    warm = time.process_time() - middle
    print(json.dumps({"cold": middle - begin, "warm": warm, "size": len(content)}))


def measure(engine: str, factor: int, issue: Path) -> Cost:
    command = [sys.executable, __file__, "--work", engine, str(factor), "--issue", str(issue)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        answer = json.loads(process.stdout.read())
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    return Cost(answer["cold"], answer["warm"], usage.ru_maxrss / 1024, answer["size"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="leave out WeasyPrint at a hundred times")
    parser.add_argument("--issue", type=Path, default=SAMPLE)
    parser.add_argument("--work", nargs=2, metavar=("ENGINE", "FACTOR"), help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.work:
        engine, factor = chosen.work
        work(engine, int(factor), chosen.issue)
    else:
        compare_all(chosen.issue, quick=chosen.quick)


def compare_all(issue: Path, *, quick: bool) -> None:
    """Measures and prints, a line as soon as it is known."""
    print(f"{'':>6} {'engine':<16} {'cold s':>8} {'warm s':>8} {'MB':>6} {'KB out':>7}", flush=True)
    one: Cost | None = None
    for factor in FACTORS:
        costs: dict[str, Cost] = {}
        for engine in ENGINES:
            if not _is_left_out(engine, factor, quick):
                costs[engine] = measure(engine, factor, issue)
                _print_cost(factor, engine, costs[engine])
        one = one or costs[PRESS]
        _compare(factor, costs, one)


def _is_left_out(engine: str, factor: int, quick: bool) -> bool:
    if engine == PEER_ALONE:
        return factor > 1
    return quick and engine == PEER and factor == FACTORS[-1]


def _print_cost(factor: int, engine: str, cost: Cost) -> None:
    warm = f"{cost.warm:8.2f}" if cost.warm > 0.001 else f"{'—':>8}"
    row = f"×{factor:<5} {engine:<16} {cost.cold:8.2f} {warm} {cost.memory:6.0f}"
    print(f"{row} {cost.size / 1024:7.0f}", flush=True)


def _compare(factor: int, costs: dict[str, Cost], one: Cost) -> None:
    """Prints the ratios of one length; `one` is the press at the length of one issue."""
    press = costs[PRESS]
    for engine, peer in costs.items():
        if engine != PRESS:
            ratio = f"×{factor:<5} {engine} takes {peer.cold / press.cold:.1f} times the CPU of typst cold"
            print(ratio + (f", {peer.warm / press.warm:.1f} times warm" if peer.warm > 0.001 else ""))
    if factor > 1:
        times = press.cold / one.cold
        print(
            f"×{factor:<5} typst takes {times:.1f} times the CPU of one issue ({times / factor:.2f} of linear)"
        )


if __name__ == "__main__":
    main()
