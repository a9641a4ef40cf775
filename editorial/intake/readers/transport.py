"""Blocks as JSON values and back: how they travel from the process that reads them."""

import base64
from dataclasses import fields
from typing import Any

from editorial.intake.blocks import Block, Kind, Run


def to_values(blocks: list[Block]) -> list[dict[str, Any]]:
    """JSON values; what is as by default is left out, a picture is in Base64."""
    return [_block_values(block) for block in blocks]


def from_values(values: list[dict[str, Any]]) -> list[Block]:
    """The blocks that `to_values` was given.

    Raises:
        KeyError, TypeError, ValueError: the values are not those of blocks.
    """
    return [_block(each) for each in values]


def _block_values(block: Block) -> dict[str, Any]:
    values = _set_fields(block)
    if block.runs:
        values["runs"] = [_set_fields(run) for run in block.runs]
    if block.picture:
        values["picture"] = base64.b64encode(block.picture).decode("ascii")
    return values


def _set_fields(instance: Block | Run) -> dict[str, Any]:
    """The fields of `instance` that are not as by default."""
    present = ((field, getattr(instance, field.name)) for field in fields(instance))
    return {field.name: value for field, value in present if value != field.default}


def _block(values: dict[str, Any]) -> Block:
    return Block(
        **{
            **values,
            "kind": Kind(values["kind"]),
            "runs": tuple(Run(**run) for run in values.get("runs", ())),
            "picture": base64.b64decode(values.get("picture", ""), validate=True),
        }
    )
