"""Symbol fonts: what their letters look like, as characters that every font has.

Wingdings and Symbol draw pictures where other fonts have letters; Word writes these at their codes or at
U+F000 beyond them, in Unicode's area for private use.
"""

import re

BULLET = "•"
"""Stands for a private character that nobody can name."""

_WINGDINGS = {
    0x4A: "☺", 0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "❑", 0x72: "❒", 0x73: "◆",
    0x74: "◆", 0x75: "◆", 0x76: "❖", 0x77: "◆", 0x9E: "·", 0x9F: "•", 0xA1: "○", 0xA2: "○", 0xA4: "◎",
    0xA5: "◎", 0xA7: "■", 0xA8: "□", 0xAB: "★", 0xAA: "✦", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑",
    0xE2: "↓", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    **{0x81 + place: chr(0x2460 + place) for place in range(10)},
    **{0x8C + place: chr(0x2776 + place) for place in range(10)},
}  # fmt: skip
_SYMBOL = {
    0xA3: "≤", 0xA5: "∞", 0xA8: "♦", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°",
    0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xBC: "…",
    0xD6: "√", 0xD7: "·", 0xE5: "∑", 0x6D: "μ", 0x61: "α", 0x62: "β", 0x67: "γ", 0x64: "δ", 0x44: "Δ",
    0x70: "π", 0x73: "σ", 0x53: "Σ", 0x77: "ω", 0x57: "Ω", 0x6C: "λ", 0x71: "θ",
}  # fmt: skip
_UNNAMED = _WINGDINGS | {0xB7: "•"}
"""Without a font's name the bullets of Wingdings are the likeliest, and the one of Symbol."""
_PRIVATE = re.compile("[\ue000-\uf8ff]")


def drawn(text: str, font: str) -> str:
    """The text as the font draws it. Of other fonts only private characters are touched."""
    if font.startswith("Wingdings"):
        return "".join(_WINGDINGS.get(ord(letter) & 0xFF, BULLET) for letter in text if not letter.isspace())
    if font == "Symbol":
        return "".join(_SYMBOL.get(ord(letter) & 0xFF, letter) for letter in text)
    return _PRIVATE.sub(lambda found: _UNNAMED.get(ord(found[0]) & 0xFF, BULLET), text)


def symbol(code: str, font: str) -> str:
    """What `w:sym` draws: a hexadecimal code in a font. Empty where it is no code."""
    try:
        letter = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    return drawn(letter, font) if letter.isprintable() or "\ue000" <= letter <= "\uf8ff" else ""
