"""Declarations without a node or macro: their descriptions and tests would be lost."""

from collections.abc import Collection, Iterator, Mapping

from orchestrator.config.key_effects import UnusedKey
from orchestrator.errors import Problem
from orchestrator.names import did_you_mean
from orchestrator.nodes import Analysis, DataTest, Model, Node, Seed, Snapshot
from orchestrator.project.package import Package
from orchestrator.project.value import ParsedProject
from orchestrator.properties.declared import MacroDeclaration, NodeDeclaration
from orchestrator.templates.library import Macro


def describing_nothing(
    package: Package, project: ParsedProject, macros: Mapping[str, Macro], broken: Collection[str]
) -> Iterator[UnusedKey]:
    """Yield a package's declarations whose node or macro is missing; `broken` ones are left out."""
    nodes = [
        node
        for node in (*project.nodes.values(), *project.disabled.values())
        if node.package == package.name
    ]
    declared = package.declared
    existing = {(node.name, node.version) for node in nodes if isinstance(node, Model)}
    models = {each.name for each in declared.models.values() if each.called in existing}
    yield from _missing("model", declared.models, models | _named(nodes, Model), broken)
    yield from _missing("seed", declared.seeds, _named(nodes, Seed), broken)
    yield from _missing("snapshot", declared.snapshots, _named(nodes, Snapshot), broken)
    yield from _missing("analysis", declared.analyses, _named(nodes, Analysis), broken)
    yield from _missing("data test", declared.data_tests, _singular(nodes), broken)
    tests = {name.removeprefix("test_") for name in macros}
    yield from _missing("macro", declared.macros, tests | set(macros), broken)


def _named(nodes: list[Node], kind: type) -> set[str]:
    return {node.name for node in nodes if isinstance(node, kind)}


def _singular(nodes: list[Node]) -> set[str]:
    return {node.name for node in nodes if isinstance(node, DataTest) and not node.is_generic}


def _missing(
    kind: str,
    declared: Mapping[str, NodeDeclaration] | Mapping[str, MacroDeclaration],
    existing: Collection[str],
    broken: Collection[str],
) -> Iterator[UnusedKey]:
    for name, found in declared.items():
        if name not in existing and name not in broken:
            what = f"describes the {kind} '{name}', which does not exist"
            fix = did_you_mean(name, existing) or "remove it, or add the file"
            yield UnusedKey(Problem(what, found.place, fix))
