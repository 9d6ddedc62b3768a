"""The nodes that a command's selection means, or a clear word that there are none."""

from collections.abc import Sequence
from typing import Any

import click

from orchestrator.cli.workspace import Workspace
from orchestrator.errors import UsageError
from orchestrator.selection.select import nearest_to, select


def choose(workspace: Workspace, own: dict[str, Any], types: Sequence[str]) -> tuple[str, ...]:
    """The selected nodes among `types`; raises UsageError when there are none.

    A criterion that matches nothing is an error too, unless --allow-empty is given: a typo must
    not pass for success.
    """
    selected = select(
        workspace.project,
        own["select"],
        own["exclude"],
        indirect=own["indirect_selection"],
        resource_types=own["resource_types"],
        exclude_resource_types=own["exclude_resource_types"],
    )
    nodes = workspace.project.nodes
    wanted = tuple(name for name in selected.names if name.partition(".")[0] in types)
    if own["allow_empty"]:
        return wanted
    for criterion in selected.unmatched:
        nearest = nearest_to(workspace.project, criterion)
        raise UsageError(
            f"The selection criterion '{criterion}' does not match any enabled nodes",
            fix=f"did you mean '{nearest}'?" if nearest else None,
        )
    if not wanted:
        there = sorted({name.partition(".")[0] for name in selected.names or nodes})
        raise UsageError(
            f"Nothing to do: no {' or '.join(types)} is selected",
            fix=f"the selection holds: {', '.join(there)}" if there else "add a model",
        )
    return wanted


def notices(workspace: Workspace) -> None:
    """Say what reading the project wants a person to know, on standard error."""
    for message in workspace.loaded.said.messages:
        click.echo(workspace.mask.text(message), err=True)
    workspace.loaded.said.messages.clear()
