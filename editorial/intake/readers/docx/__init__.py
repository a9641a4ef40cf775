"""Word documents (.docx) → blocks, by our own walk over the XML.

Ready-made readers lose size, alignment, page breaks and text boxes, which are what a secretary's
headings are made of. ISO/IEC 29500, transitional and strict. Needs no settings, so that it can run in a
process of its own.

`package` opens the zip file, `styles` and `numbering` know what is inherited, `inlines` reads what stands
in a paragraph, `body` walks from part to part, `compose` says what each part is.
"""

from editorial.intake.blocks import Block
from editorial.intake.readers.docx.body import Body
from editorial.intake.readers.docx.compose import compose
from editorial.intake.readers.docx.package import Package


def read(content: bytes) -> list[Block]:
    """The blocks of a Word document in reading order, numbered from 1.

    Raises:
        Refused: broken, locked, with macros, beyond the limits, or no Word document; a Chinese sentence.
    """
    return compose(Body(Package(content)).parts())
