"""Text as the press takes it: nothing invisible, nothing unprintable, breakable, Chinese told from the rest.

Everything here works on plain strings; `press_data` walks the document tree.
"""

import re
from urllib.parse import quote, urlsplit

GETA = "〓"
"""The geta mark of type-setters: stands where a piece of type is missing."""

_BLANKS = re.compile("[\t\n\r\v\f \x85\u2028\u2029]+")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffc\U000e0000-\U000e0fff]"
)
"""Control and format characters: they print nothing, or turn the text around them."""
_NO_TYPE = re.compile(
    "[\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffd-\uffff\U000f0000-\U0010ffff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0xF0000, 0x10000))
    + "]"
)
"""Lone surrogates, private use, noncharacters and U+FFFD: PDF/A forbids them or nobody knows them."""

WORD_LIMIT = 24
"""Latin letters in a row after which a line may be broken anywhere: about two thirds of a line."""
_LONG_WORD = re.compile(rf"[!-~\u00a0-\u02ff]{{{WORD_LIMIT + 1},}}")
_AFTER_MARK = re.compile(r"(?<=[/?&=._\-])(?=[^/?&=._\-])")

HAN = re.compile("[\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
_WIDE = re.compile(
    "[\u2e80-\u303f\u3041-\u33ff\u3400-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\U00020000-\U000323af“”‘’…—]"
)


def clean(text: str) -> str:
    """`text` without what cannot be seen; what can never be printed as 〓. Line breaks stay."""
    return _NO_TYPE.sub(GETA, _INVISIBLE.sub("", text.replace("\x00", GETA)))


def one_line(text: str) -> str:
    """`clean`, with every run of blanks and line breaks as one blank, and none at the ends."""
    return _BLANKS.sub(" ", clean(text)).strip(" \u3000")


def inline(text: str) -> str:
    """`clean`, with every run of blanks as one blank."""
    return _BLANKS.sub(" ", clean(text))


def joint(before: str, after: str) -> str:
    """What a line break in the source prints as: nothing between Chinese characters, else a blank."""
    return "" if not after or (_WIDE.match(before) and _WIDE.match(after)) else " "


def breakable(text: str) -> list[str | list[str]]:
    """`text` cut at its overlong words; each such word as the list of pieces it may be broken into."""
    found: list[str | list[str]] = []
    end = 0
    for match in _LONG_WORD.finditer(text):
        if match.start() > end:
            found.append(text[end : match.start()])
        found.append(_pieces(match[0]))
        end = match.end()
    if end < len(text):
        found.append(text[end:])
    return found


def has_long_word(text: str) -> bool:
    return bool(_LONG_WORD.search(text))


def _pieces(word: str) -> list[str]:
    """At the marks of an address first, then wherever a piece is still too long."""
    return [
        part[start : start + WORD_LIMIT // 2]
        for part in _AFTER_MARK.split(word)
        for start in range(0, len(part), WORD_LIMIT // 2)
    ]


def dotted(text: str) -> list[tuple[bool, str]]:
    """Runs of `text`: Chinese characters, which take an emphasis dot each, and everything else."""
    runs: list[tuple[bool, str]] = []
    for character in text:
        han = bool(HAN.match(character))
        if runs and runs[-1][0] == han:
            runs[-1] = (han, runs[-1][1] + character)
        else:
            runs.append((han, character))
    return runs


def width(text: str) -> float:
    """How wide `text` is, in Chinese characters; a Latin one counts half."""
    return sum(1.0 if _WIDE.match(character) else 0.55 for character in text)


def plainest(payload: str) -> str:
    """The last resort when a combination of printable characters is refused: only the plain ones stay."""
    return re.sub(r"[^\x20-\x7e\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e‘’“”—…·]", GETA, payload)


SCHEMES = frozenset({"http", "https", "mailto"})
LONGEST_ADDRESS = 2000
_SAFE_IN_ADDRESS = "!#$%&'()*+,/:;=?@[]~"


def address(href: str) -> str | None:
    """The address as a PDF may carry it (7-bit), or None if it must not be followed."""
    cleaned = clean(href).strip()
    try:
        scheme = urlsplit(cleaned).scheme.lower()
    except ValueError:
        return None
    followed = scheme in SCHEMES and GETA not in cleaned and len(cleaned) <= LONGEST_ADDRESS
    return quote(cleaned, safe=_SAFE_IN_ADDRESS) if followed else None
