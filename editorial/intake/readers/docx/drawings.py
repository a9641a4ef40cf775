"""Drawings: the pictures and text boxes that hang on a run."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from editorial.intake.readers.docx.markup import Element, attribute, children, descendants, name
from editorial.intake.readers.docx.package import Package, Relationship

_MAGIC = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")
_UNDERSTOOD = ("w:txbxContent", "a:blip", "v:imagedata", "w:t")
_WRITTEN_BY_WORD = ("自动生成", "automatically generated")


@dataclass(frozen=True, slots=True)
class Picture:
    """The bytes of a picture as they lie in the package, and what its author says it shows."""

    content: bytes
    description: str


@dataclass(frozen=True, slots=True)
class Box:
    """A text box; `content` holds its paragraphs and tables."""

    content: Element


class Drawings:
    """Finds what is drawn in the runs of one part."""

    def __init__(self, package: Package, relationships: Mapping[str, Relationship]) -> None:
        self._package = package
        self._relationships = relationships

    def inside(self, drawing: Element) -> Iterator[Picture | Box]:
        """The pictures and text boxes of a `w:drawing`, `w:pict` or `w:object`, each once, in order.
        Pictures of a kind that pages do not show (EMF, WMF, SVG) are left out."""
        yield from self._inside(drawing, _description(drawing))

    def _inside(self, element: Element, description: str) -> Iterator[Picture | Box]:
        for each in element:
            match name(each):
                case "w:txbxContent":
                    yield Box(each)
                case "mc:AlternateContent":
                    yield from self._inside(chosen(each), description)
                case "a:blip":
                    yield from self._picture(attribute(each, "r:embed"), description)
                case "v:imagedata":
                    yield from self._picture(attribute(each, "r:id"), description)
                case _:
                    yield from self._inside(each, description)

    def _picture(self, identity: str, description: str) -> Iterator[Picture]:
        relationship = self._relationships.get(identity)
        if relationship is None or relationship.is_external:
            return
        content = self._package.read(relationship.target)
        if content.startswith(_MAGIC) or (content[:4] == b"RIFF" and content[8:12] == b"WEBP"):
            yield Picture(content, description)


def chosen(alternate: Element) -> Element:
    """One of the forms of `mc:AlternateContent`: the first that holds something understood here."""
    forms = [*children(alternate, "mc:Choice"), *children(alternate, "mc:Fallback")]
    readable = (form for form in forms if next(descendants(form, *_UNDERSTOOD), None) is not None)
    return next(readable, alternate if not forms else forms[-1])


def _description(drawing: Element) -> str:
    """What the author wrote about it; not what Word guessed it to show."""
    written = [attribute(each, "descr") for each in descendants(drawing, "wp:docPr")]
    written += [attribute(each, "alt") for each in descendants(drawing, "v:shape")]
    lines = next(filter(None, written), "").splitlines()
    if any(mark in line for line in lines for mark in _WRITTEN_BY_WORD):
        return ""
    return " ".join(" ".join(lines).split())
