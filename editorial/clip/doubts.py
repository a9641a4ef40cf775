"""Doubts about a clipping: what was not found on the page or in the pasted text, and what to do about it."""

import datetime

from editorial.clip.byline import Byline
from editorial.intake.blocks import Block
from editorial.intake.proposal import Warning

SHORT = 60
"""Characters of a text that is hardly one."""


def doubts(title: str, byline: Byline, published: datetime.date | None, text: list[Block]) -> list[Warning]:
    """A warning for each field that is empty, for a text that is hardly one, and for pictures that lie
    in the page itself and cannot be fetched."""
    wanted = (
        ("title.missing", title, "没有认出标题，请补上。"),
        ("outlet.missing", byline.outlet, "没有认出文章来源，请看原文后补上。"),
        ("date.missing", published, "没有认出发布日期，请看原文后补上。"),
        ("author.missing", byline.authors, "没有认出作者；原文有署名的话请补上。"),
    )
    warnings = [Warning(code, 0, message) for code, value, message in wanted if not value]
    if sum(len(block.text) for block in text) < SHORT:
        message = "认出的正文很短，可能要联网才显示，或分成了几页。请打开原文核对，必要时复制正文后粘贴。"
        warnings.append(Warning("body.short", 0, message))
    if any(block.picture for block in text):
        message = "有图片存在网页文件里面，没有带出来，请在文章里重新上传。"
        warnings.append(Warning("image.missing", 0, message))
    return warnings
