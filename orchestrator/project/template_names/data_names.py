"""Template functions that convert values: to JSON or YAML, to sets, to digests."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from orchestrator.config.values import plain
from orchestrator.config.yaml_door import read_yaml, yaml_of
from orchestrator.errors import ProjectError


def data_names() -> dict[str, Any]:
    """Return the functions by the names that templates use."""
    return {
        "tojson": _tojson,
        "fromjson": _fromjson,
        "toyaml": _toyaml,
        "fromyaml": _fromyaml,
        "set": _set,
        "set_strict": set,
        "zip": _zip,
        "zip_strict": zip,
        "local_md5": _local_md5,
        "diff_of_two_dicts": _diff_of_two_dicts,
    }


def _tojson(value: Any, default: Any = None, sort_keys: bool = False) -> Any:
    try:
        return json.dumps(_as_plain(value), sort_keys=sort_keys, default=str)
    except ValueError:
        return default


def _fromjson(string: str, default: Any = None) -> Any:
    try:
        return json.loads(string)
    except ValueError:
        return default


def _toyaml(value: Any, default: Any = None, sort_keys: bool = False) -> Any:
    try:
        return yaml_of(_as_plain(value), sort_keys=sort_keys)
    except ValueError:
        return default


def _fromyaml(value: str, default: Any = None) -> Any:
    try:
        return plain(read_yaml(value, "fromyaml"))
    except ProjectError:
        return default


def _set(value: Any, default: Any = None) -> Any:
    try:
        return set(value)
    except TypeError:
        return default


def _zip(*values: Iterable[Any], default: Any = None) -> Any:
    try:
        return zip(*values, strict=False)
    except TypeError:
        return default


def _local_md5(value: str) -> str:
    return hashlib.md5(value.encode(), usedforsecurity=False).hexdigest()


def _diff_of_two_dicts(
    dict_a: Mapping[str, Sequence[str]], dict_b: Mapping[str, Sequence[str]]
) -> dict[str, list[str]]:
    """Return, per key, the values that only the first mapping has, ignoring case."""
    other = {key.lower(): {item.lower() for item in items} for key, items in dict_b.items()}
    found = {
        key: [item for item in items if item.lower() not in other.get(key.lower(), ())]
        for key, items in dict_a.items()
    }
    return {key: items for key, items in found.items() if items}


def _as_plain(value: Any) -> Any:
    """Convert mappings of any kind to dicts, so that they can be serialized."""
    if isinstance(value, Mapping):
        return {key: _as_plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_as_plain(item) for item in value]
    return value
