"""Spelling: what a font's glyph says it is → the characters that a person would have typed.

PDF makers look a glyph's meaning up in the font, where a radical's glyph is also a character's, a bullet
has a private number, and a ligature is one sign.
"""

import unicodedata

_RADICALS = (
    "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺈刀⺉刂⺊卜⺋㔾⺌小⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺠民⺡氵⺢氺⺣灬⺤爫⺦丬"
    "⺧牛⺨犭⺩王⺫目⺬示⺭礻⺯糹⺰纟⺱罓⺲罒⺳㓁⺴冗⺶羊⺹耂⺺肀⺻聿⺼肉⺾艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻈讠⻉贝⻋车⻌辶⻏邑⻐钅⻑長"
    "⻒镸⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀"
)
"""Each CJK radical of the supplement with its character: EquivalentUnifiedIdeograph.txt of Unicode."""
_SYMBOLS = {
    "\uf06c": "●",  # Wingdings, the fonts' numbers shifted to U+F000
    "\uf06e": "■",
    "\uf075": "◆",
    "\uf0b7": "•",  # Symbol
    "\uf0a7": "▪",
    "\uf0a8": "□",
    "\uf076": "❖",
    "\uf0d8": "➢",
    "\uf0e8": "➔",
    "\uf0fc": "✓",
    "\uf0fe": "☑",
    "\uf06f": "□",
    "\uf0e0": "→",
    "\uf020": " ",
}
_TABLE = str.maketrans(dict(zip(_RADICALS[::2], _RADICALS[1::2], strict=True)) | _SYMBOLS)
_COMPATIBLE = (("\u2e80", "\u2fdf"), ("\uf900", "\ufaff"), ("\ufb00", "\ufb06"), ("\U0002f800", "\U0002fa1f"))
"""Radicals, compatibility ideographs and Latin ligatures: all that is folded. Full-width forms stay."""
_BLANK = frozenset(
    " \t\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
_WIDE_BLANK = "\u3000"
SOFT_HYPHEN = "\u00ad"
LOST = "\ufffd"
"""Stands where the file draws a glyph and does not say which character it is."""


def spelt(text: str) -> str:
    """The characters typed for a glyph that reads `text`; empty for what leaves no trace on paper."""
    return "".join(map(_character, text.translate(_TABLE)))


def is_blank(text: str) -> bool:
    """Nothing but spaces, of any width."""
    return all(letter in _BLANK for letter in text)


def _character(letter: str) -> str:
    if letter in _BLANK:
        return _WIDE_BLANK if letter == _WIDE_BLANK else " "
    if any(first <= letter <= last for first, last in _COMPATIBLE):
        return unicodedata.normalize("NFKC", letter)
    match unicodedata.category(letter):
        case "Cc" | "Cf":
            return letter if letter == SOFT_HYPHEN else ""
        case "Co" | "Cn" | "Cs":
            return LOST
    return letter


def is_wide(letter: str) -> bool:
    """A Chinese character or mark, which stands without blanks beside it. Curly quotation marks, dashes
    and the ellipsis are, too: they are shared with Latin, and so are doubtful."""
    return unicodedata.east_asian_width(letter) in "WF" or letter in "“”‘’—…·"


def is_han(letter: str) -> bool:
    """A Chinese character."""
    return unicodedata.category(letter) == "Lo" and unicodedata.east_asian_width(letter) == "W"
