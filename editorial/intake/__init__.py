"""Intake 导入: bytes → blocks → proposal. Nothing here writes; `editorial.actions` does."""

from editorial.intake.propose import Progress, propose, propose_with_lines
from editorial.intake.sniff import Refused

__all__ = ["Progress", "Refused", "propose", "propose_with_lines"]
