"""Which nodes a criterion names, before its `+` and `@`: one function per method."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import PurePath, PurePosixPath
from typing import Any

from msgspec.structs import replace

from orchestrator.nodes import (
    DataTest,
    Model,
    Node,
    Seed,
    Source,
    UnitTest,
    resource_type,
)
from orchestrator.project.value import ParsedProject
from orchestrator.properties.versions import version_order
from orchestrator.selection.earlier import (
    EarlierState,
    named_by_freshness,
    named_by_result,
    named_by_state,
)
from orchestrator.selection.paths import names, path_pattern
from orchestrator.selection.patterns import Matcher, has_wildcard, matcher
from orchestrator.selection.spec import Criterion

NodeTest = Callable[[Node], bool]


def named_by(criterion: Criterion, project: ParsedProject, earlier: EarlierState) -> set[str]:
    """Return the unique ids of the nodes that the criterion's method and value name."""
    is_earlier = _OF_EARLIER.get(criterion.method)
    if is_earlier is not None:
        return {name for name in project.nodes if is_earlier(criterion, name, earlier)}
    match criterion.method:
        case "package" if criterion.value == "this":
            is_named = _package(replace(criterion, value=project.name))
        case "path":
            is_named = _path(criterion, project.root)
        case "version":
            is_named = _version(criterion, project.nodes.values())
        case method:
            is_named = _METHODS[method](criterion)
    return {unique_id for unique_id, node in project.nodes.items() if is_named(node)}


def _fqn(criterion: Criterion) -> NodeTest:
    """Match a node's name, its dotted path, or a folder on that path; the package is optional."""
    value = criterion.value
    is_match = matcher(value)
    is_short_pattern = has_wildcard(value) and "." not in value
    folder = None if has_wildcard(value) else f"{value}."

    def is_named(node: Node) -> bool:
        if node.resource.selector == "source":
            return False
        leaf = node.fqn[-1]
        if node.version is not None:
            # A model's name means all of its versions; `name.v1` and `name_v1` mean one.
            name = node.fqn[-2]
            if value in (name, f"{name}.{leaf}", f"{name}_{leaf}") or is_match(name):
                return True
        elif leaf == value or (is_short_pattern and is_match(leaf)):
            return True
        path = ".".join(node.fqn)
        inner = path[len(node.fqn[0]) + 1 :]
        if folder is not None and (path.startswith(folder) or inner.startswith(folder)):
            return True
        return is_match(path) or is_match(inner)

    return is_named


def _tag(criterion: Criterion) -> NodeTest:
    is_match = matcher(criterion.value)
    return lambda node: any(map(is_match, node.tags))


def _source(criterion: Criterion) -> NodeTest:
    """Match `source`, `source.table` or `package.source.table`."""
    package, source, table = _source_matchers(criterion.value.split("."))

    def is_named(node: Node) -> bool:
        return (
            isinstance(node, Source)
            and package(node.package)
            and source(node.source_name)
            and table(node.name)
        )

    return is_named


def _source_matchers(parts: list[str]) -> tuple[Matcher, Matcher, Matcher]:
    if len(parts) == 1:
        parts = [*parts, "*"]
    if len(parts) == 2:
        parts = ["*", *parts]
    package, source, table = parts
    return matcher(package), matcher(source), matcher(table)


def _path(criterion: Criterion, root: PurePath) -> NodeTest:
    """Match the node's file, a folder above it, or the YAML file that describes it."""
    pattern = path_pattern(criterion.value, root)

    def is_named(node: Node) -> bool:
        described_in = node.patch_path
        return names(pattern, node.path) or bool(described_in and names(pattern, described_in))

    return is_named


def _file(criterion: Criterion) -> NodeTest:
    """Match the file's name, with or without its extension."""
    is_match = matcher(criterion.value)

    def is_named(node: Node) -> bool:
        file = PurePosixPath(node.path)
        return is_match(file.name) or is_match(file.stem)

    return is_named


def _package(criterion: Criterion) -> NodeTest:
    is_match = matcher(criterion.value)
    return lambda node: is_match(node.package)


def _config(criterion: Criterion) -> NodeTest:
    """Match a setting, possibly nested, that equals the value or is a list that contains it."""
    wanted = criterion.value
    if criterion.keys[0] == "severity":
        wanted = wanted.lower()

    def is_named(node: Node) -> bool:
        # In dbt, unit tests and nodes that are only declared have no settings.
        if node.resource.section not in ("nodes", "sources"):
            return False
        return any(_is_written(found, wanted) for found in _settings(criterion, node))

    return is_named


def _settings(criterion: Criterion, node: Node) -> Iterator[object]:
    """Yield the values of a criterion's setting: one, or those of a list."""
    key, *inner_keys = criterion.keys
    found = _setting(node, key)
    for inner in inner_keys:
        found = found.get(inner) if isinstance(found, Mapping) else None
    listed = found if isinstance(found, list | tuple | set | frozenset) else (found,)
    yield from (each for each in listed if each is not None and not isinstance(each, Mapping))


