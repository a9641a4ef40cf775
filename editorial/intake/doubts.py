"""Doubts: what could not be read for sure, each as a warning that says what to do."""

from editorial.intake import credits
from editorial.intake.contents import Entry
from editorial.intake.finish import Finished
from editorial.intake.masthead import Masthead
from editorial.intake.proposal import Warning
from editorial.intake.recognise import Draft, Recognised
from editorial.intake.titles import key


def doubts(masthead: Masthead, found: Recognised, finished: list[Finished]) -> list[Warning]:
    """What an editor should look at, `masthead` has its year."""
    return [
        *found.warnings,
        *_masthead_warnings(masthead),
        *_section_warnings(found, finished),
        *_contents_warnings(found, finished),
        *(warning for each in finished for warning in _article_warnings(each)),
    ]


def _masthead_warnings(masthead: Masthead) -> list[Warning]:
    wanted = (
        ("title.missing", masthead.title, "没有认出刊名，请补上。"),
        ("year.missing", masthead.year, "没有认出年份，请补上（例：2026 年第 1 期）。"),
        ("number.missing", masthead.number, "没有认出期号，请补上（例：2026 年第 1 期）。"),
        ("serial.missing", masthead.serial, "没有认出总期号，请补上（例：总第 40 期）。"),
        ("publisher.missing", masthead.publisher, "没有认出编印单位，请补上。"),
        ("date.missing", masthead.date, "没有认出出版日期，请补上（例：2026 年 1 月 30 日）。"),
    )
    return [Warning(code, masthead.line, message) for code, value, message in wanted if not value]


def _section_warnings(found: Recognised, finished: list[Finished]) -> list[Warning]:
    warnings = []
    if not finished:
        warnings.append(
            Warning("article.missing", found.masthead.line, "没有认出任何文章，请在各篇标题前加“●”。")
        )
    for name, line in found.sections.items():
        if not any(each.draft.section == name for each in finished):
            message = f"栏目【{name}】下没有文章，请核对是否漏了稿件；不需要的话出版时不会印出。"
            warnings.append(Warning("section.empty", line, message))
    return warnings


def _contents_warnings(found: Recognised, finished: list[Finished]) -> list[Warning]:
    """Where the contents list and the text do not say the same."""
    warnings = [
        Warning(
            "toc.mismatch", entry.line, f"目录里的《{entry.title}》在正文里没有找到，请核对标题或补上文章。"
        )
        for entry in found.missing
    ]
    for each in finished:
        title, entry = each.article.title, each.draft.entry
        if entry is None and found.contents.entries:
            message = f"正文里的《{title}》不在目录里，请核对。"
            warnings.append(Warning("toc.mismatch", each.draft.line, message))
        elif entry is not None and entry.section and not _same_section(entry, each.draft):
            message = (
                f"《{title}》在目录里属于【{entry.section}】，在正文里属于【{each.draft.section}】，请核对。"
            )
            warnings.append(Warning("toc.mismatch", each.draft.line, message))
    return warnings


def _same_section(entry: Entry, draft: Draft) -> bool:
    return key(entry.section) == key(draft.section)


def _article_warnings(finished: Finished) -> list[Warning]:
    article, draft = finished.article, finished.draft
    warnings = []
    if not article.attributions:
        message = f"《{article.title}》没有写明文章来源，请补上。"
        warnings.append(Warning("attribution.missing", draft.line, message))
    if not article.paragraphs:
        warnings.append(Warning("article.empty", draft.line, f"《{article.title}》没有正文，请核对原稿。"))
    if not credits.agree(draft.credits):
        message = f"《{article.title}》的几处来源不一致，已全部保留，请核对。"
        warnings.append(Warning("attribution.conflict", draft.line, message))
    for credit in finished.run_in:
        message = f"段末的“{credit.verbatim}”已记入文章来源，正文里仍保留；不需要的话请在正文里删去。"
        warnings.append(Warning("credit.run_in", credit.line, message))
    return warnings
