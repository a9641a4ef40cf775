"""Credit lines of a page: who wrote it, where it first stood, who only edited it.

Authors are people: 记者, 通讯员, 作者, 撰文, 采写, 执笔, 文/… name them; 责任编辑 and 校对 never do. Lines come
from above the text, from its first and last paragraphs, and from below it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from editorial.clip.outlet_names import Outlet, looks_like_outlet, read_outlet
from editorial.clip.people import is_person, read_people
from editorial.intake.dates import DATE, fold

LONGEST_LINE = 120
"""Characters; what is longer is prose."""

_LABELS = {
    "source": r"(?:文章|信息|稿件|新闻|内容|消息|本文|资讯|报道|原文)?来\s*源(?:媒体|单位|于|自)?|稿\s*源|出\s*处|供稿单位"
    r"|(?:转载|转|摘|摘编|选|原载)自|原载于?|发布(?:机构|单位|者)|发文(?:机关|单位)|信源",
    "author": r"(?:文章|本文|原文)?作\s*者|(?:本[报刊网台社]|见习|实习|特约|首席|全媒体)*(?:记\s*者|通讯员)|撰\s*文|撰\s*稿人?"
    r"|采\s*写|采访|执\s*笔|供\s*稿人?|文\s*/\s*图|图\s*/\s*文|图\s*文|文\s*字|文(?=\s*[:/|丨])",
    "other": r"(?:责任|执行|值班|本期|本文|新媒体|网络|视觉|图片)?编\s*辑|责\s*编|编\s*审|审\s*[核校]|校\s*[对审]|初审|复审|终审|监\s*制"
    r"|(?:总|副)?主编|总编辑?|统\s*筹|签\s*发|摄\s*影|摄(?=\s*[:/])|图片?(?=\s*[:/|])|制\s*图|视频(?=\s*[:/])|剪辑|海报|设计",
    "updated": r"(?:最[后近])?(?:更新|修改)(?:时间|日期|于)?",
    "date": r"(?:发布|发表|刊发|上传|添加|成文|发稿|原载|录入|日期)?(?:时\s*间|日\s*期)|发[布表]于",
    "clock": r"今[天日]是?|现在(?:时间)?是?|当前(?:时间|位置|日期)|您的位置",
    "rest": r"(?:点击|浏览|阅读|访问|人气|评论|点赞|播放|关注|字体|字号|大小|视力保护色|分享|收藏|打印|举报|关键[词字]|标签|栏目|所属|分类|编号|"
    r"原标题|原题为?|文号|索引号|听新闻|扫一扫|版权|声明|订阅|下载|客户端|复制|链接|我要|背景色)(?:到|至|次数?|量|数|率|打印|分享|纠错|给)?",
}
_ANY = "|".join(f"(?P<{role}>{words})" for role, words in _LABELS.items())
_WITH_COLON = re.sub(r"P<(\w+)>", r"P<colon_\1>", _ANY)
_LABEL = re.compile(rf"(?:^|(?<=[\s|,;()\[\]、·•>\-丨]))(?:{_ANY})\s*[:/|丨]?|(?:{_WITH_COLON})\s*[:丨]")
_BEGINS = re.compile(rf"[\s(\[【—\-▲■●□◎*]*(?:{re.sub(r'[?]P<[a-z]+>', '?:', _ANY)})\s*[:/|丨]")
_SIGNED = re.compile(
    r"(?P<outlet>[《“]?[\u3400-\u9fffA-Za-z·-]{2,14}?[》”]?)?(?:首席|见习|实习|特约|特派|全媒体|融媒体?|驻[\u3400-\u9fff]{2,4}?)*"
    r"(?:记者|通讯员|作者|评论员)\s*[:/]?\s*(?P<names>[\u3400-\u9fff][\u3400-\u9fff·、,\s]{1,40}?)"
)
_STATED = re.compile(r"[,;(]\s*作者\s*:\s*([^,。;()]{2,30})")
_IN_BRACKETS = re.compile(r"\(([^()]{2,60})\)")
_WORDS_OF_AUTHORS = re.compile(r"记者|通讯员|作者|撰文|采写|执笔|供稿|文[/:]|文/?图|撰稿")
_NOT_AUTHORS = re.compile(r"摄|图片|供图|制图|资料|编辑|责编|校对|审核|视频")
_WIRE = re.compile(
    r"(?:据)?(新华社|中新社|中新网|新华网|人民网|央视网|央广网|中国新闻网)[\u3400-\u9fff]{0,8}(?:\d+月)?\d+日(?:电|讯|消息)"
)
_NAME_AND_OUTLET = re.compile(r"([\u3400-\u9fff、,\s]{2,20})\s*[/|]\s*([\u3400-\u9fffA-Za-z《》]{2,15})")
_TITLED = re.compile(r"《([^《》]{2,12})》")
_TIME = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?")
_OWN_WORDS = re.compile(r"^本[报刊网台社站]$")
FIRST, LAST = 8, 4
"""Paragraphs at either end of the text among which an author may sign on a line of his own."""
_HEAD = 3
"""Paragraphs at its head in which one may sign in brackets."""


@dataclass(slots=True)
class Fields:
    """What the labels of some lines name, as written (folded)."""

    source: list[str] = field(default_factory=list)
    author: list[str] = field(default_factory=list)
    other: list[str] = field(default_factory=list)
    date: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    clock: list[str] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)
    unlabelled: str = ""

    @property
    def is_empty(self) -> bool:
        return not any((self.source, self.author, self.other, self.date, self.updated, self.clock, self.rest))


@dataclass(frozen=True, slots=True)
class Declared:
    """What a page states apart from its lines: words of elements between title and text that are named
    for the source; outlets, authors and editors of meta elements. Authors there are often editors."""

    sources: Sequence[str] = ()
    outlets: Sequence[str] = ()
    authors: Sequence[str] = ()
    editors: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Byline:
    """Authors in order, the outlet and whom it came through; any may be empty."""

    authors: tuple[str, ...] = ()
    outlet: str = ""
    via: str = ""


def read_fields(line: str) -> Fields:
    """A line by its labels; what stands before the first one is `unlabelled`."""
    text = fold(line)
    fields = Fields()
    labels = list(_LABEL.finditer(text))
    fields.unlabelled = text[: labels[0].start()] if labels else text
    ends = [*(label.start() for label in labels[1:]), len(text)]
    for label, end in zip(labels, ends, strict=False):
        role = next(name for name, value in label.groupdict().items() if value).removeprefix("colon_")
        getattr(fields, role).append(text[label.end() : end].strip(" |,;()[]【】"))
    return fields


def is_credit_line(text: str) -> bool:
    """The line says only who wrote, edited or passed on the text. 记者：您怎么看？ of an interview does not."""
    folded = fold(text).strip()
    if not folded or len(folded) > LONGEST_LINE or re.search(r"。.|[。?!;]$", folded):
        return False
    if not _BEGINS.match(folded):
        return is_signed(text)
    fields = read_fields(folded.strip("()[]【】 "))
    return bool(fields.source or fields.other) or any(
        not value or read_people(value) for value in fields.author
    )


def is_signed(text: str) -> bool:
    """The line is 本报记者 and names, and nothing else."""
    signed = _SIGNED.fullmatch(fold(text).strip("()[]【】 ")) if len(text) <= LONGEST_LINE else None
    return bool(signed and read_people(signed["names"]))


def read_byline(
    above: Sequence[str], text: Sequence[str], below: Sequence[str], declared: Declared
) -> Byline:
    """Authors and outlet of an article: from the lines between title and text, its paragraphs, the lines
    that follow it, and what the page declares. What is labelled goes before what only stands there."""
    lines, after = ([line for line in part if len(line) <= LONGEST_LINE] for part in (above, below))
    signed = [line for line in (*text[:FIRST], *text[-LAST:]) if is_credit_line(line)]
    outlet = (
        _outlet(lines)
        or _outlet(after)
        or _declared_outlet(declared.sources)
        or _outlet(signed)
        or _declared_outlet(declared.outlets)
        or _unlabelled_outlet(lines)
        or _wire(text)
        or Outlet("")
    )
    editors = {*declared.editors, *_editors([*lines, *signed, *after])}
    authors = (
        _authors(lines)
        or _authors(signed)
        or _signed_in_text(text)
        or _authors(filter(is_credit_line, after))
        or _declared_authors(declared.authors, editors)
    )
    persons = filter(is_person, read_people(outlet.person))
    return Byline(tuple(dict.fromkeys([*authors, *persons])), outlet.name, outlet.via)


# --- Outlets ------------------------------------------------------------------------------------


def _outlet(lines: Iterable[str]) -> Outlet | None:
    """The outlet that a line names by 来源 or the like, else the one whose reporter signs."""
    lines = list(lines)
    for line in lines:
        for value in read_fields(line).source:
            if outlet := read_outlet(_first_piece(value)):
                return outlet
    for line in lines:
        match = _SIGNED.fullmatch(fold(line).strip("()[] "))
        if (
            match
            and match["outlet"]
            and not _OWN_WORDS.match(match["outlet"])
            and read_people(match["names"])
        ):
            return read_outlet(match["outlet"])
    return None


def _first_piece(value: str) -> str:
    """A field's value up to a date, a bar or a wide gap."""
    value = DATE.sub(" | ", value)
    return re.split(r"[|>]|\s{2,}|\d{1,2}:\d{2}|参与互动|我要(?:评论|分享)|分享到?|举报", value)[0].strip()


