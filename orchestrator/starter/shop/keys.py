"""What is to be known of any table before it is asked: keys that repeat, what stays in the file."""

from collections.abc import Iterator, Mapping

from orchestrator.starter.shop.contract import Input
from orchestrator.starter.shop.guess import Match


def is_repeated(input_: Input, found: Mapping[str, Match]) -> bool:
    """Whether several rows have one key."""
    column = found[input_.key].column if input_.key else None
    return column is not None and column.distinct < column.filled


def told_of_columns(input_: Input, found: Mapping[str, Match]) -> Iterator[str]:
    """Sentences on the key, and on columns that are not read."""
    if is_repeated(input_, found):
        yield f"{input_.key} repeats: one row of each counts"
    if input_.key and found[input_.key].column is None:
        yield f"no {input_.key}: it is made of the row; equal rows count once"
    sensitive = [
        key
        for key, target in input_.columns.items()
        if target.type == "sensitive" and found[key].column is not None
    ]
    if sensitive:
        shown = ", ".join(sensitive)
        yield f"{shown}: sensitive, left in the file; see the variable sensitive_features"
