"""Unit tests in a plan: each runs before its model, once the model's inputs exist."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from orchestrator.compiler.compile import Compiled
from orchestrator.compiler.sql import Origin
from orchestrator.compiler.unit_test_sql import tested_model
from orchestrator.engines.boundary import Catalogue, SeedFile
from orchestrator.nodes import GivenInput, Model, Node, Seed, Source, UnitTest
from orchestrator.plan.relations import published_names
from orchestrator.plan.steps import GivenRows, RunUnitTest, Step, Unbuilt
from orchestrator.project.value import ParsedProject


def unit_test_step(
    test: UnitTest, project: ParsedProject, compiled: Compiled, catalogue: Catalogue, reason: str
) -> RunUnitTest:
    """Return the step of a unit test."""
    model = tested_model(test, project)
    written = "" if model.family else model.source_code
    return RunUnitTest(
        unique_id=test.unique_id,
        reason=reason,
        origin=Origin(model.place, written),
        sql=compiled.step_sql(test.unique_id),
        model=model.name,
        tested=model.unique_id,
        given=tuple(_given(each, test, compiled) for each in test.given),
        expect=test.expect,
        unbuilt=_unbuilt(test, project, compiled, catalogue),
        are_personal=any(
            column.is_personal
            for each in test.given
            if each.fixture.has_all_rows
            for column in project.nodes[each.unique_id].columns
        ),
    )


def _given(given: GivenInput, test: UnitTest, compiled: Compiled) -> GivenRows:
    fixture = given.fixture
    rendered = compiled.fixtures.get(test.unique_id, {}).get(given.unique_id)
    if fixture.sql is not None and rendered is not None:
        fixture = replace(fixture, sql=rendered.text)
    return GivenRows(given.call, given.unique_id, fixture, compiled.rows_of(given.unique_id))


def _unbuilt(
    test: UnitTest, project: ParsedProject, compiled: Compiled, catalogue: Catalogue
) -> Unbuilt:
    """Return what gives the columns of inputs that may not exist, and of their inputs."""
    given = [each.unique_id for each in test.given]
    nodes = [project.nodes[name] for name in (*given, *sorted(project.graph.ancestors(given)))]
    published = published_names(project, catalogue)
    models = dict(compiled.unbuilt)
    tested = test.attached_to or ""
    if tested in given and tested in compiled.sql and tested not in compiled.late:
        # What it continues from has the columns that it returns.
        models[tested] = compiled.definition(tested).at(compiled.of_run)
    return Unbuilt(
        {**compiled.ephemerals.sql, **models} if models else {},
        {
            node.unique_id: seed_file(seed, project)
            for node in nodes
            if (seed := _seed_of(node, project)) is not None and seed.unique_id not in published
        },
        {
            node.unique_id: columns
            for node in nodes
            if node.unique_id not in published and (columns := _declared(node))
        },
    )


def _seed_of(node: Node, project: ParsedProject) -> Seed | None:
    """Return the seed that a node is, or that fills it."""
    filled_by = node.depends_on[0] if isinstance(node, Source) and node.depends_on else None
    found = project.nodes[filled_by] if filled_by is not None else node
    return found if isinstance(found, Seed) else None


def seed_file(seed: Seed, project: ParsedProject) -> SeedFile:
    """Return the file of a seed, as it is loaded."""
    config = seed.config
    return SeedFile(
        project.file_of(seed),
        seed.path,
        config.delimiter,
        config.column_types,
        seed.types_as_dbt,
        seed.trims_names,
    )


def _declared(node: Node) -> tuple[tuple[str, str], ...]:
    """Return the documented columns of a node, if all of them have types."""
    types = [(column.name, column.data_type) for column in node.columns]
    return tuple((name, kind) for name, kind in types if kind) if all(k for _, k in types) else ()


def unbuilt_inputs(
    project: ParsedProject, selected: Iterable[str], catalogue: Catalogue
) -> Iterator[str]:
    """Yield the models whose SQL gives the columns of unit tests' inputs.

    These are upstream models that do not exist, and that the run does not build.
    """
    selected = set(selected)
    published = published_names(project, catalogue) | selected
    tests = (project.nodes[name] for name in selected)
    pending = [
        given.unique_id for test in tests if isinstance(test, UnitTest) for given in test.given
    ]
    seen = set[str]()
    while pending:
        name = pending.pop()
        node = project.nodes[name]
        if (
            name in seen
            or (name in published and not node.is_ephemeral)
            or isinstance(node, Source)
        ):
            continue
        seen.add(name)
        if isinstance(node, Model) and node.language == "sql":
            yield name
        pending += node.depends_on


def order_unit_tests(
    project: ParsedProject,
    steps: Mapping[str, Step],
    parents: dict[str, tuple[str, ...]],
) -> None:
    """Let unit tests wait for what their models wait for, and models for their unit tests.

    For an ephemeral model, its readers wait.
    """
    tests = [step for step in steps.values() if isinstance(step, RunUnitTest)]
    if not tests:
        return
    built = {name for name in steps if name in project.nodes and name not in _ids(tests)}
    needed = project.graph.restrict(built | {test.tested for test in tests})
    for test in tests:
        waits = parents.get(test.tested) or needed.parents[test.tested]
        parents[test.unique_id] = tuple(name for name in waits if name in steps)
    for test in tests:
        is_ephemeral = project.nodes[test.tested].is_ephemeral
        waiting = needed.children[test.tested] if is_ephemeral else (test.tested,)
        for name in waiting:
            if name in built:
                parents[name] = (*parents[name], test.unique_id)


def holding_nothing_back(steps: Mapping[str, Step]) -> dict[str, Step]:
    """Return the steps, with none waiting for a unit test."""
    tests = _ids(step for step in steps.values() if isinstance(step, RunUnitTest))
    return {
        name: replace(step, waits_for=tuple(each for each in step.waits_for if each not in tests))
        for name, step in steps.items()
    }


def _ids(tests: Iterable[RunUnitTest]) -> set[str]:
    return {test.unique_id for test in tests}
