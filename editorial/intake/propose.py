"""The whole way from bytes to a proposal: sniff, read, recognise, repair, and say what is doubtful."""

from dataclasses import dataclass, replace

from editorial.intake import credits
from editorial.intake.blocks import Block, Kind
from editorial.intake.contents import Entry
from editorial.intake.masthead import Masthead, read_masthead
from editorial.intake.paragraphs import join_broken, offer_joins
from editorial.intake.proposal import (
    ArticleProposal,
    AttributionProposal,
    IssueProposal,
    Repair,
    SectionProposal,
    Warning,
)
from editorial.intake.prose import to_markdown
from editorial.intake.readers import READERS
from editorial.intake.recognise import Draft, Recognised, recognise
from editorial.intake.repair import drop_furniture, report_characters, without_stray_bold
from editorial.intake.repetition import drop_repeated
from editorial.intake.sniff import Refused, sniff
from editorial.intake.titles import key

_UNRECOGNISED = (
    "没有从文件里认出一期简报：找不到报头（年第几期、总第几期）、栏目和带来源的文章。"
    "请核对是否选对了文件；各篇标题前可加“●”，栏目写成【行业资讯】的样子，再导入。"
)


def propose(content: bytes, name: str = "") -> IssueProposal:
    """What issue the document seems to be. `name` is only for the sentence of a refusal.

    Raises:
        Refused: it cannot be read, or nothing in it can be recognised; a Chinese sentence.
    """
    try:
        return _propose(content)
    except Refused as refusal:
        raise Refused(f"{name}：{refusal}" if name else str(refusal)) from None


def _propose(content: bytes) -> IssueProposal:
    sniffed = sniff(content)
    blocks = READERS[sniffed.kind](sniffed)
    masthead, after = read_masthead(blocks)
    blocks, repairs = drop_furniture(blocks, masthead.title, after)
    repairs += report_characters(blocks)
    found = recognise(blocks)
    if _is_nothing(found):
        raise Refused(_UNRECOGNISED)
    finished = [_finish(draft) for draft in found.articles]
    finished = _without_doubles(finished)
    repairs += found.repairs + [repair for each in finished for repair in each.repairs]
    warnings = _warnings(found, finished)
    masthead = _dated(found.masthead)
    return IssueProposal(
        publication=masthead.title,
        year=masthead.year,
        number=masthead.number,
        serial=masthead.serial,
        publisher=masthead.publisher,
        date=masthead.date,
        sections=tuple(
            SectionProposal(name, tuple(each.article for each in finished if each.draft.section == name))
            for name in found.sections
        ),
        repairs=tuple(sorted(repairs, key=lambda repair: repair.line)),
        warnings=tuple(sorted(warnings, key=lambda warning: warning.line)),
        confidence=_confidence(found, finished),
    )


def _is_nothing(found: Recognised) -> bool:
    """Neither a masthead nor an article with a section, a credit line or an announced title."""
    told = any(draft.credits or draft.entry for draft in found.articles) or found.contents.entries
    return found.masthead.is_empty and not told and not (found.sections and found.articles)


def _dated(masthead: Masthead) -> Masthead:
    """第 1 期 without a year is of the year it is dated."""
    if masthead.year is None and masthead.number is not None and masthead.date is not None:
        return replace(masthead, year=masthead.date.year)
    return masthead


# --- One article --------------------------------------------------------------------------------


@dataclass(slots=True)
class _Finished:
    draft: Draft
    article: ArticleProposal
    repairs: list[Repair]
    run_in: list[credits.Credit]


def _finish(draft: Draft) -> _Finished:
    """The draft repaired and written out."""
    blocks, joins = join_broken(draft.blocks)
    run_in = _run_in_credits(blocks)
    blocks, repetitions = drop_repeated(blocks)
    blocks, bold = without_stray_bold(blocks)
    attributions, byline = credits.merge(sorted([*run_in, *draft.credits], key=lambda each: each.line))
    article = ArticleProposal(
        title=draft.title,
        byline=byline,
        attributions=attributions,
        subheadings=tuple(block.text for block in blocks if block.kind is Kind.HEADING and block.text),
        paragraphs=tuple(filter(None, map(_plain, blocks))),
        body=to_markdown(blocks),
    )
    repairs = [*joins, *repetitions, *bold, *offer_joins(blocks)]
    return _Finished(replace(draft, blocks=blocks), article, repairs, run_in)


