"""The registry of formats: one module each."""

from publishing.formats.base import CannotRender, Format, Pictures, Rendered
from publishing.formats.html import HTML
from publishing.formats.pdf import PDF

FORMATS: dict[str, Format] = {format.name: format for format in (PDF, HTML)}

__all__ = ["FORMATS", "HTML", "PDF", "CannotRender", "Format", "Pictures", "Rendered"]
