"""Tables 表格: the cells of an article as the rows they stand in, and the totals that are wrong in them."""

from collections.abc import Iterator

from editorial.figures.tables import wrong_totals
from editorial.preflight.manuscript import ArticleText, Passage, Role
from editorial.preflight.rules import Found


def are_of_one_row(one: Passage, other: Passage) -> bool:
    """Two cells that stand on one line."""
    if one.role is not Role.CELL or other.role is not Role.CELL or one.source is not other.source:
        return False
    return "\n" not in one.source[one.words.start : other.words.start]


def totals_of_tables(article: ArticleText) -> Iterator[Found]:
    """Every printed total that is not the sum of its column."""
    for table in _tables(article):
        width = max(column for row in table for column in row) + 1
        words = [[row[column].text if column in row else "" for column in range(width)] for row in table]
        for wrong in wrong_totals(words):
            cell = table[wrong.row][wrong.column]
            message = f"这一列各行相加应为 {wrong.gives}，与“{cell.text.strip()}”不符，请对照原文核实。算式：{wrong.sum}。"
            yield Found(cell, 0, len(cell.text), message)


def _tables(article: ArticleText) -> Iterator[list[dict[int, Passage]]]:
    """The tables of an article: of each its rows, of each row its cells by their columns."""
    table: list[dict[int, Passage]] = []
    before: Passage | None = None
    for passage in article.passages:
        if passage.role is not Role.CELL:
            before = None
            continue
        if before is None and table:
            yield table
            table = []
        if before is None or not are_of_one_row(before, passage):
            table.append({})
        table[-1][_column(passage)] = passage
        before = passage
    if table:
        yield table


def _column(cell: Passage) -> int:
    """How many lines stand before it in its row, but the one that opens the row."""
    start = cell.words.start
    line = cell.source[cell.source.rfind("\n", 0, start) + 1 : start]
    bars = line.count("|") - line.count("\\|")
    return bars - line.lstrip().startswith("|")
