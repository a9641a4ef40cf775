"""Names in Word's XML, with the prefixes everybody writes them with: `w:p`, `r:id`, `wp:docPr`.

ISO/IEC 29500 has two sets of namespaces, transitional and strict; both read alike here.
"""

from collections.abc import Iterator

from lxml import etree

_OFFICE = "http://schemas.openxmlformats.org"
_STRICT = "http://purl.oclc.org/ooxml"
_NAMESPACES = {
    "w": (f"{_OFFICE}/wordprocessingml/2006/main", f"{_STRICT}/wordprocessingml/main"),
    "r": (f"{_OFFICE}/officeDocument/2006/relationships", f"{_STRICT}/officeDocument/relationships"),
    "a": (f"{_OFFICE}/drawingml/2006/main", f"{_STRICT}/drawingml/main"),
    "wp": (
        f"{_OFFICE}/drawingml/2006/wordprocessingDrawing",
        f"{_STRICT}/drawingml/wordprocessingDrawing",
    ),
    "m": (f"{_OFFICE}/officeDocument/2006/math", f"{_STRICT}/officeDocument/math"),
    "mc": (f"{_OFFICE}/markup-compatibility/2006",),
    "v": ("urn:schemas-microsoft-com:vml",),
    "xml": ("http://www.w3.org/XML/1998/namespace",),
}
_PREFIX_OF = {uri: prefix for prefix, uris in _NAMESPACES.items() for uri in uris}
_WRITTEN: dict[str, str] = {}
_OFF = frozenset(("0", "false", "off", "none"))
_LARGEST = 10**6

Element = etree._Element


def name(element: Element) -> str:
    """The element's name with its usual prefix; that of a foreign namespace in full."""
    tag = str(element.tag)
    if tag not in _WRITTEN:
        uri, _, local = tag.rpartition("}")
        prefix = _PREFIX_OF.get(uri.removeprefix("{"))
        if prefix is None:
            return tag
        _WRITTEN[tag] = f"{prefix}:{local}"
    return _WRITTEN[tag]


def attribute(element: Element | None, wanted: str) -> str:
    """An attribute by its name with prefix (`w:val`) or without; empty where there is none."""
    if element is None:
        return ""
    prefix, _, local = wanted.rpartition(":")
    for uri in _NAMESPACES.get(prefix, ()):
        if (found := element.get(f"{{{uri}}}{local}")) is not None:
            return str(found)
    return "" if prefix else str(element.get(local, ""))


def child(element: Element | None, *path: str) -> Element | None:
    """The first child of that name, and so on down the path; None where the path breaks off."""
    for step in path:
        if element is None:
            return None
        element = next((each for each in element if name(each) == step), None)
    return element


def children(element: Element | None, *wanted: str) -> Iterator[Element]:
    """The children of these names, in order."""
    return (each for each in (() if element is None else element) if name(each) in wanted)


def descendants(element: Element, *wanted: str) -> Iterator[Element]:
    """Everything of these names inside the element, in the order of the document."""
    return (each for each in element.iterdescendants() if name(each) in wanted)


def value(element: Element | None, *path: str) -> str:
    """The `w:val` at the end of a path; empty where there is none."""
    return attribute(child(element, *path), "w:val")


def is_on(element: Element) -> bool:
    """A switch such as `w:b`: on unless its value says otherwise."""
    return attribute(element, "w:val").lower() not in _OFF


def whole(written: str, otherwise: int = 0) -> int:
    """A whole number as an attribute holds it; `otherwise` where it holds none, or one beyond all measure."""
    try:
        read = int(written)
    except ValueError:
        return otherwise
    return read if -_LARGEST < read < _LARGEST else otherwise
