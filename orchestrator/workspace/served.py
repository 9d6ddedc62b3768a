"""Checks, before anything runs, that the target's engine supports what is requested."""

from collections.abc import Iterable, Iterator

from orchestrator.config.profile import Target
from orchestrator.config.project_file import ProjectFile
from orchestrator.engines.door import ABILITIES, unserved
from orchestrator.errors import NotServed, ProjectError
from orchestrator.nodes import Node, Operation
from orchestrator.workspace.value import Workspace


def require_served_command(command: str, file: ProjectFile, target: Target) -> None:
    """Raise NotServed for features of a command that the target's engine lacks."""
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
    """Raise NotServed if only a build can find out whether data is new."""
    if not workspace.abilities.is_watched:
        raise NotServed(
            f"seg watch is not supported on {workspace.target.engine}: a check costs as much as "
            "a build of what is unchanged",
            fix="let a scheduler run seg build",
        )


def require_served(workspace: Workspace, selected: Iterable[str]) -> None:
    """Raise ProjectError with everything selected that the target's engine cannot build."""
    if workspace.abilities.makes_all:
        return
    connection, nodes = workspace.connection(), _run(workspace, selected)
    if found := unserved(workspace.target.engine, connection, nodes):
        raise ProjectError(found)


def _run(workspace: Workspace, selected: Iterable[str]) -> Iterator[Node]:
    """Yield what is selected, what it reads, and the project's hooks."""
    nodes = workspace.project.nodes
    above = {name for each in selected for name in (each, *nodes[each].depends_on)}
    yield from (nodes[name] for name in sorted(above) if name in nodes)
    yield from (node for node in nodes.values() if isinstance(node, Operation))
