"""What generic data tests are called, as dbt calls them, so that selections carry over."""

import hashlib
from collections.abc import Mapping
from typing import Any

from orchestrator.lazy_regex import lazy_regex
from orchestrator.project.references import Reference

MAX_LENGTH = 63
_NOT_A_WORD = lazy_regex(r"[^0-9a-zA-Z_]+")


def tested_name(tested: Reference) -> str:
    """What the names of generic data tests call the node that they test."""
    return "_".join(tested.arguments) if tested.kind == "source" else tested.arguments[-1]


def generic_test_name(test_name: str, target: str, arguments: Mapping[str, Any]) -> str:
    """`not_null_orders_id`: the test, what it tests, its arguments; long names end in a digest.

    `target` is a model's name, or `<source>_<table>` with `source_` put before the test's name
    by the caller; `arguments` include `column_name`.
    """
    flat: list[str] = []
    for name in sorted(arguments):
        value = arguments[name]
        if isinstance(value, Mapping):
            flat += [str(item) for item in value.values()]
        elif isinstance(value, list | tuple):
            flat += [str(item) for item in value]
        else:
            flat.append(str(value))
    words = "__".join(_NOT_A_WORD.sub("_", word) for word in flat)
    start = f"{test_name}_{target}"
    full = f"{start}_{words}"
    if len(full) <= MAX_LENGTH:
        return full
    digest = hashlib.md5(full.encode(), usedforsecurity=False).hexdigest()
    return f"{start[:30]}_{digest}"