def _run_in_credits(blocks: list[Block]) -> list[credits.Credit]:
    """The credit lines that run into the ends of paragraphs. They are the outlet's own words, so they
    stay in the text, and a warning tells the editor."""
    splits = (
        credits.split_credit(block.text, block.line) for block in blocks if block.kind is Kind.PARAGRAPH
    )
    return [split[1] for split in splits if split]


def _plain(block: Block) -> str:
    """A block's part in the running text; sub-headings, tables and pictures have none."""
    match block.kind:
        case Kind.PARAGRAPH | Kind.QUOTE:
            return block.text
        case Kind.LIST_ITEM:
            return f"{block.marker} {block.text}" if block.marker[:1].isdigit() else block.text
    return ""


def _without_doubles(finished: list[_Finished]) -> list[_Finished]:
    """An article that stands in the document twice, title and all, is taken once, with the credits of both."""
    kept: dict[tuple[str, str], _Finished] = {}
    for each in finished:
        name = key(each.article.title), key("".join(each.article.paragraphs))
        if (first := kept.get(name)) is None or not name[1]:
            kept[name] = each
            continue
        attributions = _united(first.article.attributions, each.article.attributions)
        first.article = replace(first.article, attributions=attributions)
        detail = f"《{each.article.title}》整篇重复，已去掉后一份，来源保留。"
        first.repairs.append(Repair("text.repeated", each.draft.line, detail, certain=True))
    return list(kept.values())


def _united(
    one: tuple[AttributionProposal, ...], other: tuple[AttributionProposal, ...]
) -> tuple[AttributionProposal, ...]:
    known = {each.outlet for each in one}
    return (*one, *(each for each in other if each.outlet not in known))


# --- Doubts -------------------------------------------------------------------------------------


def _warnings(found: Recognised, finished: list[_Finished]) -> list[Warning]:
    return [
        *found.warnings,
        *_masthead_warnings(found.masthead),
        *_section_warnings(found, finished),
        *_contents_warnings(found, finished),
        *(warning for each in finished for warning in _article_warnings(each)),
    ]


def _masthead_warnings(masthead: Masthead) -> list[Warning]:
    wanted = (
        ("title.missing", masthead.title, "没有认出刊名，请补上。"),
        ("year.missing", _dated(masthead).year, "没有认出年份，请补上（例：2026 年第 1 期）。"),
        ("number.missing", masthead.number, "没有认出期号，请补上（例：2026 年第 1 期）。"),
        ("serial.missing", masthead.serial, "没有认出总期号，请补上（例：总第 40 期）。"),
        ("publisher.missing", masthead.publisher, "没有认出编印单位，请补上。"),
        ("date.missing", masthead.date, "没有认出出版日期，请补上（例：2026 年 1 月 30 日）。"),
    )
    return [Warning(code, masthead.line, message) for code, value, message in wanted if not value]


def _section_warnings(found: Recognised, finished: list[_Finished]) -> list[Warning]:
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


def _contents_warnings(found: Recognised, finished: list[_Finished]) -> list[Warning]:
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


def _article_warnings(finished: _Finished) -> list[Warning]:
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
    for block in draft.blocks:
        if block.kind is Kind.IMAGE:
            message = "此处有图片，没有导入，请在文章里重新上传。"
            warnings.append(Warning("image.missing", block.line, message))
    for credit in finished.run_in:
        message = f"段末的“{credit.verbatim}”已记入文章来源，正文里仍保留；不需要的话请在正文里删去。"
        warnings.append(Warning("credit.run_in", credit.line, message))
    return warnings


def _confidence(found: Recognised, finished: list[_Finished]) -> float:
    """The share of what an issue must have that was found, each kind with its weight; 0 to 1."""
    masthead = found.masthead
    count = len(finished) or 1
    announced = len(found.contents.entries)
    matched = sum(each.draft.entry is not None for each in finished)
    offered = sum(not repair.certain for each in finished for repair in each.repairs)
    parts = (
        (0.10, bool(masthead.title)),
        (0.15, masthead.number is not None and _dated(masthead).year is not None),
        (0.10, masthead.serial is not None),
        (0.10, masthead.date is not None),
        (0.05, bool(masthead.publisher)),
        (0.15, sum(bool(each.article.paragraphs) for each in finished) / count),
        (0.15, sum(bool(each.article.attributions) for each in finished) / count),
        (0.15, matched / max(announced, len(finished)) if announced else 0.5 * bool(finished)),
        (0.05, 1 / (1 + offered)),
    )
    return round(sum(weight * share for weight, share in parts), 3)
