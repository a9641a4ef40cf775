"""恢复: what an earlier version of an article, an issue or a source said is written again, as a new version.

Nothing is lost by it. An article gets its words and its credits back; where it stands, how far it is and who
works on it stay as they are.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import formats, timezone, translation
from django.utils.translation import gettext

from editorial.actions.refusals import Outdated, Refused
from editorial.actions.reviewing import reconsider
from editorial.actions.stamp import RECORDED_IN, stamp
from editorial.actions.stories import remember
from editorial.actions.writing import demand_open, save_next
from editorial.history import Version, changes, restorable, versions_of
from editorial.models import Article, Attribution, Issue, Source
from editorial.saves import CREDIT, DELETED, WORDS, Thing, entries_of
from editorial.workflow import IssueState

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def restore(*, thing: Thing, number: int, newest: int, by: "User") -> None:
    """Brings version `number` back; `newest` is the number of the version that `by` compared it with.

    Raises:
        PermissionDenied: `by` may not change such things.
        Refused: there is no such version, it says what stands there now, the issue is closed or published,
            or what it said cannot be written any more.
        Outdated: somebody has saved since.
    """
    kind = type(thing)
    if not by.has_perm(f"editorial.change_{kind._meta.model_name}"):
        raise PermissionDenied(
            gettext("您没有修改%(kind)s的权限，请联系主编。") % {"kind": kind._meta.verbose_name}
        )
    with transaction.atomic():
        row = kind._default_manager.select_for_update(of=("self",)).get(pk=thing.pk)
        entries = entries_of(kind, [row.pk])[row.pk]
        if len(entries) != newest:
            raise Outdated(
                gettext("%(row)s在您比较之后又改过，没有恢复。请重新比较。") % {"row": _named(row)}
            )
        if not 1 <= number <= len(entries):
            raise Refused(gettext("没有这一版。请刷新页面，重新选一版。"))
        now, then = versions_of(kind, [entries[-1], entries[number - 1]])
        changed = {change.name for change in changes(now, then, within=restorable(kind))}
        if not changed:
            raise Refused(gettext("这一版和现在的一样，不用恢复。"))
        _demand_open(row, changed)
        reason = _reason(then)
        _write(row, then, by, reason)
        if isinstance(row, Article):
            _write_credits(row, then.credits, by, reason)
            if "body" in changed:
                remember(row)
            reconsider(article=row, by=by)


def _reason(then: Version) -> str:
    with translation.override(RECORDED_IN):
        return f"恢复到{formats.date_format(timezone.localtime(then.at), 'DATETIME_FORMAT')}的一版"


def _named(row: Thing) -> str:
    return f"《{row}》" if isinstance(row, Article) else f"“{row}”"


def _demand_open(row: Thing, changed: Iterable[str]) -> None:
    issue = row.issue if isinstance(row, Article) else row if isinstance(row, Issue) else None
    demand_open(issue)
    if isinstance(row, Issue) and row.state == IssueState.PUBLISHED and set(changed) - {"editor"}:
        raise Refused(gettext("%(issue)s已经发布，期号和日期不能再改。") % {"issue": row})


def _write(row: Any, then: Version, by: "User", reason: str) -> None:
    """The words of the version, if the row can still hold them."""
    names = WORDS[type(row)]
    for name in names:
        attribute = row._meta.get_field(name).attname
        setattr(row, attribute, getattr(then.record, attribute))
    try:
        row.full_clean(exclude={field.name for field in row._meta.fields} - set(names))
    except ValidationError as error:
        raise Refused(
            gettext("这一版不能恢复：%(problems)s") % {"problems": "".join(error.messages)}
        ) from error
    if isinstance(row, Source):
        stamp(row, by, reason)
        row.save(update_fields=names)
    else:
        save_next(row, names, by, reason)


# --- Credits ------------------------------------------------------------------------------------


def _write_credits(article: Article, then: Iterable[Any], by: "User", reason: str) -> None:
    """The credits of the version: the same rows where they are still there, made anew where they went."""
    standing = {row.pk: row for row in article.attributions.select_for_update(of=("self",))}
    wanted = [_credit(article, record) for record in then]
    for pk in standing.keys() - {credit.pk for credit in wanted}:
        stamp(standing[pk], by, reason)
        standing[pk].delete()
    for credit in wanted:
        known = standing.get(credit.pk)
        if known is None or any(getattr(known, name) != getattr(credit, name) for name in CREDIT):
            stamp(credit, by, reason)
            credit.save(force_insert=known is None, force_update=known is not None)


def _credit(article: Article, record: Any) -> Attribution:
    """The credit as it stood, with the outlets as they are today."""
    source = _outlet(record.source_id)
    via = _outlet(record.via_id) if record.via_id else None
    return Attribution(
        pk=record.id,
        article=article,
        source=source,
        via=via if via != source else None,
        author=record.author,
        url=record.url,
        date=record.date,
        verbatim=record.verbatim,
    )


def _outlet(key: int) -> Source:
    """The outlet; where it was deleted, the one that bears its name today.

    Raises:
        Refused: there is none.
    """
    outlet: Source | None = Source.objects.filter(pk=key).first()
    if outlet is not None:
        return outlet
    gone = Source.history.filter(id=key, history_type=DELETED).first()
    name = gone.name if gone else ""
    namesake: Source | None = Source.objects.called(name).first()
    if namesake is None:
        raise Refused(
            gettext("这一版的来源“%(name)s”后来删掉了，不能恢复。请先在“来源”里新建它，再来恢复。")
            % {"name": name}
        )
    return namesake
