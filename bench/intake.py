"""How long intake takes, and how much memory: each reader on the same issue, and a folder of forty back issues.

    .venv/bin/python bench/intake.py [--issues N]

The issues are made here, always the same, of the shape and length of a real one with the usual flaws:
paragraphs cut by a page, stray bold, an article pasted twice. One is read as text, web page, Word
document and PDF, each time in a process of its own: `first` is the first reading, `again` the median of
further ones, MB the most memory that this process or the reader's had. The peers make only text of the
same bytes (or only a tree of Markdown), recognise nothing and repair nothing: markdown-it-py,
trafilatura, pypdf. Then a folder of issues in all four formats goes through `manage.py import_archive`,
publishing included, on SQLite.
"""

import argparse
import io
import json
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from editorial.html import write_html
from editorial.intake import propose
from editorial.intake.blocks import Kind
from editorial.intake.readers import text as text_reader
from editorial.markdown import parse

# What makes the documents, and the peers, are imported where they are used: the measured processes must
# not bear their weight.

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 5
ARTICLES = 8
CLAUSES = (
    "港口把提单搬到了线上", "货主在办公室里就能看见货到了哪里", "口岸平台把窗口合成一个", "报关员从此少跑许多路",
    "海外仓离买家只隔一条街", "坏了的零件当天就能换上新的", "协会请来老师讲跨境结算", "企业把仿真软件卖到了海外",
    "数据跨境要先分清哪些能走", "老字号在直播间里遇见新主顾", "船公司改用绿色燃料", "码头的灯光比往年暗了一些",
)  # fmt: skip
OUTLETS = ("海运经济网-《港城日报》", "服务经济报", "数贸观察", "东部商报")


# --- Issues -------------------------------------------------------------------------------------


def synthetic_issue(serial: int) -> str:
    """The issue of that serial (from 1), as Markdown: about 11,000 characters in two sections."""
    dice = random.Random(serial)
    year, number = 2020 + (serial - 1) // 12, (serial - 1) % 12 + 1
    titles = [f"{dice.choice(CLAUSES)}之{serial}—{place}" for place in range(1, ARTICLES + 1)]
    head = (
        f"# 港城数字经贸\n\n{year} 年第 {number} 期\n\n(总第 {serial} 期)\n\n"
        f"港城数字经贸促进会秘书处编\n\n{year} 年 {number} 月 28 日\n\n---\n\n## 【行业资讯】\n\n"
    )
    contents = "".join(f"- {title}\n" for title in titles)
    articles = [_article(dice, title) for title in titles]
    articles[-1] += "（" + articles[-1].partition("\n\n")[2]
    return f"{head}{contents}\n## 【协会动态】\n\n## 【行业资讯】\n\n{''.join(articles)}## 【协会动态】\n"


def _article(dice: random.Random, title: str) -> str:
    paragraphs = [_paragraph(dice) for _ in range(8)]
    cut = len(paragraphs[3]) // 2
    paragraphs[3:4] = [paragraphs[3][:cut].rstrip("，。*"), paragraphs[3][cut:].lstrip("，。*")]
    return f"### ● {title}\n\n" + "\n\n".join(paragraphs) + f"\n\n（文章来源：{dice.choice(OUTLETS)}）\n\n"


def _paragraph(dice: random.Random) -> str:
    sentences = ("，".join(dice.sample(CLAUSES, 4)) for _ in range(3))
    return "。".join(sentences) + f"，增长 **{dice.randint(1, 99)}.{dice.randint(0, 9)}%**。"


def as_page(text: str) -> bytes:
    body = write_html(parse(text))
    return f'<!doctype html><html lang="zh"><meta charset="utf-8"><body>{body}</body></html>'.encode()


def as_word(text: str) -> bytes:
    """Titles by bold and size alone, as secretaries set them."""
    from tests.editorial.intake import word

    blocks = (block for block in text_reader.read(text) if block.text)
    return word.document(
        *(
            word.p(block.text, bold=True, size=16) if block.kind is Kind.HEADING else word.p(block.text)
            for block in blocks
        )
    )


def as_pdf(text: str) -> bytes:
    from tests.editorial.intake import pdfs

    blocks = (block for block in text_reader.read(text) if block.text)
    return pdfs.typeset(
        "\n\n".join(
            f"#text(16pt, weight: 700)[{pdfs.literal(block.text)}]"
            if block.kind is Kind.HEADING
            else pdfs.literal(block.text)
            for block in blocks
        )
    )


MAKE: dict[str, Callable[[str], bytes]] = {"md": str.encode, "html": as_page, "docx": as_word, "pdf": as_pdf}


# --- Measuring ----------------------------------------------------------------------------------


