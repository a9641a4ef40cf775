"""The fonts of the press: which typefaces it wants, which of them this machine has, what they can print.

Typst is the judge of both: a character is printable when Typst can set it in PDF/UA-1 and PDF/A-2a.
"""

import json
import re
import threading
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import typst

PRESS = Path(__file__).resolve().parent / "press"
"""Holds the templates and nothing else: Typst may read whatever lies here."""
NO_PACKAGES = PRESS / "no-packages"
"""A folder that does not exist, so no template can import a package."""
STANDARDS: "list[typst.PDFStandard]" = ["ua-1", "a-2a"]


@dataclass(frozen=True, slots=True)
class Typeface:
    """A style of type. `families` in order of preference: Debian's, then macOS's, then Windows's."""

    role: str
    label: str
    families: tuple[str, ...]
    package: str


SONG = Typeface(
    "song",
    "宋体",
    (
        "Noto Serif CJK SC",
        "Noto Serif SC",
        "Source Han Serif SC",
        "AR PL UMing CN",
        "Songti SC",
        "STSong",
        "FangSong",
        "SimSun",
        "NSimSun",
    ),
    "fonts-noto-cjk fonts-noto-cjk-extra",
)
HEI = Typeface(
    "hei",
    "黑体",
    (
        "Noto Sans CJK SC",
        "Noto Sans SC",
        "Source Han Sans SC",
        "WenQuanYi Micro Hei",
        "WenQuanYi Zen Hei",
        "PingFang SC",
        "Heiti SC",
        "STHeiti",
        "Microsoft YaHei",
        "SimHei",
    ),
    "fonts-noto-cjk",
)
KAI = Typeface(
    "kai", "楷体", ("LXGW WenKai", "AR PL UKai CN", "Kaiti SC", "STKaiti", "KaiTi"), "fonts-lxgw-wenkai"
)
TYPEFACES = (SONG, HEI, KAI)

LATIN_MONO = "DejaVu Sans Mono"
LATIN_SERIF = "Libertinus Serif"
"""These come inside Typst."""
HAN_MONO = "Noto Sans Mono CJK SC"


@cache
def shared() -> typst.Fonts:
    """The fonts of this machine and those inside Typst, found once for all threads."""
    return typst.Fonts()


@cache
def _available() -> frozenset[str]:
    return frozenset(shared().families())


def missing() -> tuple[Typeface, ...]:
    """The typefaces of which this machine has no family at all."""
    return tuple(typeface for typeface in TYPEFACES if not _present(typeface))


def standards() -> "list[typst.PDFStandard]":
    """What a PDF keeps to. Without any Chinese typeface that is nothing: its characters are boxes then,
    which both standards forbid."""
    return [] if missing() == TYPEFACES else STANDARDS


def _present(typeface: Typeface) -> list[str]:
    return [family for family in typeface.families if family in _available()]


@cache
def families() -> dict[str, list[str]]:
    """Role to font families that are here, best first. A role without one borrows from the others; where
    there is no typeface at all, Typst takes what else it finds on the machine."""
    stock = {typeface.role: _present(typeface)[:1] for typeface in TYPEFACES}
    borrowed = {"song": ("song", "hei", "kai"), "hei": ("hei", "song", "kai"), "kai": ("kai", "song", "hei")}
    chosen = {
        role: [name for lender in lenders for name in stock[lender]] or [LATIN_SERIF]
        for role, lenders in borrowed.items()
    }
    mono = [name for name in (LATIN_MONO, HAN_MONO) if name in _available()]
    return chosen | {"mono": mono + chosen["hei"]}


# --- What can be printed ------------------------------------------------------------------------

_REFUSED = re.compile(r'the (?:text|PDF) contains the (?:disallowed )?codepoint `"(.+?)"`')
_NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")

_known: dict[str, bool] = {}
_lock = threading.Lock()


def unprintable(text: str) -> frozenset[str]:
    """The characters of `text` that no font of this machine can print. Lone surrogates count."""
    characters = sorted(set(text))
    with _lock:
        asked = [character for character in characters if character not in _known]
        if asked:
            refused = _probe([character for character in asked if not "\ud800" <= character <= "\udfff"])
            _known.update((c, not ("\ud800" <= c <= "\udfff" or c in refused)) for c in asked)
        return frozenset(character for character in characters if not _known[character])


def _probe(characters: list[str]) -> frozenset[str]:
    """Sets each character in a line of its own and collects what Typst refuses."""
    try:
        _set_one_by_one(characters)
    except typst.TypstError as error:
        return frozenset(
            _unescape(written)
            for found in (_NO_GLYPH, _REFUSED)
            for written in found.findall(error.diagnostic)
        )
    except BaseException as error:
        if not is_panic(error):
            raise
        if len(characters) == 1:
            return frozenset(characters)
        half = len(characters) // 2
        return _probe(characters[:half]) | _probe(characters[half:])
    return frozenset()


def _set_one_by_one(characters: list[str]) -> None:
    typst.compile(
        str(PRESS / "probe.typ"),
        root=str(PRESS),
        font_paths=shared(),
        sys_inputs={"characters": json.dumps(characters), "fonts": json.dumps(families())},
        format="pdf",
        pdf_standards=STANDARDS,
        timestamp=0,
        package_path=str(NO_PACKAGES),
        package_cache_path=str(NO_PACKAGES),
    )


def _unescape(written: str) -> str:
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), written)


def is_unprintable_complaint(error: BaseException) -> bool:
    """Whether Typst stopped because of characters it cannot print, not because of a fault of ours."""
    return isinstance(error, typst.TypstError) and bool(
        _NO_GLYPH.search(error.diagnostic) or _REFUSED.search(error.diagnostic)
    )


def is_panic(error: BaseException) -> bool:
    """Whether Typst's own code broke down. Its exception cannot be imported; it is known by its module."""
    return type(error).__module__ == "pyo3_runtime"
