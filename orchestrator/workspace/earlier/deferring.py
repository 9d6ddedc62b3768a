"""What a run reads from an earlier state instead of its target: nodes that it does not build."""

from collections.abc import Collection, Iterator

from msgspec.structs import replace

from orchestrator.artifacts.earlier_files import MANIFEST, EarlierManifest, read_earlier
from orchestrator.engines.boundary import Catalogue
from orchestrator.errors import UsageError
from orchestrator.names import RelationName
from orchestrator.nodes import BuiltNode
from orchestrator.plan.relations import is_there
from orchestrator.workspace.value import Workspace

_BUILT = ("model", "seed", "snapshot")


def deferring(
    workspace: Workspace,
    selected: Collection[str],
    catalogue: Catalogue,
    *,
    built: Collection[str] = (),
) -> Workspace:
    """Return the workspace with nodes read from an earlier state, if the flags ask for that.

    These are nodes missing in the target or, if the state is favoured, not `selected`; what a run
    has `built` is read as built. Nothing is reused then, as the contents of the state are unknown.
    Raises UsageError without a state.
    """
    if not workspace.flags.defer:
        return workspace
    is_own = is_there(catalogue)
    found = {}
    for unique_id, relation in state_relations(workspace).items():
        node = workspace.project.nodes.get(unique_id)
        if not isinstance(node, BuiltNode) or not node.is_built or unique_id in built:
            continue
        is_favoured = workspace.flags.favor_state and unique_id not in selected
        if is_favoured or not is_own(node.relation):
            found[unique_id] = relation
    if not found:
        return workspace
    flags = replace(workspace.flags, reuse=False)
    return replace(workspace, flags=flags, deferred=found)


def state_relations(workspace: Workspace) -> dict[str, RelationName]:
    """Return where the state that the flags name has each node; raises UsageError without one."""
    state = workspace.flags.defer_state or workspace.flags.state
    if state is None:
        raise UsageError(
            "there is no earlier state to read from",
            fix=f"name the folder of its {MANIFEST} as the state",
        )
    manifest = read_earlier(workspace.file.root / state / MANIFEST, EarlierManifest)
    if manifest is None:
        raise UsageError(f"there is no {MANIFEST} in {state}", fix="name another folder")
    return dict(_relations(manifest, workspace.invocation.target.database))


def _relations(manifest: EarlierManifest, own: str) -> Iterator[tuple[str, RelationName]]:
    for unique_id, entry in manifest.nodes.items():
        is_ephemeral = (entry.get("config") or {}).get("materialized") == "ephemeral"
        if entry.get("resource_type") not in _BUILT or is_ephemeral:
            continue
        database, schema = entry.get("database"), entry.get("schema")
        name = entry.get("alias") or entry.get("name")
        is_own = database is None or str(database).casefold() == own.casefold()
        yield unique_id, RelationName(str(schema), str(name), None if is_own else str(database))
