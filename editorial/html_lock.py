"""The second lock on what `editorial.html` writes: nh3 with a list of the tags and attributes that may pass."""

import nh3

_TAGS = {
    *("p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "li", "pre", "code", "hr"),
    *("table", "thead", "tbody", "tr", "th", "td", "section", "figure", "figcaption"),
    *("em", "strong", "del", "a", "img", "br", "sup"),
}
_ATTRIBUTES = {
    "a": {"href", "title", "id", "aria-label"},
    "code": {"class"},
    "img": {"src", "alt", "title"},
    "li": {"id"},
    "ol": {"start"},
    "section": {"aria-label"},
}
_VALUES = {
    "a": {"rel": {"noopener noreferrer"}, "role": {"doc-noteref", "doc-backlink"}},
    "img": {"loading": {"lazy"}},
    "section": {"class": {"footnotes"}, "role": {"doc-endnotes"}},
    "sup": {"class": {"footnote-ref"}},
    "td": {"class": {"align-left", "align-center", "align-right"}},
    "th": {"class": {"align-left", "align-center", "align-right"}, "scope": {"col"}},
}
_MARK_CLASSES = {"finding error", "finding warning", "finding info"}


def _cleaner(*, marks: bool) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=_TAGS | ({"mark"} if marks else set()),
        attributes=_ATTRIBUTES | ({"mark": {"data-finding"}} if marks else {}),
        tag_attribute_values=_VALUES | ({"mark": {"class": _MARK_CLASSES}} if marks else {}),
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )


_CLEANERS = {marks: _cleaner(marks=marks) for marks in (False, True)}


def cleaned(written: str, *, with_marks: bool) -> str:
    """The HTML with nothing in it but what the list allows; marks are for editors only."""
    return _CLEANERS[with_marks].clean(written)
