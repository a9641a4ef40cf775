"""The archive that grows: what a bake, the next issue and a proof of the whole site cost at 50 and at 500 issues.

    nice .venv/bin/python -m bench.archive [--sizes 50 500] [--keep DIR]

Makes synthetic archives, eight articles an issue and an issue a month, the last of them of 2026: generated Chinese
texts with figures in them, outlets and authors by a long tail, sections that come and go. Every step runs in a
process of its own, as from the command line, and its figure is seconds of CPU: `bake` writes the whole site into an
empty folder, `publish` brings out one more issue (`record` makes its snapshot and files, `site` rewrites what it
changes), `check` proves every byte. Every back issue carries the two files of one real issue, so that the folder
has its true number of files without five hundred PDFs being set.

--keep leaves the archives in DIR/50, DIR/500 to be looked at: `DATA_DIR=DIR/500 manage.py runserver`.
"""

import argparse
import datetime
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

ROOT = Path(__file__).resolve().parent.parent
LAST_YEAR = 2026
PER_ISSUE = 8
TITLE, PUBLISHER = "港湾经贸", "港湾经贸研究会秘书处"


def words(text: str) -> list[str]:
    return text.split()


CITIES = words(
    "滨海 临江 望港 东屿 青崖 白沙 石桥 云溪 长汀 宁川 金浦 南渡 北湾 海陵 沙田 龙口 平湖 三江 清源 华岭"
)
OUTLETS = words("日报 晚报 商报 发布 经济网 广播电视台 港航周刊 新闻网")
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
GIVEN = words("明远 一舟 思齐 海燕 建国 文静 子涵 晓东 立新 若水 长风 雨桐 志强 秋实 嘉禾 伟 芳 敏 磊 静")
SECTIONS = (
    ("行业资讯", "hangye-zixun"), ("协会动态", "xiehui-dongtai"), ("政策速递", "zhengce-sudi"), ("港航观察", "ganghang-guancha"),
    ("企业故事", "qiye-gushi"), ("数据解读", "shuju-jiedu"), ("海外来信", "haiwai-laixin"), ("读者来信", "duzhe-laixin"),
)  # fmt: skip
SUBJECTS = words(
    "跨境电商 服务外包 数字提单 海外仓 保税维修 软件出口 冷链航运 离岸贸易 版权出口 云服务 检测认证 游戏出海"
)
DEEDS = words(
    "有了新规矩 算出一笔明白账 走到港口一线 一年间的变化 怎样少跑一趟 为何选在这里 迎来头一批客户 还差哪几步"
)
SENTENCES = (
    "{city}的{subject}去年成交{value}亿元，同比增长{rate}%。",
    "记者在{city}看到，做{subject}的企业把原来三天的手续缩到了半天。",
    "其中{subject}占{rate}%，比上一年多{value}万单。",
    "一位船东说，单子早一天到，仓库就能早一天腾出来。",
    "{city}打算今年再添{value}个窗口，专办{subject}。",
    "不过，也有人担心人手跟不上：懂{subject}又懂外语的人还是少。",
)

Name = TypeVar("Name")


def tail(rng: random.Random, names: Sequence[Name]) -> Name:
    """One of the names, by a long tail: the first half of them nine times in ten, and so on within it."""
    end = len(names)
    while end > 4 and rng.random() < 0.75:
        end //= 2
    return names[rng.randrange(end)]


def body(rng: random.Random) -> str:
    """About 900 characters in twelve paragraphs, with a sub-heading and figures."""
    paragraphs = [
        "".join(
            sentence.format(
                city=rng.choice(CITIES),
                subject=rng.choice(SUBJECTS),
                value=rng.randint(11, 9_999) / 10,
                rate=rng.randint(11, 899) / 10,
            )
            for sentence in rng.sample(SENTENCES, 3)
        )
        for _ in range(12)
    ]
    return "\n\n".join([*paragraphs[:6], "## 下一步", *paragraphs[6:]])


# --- Making the archive -------------------------------------------------------------------------


def snapshots(count: int) -> Iterator[Any]:
    """So many issues, the oldest first, a month after a month up to the last month of 2026 but one."""
    from publishing.snapshot import ArticleSnapshot, Credit, IssueSnapshot, SectionSnapshot

    rng = random.Random(2026)
    outlets = [f"{city}{outlet}" for outlet in OUTLETS for city in CITIES]
    authors = [f"{surname}{given}" for given in GIVEN for surname in SURNAMES]
    for serial in range(1, count + 1):
        month = LAST_YEAR * 12 + 10 - (count - serial)
        year, number = month // 12, month % 12 + 1
        sections: dict[tuple[str, str], list[Any]] = {}
        for place in range(PER_ISSUE):
            outlet = tail(rng, outlets)
            author = tail(rng, authors) if rng.random() < 0.7 else ""
            slug = f"s{outlets.index(outlet)}"
            credit = Credit(outlet, slug, "", author, "", datetime.date(year, number, rng.randint(1, 20)))
            title = f"{rng.choice(CITIES)}{rng.choice(SUBJECTS)}{rng.choice(DEEDS)}"
            uid = f"a{serial:05}{place}".translate(str.maketrans("01", "xy"))
            section = SECTIONS[0] if place < 4 else tail(rng, SECTIONS[1:])
            article = ArticleSnapshot(uid, title, "", "", "", body(rng), (credit,))
            sections.setdefault(section, []).append(article)
        yield IssueSnapshot(
            TITLE, PUBLISHER, "", "", year, number, serial, datetime.date(year, number, 25), "", 1, "",
            tuple(SectionSnapshot(*name, tuple(articles)) for name, articles in sections.items()), (),
        )  # fmt: skip


