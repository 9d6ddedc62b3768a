"""Whether what a node has read is still what was known when the run began."""

from collections.abc import Mapping

from orchestrator.state.definitions import Definition
from orchestrator.state.facts import in_doubt
from orchestrator.state.sources import Doubt, ReadAt, changed_since


def known_key(
    key: str, unique_id: str, definitions: Mapping[str, Definition], read_at: Mapping[str, ReadAt]
) -> str:
    """Return the key for what was built or tested, marked as in doubt if inputs may have changed.

    Such a key never justifies reuse; it is empty if everything has to be rebuilt.
    """
    match _doubt_of(unique_id, definitions, read_at):
        case "changed":
            return ""
        case "new files":
            return in_doubt(key)
        case _:
            return key


def _doubt_of(
    unique_id: str, definitions: Mapping[str, Definition], read_at: Mapping[str, ReadAt]
) -> Doubt:
    """Return whether a file that a node reads, also through views, changed since it was checked."""
    found: Doubt = ""
    pending, seen = [unique_id], set[str]()
    while pending:
        name = pending.pop()
        if name in seen:
            continue
        seen.add(name)
        definition = definitions.get(name)
        has_rows = definition is not None and definition.kind not in ("view", "ephemeral")
        if has_rows and name != unique_id:
            continue
        if name in read_at:
            found = changed_since(read_at[name]) or found
        if found == "changed":
            break
        pending += definition.inputs if definition is not None else ()
    return found
