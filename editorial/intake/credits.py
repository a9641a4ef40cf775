"""Credit lines 文章来源: is a line one, where does one run into a paragraph, and what does it say.

（文章来源：中国经济网-《经济日报》） · 来源：… 作者：… · （本文来源：…作者：…） run into the text · 转自, 摘自,
稿源, 原载 · （记者 …） · several outlets, addresses, dates.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain, pairwise

from editorial.intake.dates import DATE, fold, read_date
from editorial.intake.outlets import Mention, is_outlet, read_outlets
from editorial.intake.proposal import AttributionProposal

LONGEST_LINE = 200
"""Characters; what is longer is prose, whatever it begins with."""
LONGEST_AUTHOR = 60

_KEYS = {
    "origin": r"(?:原|首)(?:载|刊|发)于?",
    "via": r"(?:本文|文章)?(?:转载|转引|转发|转)自",
    "source": r"(?:文章|本文|稿件|新闻|信息|内容|原文|消息|文字|报道)?(?:来源|出处)于?"
    r"|稿源|摘自|摘编自|选自|节选自|编自|综合自?|(?:本文)?据",
    "author": r"(?:文章|本文)?作者|(?:本报|本刊|本网|特约|实习|见习|通讯社?)?记者|通讯员|撰文|撰稿|采写|供稿|文(?=\s*[:/])",
    "other": r"责任编辑|责编|编辑|校对|审核|初审|复审|终审|监制|译者|[中翻]译",
    "url": r"原文链接|原文地址|链接|网址",
    "date": r"发布时间|发布日期|刊发日期|发表时间|原载日期|日期|时间",
}
_WORDS = "|".join(f"(?P<{role}>{words})" for role, words in _KEYS.items())
_BARE = re.sub(r"\(\?P<\w+>", "(?:", _WORDS)
_KEY = re.compile(
    rf"(?:(?:^|(?<=[\s,;、|。]))(?:{_WORDS})\s*[:/]?|(?:{re.sub('P<', 'P<colon_', _WORDS)})\s*:)\s*"
)
_INSIDE = re.compile(rf"\((?=\s*(?:{_BARE}|(?:19|20)\d\d\D))([^()]*)\)")
_REPORTER = re.compile(r"(?<=[报社网台刊])(?:记者|通讯员)(?=[\s:])")
_URL = re.compile(r"https?://[^\s()<>\"'，。；、（）《》【】]+", re.IGNORECASE)
_FOREIGN = re.compile(
    r"(?:图片|照片|图表|配图|数据|视频|音频|资料)(?:来源|出处)|.{0,8}摄\)?$|作者(?:系|为|单位|简介|是)"
    r"|^(?:新增|增补|补充|更新|更正|修正|重发)(?!\S{0,4}[报社网台刊]$)"
)
_SIGNED = re.compile(
    r"(?:□|■|◎)?\s*(?:(?:本报|本刊|本网|特约|实习)?(?:记者|通讯员|作者)(?:\s+[\u3400-\u9fff·]{2,4})+\s*)+"
)
_SENTENCE = re.compile(r"[。！？]\s*\S")
_SUPPLIED = re.compile(r"(.{2,30}?)\s*供稿")
"""Who writes of himself is named before the word: 本会秘书处供稿."""
_PART_OF_A_BOOK = re.compile(r".*[\d一二三四五六七八九十]\s*[章节篇卷回页]")
"""What is said of a book after its title is no outlet: “海上”一章."""
_ENDING = re.compile(r"(?<=[。！？”’…])\s*((?:文章|本文|稿件|信息)?来源\s*[:：].{2,60})$")
_GAP = " ; "
"""Stands where something was taken out of a line, and parts what it stood between."""
_OPENERS, _CLOSERS = "（(【[〔", "）)】]〕"


@dataclass(frozen=True, slots=True)
class Credit:
    """One credit line. Attributions without an outlet never occur; `author` and `via` stand alone
    where the line names no outlet of its own, or none but the one it was reprinted from."""

    verbatim: str
    line: int = 0
    attributions: tuple[AttributionProposal, ...] = ()
    author: str = ""
    via: str = ""

    @property
    def names_its_outlet(self) -> bool:
        """It says where the text first stood, not only who wrote it or whom it was reprinted from."""
        return bool(self.attributions) and not self.via


def read_credit(text: str, line: int = 0) -> Credit | None:
    """What a whole line says as a credit line; None if it is none."""
    written = text.strip()
    if not written or len(written) > LONGEST_LINE:
        return None
    bracketed = _bracket_at_end(written) == 0
    is_left_open = written[0] in _OPENERS and not set(_CLOSERS) & set(written)
    inner = fold(written[1:-1] if bracketed else written[is_left_open:].lstrip("—-– "))
    if _FOREIGN.search(inner) or _SENTENCE.search(inner):
        return None
    if not bracketed and not _states_itself(inner):
        return None
    return _credit(inner, written, line)


def split_credit(text: str, line: int = 0) -> tuple[int, Credit] | None:
    """Where in a paragraph the credit line begins that runs into its end, and what it says."""
    start = _bracket_at_end(text.rstrip())
    if start and start > 0:
        credit = read_credit(text[start:], line) if _KEY.match(fold(text[start + 1 :])) else None
        return (len(text[:start].rstrip()), credit) if credit else None
    if match := _ENDING.search(text[-90:]):
        credit = read_credit(match[1], line)
        return (len(text) - len(match[0]), credit) if credit else None
    return None


def _states_itself(inner: str) -> bool:
    """Outside brackets, a credit line names its subject with a colon and ends without a full stop."""
    if inner.endswith(("。", "!", "?", ";")) or len(inner) > 120:
        return False
    if _SIGNED.fullmatch(inner):
        return True
    head = DATE.sub("", inner).lstrip(" |,;")
    match = _KEY.match(head)
    if match is None or _role(match) == "other":
        return False
    asserts = (":" in match[0] or "/" in match[0]) or _role(match) in ("via", "origin")
    return asserts or (match[0].startswith(("摘自", "稿源", "选自")) and len(inner) <= 40)


def _bracket_at_end(text: str) -> int | None:
    """Where the bracket opens that the text ends with; None if it ends otherwise."""
    if not text or text[-1] not in _CLOSERS:
        return None
    depth = 0
    for index in range(len(text) - 1, max(-1, len(text) - LONGEST_LINE - 1), -1):
        depth += (text[index] in _CLOSERS) - (text[index] in _OPENERS)
        if depth == 0:
            return index
    return None


# --- What it says -------------------------------------------------------------------------------


def _credit(inner: str, verbatim: str, line: int) -> Credit | None:
    address = _URL.search(inner)
    text = _URL.sub(_GAP, inner)
    fields = _fields(text)
    sources, origins, reprints = (_mentions(fields[role]) for role in ("source", "origin", "via"))
    author = _author(fields["author"], [*sources, *origins, *reprints])
    own, via = _own_and_via(_outlets(sources), _outlets(origins), _outlets(reprints))
    named = own or dict.fromkeys(_outlets(reprints), "")
    if not named and not author:
        return None
    attributions = tuple(
        AttributionProposal(
            outlet=outlet,
            via=own_via or (via if via != outlet else ""),
            author=author,
            url=address[0] if address else "",
            date=read_date(text),
            verbatim=verbatim,
        )
        for outlet, own_via in named.items()
    )
    return Credit(verbatim, line, attributions, author, "" if own else via)


def _own_and_via(
    sources: dict[str, str], origins: dict[str, str], reprints: dict[str, str]
) -> tuple[dict[str, str], str]:
    """The outlets where the text first stood, and the one through which it came, or empty.

    Where a line says 原载, its 来源 is no more than a place the text came through.
    """
    own, through = (origins, [*sources, *reprints]) if origins else (sources, [*reprints])
    return own, next(iter(through), "")


def _fields(text: str) -> dict[str, list[str]]:
    """The values of a line without addresses by their roles; its dates are left out."""
    text = DATE.sub(_GAP, text)
    text = _REPORTER.sub(r" \g<0>", _INSIDE.sub(rf"{_GAP}\1{_GAP}", text))
    fields: dict[str, list[str]] = {role: [] for role in _KEYS}
    matches = list(_KEY.finditer(text))
    before = (text[: matches[0].start()] if matches else text).strip(" ,;")
    supplied = _SUPPLIED.fullmatch(before)
    if is_outlet(outlet := supplied[1] if supplied else before):
        fields["source"].append(outlet)
    ends = [*(match.start() for match in matches[1:]), len(text)]
    for match, end in zip(matches, ends, strict=False):
        if value := text[match.end() : end].strip(" ,;、|。/-—"):
            fields[_role(match)].append(value)
    return fields


def _role(match: re.Match[str]) -> str:
    return next(name.removeprefix("colon_") for name, value in match.groupdict().items() if value)


def _mentions(values: list[str]) -> list[Mention]:
    """Everyone the values of a field name: outlets, whom they came through, persons named after them."""
    return [mention for value in values for mention in read_outlets(value)]


def _outlets(mentions: list[Mention]) -> dict[str, str]:
    """The outlets, each with the one it came through or nothing."""
    named = [mention for mention in mentions if mention.outlet]
    whole = [mention for mention in named if not _PART_OF_A_BOOK.fullmatch(mention.outlet)]
    return {mention.outlet: mention.via for mention in whole or named}


def _author(values: list[str], mentions: list[Mention]) -> str:
    """The names in the authors' fields, then the persons named after an outlet, parted by 、."""
    names = [*map(_persons, values), *(mention.person for mention in mentions)]
    return "、".join(dict.fromkeys(filter(None, names)))[:LONGEST_AUTHOR]


