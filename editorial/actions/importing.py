"""Importing an issue 导入: a proposal becomes an issue with its articles, and the original is kept."""

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext

from editorial import pictures, vault
from editorial.actions.refusals import AlreadyImported, AnotherPublication, Refused
from editorial.actions.rows import saved, write_attribution
from editorial.actions.stamp import stamp
from editorial.actions.stories import remember
from editorial.intake.proposal import ArticleProposal, IssueProposal
from editorial.ledger import Entry, contradictions
from editorial.models import Article, Issue, Original, Publication, Section
from editorial.slugs import slug

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LARGEST_NUMBER, LARGEST_SERIAL = 9_999, 999_999
"""No newsletter gets as far, and every database can hold them."""
IMPORT_PERMISSION = "editorial.import_issue"


def import_issue(*, proposal: IssueProposal, content: bytes, name: str, by: "User | None" = None) -> Issue:
    """Writes a proposed issue with its articles and sources, and keeps the document it was read from.

    `content` are the document's bytes, `name` its file name. `by` None stands for the command line,
    whose user may do everything. Either everything is written or nothing.

    Raises:
        PermissionDenied: `by` may not import.
        AlreadyImported: an issue of that year and number, or of that serial, exists.
        AnotherPublication: the installation makes another publication.
        Refused: something is missing, too long, or contradicts the number ledger.
    """
    if by is not None and not by.has_perm(IMPORT_PERMISSION):
        raise PermissionDenied(gettext("您没有导入权限，请联系责任编辑或主编。"))
    entry = _entry(proposal)
    pictures.keep(proposal.pictures)
    try:
        with transaction.atomic():
            issue = _write_issue(_publication(proposal), entry, by)
            _write_articles(issue, proposal, by)
            _keep_original(issue, proposal, content, name, by)
    except IntegrityError as error:
        raise Refused(
            gettext("导入时有人同时在写同一期或同一来源，什么都没有写入。请重新导入一次。")
        ) from error
    return issue


def _entry(proposal: IssueProposal) -> Entry:
    """The issue's line in the number ledger, once everything an issue must have is there."""
    missing = _missing(proposal)
    year, number, serial, date = proposal.year, proposal.number, proposal.serial, proposal.date
    if missing or not (year and number and serial and date):
        raise Refused(
            gettext("文件里没有认出%(missing)s，不能导入。请在原稿的报头或正文里补上，再导入。")
            % {"missing": gettext("、").join(missing)}
        )
    if number > LARGEST_NUMBER or serial > LARGEST_SERIAL:
        raise Refused(
            gettext("期号 %(number)s 或总期号 %(serial)s 大得不像期号，请核对原稿的报头。")
            % {"number": number, "serial": serial}
        )
    return Entry(year, number, serial, date)


def _missing(proposal: IssueProposal) -> list[str]:
    """What an issue must have and the document does not say, by the names editors use."""
    wanted = {
        gettext("刊名"): proposal.publication,
        gettext("编印单位"): proposal.publisher,
        gettext("年份"): proposal.year,
        gettext("期号"): proposal.number,
        gettext("总期号"): proposal.serial,
        gettext("出版日期"): proposal.date,
        gettext("文章"): any(section.articles for section in proposal.sections),
    }
    return [name for name, value in wanted.items() if not value]


def _publication(proposal: IssueProposal) -> Publication:
    """The publication, made if there is none, locked so that numbers cannot be taken twice.

    An installation makes one publication: the addresses of its issues name no other.
    """
    publications = list(Publication.objects.select_for_update())
    if not publications:
        return saved(Publication(title=proposal.publication, publisher=proposal.publisher))
    for publication in publications:
        if publication.title == proposal.publication:
            return publication
    raise AnotherPublication(
        gettext(
            "这里编的是《%(known)s》，原稿是《%(publication)s》，没有导入。"
            "请核对原稿的刊名；要编另一份刊物，请另设数据目录（DATA_DIR）。"
        )
        % {"known": publications[0], "publication": proposal.publication}
    )


def _write_issue(publication: Publication, entry: Entry, by: "User | None") -> Issue:
    issue = Issue(
        publication=publication, year=entry.year, number=entry.number, serial=entry.serial, date=entry.date
    )
    taken = models.Q(year=entry.year, number=entry.number) | models.Q(serial=entry.serial)
    if known := publication.issues.filter(taken).first():
        raise AlreadyImported(
            gettext("《%(publication)s》%(issue)s已经有了，没有重复导入。要改内容，请到后台编辑那一期。")
            % {"publication": publication, "issue": known}
        )
    problems = contradictions(entry, publication.issues.entries(), publication.first_serial)
    if problems:
        raise Refused("".join(problems))
    stamp(issue, by, "导入")
    return saved(issue)


def _write_articles(issue: Issue, proposal: IssueProposal, by: "User | None") -> None:
    for proposed in proposal.sections:
        section = _section(issue.publication, proposed.name)
        first = Article.objects.in_issue(issue).in_section(section).count() + 1
        for position, article in enumerate(proposed.articles, start=first):
            row = Article(issue=issue, section=section, position=position)
            stamp(row, by, "导入")
            _write_article(row, article)


def _write_article(article: Article, proposal: ArticleProposal) -> None:
    article.title, article.byline, article.body = proposal.title, proposal.byline, proposal.body
    saved(article)
    for attribution in proposal.attributions:
        write_attribution(article, attribution)
    remember(article)


def _section(publication: Publication, name: str) -> Section:
    """The publication's section of that name, made at the end if there is none."""
    sections = publication.sections.all()
    if known := sections.filter(name=name).first():
        return known
    address = slug(name, set(sections.values_list("slug", flat=True)))
    last = sections.aggregate(last=models.Max("position"))["last"]
    position = 1 if last is None else last + 1
    return saved(Section(publication=publication, name=name, slug=address, position=position))


def _keep_original(
    issue: Issue, proposal: IssueProposal, content: bytes, name: str, by: "User | None"
) -> None:
    readable = name.encode("utf-8", "replace").decode("utf-8").replace("\0", "")
    saved(
        Original(
            issue=issue,
            name=readable[-255:] or "未命名",
            digest=vault.keep(content),
            size=len(content),
            proposal=proposal.to_json(),
            imported_by=by,
        )
    )
