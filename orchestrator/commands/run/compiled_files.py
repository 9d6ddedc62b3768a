"""Writes the SQL of nodes under target/compiled, for people to open."""

from orchestrator.artifacts.files import write_atomically
from orchestrator.compiler.compile import Compiled
from orchestrator.nodes import DataTest, Model, Node, Snapshot, UnitTest
from orchestrator.workspace.shown_sql import shown_sql
from orchestrator.workspace.value import Workspace


def _stem(node: Node) -> str:
    return node.short_name if isinstance(node, DataTest) else node.name


def write_compiled(workspace: Workspace, compiled: Compiled, unique_id: str) -> str:
    """Write a node's SQL under target/compiled; return the path to show in messages."""
    node = workspace.project.nodes[unique_id]
    path = workspace.project.path_in_package(node).replace("../", "")
    is_declared = isinstance(node, DataTest) and node.is_generic
    is_family = isinstance(node, Model) and node.family is not None
    # One file can define many of these.
    is_one_of_many = is_declared or is_family or isinstance(node, Snapshot)
    name = f"{path}/{_stem(node)}.sql" if is_one_of_many else path
    if isinstance(node, UnitTest):
        name = f"{path}/{node.model}/{node.versioned_name}.sql"
    file = workspace.target_path / "compiled" / node.package / name
    sql = shown_sql(workspace, compiled, [unique_id])[unique_id]
    write_atomically(file, workspace.mask.text(sql.strip() + "\n"))
    try:
        return file.relative_to(workspace.file.root).as_posix()
    except ValueError:
        return str(file)
