"""Clipping 采编: a news page → an article for the pool 稿件库. Nothing here writes; `editorial.actions` does."""
