"""Fields: stretches of text that Word works out from a code. The code is dropped, the result kept.

A field begins, turns from code to result and ends at marks that may stand in different paragraphs.
ISO/IEC 29500-1, 17.16.
"""

import re
from dataclasses import dataclass

from editorial.addresses import public_link

_LINK = re.compile(r'\s*HYPERLINK\s+(?:"([^"]+)"|([^\s"\\]+))', re.IGNORECASE)
_CONTENTS = re.compile(r"\s*TOC\b", re.IGNORECASE)


@dataclass(slots=True)
class _Field:
    """`link` and `in_contents` are those of the field around it until its own code is known."""

    link: str = ""
    in_contents: bool = False
    code: str = ""
    has_result: bool = False


_NONE = _Field(has_result=True)


class Fields:
    """The fields that are open at a place in the text, the innermost last."""

    def __init__(self) -> None:
        self._open: list[_Field] = []

    def meet(self, mark: str, code: str) -> None:
        """A mark of a field (`begin`, `separate`, `end`), or a piece of its code."""
        around = self._innermost
        if mark == "begin":
            self._open.append(_Field(around.link, around.in_contents))
        elif mark == "separate" and self._open:
            around.link = linked(around.code) or around.link
            around.in_contents = around.in_contents or bool(_CONTENTS.match(around.code))
            around.has_result = True
        elif mark == "end" and self._open:
            self._open.pop()
        elif not mark and self.in_code:
            around.code += code

    def end_paragraph(self) -> None:
        """A code does not reach beyond its paragraph; one that seems to has lost its end."""
        self._open = [each for each in self._open if each.has_result]

    @property
    def in_code(self) -> bool:
        return not self._innermost.has_result

    @property
    def in_contents(self) -> bool:
        """Inside an automatic contents list."""
        return self._innermost.in_contents

    @property
    def link(self) -> str:
        """The address that the text leads to; empty where to none."""
        return self._innermost.link

    @property
    def _innermost(self) -> _Field:
        return self._open[-1] if self._open else _NONE


def linked(code: str) -> str:
    """The public address in the code of a field, or empty."""
    match = _LINK.match(code)
    return (public_link(match[1] or match[2]) or "") if match else ""
