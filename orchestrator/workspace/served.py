"""Whether the engine of a target can do what is asked for: told before anything runs."""

from collections.abc import Iterable, Iterator

from orchestrator.config.profile import Target
from orchestrator.config.project_file import ProjectFile
from orchestrator.engines.door import ABILITIES, unserved
from orchestrator.errors import NotServed, ProjectError
from orchestrator.nodes import Node, Operation
from orchestrator.workspace.value import Workspace


def require_served_command(command: str, file: ProjectFile, target: Target) -> None:
    """Raise NotServed for what a command wants that the engine of its target does not have."""
    able = ABILITIES[target.engine]
    there = able.commands
    if there is not None and command not in there:
        raise NotServed(
            f"seg {command} is not supported on {target.engine} yet",
            fix=f"supported commands: {', '.join(there)}",
        )
    if file.publish.for_readers is not None and not able.keeps_copies:
        raise NotServed(
            f"{file.path}: 'readers' is not supported on {target.engine}: "
            "reading a published name there does not block builds",
            fix="remove it",
        )


def require_watched(workspace: Workspace) -> None:
    """Raise NotServed where nothing tells that data came, short of a build."""
    if not workspace.abilities.is_watched:
        raise NotServed(
            f"seg watch is not supported on {workspace.target.engine}: a look costs as much as "
            "a build of what is unchanged",
            fix="let a scheduler run seg build",
        )


def require_served(workspace: Workspace, selected: Iterable[str]) -> None:
    """Raise ProjectError with all that the target's engine cannot make of what is selected."""
    if workspace.abilities.makes_all:
        return
    connection, nodes = workspace.connection(), _run(workspace, selected)
    if found := unserved(workspace.target.engine, connection, nodes):
        raise ProjectError(found)


def _run(workspace: Workspace, selected: Iterable[str]) -> Iterator[Node]:
    """What is selected, what it reads, and the hooks of the project."""
    nodes = workspace.project.nodes
    above = {name for each in selected for name in (each, *nodes[each].depends_on)}
    yield from (nodes[name] for name in sorted(above) if name in nodes)
    yield from (node for node in nodes.values() if isinstance(node, Operation))