def make(count: int) -> None:
    """Writes an archive of so many issues into the database of this process's DATA_DIR."""
    from django.utils import timezone

    from editorial import vault
    from editorial.models import Issue, Publication
    from editorial.workflow import IssueState
    from publishing.formats import FORMATS
    from publishing.models import Artifact, Edition
    from publishing.snapshot import digest, dump

    publication = Publication.objects.create(title=TITLE, publisher=PUBLISHER)
    told = [*snapshots(count)]
    files = {name: format.render(told[-1], {}) for name, format in FORMATS.items()}
    kept = {name: vault.keep(file.content) for name, file in files.items()}
    issues = Issue.objects.bulk_create(
        Issue(
            publication=publication, year=one.year, number=one.number, serial=one.serial, date=one.date,
            state=IssueState.PUBLISHED,
        )
        for one in told
    )  # fmt: skip
    texts = [dump(one) for one in told]
    editions = Edition.objects.bulk_create(
        Edition(issue=issue, snapshot=text, digest=digest(text), published_at=timezone.now())
        for issue, text in zip(issues, texts, strict=True)
    )
    Artifact.objects.bulk_create(
        Artifact(
            edition=edition, format=name, path=f"{one.year}-{one.number:02}.{name}",
            media_type=file.media_type, size=len(file.content), digest=kept[name],
        )
        for edition, one in zip(editions, told, strict=True)
        for name, file in files.items()
    )  # fmt: skip


# --- What is measured ---------------------------------------------------------------------------


def timed(work: Callable[[], Any]) -> float:
    """Seconds of CPU, user plus system of all threads."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def bake() -> dict[str, float]:
    from publishing.site import baking

    seconds = timed(baking.bake)
    folder = Path(os.environ["DATA_DIR"], "site")
    files = [path for path in folder.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files)
    return {"bake": seconds, "files": len(files), "megabytes": size / 1_000_000}


def publish() -> dict[str, float]:
    """One more issue, by the action that the desk and the command line call, in its two halves."""
    from editorial.models import Article, Attribution, Issue, Publication, Section, Source
    from publishing.actions import record
    from publishing.site import baking

    last = Issue.objects.latest("serial")
    issue = Issue.objects.create(
        publication=Publication.objects.get(), year=LAST_YEAR, number=12, serial=last.serial + 1,
        date=datetime.date(LAST_YEAR, 12, 25),
    )  # fmt: skip
    section = Section.objects.create(publication=issue.publication, name="行业资讯", slug="hangye-zixun")
    source = Source.objects.create(name="滨海日报", slug="s0")
    rng = random.Random(12)
    for place in range(1, PER_ISSUE + 1):
        article = Article.objects.create(
            title=f"新一期的第 {place} 篇", body=body(rng), issue=issue, section=section, position=place
        )
        Attribution.objects.create(article=article, source=source, author="王明远")
    made = []
    recording = timed(lambda: made.append(record(issue=issue)))
    baked = []
    writing = timed(lambda: baked.append(baking.bake(made[0])))
    return {"publish": recording + writing, "record": recording, "site": writing, "written": baked[0].written}


def check() -> dict[str, float]:
    from publishing.site import baking

    found: list[Any] = []
    seconds = timed(lambda: found.extend(baking.check()))
    assert not found, found[:3]
    return {"check": seconds}


STEPS: dict[str, Callable[[], dict[str, float]]] = {"bake": bake, "publish": publish, "check": check}


def step(name: str, folder: Path, count: int = 0) -> dict[str, float]:
    """One step in a process of its own, on the archive in this folder."""
    arguments = [sys.executable, "-m", "bench.archive", "--step", name, "--count", str(count)]
    environment = os.environ | {"DATA_DIR": str(folder)}
    environment.pop("DATABASE_URL", None)
    done = subprocess.run(arguments, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def run_step(name: str, count: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django
    from django.core.management import call_command

    django.setup()
    if name == "make":
        call_command("migrate", verbosity=0)
        make(count)
    print(json.dumps(STEPS[name]() if name in STEPS else {}))


def measured(count: int, folder: Path) -> dict[str, float]:
    folder.mkdir(parents=True)
    step("make", folder, count)
    figures: dict[str, float] = {"articles": count * PER_ISSUE}
    for name in STEPS:
        figures |= step(name, folder)
    return figures


def show(results: dict[int, dict[str, float]]) -> None:
    sizes = sorted(results)
    print(f"{'':10}" + "".join(f"{size:>10} issues" for size in sizes) + "     ratio")
    for name in results[sizes[0]]:
        values = [results[size][name] for size in sizes]
        ratio = values[-1] / values[0] if values[0] else 0
        print(f"{name:10}" + "".join(f"{value:>17.2f}" for value in values) + f"{ratio:>9.1f}×")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[50, 500])
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--step", help=argparse.SUPPRESS)
    parser.add_argument("--count", type=int, default=0, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.step:
        run_step(chosen.step, chosen.count)
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = chosen.keep or Path(scratch)
        show({size: measured(size, folder / str(size)) for size in chosen.sizes})


if __name__ == "__main__":
    main()
