"""Declarations without effect in a project's files.

Keys without effect, configuration folders without nodes, files that seg does not read. Each is an
error or a warning: see `refuse_or_warn`.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice

from orchestrator.config.config_keys import (
    NODE_KEYS,
    Kind,
    unique_indexes,
)
from orchestrator.config.key_effects import UnusedKey, unused_key
from orchestrator.config.settings import NodeSettings, paths_of_test
from orchestrator.config.values import Map
from orchestrator.errors import Place, Problem
from orchestrator.names import did_you_mean
from orchestrator.nodes import (
    Analysis,
    BuiltNode,
    DataTest,
    Exposure,
    Metric,
    Model,
    Node,
    Operation,
    SavedQuery,
    Seed,
    SemanticModel,
    Snapshot,
    Source,
    UnitTest,
)
from orchestrator.project.files import find_files
from orchestrator.project.package import Package
from orchestrator.project.read.reading import NodeDraft
from orchestrator.project.read.test_names import tested_name
from orchestrator.project.value import ParsedProject

PROPERTY_KINDS: Mapping[type, Kind] = {
    Model: "models",
    Seed: "seeds",
    Snapshot: "snapshots",
    DataTest: "tests",
    UnitTest: "unit_tests",
    Analysis: "models",
    Operation: "models",
    Exposure: "exposures",
    SemanticModel: "semantic_models",
    Metric: "metrics",
    SavedQuery: "saved_queries",
    Source: "sources",
}
_BUILD_AFTER = "'freshness.build_after' has no effect: seg builds what is selected"


def unused_in_package(
    package: Package, project: ParsedProject, database: str
) -> Iterator[UnusedKey]:
    """Yield the declarations without effect in the files of a package.

    `database` is the target's own, the only one in which nodes are built.
    """
    yield from package.unused
    yield from _without_blocks(package, project)
    yield from _unread_files(package)
    nodes = [node for node in project.nodes.values() if node.package == package.name]
    yield from _node_settings(nodes, database)
    yield from _not_by_time(nodes, project.nodes)


def _node_settings(nodes: Iterable[Node], database: str) -> Iterator[UnusedKey]:
    """Yield the settings of nodes that have no effect, after merging."""
    for node in nodes:
        settings = node.settings
        table = NODE_KEYS[PROPERTY_KINDS[type(node)]]
        for key, value in settings.items():
            place = settings.key_place(key) if isinstance(settings, NodeSettings) else None
            found = unused_key(key, value, place or node.place, table.get(key))
            if found is not None:
                yield found
        yield from _unique_indexes(node)
        for key in ("database", "target_database"):
            named = settings.get(key)
            if isinstance(node, BuiltNode) and named and named.casefold() != database.casefold():
                yield _other_database(node, key, str(named), database)
        freshness = settings.get("freshness")
        if isinstance(freshness, Map) and freshness.get("build_after"):
            fix = "remove it"
            yield UnusedKey(Problem(_BUILD_AFTER, freshness.key_place("build_after"), fix))


def _unique_indexes(node: Node) -> Iterator[UnusedKey]:
    """Yield unique indexes: seg creates none, so duplicate rows would be published."""
    key, settings = "indexes", node.settings
    unique = unique_indexes(settings.get(key))
    if not isinstance(node, BuiltNode) or not unique:
        return
    place = settings.key_place(key) if isinstance(settings, NodeSettings) else None
    if node.materialized in ("view", "ephemeral"):
        what = f"'{key}' has no effect on '{node.name}': it is not a table"
        yield UnusedKey(Problem(what, place or node.place, "remove it, or make it a table"))
        return
    columns = unique[0].get("columns")
    named = ", ".join(map(str, columns)) if isinstance(columns, list | tuple) else "its columns"
    what = f"'{key}': seg creates no indexes, so nothing would keep '{node.name}' unique by {named}"
    fix = "declare a 'unique' constraint of a contract or a data test instead"
    yield UnusedKey(Problem(what, place or node.place, fix), changes_data=True)


def _not_by_time(nodes: Iterable[Node], all_nodes: Mapping[str, Node]) -> Iterator[UnusedKey]:
    """Yield batched models whose inputs have no event time: each batch would read all rows."""
    for node in nodes:
        if not isinstance(node, Model) or node.config.microbatch is None or not node.depends_on:
            continue
        if any(all_nodes[name].settings.get("event_time") for name in node.depends_on):
            continue
        settings, key = node.config.settings, "incremental_strategy"
        place = settings.value_place(key) if isinstance(settings, NodeSettings) else None
        what = f"no input of '{node.name}' has an event_time: each batch reads all their rows"
        fix = "set event_time on the inputs that have a time column"
        yield UnusedKey(Problem(what, place or node.place, fix))


def _other_database(node: BuiltNode, key: str, named: str, database: str) -> UnusedKey:
    settings = node.config.settings
    place = settings.value_place(key) if isinstance(settings, NodeSettings) else None
    what = f"'{key}': '{named}' is not the target's database '{database}'"
    fix = "remove it: all nodes are built in the target's database"
    return UnusedKey(Problem(what, place or node.place, fix), changes_data=True)


def _without_blocks(package: Package, project: ParsedProject) -> Iterator[UnusedKey]:
    """Yield snapshot files without snapshot blocks."""
    matched = {node.path for node in (*project.nodes.values(), *project.disabled.values())}
    for file in package.snapshots:
        if file.path not in matched:
            fix = "write {% snapshot name %} ... {% endsnapshot %}"
            yield UnusedKey(Problem("it contains no snapshot block", Place(file.path), fix))


def _unread_files(package: Package) -> Iterator[UnusedKey]:
    file = package.file
    functions = find_files(file.root, package.shown_root, file.function_paths, (".sql",))
    for found in islice(functions, 1):
        what = "functions are not created, because DuckDB does not support dbt's statement for them"
        fix = "write a macro, or 'create macro' under 'on-run-start:'"
        yield UnusedKey(Problem(what, Place(found.path), fix))


def unmatched_paths(
    package: Package, drafts: Iterable[NodeDraft], broken: Collection[str]
) -> Iterator[UnusedKey]:
    """Yield folders and names in the root project's configuration that match no node."""
    paths: dict[Kind, set[tuple[str, ...]]] = {}
    for draft in drafts:
        paths.setdefault(PROPERTY_KINDS[type(draft.node)], set()).update(_paths(draft))
    for kind, tree in package.trees.items():
        matched = paths.get(kind, set())
        for path, place in tree.folders():
            if path in matched or path[-1] in broken or path[:-1] not in {(), *matched}:
                continue
            beside = [found[-1] for found in matched if found[:-1] == path[:-1]]
            what = f"'{'.'.join((kind, *path))}' configures nothing: it matches no node"
            yield UnusedKey(Problem(what, place, did_you_mean(path[-1], beside) or "remove it"))


def _paths(draft: NodeDraft) -> Iterator[tuple[str, ...]]:
    """Yield the paths of a config tree that apply to a node."""
    node = draft.node
    yield from (node.fqn[:length] for length in range(1, len(node.fqn) + 1))
    if node.is_generic:
        yield from paths_of_test(node.fqn, tested_name(draft.references[0]))
