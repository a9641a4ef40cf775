"""Names of outlets on pages: what of a field is one, and what only fills its place."""

import re
from typing import NamedTuple

from editorial.intake.outlets import is_outlet, read_outlets

_SITE = re.compile(
    r".*(?:[网站报社刊]|新闻|门户|在线|频道|资讯|客户端|传媒|财经|日报|官网|平台|政府|博客|头条|中国|The Paper|委员会|[局厅办院]|协会|学会|商会|大学|公司|集团)"
    r"|[A-Za-z0-9.]+\.(?:com|net|cn|org)|CSDN\S*",
    re.IGNORECASE,
)
_OWN = re.compile(r"本[站网报刊社]|原创|本[站网]原创|本站编辑|本[网站]讯")
_NONE = re.compile(
    r"网络|互联网|网上|未知|不详|佚名|综合|整理|转载|其他|无|暂无|原创|投稿|编辑|管理员|admin|来源|作者|记者|null|undefined|点击|浏览|阅读"
    r"|举报|分享|评论|收藏|打印|正文|首页|关注|更多|字号|字体|大|中|小|.*(?:整理|综合)自?(?:网络|互联网)|网络(?:综合|整理|转载)?",
    re.IGNORECASE,
)
_SPEECH = re.compile(r"[。！？!?；;…]")
_LONGEST = 30
"""Characters of an outlet's name on a page; what is longer is something else."""


class Outlet(NamedTuple):
    """An outlet, the one it came through (may be empty), and persons named after it, parted by 、."""

    name: str
    via: str = ""
    person: str = ""


def read_outlet(field: str) -> Outlet | None:
    """The first outlet that a folded field names. None for 网络, 未知, 本站 and what is no name."""
    field = field.strip(" :|/,;-\u2014·[]()")
    if not field or _SPEECH.search(field) or len(field) > 2 * _LONGEST:
        return None
    for mention in read_outlets(field):
        if (
            1 < len(mention.outlet) <= _LONGEST
            and not _NONE.fullmatch(mention.outlet)
            and not is_own(mention.outlet)
        ):
            return Outlet(*mention)
    return None


def is_own(name: str) -> bool:
    """It says that the site wrote it itself, without naming it: 本网, 本站."""
    return bool(_OWN.fullmatch(name.strip()))


def is_site_name(text: str) -> bool:
    """It ends like the name of a site, not like a title."""
    return len(text) <= _LONGEST and bool(_SITE.fullmatch(text.strip()))


def looks_like_outlet(text: str) -> bool:
    """Without a label, a line is an outlet's name only by its form."""
    return 2 < len(text) <= 15 and is_outlet(text) and not _NONE.fullmatch(text) and not is_own(text)
