"""Intake 导入: bytes → blocks → proposal. Nothing here writes; `editorial.actions` does."""

from editorial.intake.propose import propose
from editorial.intake.sniff import Refused

__all__ = ["Refused", "propose"]
