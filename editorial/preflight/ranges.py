"""Ranges 起止范围: from where to where, in figures and in time: with which mark, and with which units."""

import re
from collections.abc import Iterator

from editorial.preflight.finding import Severity
from editorial.preflight.manuscript import PROSE, Passage, Role
from editorial.preflight.rules import GB_15834, GB_15835, Context, Edit, Family, Found, Rule

_CHECKED = PROSE | {Role.TITLE, Role.SUBHEADING, Role.CREDIT, Role.CELL}
_UNIT = r"[年月日时点分周岁%％元亿万千百个人家次件项倍页期届名台套吨公米度℃级层楼天小座艘辆户所位份](?!(?<=所)[示述列指]|(?<=分)[组节部支区]|(?<=小)节)"
_RANGE = re.compile(
    rf"(?<![A-Za-z\d_.\-–—~～/:])(\d[\d.]*)(年|月|日|%|万亿|亿|万)?\s?([-–~－])\s?(\d[\d.]*)(?=\s?{_UNIT})(?![\d\-–])"
)
_CODE_BEFORE = re.compile(r"(?:[A-Za-z]|电话|传真|热线|号码|编号|邮编|比分|[Qq]{2})[：: ]?$")
_LABELLED = re.compile(
    r"(?:图|表|例|式|公式|代码|清单|附录|附件|章|节|条|定理|引理|算法|习题|练习|实验|型号?)\s?(?:[\d.]+-[\d.]+[\s、和与及至到]+)*$"
)
"""图 4-8, 图 4-2 和 4-3: the second within the first."""
_NEAR = 200
"""Characters before a range that tell what it is."""
_OF_TIME = "年月日时点分周"


def hyphenated_ranges(passage: Passage, context: Context) -> Iterator[Found]:
    """A range of figures with a hyphen or a half-width tilde instead of — or ～ (4.13.3)."""
    if passage.role not in _CHECKED:
        return
    for match in _RANGE.finditer(passage.text):
        after = passage.text[match.end() :].lstrip()
        before = passage.text[max(0, match.start() - _NEAR) : match.start()]
        parts_two_units = match[2] and not after.startswith(match[2])
        if parts_two_units or _is_a_number(before, match, after) or _cites_pages(before, after):
            continue
        end = passage.text.index(match[2], match.end()) + len(match[2]) if match[2] else match.end()
        message = f"数值或时间的起止应用一字线“—”或浪纹线“～”，不用“{match[3]}”。"
        edit = Edit(match.start(3), match.end(3), "—")
        yield Found(passage, match.start(), end, message, (edit,))


def _cites_pages(before: str, after: str) -> bool:
    """（科学出版社，2008年，351-374页）: references have a hyphen between their pages (GB/T 7714)."""
    return after.startswith("页") and max(map(before.rfind, "（(")) > max(map(before.rfind, "）)"))


def _is_a_number(before: str, match: re.Match[str], after: str) -> bool:
    """It counts figures and tables or names a thing (图 4-8, 型号 3-1, 版本 1.2.3), or is a score. A range rises,
    but where the clock or the calendar starts anew."""
    figures = [figure.rstrip(".") for figure in match.group(1, 4)]
    if (
        _CODE_BEFORE.search(before)
        or _LABELLED.search(before)
        or any(each.count(".") > 1 for each in figures)
    ):
        return True
    low, high = map(float, figures)
    return low == high or (low > high and not match[2] and after[0] not in _OF_TIME)


_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_OMITTED = re.compile(rf"(?<![\d.\-—～~、/:])({_NUMBER})([-–—~～至到])({_NUMBER})(%|％|万亿|亿|万)(?![\d])")
_OMITTED_IN_LIST = re.compile(
    rf"(?<![\d.])({_NUMBER})(亿|万亿|万)[、和]({_NUMBER})\2(元|美元|吨|人次|人|件|票|台|家|平方米)"
)
_GOES_ON = re.compile(r"[亿万][、和]$")
"""308万、283万和296万人次: three and more have the unit once, at the end."""


def _amount(figure: str) -> float:
    return float(figure.replace(",", ""))


def omitted_units(passage: Passage, context: Context) -> Iterator[Found]:
    """10—15% for 10%—15%: the first figure of a range keeps % and 万, 亿 (5.1.3)."""
    if passage.role not in _CHECKED:
        return
    for match in _OMITTED.finditer(passage.text):
        unit = match[4]
        if _amount(match[1]) >= _amount(match[3]) or not _amount(match[1]):
            continue  # from 0 or from 100 to 3万: the unit is not meant for both
        message = f"范围两端都要写“{unit}”：{match[1]}{unit}{match[2]}{match[3]}{unit}，否则会误读。"
        edit = Edit(match.end(1), match.end(1), unit)
        yield Found(passage, match.start(), match.end(), message, (edit,))
    for match in _OMITTED_IN_LIST.finditer(passage.text):
        if _GOES_ON.search(passage.text, max(0, match.start() - 4), match.start()):
            continue
        message = f"并列的数值单位不一致，前一个少了“{match[4]}”。"
        edit = Edit(match.end(2), match.end(2), match[4])
        yield Found(passage, match.start(), match.end(), message, (edit,), Severity.INFO)


FAMILY = Family.PUNCTUATION
RULES = (
    Rule("range.hyphen", FAMILY, Severity.WARNING, "起止范围用了半角短横", f"{GB_15834} 4.13.3、{GB_15835} 5.1.3",
         "1-11月，全市进出口继续增长。", "1—11月，全市进出口继续增长，热线 0411-12345。", of_passage=hyphenated_ranges),
    Rule("range.unit_omitted", FAMILY, Severity.WARNING, "范围前一个数值省略了单位", f"{GB_15835} 5.1.3",
         "费用可降低10—15%。", "费用可降低10%—15%，工期为3—5天。", of_passage=omitted_units),
)  # fmt: skip
