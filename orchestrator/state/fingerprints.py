"""Fingerprints: a node's own definition, and that together with all it is built from.

A fingerprint is `<own>.<whole>`, 16 hexadecimal digits each: `own` covers the SQL that the node
renders to (so the macros, variables and environment values that it really used) and its settings;
`whole` covers `own` and the parents' `whole`.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from orchestrator.graph import Graph


def own_digest(text: str, settings: Mapping[str, Any]) -> str:
    """The digest of a node by itself. Line ends and trailing blanks do not count."""
    config = json.dumps(dict(settings), sort_keys=True, default=_as_json)
    return _digest(f"{text}\n\0{config}")


def _as_json(value: object) -> object:
    """The same whether a setting was read now or kept by the cache, whose mappings are dicts."""
    return dict(value) if isinstance(value, Mapping) else str(value)


def fingerprints(own: Mapping[str, str], graph: Graph, known: Mapping[str, str]) -> dict[str, str]:
    """`<own>.<whole>` by name for all names of `own`.

    Names that are not in `own` count with their `known` fingerprint, or as their parents do.
    """
    whole: dict[str, str] = {}
    for name in graph.sorted():
        parents = sorted(whole[parent] for parent in graph.parents[name])
        if name in known and name not in own:
            whole[name] = known[name].rpartition(".")[2]
        else:
            whole[name] = combined_digest((own.get(name, name), *parents))
    return {name: f"{digest}.{whole[name]}" for name, digest in own.items()}


def own_part(fingerprint: str) -> str:
    """The digest of the node by itself."""
    return fingerprint.partition(".")[0]


def is_same_definition(fingerprint: str, other: str) -> bool:
    """Whether two fingerprints are of the same SQL and settings, whatever their parents are."""
    return own_part(fingerprint) == own_part(other)


def combined_digest(digests: Sequence[str]) -> str:
    """The digest of several, in this order."""
    return _digest("\0".join(digests))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
