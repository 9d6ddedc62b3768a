"""The lineage of a column, as text and as JSON."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from orchestrator.commands.lineage import ColumnLineage, ColumnStep
from orchestrator.nodes import Node
from orchestrator.reports.terminal import branch, printable


def lineage_text(found: ColumnLineage, nodes: Mapping[str, Node]) -> str:
    """Return the column with the tree of its sources and the tree of its uses."""
    lines = [_name(found.column, nodes)]
    for heading, steps in (("derived from", found.up), ("used by", found.down)):
        if steps:
            lines += ["", heading, *_tree(steps, nodes)]
        else:
            lines += ["", f"{heading} no column"]
    return "\n".join(lines)


def lineage_json(found: ColumnLineage, nodes: Mapping[str, Node]) -> dict[str, Any]:
    """Return the same as a JSON object."""
    return {
        **_plain(found.column, nodes),
        "up": [_plain(step, nodes) for step in found.up],
        "down": [_plain(step, nodes) for step in found.down],
    }


def _tree(
    steps: Sequence[ColumnStep], nodes: Mapping[str, Node], before: str = ""
) -> Iterator[str]:
    for step in steps:
        drawn, below = branch(before, is_last=step is steps[-1])
        told = " (see above)" if step.is_listed_above else f" ({step.why})" if step.why else ""
        yield f"{drawn}{_name(step, nodes)}{told}"
        yield from _tree(step.beyond, nodes, below)


def _name(step: ColumnStep, nodes: Mapping[str, Node]) -> str:
    name = nodes[step.unique_id].full_name
    return printable(name if step.column is None else f"{name}.{step.column}")


def _plain(step: ColumnStep, nodes: Mapping[str, Node]) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "unique_id": step.unique_id,
        "name": nodes[step.unique_id].full_name,
        "column": step.column,
    }
    if step.why:
        plain["why"] = step.why
    if step.is_listed_above:
        plain["listed_above"] = True
    if step.beyond:
        plain["beyond"] = [_plain(each, nodes) for each in step.beyond]
    return plain
