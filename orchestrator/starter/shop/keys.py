"""What to know about any table without querying it: keys that repeat, columns that are not read."""

from collections.abc import Iterator, Mapping

from orchestrator.starter.shop.contract import Input
from orchestrator.starter.shop.guess import Match


def is_repeated(input_: Input, found: Mapping[str, Match]) -> bool:
    """Return whether several rows have the same key."""
    column = found[input_.key].column if input_.key else None
    return column is not None and column.distinct < column.filled


def remarks_on_columns(input_: Input, found: Mapping[str, Match]) -> Iterator[str]:
    """Yield sentences about the key, and about columns that are not read."""
    if is_repeated(input_, found):
        yield f"{input_.key} is not unique: one row per value counts"
    if input_.key and found[input_.key].column is None:
        yield f"no {input_.key}: computed from the row; identical rows count once"
    sensitive = [
        key
        for key, target in input_.columns.items()
        if target.type == "sensitive" and found[key].column is not None
    ]
    if sensitive:
        shown = ", ".join(sensitive)
        yield f"{shown}: sensitive, not read; see the variable sensitive_features"
