"""Two thousand damaged Word files: each is read or refused, and none brings the reader down."""

import random
from collections import Counter
from collections.abc import Callable
from copy import deepcopy

import pytest
from lxml import etree

from editorial.intake.blocks import Block
from editorial.intake.readers.docx import read
from editorial.intake.sniff import Refused
from tests.editorial.intake import word
from tests.editorial.intake.word import BREAK, PAGE, TAB, document, p, run
from tests.pictures import png

pytestmark = pytest.mark.any_database

SEED = 20260130
FILES = 2_000
_ODD = ("", "0", "-1", "99999999999999999999", "NaN", "on", "%1", "一", "../../x", "\U0010fffd", "a" * 5000)
_XML = (
    "word/document.xml",
    "word/styles.xml",
    "word/numbering.xml",
    "word/footnotes.xml",
    "word/_rels/document.xml.rels",
)
_ODDS = (14, 4, 3, 1, 1)
"""How often each of these is the part that is damaged."""


def whole() -> bytes:
    """A small document with something of everything."""
    styles = word.styles(
        word.style("1", "heading 1", paragraph='<w:outlineLvl w:val="0"/>', words='<w:b/><w:sz w:val="36"/>'),
        word.style("2", "标题 2", based_on="1"),
        word.style("10", "toc 1"),
    )
    return document(
        p(word.text_box(p("港城数字经贸", size=42), p("2026 年第 1 期", align="center"))),
        word.contents_control(p(word.field('TOC \\o "1-2"', run("提单上线"), TAB, run("2")), style="10")),
        p("提单", BREAK, "上线", style="1"),
        p("一段话", word.note(2), "。", BREAK, "又一段话。", number=(1, 0)),
        p("下面一层", number=(1, 1), properties="<w:pageBreakBefore/>"),
        p(
            f'<w:ins w:id="1">{run("添上的")}</w:ins>',
            PAGE,
            f'<w:hyperlink r:id="a">{run("原文")}</w:hyperlink>',
        ),
        p(word.picture("i", "吊机"), "图下的字。", properties="<w:sectPr/>"),
        word.table(["港口", word.cell("箱量", '<w:gridSpan w:val="2"/>')], ["东港", "1", "2"], borders=True),
        word.table(["左", p("右") + word.table(["里"])]),
        parts={
            "styles.xml": styles,
            "numbering.xml": word.numbering([("chineseCounting", "%1、"), ("decimal", "%2.")]),
            "footnotes.xml": word.footnotes(n2="注释。"),
            "media/1.png": png(8, 8),
        },
        links={"a": "https://example.com/"},
        embedded={"i": "media/1.png"},
    )


# --- Damage to the XML ----------------------------------------------------------------------------


def _delete(chance: random.Random, element: etree._Element, other: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _double(chance: random.Random, element: etree._Element, other: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        for _ in range(chance.choice((1, 1, 1, 40))):
            parent.insert(parent.index(element), deepcopy(element))


def _nest(chance: random.Random, element: etree._Element, other: etree._Element) -> None:
    """Puts copies of an element into one another, or into any other one."""
    inner = deepcopy(element)
    for _ in range(chance.choice((0, 1, 30, 150))):
        outer = etree.Element(element.tag)
        outer.attrib.update(element.attrib)
        outer.append(inner)
        inner = outer
    other.append(inner)


def _garble(chance: random.Random, element: etree._Element, other: etree._Element) -> None:
    """An odd value for an attribute, one of another element's, or another name for the element."""
    names = [*element.attrib, *other.attrib]
    if names and chance.random() < 0.8:
        element.set(chance.choice(names), chance.choice((*_ODD, *map(str, other.attrib.values()))))
    else:
        element.tag = other.tag


def _rewrite(chance: random.Random, element: etree._Element, other: etree._Element) -> None:
    element.text, other.tail = chance.choice(_ODD), chance.choice(_ODD)


_DAMAGES: tuple[Callable[[random.Random, etree._Element, etree._Element], None], ...] = (
    _delete,
    _double,
    _nest,
    _garble,
    _garble,
    _rewrite,
)


def _damaged_xml(chance: random.Random, parts: dict[str, bytes]) -> bytes:
    path = chance.choices(_XML, _ODDS)[0]
    root = etree.fromstring(parts[path])
    for _ in range(chance.randint(1, 4)):
        elements = [*root.iter()]
        chance.choice(_DAMAGES)(chance, chance.choice(elements), chance.choice(elements))
    return word.package({**parts, path: etree.tostring(root)})


# --- Damage to the file ---------------------------------------------------------------------------


def _swapped(chance: random.Random, parts: dict[str, bytes]) -> bytes:
    one, other = chance.sample([*parts], 2)
    return word.package({**parts, one: parts[other], other: parts[one]})


def _without(chance: random.Random, parts: dict[str, bytes]) -> bytes:
    gone = chance.choice([*parts])
    return word.package({path: content for path, content in parts.items() if path != gone})


def _flipped(chance: random.Random, parts: dict[str, bytes]) -> bytes:
    content = bytearray(word.package(parts))
    for _ in range(chance.randint(1, 8)):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    return bytes(content)


def _cut_off(chance: random.Random, parts: dict[str, bytes]) -> bytes:
    content = word.package(parts)
    return content[: chance.randrange(len(content))]


def _outcome(content: bytes) -> str:
    """`read` or `refused`; anything else that comes of it comes out."""
    try:
        return "read" if all(isinstance(block, Block) for block in read(content)) else "nonsense"
    except Refused as refusal:
        return "refused" if str(refusal).endswith("。") else "rude"


def test_damaged_files_are_read_or_refused():
    chance = random.Random(SEED)
    parts = word.unpacked(whole())
    outcomes: Counter[str] = Counter()
    for _ in range(FILES):
        damage = chance.choices((_damaged_xml, _swapped, _without, _flipped, _cut_off), (80, 5, 5, 7, 3))[0]
        outcomes[_outcome(damage(chance, parts))] += 1
    assert outcomes.keys() == {"read", "refused"}
    # Were everything refused at the door, nothing would have been tried.
    assert outcomes["read"] > FILES / 2
    assert outcomes["refused"] > FILES / 20


def test_the_undamaged_file_is_read_whole():
    words = "".join(block.text for block in read(whole()))
    for expected in (
        "港城数字经贸",
        "提单上线",
        "一、一段话。",
        "添上的",
        "原文",
        "图下的字。",
        "| 港口 | 箱量 |",
        "里",
    ):
        assert expected in words


def test_a_thousand_cells_that_each_claim_a_thousand_columns_stay_small():
    wide = word.cell("1", '<w:gridSpan w:val="100000"/>')
    blocks = read(document(word.table(*[[wide, wide]] * 500, borders=True)))
    assert sum(len(block.markdown) for block in blocks) < 1_000_000