def _persons(value: str) -> str:
    """The names in an author's field, parted by 、."""
    names = re.split(r"[\s,;、/]+", re.sub(r"[()]", " ", value))
    return "、".join(name for name in names if 1 < len(name) <= 30)


# --- Several lines of one article ---------------------------------------------------------------


def merge(credits: Iterable[Credit]) -> tuple[tuple[AttributionProposal, ...], str]:
    """One attribution for each outlet, with what all lines say of it; and the author of no outlet."""
    credits = list(credits)
    merged = _by_outlet(credit for credit in credits if credit.names_its_outlet)
    for credit in credits:
        if not merged:
            merged = _by_outlet([credit])
        elif not credit.names_its_outlet:
            merged = {outlet: _further(each, credit) for outlet, each in merged.items()}
    author = "" if merged else next((credit.author for credit in credits if credit.author), "")
    return tuple(merged.values()), author


def _by_outlet(credits: Iterable[Credit]) -> dict[str, AttributionProposal]:
    merged: dict[str, AttributionProposal] = {}
    for attribution in chain.from_iterable(credit.attributions for credit in credits):
        known = merged.get(attribution.outlet)
        merged[attribution.outlet] = _both(known, attribution) if known else attribution
    return merged


def _both(one: AttributionProposal, other: AttributionProposal) -> AttributionProposal:
    return replace(
        one,
        via=one.via or other.via,
        author=one.author or other.author,
        url=one.url or other.url,
        date=one.date or other.date,
        verbatim=_lines(one.verbatim, other.verbatim),
    )


def _further(attribution: AttributionProposal, credit: Credit) -> AttributionProposal:
    """What a line without an outlet of its own adds: an author, or whom it was reprinted from."""
    if attribution.verbatim == credit.verbatim or credit.via == attribution.outlet:
        return attribution
    first = next(iter(credit.attributions), None)
    return replace(
        attribution,
        via=attribution.via or credit.via,
        author=attribution.author or credit.author,
        url=attribution.url or (first.url if first else ""),
        verbatim=_lines(attribution.verbatim, credit.verbatim),
    )


def _lines(*lines: str) -> str:
    return "\n".join(dict.fromkeys(lines))


def agree(credits: list[Credit]) -> bool:
    """No two lines name different outlets."""
    outlets = [{each.outlet for each in credit.attributions} for credit in credits if credit.names_its_outlet]
    return all(one == other for one, other in pairwise(outlets))
