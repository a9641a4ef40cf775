"""Who changed a row, and why, for its history. On the desk simple-history's middleware knows who; a command,
and the reason, only the action itself can tell.

Histories are written in Chinese, whichever language the desk speaks: what is kept must not depend on it.
"""

from typing import TYPE_CHECKING, Any

from django.utils import translation

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.utils.functional import _StrOrPromise

LONGEST_REASON = 100
"""Letters of a reason that a record holds."""
RECORDED_IN = "zh-hans"
"""The language of the reasons."""


def stamp(row: Any, by: "User | None", reason: "_StrOrPromise" = "") -> None:
    """Puts the name and the reason into every record that saving or deleting the row will leave."""
    with translation.override(RECORDED_IN):
        told = str(reason)
    row._history_user = by
    row._change_reason = told[:LONGEST_REASON] or None
