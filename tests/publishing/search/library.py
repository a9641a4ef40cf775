"""A small library to search in: issues that are published and indexed, without being printed."""

import datetime

from django.utils import timezone

from editorial.models import Issue
from editorial.workflow import IssueState
from publishing.models import Edition
from publishing.search import index
from publishing.snapshot import ArticleSnapshot, Credit, IssueSnapshot, SectionSnapshot, digest, dump
from tests import builders

NEWS = ("行业资讯", "hangye-zixun")
NOTICES = ("协会动态", "xiehui-dongtai")


def article(uid: str, title: str, body: str = "", **values) -> ArticleSnapshot:
    return builders.article_snapshot(uid=uid, title=title, body=body, **values)


def credit(
    outlet: str = "港城日报", slug: str = "gangcheng-ribao", via: str = "", author: str = ""
) -> Credit:
    return Credit(outlet, slug, via, author, "", None)


def issue(year: int, number: int, *articles: ArticleSnapshot, section=NEWS, **values) -> IssueSnapshot:
    return builders.issue_snapshot(
        year=year,
        number=number,
        serial=(year - 2000) * 12 + number,
        date=datetime.date(year, min(number, 12), 28),
        sections=(SectionSnapshot(section[0], section[1], articles),),
        **values,
    )


def edition_of(snapshot: IssueSnapshot) -> Edition:
    """The snapshot as a published edition, which search does not know of yet."""
    row, _is_new = Issue.objects.get_or_create(
        publication=builders.publication(),
        year=snapshot.year,
        number=snapshot.number,
        defaults={"serial": snapshot.serial, "date": snapshot.date, "state": IssueState.PUBLISHED},
    )
    text = dump(snapshot)
    return Edition.objects.create(
        issue=row,
        number=snapshot.edition,
        note=snapshot.note,
        snapshot=text,
        digest=digest(text),
        published_at=timezone.now(),
    )


def publish(*snapshots: IssueSnapshot) -> list[Edition]:
    """The snapshots, published and found by search from now on."""
    editions = [edition_of(snapshot) for snapshot in snapshots]
    for edition in editions:
        index.add(edition)
    return editions


def said(stretches) -> str:
    """What the stretches say, the marked ones in 【】."""
    return "".join(f"【{text}】" if is_match else text for text, is_match in stretches)


VARIED = (
    issue(
        2024,
        3,
        article(
            "aaaa2222",
            "數位貿易與ＡＩ客服",
            "2024年，跨境電商出口達到３８.３ 万亿元，同比增长**12.5%**；其中，[海外仓](https://example.cn/a)占三成。\n\n"
            "## 数据怎么来\n\n- 海关总署：_trade 2024_ 年报\n- 企业填报\n\n"
            "| 港口 | 箱量（万 TEU） |\n|---|---|\n| 甲港 | 1,024 |\n| 乙港 | 8.5 |",
            subtitle="——从“单证”到“数据”",
            summary="一份报告说，Digital  Trade 正在改变口岸。",
        ),
        article(
            "bbbb2222",
            "What’s new in e-CNY & C++ training?",
            "The naïve café owner said: “pay by e-CNY—it works”.\nNext line in the same paragraph goes on.\n\n"
            "代码 `x += 1` 与 `C++17`，邮箱 a.b@example.cn，电话 (010) 8888-6666。",
            credits=(credit("服务经济报", "fuwu-jingji-bao", via="港城在线", author="本报记者 苏晴 陆远"),),
        ),
    ),
    issue(
        2025,
        1,
        article(
            "cccc2222",
            "服务外包再上台阶",
            "服务外包合同额增长8.1%[^1]。服务外包企业1.2万家；“一带一路”沿线占四成。😀👍🏽完成！\n换行之后接着说。\n\n"
            "```\n第一行代码\nsecond line\n```\n\n[^1]: 按人民币计算，脚注里也能找到。",
            byline="林一",
        ),
        article(
            "dddd2222",
            "发展中的中心城市",
            "城市发展快，中心作用强。（见图）……据《港城日报》报道：货运量约-3.5%～+2.1%。",
        ),
        section=NOTICES,
    ),
)
"""What there is in articles: emphasis, links, notes, tables, code; several scripts, widths and kinds of blank."""
