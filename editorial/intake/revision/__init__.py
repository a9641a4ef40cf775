"""Revision: what an editor does to a proposal before anything is written.

Every operation is a pure function from a proposal to a new one and is named after what the button says.
An article is named by its `line`, a section by its name, a repair or warning by its place in the list.
What cannot be done raises `Unchangeable` with a sentence.
"""

from editorial.intake.revision.articles import (
    can_be_title,
    drop,
    merge,
    move,
    retitle,
    set_attributions,
    set_body,
    set_byline,
    shift,
    split,
    with_distinct_lines,
)
from editorial.intake.revision.frame import (
    add_section,
    remove_section,
    rename_section,
    set_masthead,
    shift_section,
)
from editorial.intake.revision.places import Unchangeable
from editorial.intake.revision.remarks import settle_warning, switch_repair
from editorial.intake.revision.worksheet import Line, Worksheet

__all__ = [
    "Line",
    "Unchangeable",
    "Worksheet",
    "add_section",
    "can_be_title",
    "drop",
    "merge",
    "move",
    "remove_section",
    "rename_section",
    "retitle",
    "set_attributions",
    "set_body",
    "set_byline",
    "set_masthead",
    "settle_warning",
    "shift",
    "shift_section",
    "split",
    "switch_repair",
    "with_distinct_lines",
]
