"""Who changed a row, and why, for its history. On the desk simple-history's middleware knows who; a command,
and the reason, only the action itself can tell."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LONGEST_REASON = 100
"""Letters of a reason that a record holds."""


def stamp(row: Any, by: "User | None", reason: str = "") -> None:
    """Puts the name and the reason into every record that saving or deleting the row will leave."""
    row._history_user = by
    row._change_reason = reason[:LONGEST_REASON] or None
