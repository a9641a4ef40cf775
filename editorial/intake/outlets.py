"""The names of outlets within a credit line: 中国经济网-《经济日报》, 人民日报、新华社, 据新华社北京1月20日电."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_OUTLET_END = re.compile(
    r".*(?:[报社网台刊]|杂志|周刊|月刊|新闻|客户端|公众号|频道|[局厅部委院]|协会|学会|商会|中心|政府|在线|传媒|发布"
    r"|研究|财经|头条|视点|观察|评论|卫视|平台|论坛|智库|出版|秘书处)[》”\"]?"
)
_PERSON = re.compile(r"[\u3400-\u9fff·]{2,4}")
_WIRE = re.compile(
    r"(新华社|中新社|中国新闻社|中新网|新华网|央视|中央社|人民网|[^\s、]{2,10}社).{0,12}?(?:\d+月)?\d+日(?:电|讯)?"
)
_DAY = re.compile(r"(?:\d+月)?\d+日|第?\s?[A-Z]?\d+版|(?:\d{4}年?)?第\s?\d+期")
_TAIL = re.compile(r"(?<=[报社网台刊])(?:综合)?(?:报道|消息|讯|电|刊发|整理|综合|等)+$")
_HYPHEN = re.compile(r"\s*[-—–―]+\s*")
_BOTH = re.compile(r"([^《》]{2,}?)\s*《([^《》]+)》")
_QUOTES = re.compile(r"[《》〈〉<>“”\"]")
LONGEST_NAME = 60
"""Characters; a longer name is a sentence."""


class Mention(NamedTuple):
    """An outlet, the one it came through, and the persons named after it, parted by 、. Any may be empty."""

    outlet: str
    via: str
    person: str


def read_outlets(value: str) -> Iterator[Mention]:
    """What a folded field mentions, in order."""
    wire = _WIRE.fullmatch(value.strip())
    value = wire[1] if wire else _DAY.sub(" ", value)
    for piece in re.split(r"[、,;|/]+|(?<=[报社网])(?:和|与|及)", value):
        words = piece.split()
        person = ""
        while len(words) > 1 and _PERSON.fullmatch(words[-1]) and not _OUTLET_END.fullmatch(words[-1]):
            person = f"{words.pop()}、{person}".rstrip("、")
        for words_of_one in _apart(words):
            outlet, via = _outlet_and_via(_TAIL.sub("", " ".join(words_of_one)).strip(" .。"))
            yield Mention(outlet, via, person)


def is_outlet(text: str) -> bool:
    """It ends like the name of a newspaper, an agency, a site, an office."""
    return len(text) <= LONGEST_NAME and bool(_OUTLET_END.fullmatch(text))


def _apart(words: list[str]) -> list[list[str]]:
    """Several outlets parted by nothing but blanks: 人民日报 新华社."""
    if len(words) > 1 and all(_OUTLET_END.fullmatch(word) for word in words):
        return [[word] for word in words]
    return [words] if words else []


def _outlet_and_via(name: str) -> tuple[str, str]:
    """Those of 中国经济网-《经济日报》 or 中国经济网《经济日报》; via is empty for a plain name."""
    parts = [_clean(part) for part in _HYPHEN.split(name)]
    if len(parts) > 1 and all(map(_may_be_parted, parts)):
        return _original_first(parts[0], parts[-1], is_titled="《" in name)
    if (match := _BOTH.fullmatch(name)) and _OUTLET_END.fullmatch(via := _clean(match[1])):
        return _clean(match[2]), via
    cleaned = _clean(name)
    return (cleaned, "") if len(cleaned) <= LONGEST_NAME else ("", "")


def _may_be_parted(part: str) -> bool:
    """It can be a name by itself, as the parts of C-SPAN cannot."""
    return not part.isascii() and len(part) > 1


def _original_first(first: str, last: str, *, is_titled: bool) -> tuple[str, str]:
    """The one named last is where it comes from, but a newspaper comes before the site it appears on."""
    is_printed_first = last.endswith("网") and first.endswith(("报", "社", "刊")) and not is_titled
    return (first, last) if is_printed_first else (last, first)


def _clean(name: str) -> str:
    return _QUOTES.sub("", name.strip()).strip(" :.。,;")
