"""Finishing an article: what was recognised is repaired and written out, and each repair remembers how
to be taken back."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from editorial.intake import credits
from editorial.intake.blocks import Block, Kind, Run
from editorial.intake.illustrations import Illustrations
from editorial.intake.paragraphs import as_one, join_broken, offer_joins
from editorial.intake.passages import Change, switchable
from editorial.intake.proposal import ArticleProposal, AttributionProposal, Repair
from editorial.intake.prose import to_markdown
from editorial.intake.recognise import Draft
from editorial.intake.repair import furniture_dropped, without_stray_bold
from editorial.intake.repetition import Repetition, repetitions
from editorial.intake.titles import key


@dataclass(slots=True)
class Finished:
    """An article as proposed, with what it was made from. `blocks` are those of the body; `run_in` are
    credit lines that stand within it."""

    draft: Draft
    article: ArticleProposal
    blocks: list[Block]
    run_in: list[credits.Credit]
    changes: list[Change] = field(default_factory=list)

    @property
    def repairs(self) -> list[Repair]:
        return [*switchable(self.changes, self.blocks, self.article.line)]


def finish(draft: Draft, furniture: Sequence[Block], illustrations: Illustrations) -> Finished:
    """The draft repaired and written out. `furniture` are the page numbers and running heads that were
    taken out between its blocks."""
    joined, joins = join_broken(illustrations.place(draft.blocks))
    run_in = _run_in_credits(joined)
    light, lightened = without_stray_bold(joined)
    copies = repetitions(light)
    place = _places(len(light), copies)
    blocks = [block for index, block in enumerate(light) if place[index] is not None]
    changes = [
        *_at(place, ((join.index, join.repair, join.undone(light[join.index])) for join in joins)),
        *_at(place, ((index, repair, (joined[index],)) for index, repair in lightened)),
        *(_dropped(place, copy.repair, copy.start, tuple(light[copy.start : copy.end])) for copy in copies),
        *(
            Change(repair, index - 1, index + 1, (as_one(*blocks[index - 1 : index + 1]),))
            for index, repair in offer_joins(blocks)
        ),
        *(_dropped(place, furniture_dropped(each), _after(each, joined), (each,)) for each in furniture),
    ]
    attributions, byline = credits.merge(sorted([*run_in, *draft.credits], key=lambda each: each.line))
    article = ArticleProposal(
        title=draft.title,
        byline=byline,
        attributions=attributions,
        subheadings=tuple(block.text for block in blocks if block.kind is Kind.HEADING and block.text),
        paragraphs=tuple(filter(None, map(_plain, blocks))),
        body=to_markdown(blocks),
        line=draft.line,
    )
    return Finished(draft, article, blocks, run_in, changes)


def _places(count: int, copies: Iterable[Repetition]) -> list[int | None]:
    """Where each of `count` blocks stands once the copies are dropped; None for the dropped."""
    gone = {index for copy in copies for index in range(copy.start, copy.end)}
    kept = iter(range(count))
    return [None if index in gone else next(kept) for index in range(count)]


def _at(
    place: list[int | None], repairs: Iterable[tuple[int, Repair, tuple[Block, ...]]]
) -> Iterator[Change]:
    """The changes of single blocks; those of blocks that were dropped afterwards went with them."""
    for index, repair, was in repairs:
        if (at := place[index]) is not None:
            yield Change(repair, at, at + 1, was)


def _dropped(place: list[int | None], repair: Repair, index: int, was: tuple[Block, ...]) -> Change:
    """The change of taking blocks out before the one that was the `index`th."""
    at = sum(each is not None for each in place[:index])
    return Change(repair, at, at, was)


def _after(furniture: Block, blocks: list[Block]) -> int:
    """How many of the blocks begin before the furniture."""
    return sum(block.line < furniture.line for block in blocks)


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


def without_doubles(finished: Iterable[Finished]) -> list[Finished]:
    """An article that stands in the document twice, title and all, is taken once, with the credits of
    both. Taken back, the second is a part of the first under its title as a sub-heading."""
    kept: dict[tuple[str, str], Finished] = {}
    for each in finished:
        name = key(each.article.title), key("".join(each.article.paragraphs))
        if (first := kept.get(name)) is None or not name[1]:
            kept[name] = each
            continue
        attributions = _united(first.article.attributions, each.article.attributions)
        first.article = replace(first.article, attributions=attributions)
        detail = f"《{each.article.title}》整篇重复，已去掉后一份，来源保留。"
        title = Block(Kind.HEADING, each.draft.line, (Run(each.article.title),))
        end = len(first.blocks)
        repair = Repair("text.repeated", each.draft.line, detail, certain=True)
        first.changes.append(Change(repair, end, end, (title, *each.blocks)))
    return list(kept.values())


def _united(
    one: tuple[AttributionProposal, ...], other: tuple[AttributionProposal, ...]
) -> tuple[AttributionProposal, ...]:
    known = {each.outlet for each in one}
    return (*one, *(each for each in other if each.outlet not in known))