def by_markdown_it(content: bytes) -> object:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("table").parse(content.decode())


def by_trafilatura(content: bytes) -> object:
    from trafilatura import extract

    return extract(content.decode())


def by_pypdf(content: bytes) -> object:
    from pypdf import PdfReader

    return [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]


PEERS: dict[str, tuple[str, Callable[[bytes], object]]] = {
    "md": ("markdown-it-py", by_markdown_it),
    "html": ("trafilatura", by_trafilatura),
    "pdf": ("pypdf", by_pypdf),
}


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of the first reading and of later ones, peak memory in MB."""

    first: float
    again: float
    memory: float


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def work(who: str, file: Path) -> None:
    """In the measured process: the document read again and again."""
    content, suffix = file.read_bytes(), file.suffix[1:]
    read = propose if who == "jianbao" else PEERS[suffix][1]
    first = seconds(lambda: read(content))
    again = statistics.median(seconds(lambda: read(content)) for _ in range(ROUNDS))
    print(json.dumps({"first": first, "again": again}))


def measure(who: str, file: Path) -> Cost:
    command = [sys.executable, __file__, "--work", who, str(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        answer = json.loads(process.stdout.read())
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    return Cost(answer["first"], answer["again"], usage.ru_maxrss / 1024)


def make_all(folder: Path, issues: int) -> None:
    """Issues 1, 2 … in mixed formats; for none, the first issue in every format."""
    formats = [*MAKE.items()]
    wanted = [(serial, *formats[serial % len(formats)]) for serial in range(1, issues + 1)]
    for serial, suffix, make in wanted or [(1, *each) for each in formats]:
        (folder / f"{serial:03}.{suffix}").write_bytes(make(synthetic_issue(serial)))


def make_elsewhere(folder: Path, issues: int) -> None:
    """In a process of its own: the kernel counts a parent's memory among the most its children had."""
    subprocess.run([sys.executable, __file__, "--make", str(folder), str(issues)], check=True)


def compare_readers(folder: Path) -> None:
    make_elsewhere(folder, 0)
    print(f"one issue of {len(synthetic_issue(1)):,} characters")
    print(f"{'':<5} {'':<15} {'first s':>8} {'again s':>8} {'MB':>5}")
    for suffix in MAKE:
        file = folder / f"001.{suffix}"
        assert len(propose(file.read_bytes()).articles) == ARTICLES
        ours = measure("jianbao", file)
        _print_cost(suffix, "jianbao", ours)
        if suffix in PEERS:
            peer = measure("peer", file)
            _print_cost(suffix, PEERS[suffix][0], peer)
            print(f"{suffix:<5} jianbao takes {ours.again / peer.again:.2f} times as long")


def _print_cost(suffix: str, who: str, cost: Cost) -> None:
    print(f"{suffix:<5} {who:<15} {cost.first:8.3f} {cost.again:8.3f} {cost.memory:5.0f}", flush=True)


def import_many(folder: Path, issues: int) -> None:
    """A folder of issues in mixed formats, imported and published by the command."""
    make_elsewhere(folder, issues)
    with TemporaryDirectory() as data:
        environment = os.environ | {"DATA_DIR": data}
        environment.pop("DATABASE_URL", None)
        manage = [sys.executable, str(ROOT / "manage.py")]
        subprocess.run([*manage, "migrate", "--verbosity", "0"], env=environment, check=True)
        command = [*manage, "import_archive", str(folder), "--json"]
        first, again = (_import(command, environment) for _ in range(2))
    published = first[1].count("published")
    print(f"\n{issues} issues, {published} published: {first[0]:.1f} s, {first[0] / issues:.2f} s an issue")
    print(f"run again: {again[0]:.1f} s, {again[0] / first[0]:.2f} of the first run")


def _import(command: list[str], environment: dict[str, str]) -> tuple[float, list[str]]:
    start = time.perf_counter()
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    taken = time.perf_counter() - start
    return taken, [each["outcome"] for each in json.loads(done.stdout)["documents"]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--issues", type=int, default=40)
    parser.add_argument("--make", nargs=2, metavar=("FOLDER", "N"), help=argparse.SUPPRESS)
    parser.add_argument("--work", nargs=2, metavar=("WHO", "FILE"), help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if chosen.make:
        make_all(Path(chosen.make[0]), int(chosen.make[1]))
        return
    if chosen.work:
        work(chosen.work[0], Path(chosen.work[1]))
        return
    with TemporaryDirectory() as folder:
        compare_readers(Path(folder))
    with TemporaryDirectory() as folder:
        import_many(Path(folder), chosen.issues)


if __name__ == "__main__":
    main()
