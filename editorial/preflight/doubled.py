"""Doubled characters 重字: 仍是是我国, where one of the two was typed once too often.

The text is cut into words twice, up to the first of the two and from the second on. Where both are words of
their own, a word of grammar was said twice (是|是); where one ends or begins a longer word, that word's end
or beginning was (表示|示, `editorial.preflight.doubled_ends`). Nouns and verbs may lawfully be doubled.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

import rjieba

from editorial.preflight.doubled_ends import doubled_beginning, doubled_end
from editorial.preflight.finding import Severity
from editorial.preflight.manuscript import READ, Manuscript, Passage
from editorial.preflight.rules import Context, Edit, Found

_DOUBLED = re.compile(r"([\u3400-\u9fff])\1+")
_TWICE = 2
"""Three times (又又又) is said on purpose."""
_NEVER_DOUBLED = frozenset(
    "的了是在和与及或到从把被将为由向于至以而但也又仍并则其这那们所对应须需未已经曾很更比某均皆亦即却约跟据此既有就给不得按之再先竟越才"
)
"""Words of grammar: no language of print doubles them but where they are parts of longer words."""
_SELDOM_DOUBLED = frozenset("我你他她它都还该能要没着占另外若各")
"""Doubled they are most often a slip, but a clause may end and the next begin with them (我给你你不要),
and some are said twice (还还不清)."""
_HAN = r"(?=[\u3400-\u9fff])"
"""The clause goes on."""
_SURELY_DOUBLED = re.compile(
    r"正正在|(?<![一几数船两三])只只(?=[是不能有要需会剩])"
    rf"|(?<=[家们人者全])都都{_HAN}|让让(?=[\u3400-\u9fff]{{1,6}}[更不能])"
    rf"|(?:(?<=[，。；：])|(?<=认为，))要要(?![饭债账]){_HAN}|(?<=[应需还])要要(?!求)"
    r"|(?<=[日月年时])起起(?![落伏算草飞诉步讫用效])"
    r"|(?<=[百千万十亿\d])余余|(?<=[两二三四五六七八九十百千万亿几多余\d])个个(?=[月百省市国]|小时|工作日|项目)"
)
"""Verbs and measures that may be doubled elsewhere (要要饭, 一个个): here they may not."""
_RIGHTLY_DOUBLED = re.compile(
    r"在在(?=[都皆均可需显说证出]|的提|制品)|把把(?=[关脉舵都头])|(?<=的)把把(?=[说很被也就])|曾曾(?=[祖孙])"
    r"|将将(?=[好够就才能过的])|对对(?=[子联表眼碰口焦账吧的情双儿])|和和(?=[泥面气美睦稀])|应应(?=[景急])"
    r"|其其(?=格)|又又(?=及)|比比(?=[看谁皆])|所所(?=[辖属])|给给(?=定|予者)|着着(?=的)"
    r"|(?:^|(?<=[声蹄也才没\W]))得得|得得(?=[锵地的声响了])|之之(?=谓)"
    r"|按按(?=[他她它我你这那着了一下快门手键头肩肚眼太脚铃喇腰背])|不不(?=[承知能得可敢想愿服认])"
    r"|和和(?=[\u3400-\u9fff]{1,4}和(?:\W|[的为是]|$))|(?<=[打小])的的|(?<=有的没)的的|(?<=[有没][吃喝穿住])的的|(?<=不)就就|就就(?=[地近此])|(?<=华)为为"
    r"|(?<=答案)是是|(?<=回答)是是"
    r"|(?<=[明私])了了|了了(?=分明)|(?:^|(?<=[，。；：！？“]))了了|(?<=[给可己之已未])了了(?=[，。！？…吗呢吧”])"
    r"|了了(?=[\u3400-\u9fff]{0,5}(?:心愿|心事|愿望|夙愿|恩怨|旧账|残生))"
    r"|([有就给不])\1(?=\W|$)|有有(?=[兮法必])|([使比按跟对把])\2(?=[，。！？；”])"
    r"|(?<=、)([\u3400-\u9fff])\3(?=网|公司|集团)"
)
"""Doubled by right: in 在在, everywhere, and in 把关 and 对表, done a little; 有的没的, 打的 (a taxi) and 小的
(your servant) have a 的 of their own, and 了 is 了结 in 私了; what is a preposition elsewhere is a verb where
no object follows: 借把剑使使."""
_IN_SPEECH = frozenset("这那")
"""Who is at a loss for words says them twice."""
_NAMED = frozenset("和与及从于应比所那曾")
"""Places and people are called so: 从化, 于连."""
_NO_NAMES = frozenset("的了是在有将很更就这那到")
"""Too common to be told for a name by being met again."""
_JOINS = "和与及"
"""Conjunctions that names begin with, too."""
_BEFORE_NAMES = "和与及在对于从到为把被将的"
"""Before what stands behind one of these and begins with 和, 和 is the name's."""
_CLAUSE_EDGE = "，。、；：！？“”‘’「」（）…—,;:!?\n"
_NO_HALF = "的把"
"""They stand after a whole word of sound or kin: 淙淙的, 奶奶把."""
_SPEECH = 400
"""How far to either side a speaker is listened to."""
_EXCLAIMED = frozenset("是对不得在了有我你他她它这那没")
"""What is said by itself, and then twice."""
_STUTTER = 3
"""So many doubled characters that are no words in one speech: its speaker stammers."""


def doubled_characters(passage: Passage, context: Context) -> Iterator[Found]:
    """仍是是我国: the same character twice where each is a word of its own."""
    if passage.role not in READ:
        return
    for match in _DOUBLED.finditer(passage.text):
        severity = _severity(passage.text, match) if len(match[0]) == _TWICE else None
        if severity is not None and not _is_meant(passage, match, context.manuscript):
            yield _found(passage, match, severity)


