"""Clipping 采编: a page that was read becomes an article of the pool 稿件库, and the page is kept."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext

from editorial import pictures as library
from editorial import vault
from editorial.actions.pool import set_tags
from editorial.actions.refusals import AlreadyClipped, Refused, SameStory
from editorial.actions.rows import saved, write_attribution
from editorial.actions.stamp import stamp
from editorial.actions.stories import find_story, remember
from editorial.clip.identity import LONGEST, page_address
from editorial.clip.pictures import foreign_pictures, with_own_pictures
from editorial.clip.proposal import ClipProposal
from editorial.intake.proposal import AttributionProposal, Warning
from editorial.models import Article, Clipping, Section

if TYPE_CHECKING:
    from django.contrib.auth.models import User

CLIP_PERMISSION = "editorial.clip_article"
_NONE: Mapping[str, bytes] = MappingProxyType({})


def clip(
    *,
    proposal: ClipProposal,
    content: bytes,
    by: "User | None" = None,
    pictures: Mapping[str, bytes] = _NONE,
    section: Section | None = None,
    tags: Iterable[str] = (),
    anyway: bool = False,
) -> Article:
    """Writes what was read from a page as an article of the pool, and keeps the page.

    `content` are the page's bytes; `pictures` the bytes of its pictures by the address the body shows
    them at: one that is missing or no picture is taken out of the body, with a warning in the clipping.
    `by` None stands for the command line, whose user may do everything. `anyway` takes in the text of a
    known story, as another outlet has it; the page itself is taken in once.

    Raises:
        PermissionDenied: `by` may not clip.
        AlreadyClipped: the page is here already.
        SameStory: its text is here already, and not `anyway`.
        Refused: no title or text, or a field cannot be written.
    """
    if by is not None and not by.has_perm(CLIP_PERMISSION):
        raise PermissionDenied(gettext("您没有采编权限，请联系责任编辑或主编。"))
    if not proposal.title.strip() or not proposal.body.strip():
        raise Refused(gettext("网页里没有读出标题或正文，没有存入。请把正文复制下来，在“粘贴文字”里采编。"))
    encoded, losses = _encoded(proposal.body, pictures)
    body = with_own_pictures(proposal.body, {address: name for address, (name, _content) in encoded.items()})
    library.keep(dict(encoded.values()))
    try:
        with transaction.atomic():
            refuse_known(proposal, content, anyway=anyway)
            article = _write_article(proposal, body, section, by)
            set_tags(article, tags)
            noted = replace(proposal, warnings=(*proposal.warnings, *losses))
            _keep_page(article, noted, content, by)
            remember(article)
    except IntegrityError as error:
        raise Refused(gettext("有人同时存入了这一页或新建了同一来源，这次没有写入。请再存一次。")) from error
    return article


def refuse_known(proposal: ClipProposal, content: bytes, *, anyway: bool = False) -> None:
    """Lets a page pass that is new to the newsroom.

    Raises:
        AlreadyClipped: the page is here, by its address or its bytes.
        SameStory: another page with its text is here, and not `anyway`.
    """
    address = page_address(proposal.url)
    same = models.Q(digest=hashlib.sha256(content).hexdigest())
    if address:
        same |= models.Q(address=address)
    if known := Clipping.objects.filter(same).select_related("article").first():
        raise AlreadyClipped(
            gettext("这一页已经采编过了，就是《%(article)s》，没有重复存入。") % {"article": known.article},
            known.article,
        )
    if not anyway and (article := find_story(proposal.body)):
        raise SameStory(
            gettext("内容相同的稿件已经有了，就是《%(article)s》，没有重复存入。") % {"article": article},
            article,
        )


def _encoded(
    body: str, pictures: Mapping[str, bytes]
) -> tuple[dict[str, tuple[str, bytes]], tuple[Warning, ...]]:
    """The body's pictures as the library keeps them, by address, and a warning for each that is lost."""
    encoded: dict[str, tuple[str, bytes]] = {}
    losses = []
    for address in foreign_pictures(body):
        try:
            if address not in pictures:
                raise library.PictureError("图片没有取到。")
            encoded[address] = library.encode_picture(pictures[address])
        except library.PictureError as error:
            message = f"{error}正文里去掉了这张图片：{address}。需要时请在浏览器里另存，再到文章里上传。"
            losses.append(Warning("picture.missing", 0, message))
    return encoded, tuple(losses)


def _write_article(proposal: ClipProposal, body: str, section: Section | None, by: "User | None") -> Article:
    byline = "、".join(proposal.authors)
    article = Article(title=proposal.title.strip(), byline=byline, body=body, section=section, editor=by)
    stamp(article, by, "采编")
    saved(article)
    outlet = proposal.outlet or proposal.via
    if outlet:
        credit = AttributionProposal(
            outlet=outlet,
            via=proposal.via,
            author=byline,
            url=proposal.url if len(proposal.url) <= LONGEST else "",
            date=proposal.published,
        )
        write_attribution(article, credit)
    return article


def _keep_page(article: Article, proposal: ClipProposal, content: bytes, by: "User | None") -> None:
    saved(
        Clipping(
            article=article,
            address=page_address(proposal.url),
            digest=vault.keep(content),
            proposal=proposal.to_json(),
            clipped_by=by,
        )
    )
