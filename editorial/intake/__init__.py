"""Intake 导入: bytes → blocks → proposal. Nothing here writes; `editorial.actions` does."""
