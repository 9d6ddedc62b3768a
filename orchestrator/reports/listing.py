"""Nodes as `seg ls` prints them: by selector, name, path or as JSON."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

from orchestrator.errors import UsageError
from orchestrator.json_text import json_text
from orchestrator.names import did_you_mean
from orchestrator.nodes import Node
from orchestrator.secrets import NO_SECRETS, Mask

Output = Literal["selector", "name", "path", "json"]

JSON_KEYS = (
    "name",
    "resource_type",
    "package_name",
    "original_file_path",
    "unique_id",
    "alias",
    "source_name",
    "config",
    "tags",
    "depends_on",
)
_ABSENT: Any = object()


def listing(
    nodes: Iterable[Node],
    output: Output,
    keys: Sequence[str] = (),
    entry: Callable[[Node], Mapping[str, Any]] | None = None,
    mask: Mask = NO_SECRETS,
) -> Iterator[str]:
    """Yield one line per node, ordered by unique id, so that models come before tests.

    `entry` returns a node's entry in the manifest (`orchestrator.artifacts.entries`), for the
    output `json`; `keys` select from it, also nested keys with dots (`config.materialized`).
    Raises UsageError at the end for a key that none of them has.
    """
    known: set[str] = set()
    for node in sorted(nodes, key=lambda node: node.unique_id):
        match output:
            case "selector":
                yield node.selector
            case "name":
                yield node.full_name
            case "path":
                yield node.path
            case "json":
                held = entry(node) if entry else {}
                known.update(held)
                yield json_text(_chosen(held, keys or JSON_KEYS), mask)
    for key in keys if known else ():
        if (first := key.partition(".")[0]) not in known:
            fix = did_you_mean(first, known) or f"keys: {', '.join(sorted(known))}"
            raise UsageError(f"no listed node has the key '{first}'", fix)


def _chosen(held: Mapping[str, Any], keys: Sequence[str]) -> Mapping[str, Any]:
    found = {key: _reach(held, key) for key in keys}
    return {key: value for key, value in found.items() if value is not _ABSENT}


def _reach(held: Any, key: str) -> Any:
    for part in key.split("."):
        if not isinstance(held, Mapping) or part not in held:
            return _ABSENT
        held = held[part]
    return held
