"""Words that are right elsewhere 用错了地方的词: 截止 before a date, 象 for 像, 登陆 for 登录."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_AT_A_CLAUSE = r"(?:^|(?<=[，。；！？“（\s]))"
_PLACE_TO_LOG_IN = r"(?:网站|官网|网址|网页|邮箱|账[号户]|系统|平台|客户端|小程序|公众号|后台)"
_WHAT_FOR = r"(?:下载|查询|查看|报名|填写|填报|注册|申请|申报|办理|提交|了解|投票|缴费|购买|预约)"
_STILL = r"(?:仍|依然|还是|还要|都要|都会|也(?:要|不|没|难|无|未|必|得|应|会|将))"


class Misuse(NamedTuple):
    """Where `wrong` stands, `right` is meant: everywhere where the pattern matches."""

    wrong: re.Pattern[str]
    right: str


MISUSED = (
    # 截止 ends something (报名已经截止); the day up to which something is counted follows 截至 or 截止到
    Misuse(
        re.compile(
            rf"{_AT_A_CLAUSE}截止(?=(?:\d{{4}}\s?年|\d{{1,2}}\s?月|[一二两三四五六七八九十]{{1,2}}月|发稿|去年|今年|本月|上月)"
            r"[^，。；：！？\n]{0,14}(?:，|共|已|累计))"
        ),
        "截至",
    ),
    # 既使 and 既便 begin what is granted; 既使甲得利，又使乙受益 and 既便于 are other words
    Misuse(
        re.compile(rf"{_AT_A_CLAUSE}既使(?=[^，。；！？\n]{{2,30}}，[^，。；！？\n]{{0,10}}{_STILL})"), "即使"
    ),
    Misuse(
        re.compile(
            rf"{_AT_A_CLAUSE}既便(?![于利捷民宜携])(?=[^，。；！？\n]{{2,30}}，[^，。；！？\n]{{0,10}}{_STILL})"
        ),
        "即便",
    ),
    # 象 is the animal and the image; behind these it compares
    Misuse(
        re.compile(
            r"(?:^|(?<=[，。；：、“\s就正也都总还再更真而和是很不]))象"
            r"(?![征棋牙限形素脚群鼻骨])(?=[^，。；！？象\n]{1,12}(?:一样|这样|那样|似的))"
        ),
        "像",
    ),
    # one lands on a shore, and logs in to a site; a film or a shop may land on a platform, too
    Misuse(
        re.compile(
            rf"登陆(?=[^，。；！？\n]{{0,14}}{_PLACE_TO_LOG_IN}[^，。；！？\n]{{0,4}}{_WHAT_FOR})"
            rf"|(?<=[请须可])登陆(?=[^，。；！？\n]{{0,14}}{_PLACE_TO_LOG_IN})"
        ),
        "登录",
    ),
    # a seat is 座, and 一座; to be situated is 坐落
    Misuse(re.compile(r"(?<![这那哪一二两三四五六七八九十几数多每整某此该\d])座落(?=[于在])"), "坐落"),
)


def misused(text: str) -> Iterator[tuple[int, int, str]]:
    """Each with where it stands and what is right there."""
    for wrong, right in MISUSED:
        yield from ((match.start(), match.end(), right) for match in wrong.finditer(text))
