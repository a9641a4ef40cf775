"""Preflight's findings are dealt with: let stand with a reason, mended, taken back. And the gate before print.

An error can only be mended. Every action takes its subjects by keyword and raises a sentence for the editor.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from editorial.actions.refusals import Outdated, Refused
from editorial.actions.reviewing import reconsider
from editorial.actions.stories import remember
from editorial.actions.writing import demand_open, save_next
from editorial.models import Acknowledgement, AppliedFix, Article, Issue, Publication, Review, RuleSetting
from editorial.preflight.drafts import BODY, MENDED, Draft
from editorial.preflight.finding import Finding, Place, Severity
from editorial.preflight.fixes import apply, fixes_for
from editorial.preflight.newsroom import (
    House,
    draft_of,
    house_of,
    key_of,
    proofread,
    proofread_alone,
    said_of,
)
from editorial.preflight.registry import BY_ID

if TYPE_CHECKING:
    from django.contrib.auth.models import User

ACKNOWLEDGE_PERMISSION = "editorial.add_acknowledgement"
MEND_PERMISSION = "editorial.change_article"
LONGEST_REASON = LONGEST_WORDS = 200
"""Characters that are kept of a reason, and of the words it was given for."""
ROUNDS = 4
"""How often a text is looked at anew, for fixes that waited because they overlapped others."""


def acknowledge(
    *,
    finding: Finding,
    reason: str,
    by: "User",
    article: Article | None = None,
    issue: Issue | None = None,
) -> Acknowledgement:
    """Lets a finding of an article, or of the issue itself, stand. Said twice, the second reason holds.

    Raises:
        PermissionDenied: `by` may not.
        Refused: it is an error, or no reason is given.
    """
    if not by.has_perm(ACKNOWLEDGE_PERMISSION):
        raise PermissionDenied(gettext("您没有忽略提示的权限，请联系管理员。"))
    if finding.severity is Severity.ERROR:
        raise Refused(gettext("错误不能忽略，请改正；如果确是误报，请主编在“检查规则”里调整这条规则。"))
    reason = reason.strip()
    if not reason:
        raise Refused(gettext("请写明忽略的理由。"))
    if len(reason) > LONGEST_REASON:
        raise Refused(gettext("理由请写在 %(longest)s 字以内。") % {"longest": LONGEST_REASON})
    rule, passage, start, end = key_of(finding)
    said, _is_new = Acknowledgement.objects.update_or_create(
        article=article,
        issue=None if article else issue,
        rule=rule,
        passage=passage,
        start=start,
        end=end,
        defaults={
            "reason": reason,
            "words": finding.words[:LONGEST_WORDS],
            "by": by,
            "at": timezone.now(),
        },
    )
    return said


def take_back(*, acknowledgement: Acknowledgement, by: "User") -> None:
    """The finding counts again.

    Raises:
        PermissionDenied: `by` may not.
    """
    if not by.has_perm("editorial.delete_acknowledgement"):
        raise PermissionDenied(gettext("您没有撤销忽略的权限，请联系管理员。"))
    acknowledgement.delete()


def decide_rules(*, publication: Publication | None, levels: Mapping[str, str], by: "User") -> int:
    """Sets each named rule to a level, or back to its own where that is empty; how many changed.

    Raises:
        PermissionDenied: `by` may not.
        Refused: there is no publication, or no such rule or level.
    """
    if not by.has_perm("editorial.change_rulesetting"):
        raise PermissionDenied(gettext("您没有调整检查规则的权限，请联系主编。"))
    if publication is None:
        raise Refused(gettext("还没有刊物。请先新建刊物，再调整规则。"))
    if not set(levels) <= set(BY_ID) or not set(levels.values()) <= {"", *RuleSetting.Level.values}:
        raise Refused(gettext("没有这条规则或这个级别，什么都没有改。请刷新页面再试。"))
    with transaction.atomic():
        rows = {row.rule: row for row in publication.rule_settings.select_for_update()}
        changed = {
            rule: to for rule, to in levels.items() if to != (rows[rule].level if rule in rows else "")
        }
        publication.rule_settings.filter(rule__in=changed).delete()
        RuleSetting.objects.bulk_create(
            RuleSetting(publication=publication, rule=rule, level=to) for rule, to in changed.items() if to
        )
    return len(changed)


# --- Fixes --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mended:
    """A draft with every safe fix made, and how many there were."""

    draft: Draft
    count: int

    def changes(self, before: Draft) -> list[str]:
        """The fields that are not as they were."""
        return [field for field in MENDED if self.draft.text(field) != before.text(field)]


def mend(draft: Draft, *, house: House) -> Mended:
    """The draft with every safe fix made that preflight offers, but where an editor let the words stand.

    Asks and writes nothing; mended twice, it stays.
    """
    count = 0
    kept: set[tuple[str, str]] = set()
    for _round in range(ROUNDS):
        noted = proofread_alone(draft, house).noted
        kept |= {(each.finding.rule, each.finding.words) for each in noted if each.acknowledgement}
        findings = [each.finding for each in noted if (each.finding.rule, each.finding.words) not in kept]
        fixes = {
            field: fixes_for(draft.text(field), [f for f in findings if f.place == Place(draft.uid, field)])
            for field in MENDED
        }
        if not any(fixes.values()):
            break
        count += sum(map(len, fixes.values()))
        draft = draft.with_texts({field: apply(draft.text(field), fixes[field]) for field in MENDED})
    return Mended(draft, count)


def apply_fixes(
    *, article: Article, digest: str | None = None, by: "User | None" = None
) -> tuple[AppliedFix, Review | None]:
    """Makes every safe fix in a saved article and keeps what stood there before; and what lapsed by it, if the
    text had been approved.

    `digest` is `Draft.texts_digest` of what was shown to the editor; None stands for the command line.

    Raises:
        PermissionDenied: `by` may not change articles.
        Refused: there is nothing to mend, or the article's issue is closed.
        Outdated: the article has changed since the fixes were shown.
    """
    _demand(by)
    with transaction.atomic():
        locked = _locked(article)
        before = draft_of(locked)
        if digest is not None and digest != before.texts_digest:
            raise Outdated(gettext("文章在您查看之后又改过，一处也没有修正。请重新检查。"))
        mended = mend(before, house=house_of(locked.issue, said_of(locked)))
        fields = mended.changes(before)
        if not fields:
            raise Refused(gettext("没有可以自动修正的地方。"))
        lapsed = _write(
            locked,
            {field: mended.draft.text(field) for field in fields},
            by,
            f"审读检查：修正 {mended.count} 处",
        )
        applied = AppliedFix.objects.create(
            article=locked,
            before={field: before.text(field) for field in fields},
            after={field: mended.draft.text(field) for field in fields},
            count=mended.count,
            by=by,
        )
        return applied, lapsed


def undo_fixes(*, applied: AppliedFix, by: "User | None" = None) -> Review | None:
    """Puts back what stood in the article before the fixes; answers what lapsed by it, if the mended text had
    been approved.

    Raises:
        PermissionDenied: `by` may not change articles.
        Refused: that has been done, or the article's issue is closed.
        Outdated: the article has changed since; undoing would lose that.
    """
    _demand(by)
    with transaction.atomic():
        row = AppliedFix.objects.select_for_update().get(pk=applied.pk)
        if row.undone_at is not None:
            raise Refused(gettext("这次修正已经撤销过了。"))
        article = _locked(row.article)
        if any(getattr(article, field) != text for field, text in row.after.items()):
            raise Outdated(gettext("修正之后文章又改过，不能整个撤销。请在文章里改回。"))
        lapsed = _write(article, row.before, by, "撤销审读检查的修正")
        row.undone_at = timezone.now()
        row.save(update_fields=["undone_at"])
        return lapsed


def _demand(by: "User | None") -> None:
    if by is not None and not by.has_perm(MEND_PERMISSION):
        raise PermissionDenied(gettext("您没有编辑文章的权限，请联系管理员。"))


def _locked(article: Article) -> Article:
    row: Article = (
        Article.objects.with_credits()
        .select_for_update(of=("self",))
        .select_related("issue__publication", "section")
        .get(pk=article.pk)
    )
    demand_open(row.issue)
    return row


def _write(article: Article, texts: dict[str, str], by: "User | None", reason: str) -> Review | None:
    for field, text in texts.items():
        setattr(article, field, text)
    save_next(article, texts, by, reason)
    if BODY in texts:
        remember(article)
    return reconsider(article=article, by=by)


# --- The gate -----------------------------------------------------------------------------------


def hold_articles(issue: Issue) -> None:
    """Locks the issue's articles till the end of the transaction, so that what is read now is what is printed."""
    list(Article.objects.in_issue(issue).select_for_update(of=("self",)).values_list("pk"))


def demand_clear(issue: Issue, *, only: Collection[str] | None = None) -> None:
    """Nothing that preflight found keeps the issue from being printed; or, of a published issue, nothing in the
    articles with the uids `only`, which are new to its readers.

    To be called in the transaction that publishes: the articles are locked.

    Raises:
        Refused: errors are left, or warnings nobody has spoken to.
    """
    hold_articles(issue)
    proof = proofread(issue)
    if only is not None:
        proof = proof.among(only)
    if proof.is_clear:
        return
    if only is None:
        sentence = gettext(
            "%(issue)s的审读检查还有 %(left)s没有处理，不能送签、签发和发布。"
            "请打开“审读检查”，改正错误，改正警告或写明忽略的理由。"
        )
    else:
        sentence = gettext(
            "%(issue)s改动过的文章，审读检查还有 %(left)s没有处理，不能出更正版。"
            "请打开“审读检查”，改正错误，改正警告或写明忽略的理由。"
        )
    raise Refused(sentence % {"issue": issue, "left": proof.left})
