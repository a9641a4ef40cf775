"""Illustrations 插图: the pictures that lie in a document, re-encoded so that a body can show them.

What cannot be taken stays out of the body, and a warning asks the editor to upload it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from editorial.addresses import PICTURE_PREFIX
from editorial.intake.blocks import Block, Kind, Run
from editorial.intake.proposal import Warning
from editorial.intake.prose import inline
from editorial.pictures import PictureError, encode_picture

MOST = 200
"""Pictures that are taken out of one document; re-encoding one takes up to a second."""
_NOT_INSIDE = "此处有图片，但文件里没有它的内容，没有导入，请在文章里重新上传。"
_TOO_MANY = f"文件里的图片超过 {MOST} 张，这一张没有导入，请在文章里重新上传。"


@dataclass(slots=True)
class Illustrations:
    """The pictures of one document as far as its articles have been gone through. `pictures` are the
    re-encoded bytes by name; a picture that comes several times is encoded once."""

    pictures: dict[str, bytes] = field(default_factory=dict)
    warnings: list[Warning] = field(default_factory=list)
    _names: dict[bytes, str] = field(default_factory=dict)

    def place(self, blocks: Iterable[Block]) -> list[Block]:
        """The blocks with each picture as the Markdown that shows it, and without those that cannot be
        shown."""
        return [placed for block in blocks if (placed := self._placed(block))]

    def _placed(self, block: Block) -> Block | None:
        if block.kind is not Kind.IMAGE:
            return block
        try:
            name = self._name(block.picture)
        except PictureError as error:
            self.warnings.append(Warning("image.missing", block.line, str(error)))
            return None
        description = inline((Run(" ".join(block.text.split())),)).replace("]", "\\]")
        return replace(block, markdown=f"![{description}]({PICTURE_PREFIX}{name})", picture=b"")

    def _name(self, content: bytes) -> str:
        """The name under which the picture is kept.

        Raises:
            PictureError: there are no bytes, too many pictures, or no picture that Pillow can read.
        """
        if not content:
            raise PictureError(_NOT_INSIDE)
        if content not in self._names:
            if len(self._names) >= MOST:
                raise PictureError(_TOO_MANY)
            name, self.pictures[name] = _encoded(content)
            self._names[content] = name
        return self._names[content]


def _encoded(content: bytes) -> tuple[str, bytes]:
    try:
        return encode_picture(content)
    except PictureError as error:
        raise PictureError(f"此处的图片没有导入：{error}") from error
