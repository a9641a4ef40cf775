"""Damage to punctuation: pairs, doubled and half-width marks, blanks, ranges."""

import random
from collections.abc import Iterator
from itertools import pairwise

from bench.damage.issue import Damage, Damages, Issue, in_turn, shuffled
from editorial.document import Span

_HAN = r"\u3400-\u9fff"
_OPENERS, _CLOSERS = "（《〈“‘", "）》〉”’"
_OTHER_HALF = str.maketrans(_OPENERS + _CLOSERS, _CLOSERS + _OPENERS)
_HALF_WIDTH = str.maketrans("，。；：？！", ",.;:?!")
_RANGE = r"(?P<from>\d[\d.]*)(?P<unit>%|万|亿|年|月|倍|时)?(?P<dash>—)(?P<to>\d[\d.]*)"
_DASHES = ("-", "–", "~", " - ", "－")
_FULL_WIDTH = {code: code + 0xFEE0 for code in (*range(0x30, 0x3A), *range(0x41, 0x5B), *range(0x61, 0x7B))}


def unpaired(issue: Issue, dice: random.Random) -> Iterator[Damage]:
    """One of two lost, or the wrong one of two typed."""
    blocks = [*issue.prose, *(article.title for article in issue.articles)]
    lawful = {
        before.end - 1 for before, after in pairwise(issue.prose) if issue.text[after.start] in _OPENERS
    }
    for match in shuffled(dice, issue.said(f"[{_OPENERS}{_CLOSERS}]", blocks)):
        block = next(each for each in blocks if each.start <= match.start() < each.end)
        if match.start() in lawful:
            continue  # a quotation of several paragraphs closes only in its last
        wrong = dice.choice(("", "", match[0].translate(_OTHER_HALF)))
        yield issue.put(match.start(), match.end(), wrong, block)


def doubled_marks(issue: Issue, dice: random.Random) -> Iterator[Damage]:
    """The same mark twice, or another one that was not deleted."""
    for match in shuffled(dice, issue.said(rf"(?<=[{_HAN}])[，。、；：](?=[{_HAN}]|$)")):
        mark = match[0]
        wrong = dice.choice((mark * 2, mark + dice.choice("，。、；"), dice.choice("，。、；") + mark))
        yield issue.put(match.start(), match.end(), wrong)


def narrow_brackets(issue: Issue, dice: random.Random) -> Iterator[Damage]:
    """Half-width brackets around a remark."""
    blocks = [*issue.prose, *(article.title for article in issue.articles)]
    for match in shuffled(dice, issue.said("（([^（）]+)）", blocks)):
        yield issue.put(match.start(), match.end(), f"({match[1]})")


def narrow_marks(issue: Issue, dice: random.Random) -> Iterator[Damage]:
    """A comma or stop typed without the Chinese keyboard, with or without a blank."""
    for match in shuffled(dice, issue.said(rf"(?<=[{_HAN}])[，。；：？！](?=[{_HAN}“]|$)")):
        yield issue.put(match.start(), match.end(), match[0].translate(_HALF_WIDTH) + dice.choice(("", " ")))


def mixed_widths(issue: Issue, dice: random.Random) -> Iterator[Damage]:
    """One bracket of two typed without the Chinese keyboard; figures and letters in full width."""
    brackets = shuffled(dice, issue.said("（([^（）]+)）"))
    letters = shuffled(dice, issue.said(r"(?<![0-9.])\d+(?:\.\d+)?|[A-Z]{3,}"))
    return in_turn(
        (issue.put(m.start(), m.end(), dice.choice((f"({m[1]}）", f"（{m[1]})"))) for m in brackets),
        (issue.put(m.start(), m.end(), m[0].translate(_FULL_WIDTH)) for m in letters),
    )


def blanks_between_words(issue: Issue, dice: random.Random) -> Iterator[Damage]:
    """A blank where a line ended or a clerk aligned something."""
    for match in shuffled(dice, issue.said(rf"(?<=[{_HAN}，。；])(?=[{_HAN}])|(?<=[{_HAN}])(?=[，。；])")):
        yield issue.put(match.start(), match.start(), dice.choice((" ", " ", "  ", "\u00a0", "\u3000")))


def blanks_beside_figures(issue: Issue, dice: random.Random) -> Iterator[Damage]:
    """A blank beside one figure in an article that has none beside the others."""
    for article in shuffled(dice, issue.articles * 4):
        places = issue.said(rf"(?<=[{_HAN}])(?=\d)|(?<=[\d%])(?=[{_HAN}])", article.paragraphs)
        if len(places) > 2:
            place = dice.choice(places).start()
            yield issue.put(place, place, " ", article.whole)


def hyphens_in_ranges(issue: Issue, dice: random.Random) -> Iterator[Damage]:
    """What the keyboard gives for a dash."""
    for match in shuffled(dice, issue.said(_RANGE) * 2):
        yield issue.put(*match.span("dash"), dice.choice(_DASHES), Span(match.start(), match.end()))


def units_told_once(issue: Issue, dice: random.Random) -> Iterator[Damage]:
    """10—15% for 10%—15%; 86.4亿、41.7亿元 for 86.4亿元、41.7亿元."""
    ranges = [match for match in issue.said(rf"{_RANGE}(?P<same>%|万|亿)") if match["unit"] == match["same"]]
    lists = issue.said(r"\d[\d.]*[万亿](?P<unit>[元人吨])(?=[、和]\d[\d.]*[万亿](?P=unit))")
    return in_turn(
        (
            issue.put(match.start(), match.end(), f"{match['from']}{dash}{match['to']}{match['same']}")
            for match, dash in shuffled(dice, [(match, dash) for match in ranges for dash in "—～-至"])
        ),
        (
            issue.put(*match.span("unit"), "", Span(match.start(), match.end()))
            for match in shuffled(dice, lists)
        ),
    )


DAMAGES: Damages = {
    "pair.unbalanced": unpaired,
    "punct.repeat": doubled_marks,
    "punct.half_paren": narrow_brackets,
    "punct.half_point": narrow_marks,
    "punct.mixed_width": mixed_widths,
    "space.cjk_cjk": blanks_between_words,
    "space.cjk_num": blanks_beside_figures,
    "range.hyphen": hyphens_in_ranges,
    "range.unit_omitted": units_told_once,
}
