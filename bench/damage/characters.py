"""Damage to characters and markup: what programs leave of a text on its way from one to another."""

import random
import unicodedata
from collections.abc import Callable, Iterator

from bench.damage.issue import Damage, Damages, Issue, in_turn, shuffled

_HAN = r"\u3400-\u9fff"
_LEFT_OVER = (
    "\ufffd", "\ufffd\ufffd\ufffd", "锟斤拷", "\u200b", "\ufeff", "\u00ad", "\u200e", "\u2028", "\x07", "\x0b",
    "&amp;nbsp;", "&amp;ldquo;",
)  # fmt: skip
"""Undecodable bytes, invisible and control characters, entities of a web page
that was escaped twice."""
_RADICALS = {unicodedata.normalize("NFKC", chr(code)): chr(code) for code in range(0x2F00, 0x2FD6)}
"""Character → the radical that PDF files give for it."""
_NOT_PRINTED = (
    "\U0001f600", "\U0001f389", "\U0001f4c8", "\U0001f449", "\U0001f525", "\U0001f1e8\U0001f1f3", "\ue000", "\ue5e5",
    "\uf0b7", "\uf0fc", "\uf06c", "\U000f0001",
)  # fmt: skip
"""Emoji, and the private characters that stand for bullets and symbols in old fonts."""


def _inserted(issue: Issue, dice: random.Random, pattern: str, words: Callable[[], str]) -> Iterator[Damage]:
    blocks = [*issue.prose, *(article.title for article in issue.articles)]
    for match in shuffled(dice, issue.said(pattern, blocks)):
        yield issue.put(match.start(), match.start(), words())


def garbled(issue: Issue, dice: random.Random) -> Iterator[Damage]:
    """Left-overs of conversion, radicals for characters, words read in a wrong encoding."""
    radicals = shuffled(dice, issue.said(f"[{''.join(_RADICALS)}]"))
    words = shuffled(dice, issue.said(f"[{_HAN}]{{2}}"))
    return in_turn(
        _inserted(issue, dice, f"(?<=[{_HAN}，])(?=[{_HAN}])", lambda: dice.choice(_LEFT_OVER)),
        (issue.put(match.start(), match.end(), _RADICALS[match[0]]) for match in radicals),
        (issue.put(match.start(), match.end(), _misread(match[0], dice)) for match in words),
    )


def _misread(words: str, dice: random.Random) -> str:
    """UTF-8 taken for another encoding."""
    return words.encode().decode(dice.choice(("latin-1", "cp1252", "gbk")), "replace")


def not_in_print(issue: Issue, dice: random.Random) -> Iterator[Damage]:
    """Characters for which the fonts of print have no glyph."""
    return _inserted(issue, dice, f"(?<=[{_HAN}])(?=[{_HAN}，。]|$)", lambda: dice.choice(_NOT_PRINTED))


def halves_of_bold(issue: Issue, dice: random.Random) -> Iterator[Damage]:
    """One mark of two lost, or blanks inside the marks: both are printed as they stand."""
    for match in shuffled(dice, issue.said(rf"(?<=[{_HAN}，])[{_HAN}]{{4,8}}(?=[{_HAN}，。])")):
        words = dice.choice(("**{}", "{}**", "~~{}", "** {} **", "__{}__", "***{}**")).format(match[0])
        yield issue.put(match.start(), match.end(), words)


def bold_figures(issue: Issue, dice: random.Random) -> Iterator[Damage]:
    """Bold that a conversion program puts around figures."""
    for match in shuffled(dice, issue.said(r"(?<![\d.])\d+(?:\.\d+)?%?(?![\d.])")):
        yield issue.put(match.start(), match.end(), dice.choice(("**{}**", " **{}** ")).format(match[0]))


def dead_ends(issue: Issue, dice: random.Random) -> Iterator[Damage]:
    """Links without an address, or without words."""
    links = ("[{}]()", "[{}](#)", "[{}]( )", "{}[](https://www.example.org/2026/0112.html)")
    for match in shuffled(dice, issue.said(f"[{_HAN}]{{3,8}}")):
        yield issue.put(match.start(), match.end(), dice.choice(links).format(match[0]))


def silent_pictures(issue: Issue, dice: random.Random) -> Iterator[Damage]:
    """Pictures without a description."""
    picture = "/pictures/0123456789abcdef.png"
    forms = (
        f"\n\n![]({picture})",
        f"\n\n![ ]({picture})",
        f'\n\n![]({picture} "2026年1月")',
        f"![]({picture})",
    )
    for paragraph in shuffled(dice, issue.prose):
        yield issue.put(paragraph.end, paragraph.end, dice.choice(forms))


DAMAGES: Damages = {
    "char.bad": garbled,
    "char.unprintable": not_in_print,
    "md.emphasis_literal": halves_of_bold,
    "md.bold_number": bold_figures,
    "link.empty": dead_ends,
    "img.alt": silent_pictures,
}