def _declared_outlet(values: Iterable[str]) -> Outlet | None:
    for written in values:
        fields = read_fields(written)
        for value in (*fields.source, *_beside_date(written), fields.unlabelled):
            if outlet := read_outlet(value):
                return outlet
    return None


def _unlabelled_outlet(lines: Sequence[str]) -> Outlet | None:
    """`林晚舟/港城日报`, 《港城日报》 beside a date, or the one name that stands with the date."""
    for line in lines:
        text = fold(line).strip()
        if (match := _NAME_AND_OUTLET.fullmatch(text)) and looks_like_outlet(match[2].strip("《》")):
            return Outlet(match[2].strip("《》"), "", match[1])
        if DATE.search(text) and (match := _TITLED.search(text)) and looks_like_outlet(match[1]):
            return Outlet(match[1])
    for line in lines:
        if len(
            pieces := list(filter(looks_like_outlet, _beside_date(line))) or _beside_date(line)
        ) == 1 and not is_person(pieces[0]):
            return read_outlet(pieces[0])
    return next(
        (read_outlet(fold(line)) for line in lines[:_HEAD] if looks_like_outlet(fold(line).strip())), None
    )


def _beside_date(line: str) -> list[str]:
    """The words without a label in a line that has a date."""
    if not DATE.search(fold(line)):
        return []
    unlabelled = _TIME.sub(" ", DATE.sub(" ", read_fields(line).unlabelled))
    words = [piece.strip("|·•-—()[],;: ") for piece in unlabelled.split()]
    return [
        word
        for word in words
        if len(word) > 1 and not re.fullmatch(r"原创|转载|发布于?|星期.|周.|今天|\W+", word)
    ]