def _setting(node: Node, key: str) -> Any:
    """Return a node's effective setting: what was written, else the default."""
    if key in ("tags", "meta"):
        return getattr(node, key)
    if key == "enabled":
        return True
    if key == "materialized":
        return node.materialized
    return node.setting(key)


def _is_written(found: object, wanted: str) -> bool:
    if isinstance(found, bool):
        wanted = wanted.lower()
    return _written(found) == wanted


def _written(found: object) -> str:
    return str(found).lower() if isinstance(found, bool) else str(found)


def _test_name(criterion: Criterion) -> NodeTest:
    """Match the macro of a generic test, or the name of a unit test."""
    is_match = matcher(criterion.value)

    def is_named(node: Node) -> bool:
        if isinstance(node, UnitTest):
            return is_match(node.name)
        return isinstance(node, DataTest) and node.is_generic and is_match(node.test_name or "")

    return is_named


def _test_type(criterion: Criterion) -> NodeTest:
    if criterion.value == "unit":
        return lambda node: isinstance(node, UnitTest)
    wanted = {
        "generic": (True,),
        "schema": (True,),
        "singular": (False,),
        "data": (True, False),
    }[criterion.value]
    return lambda node: isinstance(node, DataTest) and node.is_generic in wanted


def _by_name(criterion: Criterion) -> NodeTest:
    """Match `name`, or `package.name`, for the resource type that the method is named after."""
    package, _, name = criterion.value.rpartition(".")
    is_package, is_match = matcher(package or "*"), matcher(name)
    return lambda node: (
        resource_type(node) == criterion.method and is_package(node.package) and is_match(node.name)
    )


def _unit_test(criterion: Criterion) -> NodeTest:
    """Match `name`, or `package.name`, each with or without the version of the model."""
    package, _, name = criterion.value.rpartition(".")
    is_package, is_match = matcher(package or "*"), matcher(name)
    return lambda node: (
        isinstance(node, UnitTest)
        and is_package(node.package)
        and (is_match(node.name) or is_match(node.versioned_name))
    )


def _resource_type(criterion: Criterion) -> NodeTest:
    return lambda node: resource_type(node) == criterion.value


def _group(criterion: Criterion) -> NodeTest:
    is_match = matcher(criterion.value)

    def is_named(node: Node) -> bool:
        return node.group is not None and is_match(str(node.group))

    return is_named


def _access(criterion: Criterion) -> NodeTest:
    return lambda node: (
        isinstance(node, Model)
        and node.config.settings.get("access", "protected") == criterion.value
    )


def _version(criterion: Criterion, nodes: Iterable[Node]) -> NodeTest:
    """Match models without versions (`none`), the `latest`, or those before (`old`) or after."""
    latest = {(node.package, node.name): node.version for node in nodes if node.is_latest}

    def is_named(node: Node) -> bool:
        if not isinstance(node, Model) or node.version is None:
            return isinstance(node, Model) and criterion.value == "none"
        if criterion.value == "latest":
            return node.is_latest
        than = latest.get((node.package, node.name))
        if than is None or node.is_latest:
            return False
        is_old = version_order(node.version) < version_order(than)
        return criterion.value == ("old" if is_old else "prerelease")

    return is_named


_METHODS: Mapping[str, Callable[[Criterion], NodeTest]] = {
    "access": _access,
    "config": _config,
    "file": _file,
    "fqn": _fqn,
    "group": _group,
    "package": _package,
    "resource_type": _resource_type,
    "source": _source,
    "tag": _tag,
    "test_name": _test_name,
    "test_type": _test_type,
    "unit_test": _unit_test,
    "exposure": _by_name,
    "metric": _by_name,
    "saved_query": _by_name,
    "semantic_model": _by_name,
}

_OF_EARLIER: Mapping[str, Callable[[Criterion, str, EarlierState], bool]] = {
    "result": named_by_result,
    "source_status": named_by_freshness,
    "state": named_by_state,
}


def values_of(criterion: Criterion, project: ParsedProject) -> Iterator[str]:
    """Yield possible values of the criterion's method, to find the nearest to a typo."""
    for node in project.nodes.values():
        if criterion.method == "config":
            yield from map(_written, _settings(criterion, node))
        elif criterion.method == "group" and node.group is not None:
            yield str(node.group)
        else:
            yield from _names_of(criterion.method, node)


def _names_of(method: str, node: Node) -> Iterator[str]:
    if method == resource_type(node) and _METHODS.get(method) in (_by_name, _unit_test):
        yield node.name
    match method, node:
        case "fqn", Model() | Seed() | DataTest() | UnitTest():
            yield node.name
        case "tag", _:
            yield from node.tags
        case "source", Source():
            yield node.source_name
            yield f"{node.source_name}.{node.name}"
        case "path", _:
            yield node.path
            yield PurePosixPath(node.path).parent.as_posix()
        case "file", _:
            yield PurePosixPath(node.path).name
        case "package", _:
            yield node.package
        case "test_name", DataTest(test_name=str(test_name)):
            yield test_name
        case _:
            pass
