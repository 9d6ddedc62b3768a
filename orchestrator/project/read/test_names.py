"""Names of generic data tests, equal to dbt's, so that names and ids carry over."""

import hashlib
from collections.abc import Mapping
from typing import Any

from orchestrator.config.values import plain
from orchestrator.lazy_regex import lazy_regex
from orchestrator.project.references import Reference
from orchestrator.properties.declared import TestDeclaration

MAX_LENGTH = 63
DIGEST_LENGTH = 10
_NOT_A_WORD = lazy_regex(r"[^0-9a-zA-Z_]+")


def tested_name(tested: Reference) -> str:
    """Return what the names of generic data tests contain for the node that they test."""
    return "_".join(tested.arguments) if tested.kind == "source" else tested.arguments[-1]


def test_name_of(test: TestDeclaration, target: str, tested: Reference) -> str:
    """Return `not_null_orders_id`: the test, its node and arguments; or the name that it was given.

    `target` is a model's name, the file name of a version, or `<source>_<table>`.
    """
    if test.name:
        return test.name
    prefix = "source_" if tested.kind == "source" else ""
    words = (_NOT_A_WORD.sub("_", word) for word in _words(arguments_of(test)))
    return f"{_start(test, prefix, target)}_{'__'.join(words)}"


def short_test_name(name: str, test: TestDeclaration, target: str, tested: Reference) -> str:
    """Return the name in files and tables: a long generated name ends in a digest."""
    if test.name or len(name) <= MAX_LENGTH:
        return name
    prefix = "source_" if tested.kind == "source" else ""
    return f"{_start(test, prefix, target)[:30]}_{_md5(name)}"


def arguments_of(test: TestDeclaration) -> dict[str, Any]:
    """Return the arguments as written, with the column."""
    found: dict[str, Any] = plain(test.arguments)
    if test.column is None:
        return found
    return {**found, "column_name": f'"{test.column}"' if test.is_quoted else test.column}


def metadata_of(test: TestDeclaration, tested: Reference) -> dict[str, Any]:
    """Return the test as in artifacts: its macro, and everything that the macro is called with."""
    namespace, _, name = test.test_name.rpartition(".")
    quoted = [f"'{argument}'" for argument in tested.arguments]
    if tested.version is not None:
        quoted.append(f"version='{tested.version}'")
    model = f"{{{{ get_where_subquery({tested.kind}({', '.join(quoted)})) }}}}"
    kwargs = {**arguments_of(test), "model": model}
    return {"name": name, "kwargs": kwargs, "namespace": namespace or None}


def test_digest(name: str, metadata: Mapping[str, Any]) -> str:
    """Return what distinguishes tests of one name in their ids: a digest of the arguments."""
    return _md5(f"{name}{_digestible(metadata)!r}")[-DIGEST_LENGTH:]


def _start(test: TestDeclaration, prefix: str, target: str) -> str:
    namespace, dot, name = test.test_name.rpartition(".")
    return f"{namespace}{'_' if dot else ''}{prefix}{name}_{target}"


def _words(arguments: Mapping[str, Any]) -> list[str]:
    """Return the values in the order of their names; lists and mappings are flattened."""
    flat: list[Any] = []
    for name in sorted(arguments):
        value = arguments[name]
        if isinstance(value, Mapping):
            flat += value.values()
        elif isinstance(value, list | tuple):
            flat += value
        else:
            flat.append(value)
    return [str(value) for value in flat]


def _digestible(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _digestible(value[key]) for key in sorted(value, key=_order)}
    if isinstance(value, list):
        return [_digestible(item) for item in value]
    return str(value)


def _order(key: Any) -> tuple[bool, Any]:
    """Return a sort key: names first, because they cannot be compared with YAML's other keys."""
    return (True, str(key)) if not isinstance(key, str | int) else (False, key)


def _md5(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