def _found(passage: Passage, match: re.Match[str], severity: Severity) -> Found:
    if severity is Severity.ERROR:
        edit = Edit(match.start(), match.end(), match[1])
        return Found(passage, match.start(), match.end(), f"“{match[0]}”多了一个字。", (edit,))
    message = f"“{match[0]}”是不是多了一个字？请核对。"
    return Found(passage, match.start(), match.end(), message, severity=severity)


def _severity(text: str, match: re.Match[str]) -> Severity | None:
    """How sure it is that one of the two is too many."""
    place, letter = match.start(), match[1]
    before, after = _words(text, place)
    if _SURELY_DOUBLED.match(text, place):
        return Severity.ERROR
    if before != letter and after == letter:
        return Severity.ERROR if doubled_end(before, text, place) else None
    if before == letter and after != letter:
        return Severity.ERROR if doubled_beginning(after, text, place) else None
    if before != letter or _is_word(text, place):
        return None
    spoken = letter in _IN_SPEECH and _is_spoken(text, place)
    if letter in _NEVER_DOUBLED and not spoken:
        return Severity.ERROR
    return Severity.INFO if letter in _SELDOM_DOUBLED | _IN_SPEECH else None


def _words(text: str, place: int) -> tuple[str, str]:
    """The word that ends with the first of the two, and the word that begins with the second.

    Of what is in no dictionary the tokeniser makes words at a guess: names, and 更应 of 更 and 应.
    """
    before = list(rjieba.cut(text[max(0, place - 12) : place + 1]))
    after = next(iter(rjieba.cut(text[place + 1 : place + 14])))
    if text[place] not in _NEVER_DOUBLED - _NAMED:
        return before[-1], after
    known = any(map(rjieba.has_word, (after, text[place + 1 : place + 3])))
    is_particle = text[place] == "的" and not rjieba.has_word(before[-1])
    return text[place] if is_particle else before[-1], after if known else text[place]


def _is_word(text: str, place: int) -> bool:
    """Both are one word, or within one, of the dictionary: 可可, 堂堂正正."""
    offset = max(0, place - 12)
    for word in rjieba.cut(text[offset : place + 14], hmm=False):
        if offset <= place < offset + len(word):
            return len(word) > 1 and offset + len(word) > place + 1 and text[place] not in "于对"
        offset += len(word)
    return False


def _is_meant(passage: Passage, match: re.Match[str], manuscript: Manuscript) -> bool:
    text = passage.text
    return (
        _RIGHTLY_DOUBLED.match(text, match.start()) is not None
        or _is_exclamation(text, match)
        or _is_half_of_four(text, match)
        or _is_link(passage, match.start())
        or _is_stammered(text, match.start())
        or _is_name(text, match, manuscript)
    )


def _is_half_of_four(text: str, match: re.Match[str]) -> bool:
    """自自在在: beside it two more are doubled."""
    before, after = text[max(0, match.start() - 2) : match.start()], text[match.end() : match.end() + 2]
    return bool(_DOUBLED.match(after) or (match[1] not in _NO_HALF and _DOUBLED.match(before)))


def _is_link(passage: Passage, place: int) -> bool:
    """在[在容器里执行命令]: the second begins the title of what is linked to."""
    first, second = passage.span(place, place + 1), passage.span(place + 1, place + 2)
    return "[" in passage.source[first.end : second.start]


def _is_name(text: str, match: re.Match[str], manuscript: Manuscript) -> bool:
    """A name that is doubled (王又又), or begins with the character (对和君), or ends with it (智也的)."""
    letter, start = match[1], match.start()
    if letter in _NO_NAMES:
        return False
    whole = _whole(manuscript)
    if _doubled_in(manuscript)[match[0]] >= _STUTTER:
        return True
    last, following = text[start - 1 : start] if start else "", text[match.end() : match.end() + 1]
    if last.strip(_CLAUSE_EDGE) and f"{last}{letter}的" in whole:
        return True
    if letter not in _JOINS or not following.strip(_CLAUSE_EDGE):
        return False
    return any(f"{other}{letter}{following}" in whole for other in _BEFORE_NAMES if other != letter)


@lru_cache(maxsize=1)
def _whole(manuscript: Manuscript) -> str:
    return "\n".join(passage.text for passage in manuscript.order)


@lru_cache(maxsize=1)
def _doubled_in(manuscript: Manuscript) -> Counter[str]:
    """How often each two are met."""
    return Counter(match[0] for match in _DOUBLED.finditer(_whole(manuscript)))


def _is_exclamation(text: str, match: re.Match[str]) -> bool:
    """The doubled word is all that is said, as people say 对对 or 是是, or it opens what is: 不不，我不去."""
    before, after = text[: match.start()][-1:], text[match.end() :][:1]
    return (
        match[1] in _EXCLAIMED
        and (not before or before in _CLAUSE_EDGE + "说道答")
        and (not after or after in _CLAUSE_EDGE)
    )


def _is_spoken(text: str, place: int) -> bool:
    begin = max(0, place - _SPEECH)
    return text.rfind("“", begin, place) > text.rfind("”", begin, place)


def _is_stammered(text: str, place: int) -> bool:
    if not _is_spoken(text, place):
        return False
    near = text[max(text.rfind("“", 0, place), place - _SPEECH) : place + _SPEECH]
    speech = near.partition("”")[0]
    return sum(not rjieba.has_word(match[0]) for match in _DOUBLED.finditer(speech)) >= _STUTTER