def _wire(text: Sequence[str]) -> Outlet | None:
    """新华社北京9月1日电 at the head of the text."""
    match = _WIRE.match(fold(text[0]).lstrip("(【[ ")) if text else None
    return Outlet(match[1]) if match else None


# --- Authors ------------------------------------------------------------------------------------


def _authors(lines: Iterable[str]) -> list[str]:
    """The persons that lines name by 作者, 记者 …, or that stand with the date."""
    lines = list(lines)
    found = [
        name
        for line in lines
        for value in read_fields(line).author
        for name in read_people(_first_piece(value))
    ]
    for line in lines:
        text = fold(line).strip("()[]【】 ")
        if signed := _SIGNED.fullmatch(text):
            found += read_people(signed["names"])
        elif match := _NAME_AND_OUTLET.fullmatch(text):
            found += read_people(match[1]) if looks_like_outlet(match[2].strip("《》")) else []
    beside = (name for line in lines for name in _beside_date(line))
    found = found or [name for name in beside if is_person(name)]
    return list(dict.fromkeys(found))


def _signed_in_text(text: Sequence[str]) -> list[str]:
    """Who signs within the first or last paragraphs: （记者 …） in brackets, 本文来自…，作者：…, a bare name at the
    very end."""
    ends = dict.fromkeys([*range(min(_HEAD, len(text))), *range(max(0, len(text) - LAST), len(text))])
    found = []
    for place in ends:
        found += [
            name for value in _STATED.findall(fold(text[place][:LONGEST_LINE])) for name in read_people(value)
        ]
        for inner in _IN_BRACKETS.findall(fold(text[place])):
            if _WORDS_OF_AUTHORS.match(inner.strip()) or _SIGNED.fullmatch(inner.strip()):
                found += _authors([inner])
    if found or not text:
        return list(dict.fromkeys(found))
    last = _IN_BRACKETS.findall(fold(text[-1])[-40:])
    if last and fold(text[-1]).rstrip().endswith(f"({last[-1]})") and not _NOT_AUTHORS.search(last[-1]):
        return _surely(last[-1])
    return []


def _surely(field: str) -> list[str]:
    """The persons of a field that holds nothing but persons' names."""
    names = read_people(field)
    whole = re.sub(r"[\s,;、/()]+", "", field)
    return names if names and all(map(is_person, names)) and len(whole) == sum(map(len, names)) else []


def _editors(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        for value in read_fields(line).other:
            yield from re.findall(r"[\u3400-\u9fff]{2,4}", value)


def _declared_authors(authors: Iterable[str], editors: set[str]) -> list[str]:
    names = [name for author in authors for name in read_people(fold(author))]
    return [name for name in dict.fromkeys(names) if is_person(name) and name not in editors]
