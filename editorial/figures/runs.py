"""Runs: figures listed in one breath, 分别为 1820.6 亿元、1491.3 亿元、1104.2 亿元."""

from editorial.figures.reading import Measure, Paragraph

_LINKS = {"、", "和", "及", "与", "以及"}


def runs(paragraph: Paragraph) -> list[list[Measure]]:
    """The measures in groups: each run together, each other measure alone."""
    grouped: list[list[Measure]] = []
    for measure in paragraph.measures:
        last = grouped[-1][-1] if grouped else None
        if last and last.unit == measure.unit and paragraph.between(last, measure).strip() in _LINKS:
            grouped[-1].append(measure)
        else:
            grouped.append([measure])
    return grouped
