"""Combines drafts into one project: resolves references, and checks the nodes as a whole."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from orchestrator.config.key_effects import refuse_or_warn
from orchestrator.config.project_file import ProjectFile
from orchestrator.errors import Problem, Problems, ProjectError
from orchestrator.ids import numbered
from orchestrator.names import did_you_mean
from orchestrator.nodes import (
    BuiltNode,
    DataTest,
    MacroFile,
    Model,
    Node,
    Seed,
    Source,
    UnitTest,
)
from orchestrator.project.checks.personal_in_packages import with_personal_columns
from orchestrator.project.checks.stored_rows import check_stored_rows
from orchestrator.project.package import Package
from orchestrator.project.read.contracts import with_contracts
from orchestrator.project.read.exposures import groups_of
from orchestrator.project.read.nodes import filled_by_seeds
from orchestrator.project.read.reading import NodeDraft
from orchestrator.project.read.unit_tests import input_problems, resolved_unit_test
from orchestrator.project.references import References
from orchestrator.project.value import ParsedProject


def assemble(
    root_file: ProjectFile,
    drafts: Sequence[NodeDraft],
    packages: Sequence[Package],
    macro_files: tuple[MacroFile, ...],
    problems: Problems,
    broken: Collection[str],
    warnings: list[str],
) -> tuple[ParsedProject, References]:
    """Resolve references, and check what requires all nodes to be known.

    In a package that is not strict, a data test of a missing node is disabled with a warning.
    """
    lenient = frozenset(package.name for package in packages if not package.file.is_strict)
    drafts = _with_distinct_tests(drafts)
    disabled = {draft.node.unique_id: draft.node for draft in drafts if not draft.is_enabled}
    nodes = [draft.node for draft in drafts if draft.is_enabled]
    seeds = [node for node in nodes if isinstance(node, Seed)]
    sources = [node for node in nodes if isinstance(node, Source)]
    filled = {source.unique_id: source for source in filled_by_seeds(sources, seeds)}
    switched_off = {
        draft.node.name: draft.disabled_at for draft in drafts if draft.disabled_at is not None
    }
    references = References(root_file.name, nodes, switched_off)
    resolved: dict[str, Node] = {}
    for draft in drafts:
        if not draft.is_enabled:
            continue
        node = filled.get(draft.node.unique_id, draft.node)
        found = Problems()
        node = _resolved(node, draft, references, found, broken)
        if found.found and isinstance(node, DataTest) and node.package in lenient:
            warnings += [str(replace(each, fix=_TEST_IS_OFF)) for each in found.found]
            disabled[node.unique_id] = node
            continue
        problems.found += found.found
        if (node.is_generic or isinstance(node, UnitTest)) and node.attached_to is None:
            disabled[node.unique_id] = node
        else:
            resolved[node.unique_id] = node
    resolved = with_contracts(resolved, disabled.values(), references, problems)
    _check_relations(resolved.values(), problems)
    check_stored_rows(resolved.values(), problems)
    warnings += _check_unit_tests(resolved, lenient, problems)
    _check_lookups(resolved, problems)
    project = ParsedProject(
        root=root_file.root,
        name=root_file.name,
        is_strict=root_file.is_strict,
        nodes=with_personal_columns(resolved, packages, references),
        disabled=disabled,
        macro_files=macro_files,
        packages={package.name: package.file.root for package in packages},
        variables={package.name: package.file.vars for package in packages},
        groups=groups_of(packages),
        described_macros={
            (package.name, name): declared
            for package in packages
            for name, declared in package.declared.macros.items()
        },
    )
    if loop := project.graph.cycle():
        problems.found.append(_loop_problem(loop, project, drafts, references))
    return project, references


_TEST_IS_OFF = "the test is not run: name a model that exists, or remove the test"


def _resolved(
    node: Node,
    draft: NodeDraft,
    references: References,
    problems: Problems,
    broken: Collection[str],
) -> Node:
    """Return the node with what it depends on; a test of a disabled node has no node to test."""
    if isinstance(node, UnitTest):
        return resolved_unit_test(node, draft, references, problems, broken) or node
    depends_on: dict[str, None] = dict.fromkeys(node.depends_on)
    for position, reference in enumerate(draft.references):
        is_tested = position == 0 and node.is_generic
        if is_tested and references.is_disabled(reference):
            return node
        try:
            depends_on[references.find(reference, node.package)] = None
        except ProjectError as error:
            if reference.arguments[-1] not in broken:
                problems.extend(error)
    found = tuple(depends_on)
    if isinstance(node, DataTest) and node.is_generic:
        return replace(node, depends_on=found, attached_to=found[0] if found else "")
    return replace(node, depends_on=found)


def _with_distinct_tests(drafts: Iterable[NodeDraft]) -> list[NodeDraft]:
    """Return drafts with distinct unique ids: identical tests on one column are numbered."""
    seen: dict[str, int] = {}
    distinct = []
    for draft in drafts:
        unique_id = draft.node.unique_id
        seen[unique_id] = seen.get(unique_id, 0) + 1
        if seen[unique_id] > 1 and isinstance(draft.node, DataTest):
            node = replace(draft.node, unique_id=numbered(unique_id, seen[unique_id]))
            draft = replace(draft, node=node)
        distinct.append(draft)
    return distinct


def _check_relations(nodes: Iterable[Node], problems: Problems) -> None:
    """Report nodes that share a relation; a file that already has a problem is skipped."""
    reported_paths = {problem.place.path for problem in problems.found if problem.place}
    first: dict[str, Node] = {}
    for node in nodes:
        if not isinstance(node, BuiltNode):
            continue
        key = str(node.relation).casefold()
        other = first.setdefault(key, node)
        if other is not node and node.path not in reported_paths:
            what = f"'{node.name}' is built as {node.relation}, and so is {other.path}"
            problems.add(what, node.place, "rename one of them, or give it an alias")


def _check_unit_tests(
    nodes: Mapping[str, Node], lenient: Collection[str], problems: Problems
) -> Iterator[str]:
    """Check unit tests against their models; yields warnings for problems in lenient packages."""
    for node in nodes.values():
        if isinstance(node, UnitTest):
            found = tuple(input_problems(node, nodes))
            problems.found += (each for each in found if isinstance(each, Problem))
            useless = (each for each in found if not isinstance(each, Problem))
            is_strict = node.package not in lenient
            yield from refuse_or_warn(useless, is_strict=is_strict, problems=problems)


def _check_lookups(nodes: Mapping[str, Node], problems: Problems) -> None:
    """Check that lookups declared by a model name relations that it reads."""
    for node in nodes.values():
        if not isinstance(node, Model):
            continue
        read = [nodes[name].name for name in node.depends_on if name in nodes]
        through = [
            ("refresh_through", (name, looked_up.through))
            for name, looked_up in node.config.refresh_through.items()
        ]
        regardless = ("refresh_regardless_of", node.config.refresh_regardless_of)
        stamps = ("stamps_of", node.config.stamps_of or ())
        lookups = (*through, regardless, stamps)
        for key, name in ((key, name) for key, names in lookups for name in names):
            if name not in read:
                fix = did_you_mean(name, read) or f"it reads {', '.join(read) or 'nothing'}"
                problems.add(f"{key}: '{node.name}' does not read '{name}'", node.place, fix)


def _loop_problem(
    loop: Sequence[str], project: ParsedProject, drafts: Iterable[NodeDraft], references: References
) -> Problem:
    """Return the complete dependency cycle, with the place of each reference in it."""
    draft_of = {draft.node.unique_id: draft for draft in drafts}
    places = []
    for name, parent in zip(loop, (*loop[1:], loop[0]), strict=True):
        draft = draft_of[name]
        found = (
            reference.place
            for reference in draft.references
            if references.known(reference, draft.node.package) == parent
        )
        places.append(next(found, None) or draft.node.place)
    names = [project.nodes[name].name for name in loop]
    rows = [f"{name} ({place})" for name, place in zip(names, places, strict=True)]
    return Problem(
        f"dependency cycle: {' -> '.join([*rows, names[0]])}",
        places[0],
        "remove one of the references",
    )
