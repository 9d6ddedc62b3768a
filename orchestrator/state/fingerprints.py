"""Fingerprints: a node's own definition, and its combination with everything upstream.

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
    """Return the digest of a node itself. Line ends and trailing blanks do not count."""
    config = json.dumps(dict(settings), sort_keys=True, default=_as_json)
    return _digest(f"{text}\n\0{config}")


def _as_json(value: object) -> object:
    """Return the same value for a setting read now and one from the cache, which holds dicts."""
    return dict(value) if isinstance(value, Mapping) else str(value)


def fingerprints(own: Mapping[str, str], graph: Graph, known: Mapping[str, str]) -> dict[str, str]:
    """Return `<own>.<whole>` by name for all names in `own`.

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
    """Return the digest of the node itself."""
    return fingerprint.partition(".")[0]


def is_same_definition(fingerprint: str, other: str) -> bool:
    """Return whether two fingerprints are of the same SQL and settings, ignoring parents."""
    return own_part(fingerprint) == own_part(other)


def combined_digest(digests: Sequence[str]) -> str:
    """Return the digest of several digests, in this order."""
    return _digest("\0".join(digests))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
