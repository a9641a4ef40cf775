"""Writes small Word documents for tests: a zip file of XML, each part only as large as the test needs."""

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

_SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
}
DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _SPACES.items())
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
BREAK = "<w:r><w:br/></w:r>"
PAGE = '<w:r><w:br w:type="page"/></w:r>'
TAB = "<w:r><w:tab/></w:r>"
BODY_SIZE = 16.0
"""Points; 三号, as official documents are set."""


def run(text: str, *, bold: bool = False, size: float = 0, font: str = "", properties: str = "") -> str:
    """A run; size in points."""
    look = "<w:b/>" * bold + (f'<w:sz w:val="{int(size * 2)}"/>' if size else "") + properties
    face = f'<w:rFonts w:ascii="{font}" w:eastAsia="{font}"/>' if font else ""
    return f'<w:r><w:rPr>{face}{look}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(
    *content: str,
    style: str = "",
    align: str = "",
    number: tuple[int, int] | None = None,
    properties: str = "",
    **look: object,
) -> str:
    """A paragraph of words or of XML. `number` is list and depth (from 0); `look` goes to its words."""
    inner = "".join(each if each.startswith("<") else run(each, **look) for each in content)  # type: ignore[arg-type]
    own = f'<w:pStyle w:val="{style}"/>' if style else ""
    own += f'<w:jc w:val="{align}"/>' if align else ""
    if number:
        own += f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>'
    return f"<w:p><w:pPr>{own}{properties}</w:pPr>{inner}</w:p>"


def table(*rows: list[str], borders: bool = False) -> str:
    """A table; a cell is words or the XML of its paragraphs, or `cell(…)`."""
    lines = '<w:tblBorders><w:top w:val="single"/></w:tblBorders>' * borders
    written = ("".join(each if each.startswith("<w:tc>") else cell(each) for each in row) for row in rows)
    return f"<w:tbl><w:tblPr>{lines}</w:tblPr>{''.join(f'<w:tr>{row}</w:tr>' for row in written)}</w:tbl>"


def cell(content: str, properties: str = "") -> str:
    inner = content if content.startswith("<") else p(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def style(identity: str, title: str, *, based_on: str = "", paragraph: str = "", words: str = "") -> str:
    """A paragraph style; `paragraph` and `words` are the XML of its properties."""
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="paragraph" w:styleId={quoteattr(identity)}><w:name w:val={quoteattr(title)}/>{base}'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{words}</w:rPr></w:style>"
    )


def styles(*written: str, size: float = BODY_SIZE) -> str:
    """The styles part; `size` is that of words nothing else is said of."""
    defaults = f'<w:rPrDefault><w:rPr><w:sz w:val="{int(size * 2)}"/></w:rPr></w:rPrDefault>'
    return f"<w:styles {DECLARED}><w:docDefaults>{defaults}</w:docDefaults>{''.join(written)}</w:styles>"


def numbering(*lists: list[tuple[str, str]], extra: str = "") -> str:
    """The numbering part: lists 1, 2 … of levels as (manner, pattern). `extra` is XML of further lists."""
    families, numbers = "", ""
    for identity, levels in enumerate(lists, start=1):
        written = "".join(
            f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{manner}"/>'
            f'<w:lvlText w:val="{pattern}"/></w:lvl>'
            for depth, (manner, pattern) in enumerate(levels)
        )
        families += f'<w:abstractNum w:abstractNumId="{identity}">{written}</w:abstractNum>'
        numbers += f'<w:num w:numId="{identity}"><w:abstractNumId w:val="{identity}"/></w:num>'
    return f"<w:numbering {DECLARED}>{families}{numbers}{extra}</w:numbering>"


def footnotes(**notes: str) -> str:
    """The footnotes part, `n2="…"` for the note with the id 2."""
    written = "".join(
        f'<w:footnote w:id="{name[1:]}">{p(words)}</w:footnote>' for name, words in notes.items()
    )
    return f"<w:footnotes {DECLARED}>{written}</w:footnotes>"


def note(identity: int) -> str:
    """The mark of a footnote."""
    return f'<w:r><w:footnoteReference w:id="{identity}"/></w:r>'


def field(code: str, *result: str) -> str:
    """A field in three marks, as Word writes it."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    instruction = f'<w:r><w:instrText xml:space="preserve">{escape(code)}</w:instrText></w:r>'
    return (
        f"{mark.format('begin')}{instruction}{mark.format('separate')}{''.join(result)}{mark.format('end')}"
    )


def picture(identity: str, description: str = "") -> str:
    return (
        f"<w:r><w:drawing><wp:inline><wp:docPr id='1' name='图片 1' descr={quoteattr(description)}/>"
        f'<a:graphic><a:blip r:embed="{identity}"/></a:graphic></wp:inline></w:drawing></w:r>'
    )


def text_box(*paragraphs: str) -> str:
    """A text box in both forms in which Word writes it, one for itself and one for its forebears."""
    content = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    return (
        "<w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def contents_control(*paragraphs: str) -> str:
    """The content control that Word keeps its contents list in."""
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    return f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr><w:sdtContent>{''.join(paragraphs)}</w:sdtContent></w:sdt>"


def document(
    *body: str,
    parts: Mapping[str, str | bytes] | None = None,
    links: Mapping[str, str] | None = None,
    embedded: Mapping[str, str] | None = None,
) -> bytes:
    """A whole document. `parts` are further parts by their name below `word/`; `links` are addresses and
    `embedded` parts, by relationship id."""
    parts = {"styles.xml": styles(), **(parts or {})}
    related = [
        (f"part{place}", name.removesuffix(".xml"), name, "")
        for place, name in enumerate(parts)
        if name.endswith(".xml")
    ]
    related += [(identity, "hyperlink", address, "External") for identity, address in (links or {}).items()]
    related += [(identity, "image", target, "") for identity, target in (embedded or {}).items()]
    inner = f"<w:document {DECLARED}><w:body>{''.join(body)}<w:sectPr/></w:body></w:document>"
    return package(
        {
            "[Content_Types].xml": _types(parts),
            "_rels/.rels": _relationships([("main", "officeDocument", "word/document.xml", "")]),
            "word/document.xml": inner,
            "word/_rels/document.xml.rels": _relationships(related),
            **{f"word/{name}": content for name, content in parts.items()},
        }
    )


def package(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip file of these parts."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in parts.items():
            archive.writestr(path, content)
    return packed.getvalue()


def unpacked(document: bytes) -> dict[str, bytes]:
    """The parts of a document by path."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return {path: archive.read(path) for path in archive.namelist()}


def _types(parts: Mapping[str, str | bytes]) -> str:
    kinds = {"document.xml": "document.main"} | {
        name: name.removesuffix(".xml") for name in parts if name.endswith(".xml")
    }
    overrides = "".join(
        f'<Override PartName="/word/{name}" ContentType="{_OFFICE}.{kind}+xml"/>'
        for name, kind in kinds.items()
    )
    relationships = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="{relationships}"/>'
        f'<Default Extension="png" ContentType="image/png"/>{overrides}</Types>'
    )


def _relationships(related: list[tuple[str, str, str, str]]) -> str:
    written = "".join(
        f'<Relationship Id="{identity}" Type="{_SPACES["r"]}/{kind}" Target={quoteattr(target)}'
        f"{' TargetMode=' + quoteattr(mode) if mode else ''}/>"
        for identity, kind, target, mode in related
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{written}</Relationships>'
