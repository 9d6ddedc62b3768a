"""The SQL of unit tests: their model's template with the values that the test overrides."""

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from orchestrator.compiler.context import NodeNames
from orchestrator.compiler.rows_read import ALL_ROWS
from orchestrator.compiler.sql import SqlTemplate
from orchestrator.compiler.statements import StatementProblem, parsable, remembered
from orchestrator.data_tests.fixtures import untyped_select
from orchestrator.errors import Problem, ProjectError
from orchestrator.nodes import Model, Node, Source, UnitTest
from orchestrator.project.template_names.mocked_names import mocked_names
from orchestrator.project.template_names.uses import NotingNames, Use
from orchestrator.project.value import ParsedProject
from orchestrator.reading_cache.renders import Render
from orchestrator.templates.door import TemplateRenderer
from orchestrator.templates.static import parse


def tested_model(test: UnitTest, project: ParsedProject) -> Model:
    """Return the model of a unit test."""
    model = project.nodes[test.attached_to or ""]
    assert isinstance(model, Model), "reading refuses all else"
    return model


def rendered_unit_test(
    test: UnitTest, names: NodeNames, renderer: TemplateRenderer, uses: set[Use] | None
) -> Render:
    """Return the model's SQL in the test; raises ProjectError that names the test."""
    model = tested_model(test, names.project)
    # Given rows are read in full.
    names = replace(names, rows=ALL_ROWS)
    try:
        outer = _names(test, model, names.of(model, uses), renderer)
        code = model.source_code if test.family_sql is None else test.family_sql
        template = parse(code, model.path)
        found = renderer.render(template, outer, model.package)
    except ProjectError as error:
        where = f"in the unit test '{test.name}': "
        problems = [replace(each, what=where + each.what) for each in error.problems]
        raise ProjectError(problems) from error
    return Render(names.sql(found.text), found.lines)


def fixtures_of(
    test: UnitTest, names: NodeNames, renderer: TemplateRenderer
) -> dict[str, SqlTemplate]:
    """Return what replaces each input, by unique id, with types still unknown.

    A seed that is given as a whole is read itself.
    """
    model = tested_model(test, names.project)
    found = {}
    for given in test.given:
        fixture = given.fixture
        if fixture.sql is not None:
            outer = _names(test, model, names.of(model), renderer)
            text = str(renderer.evaluate(fixture.sql, outer, fixture.place, test.package))
            if SqlTemplate(text).reads:
                what = f"the rows for {given.call} are read from a relation of the project"
                raise ProjectError.of(what, fixture.place, "write the rows themselves")
            fixture = replace(fixture, sql=text)
        if not fixture.has_all_rows:
            found[given.unique_id] = SqlTemplate(untyped_select(fixture, names.dialect))
    return found


def unit_test_problems(
    test: UnitTest,
    template: SqlTemplate,
    fixtures: Mapping[str, SqlTemplate],
    names: NodeNames,
    statement_problem: StatementProblem,
) -> Iterator[Problem]:
    """Yield problems of a unit test: an input without rows, or SQL that is not one SELECT."""
    yield from _ungiven(test, template, names.project)
    selects = [(parsable(template), tested_model(test, names.project).place)]
    selects += [
        (fixtures[each.unique_id].text, each.fixture.place)
        for each in test.given
        if each.fixture.sql is not None
    ]
    if test.expect.sql is not None:
        selects.append((test.expect.sql, test.expect.place))
    for sql, place in selects:
        kind = f"in the unit test '{test.name}': what is given as SQL"
        found = remembered(statement_problem, names.renders, sql, kind)
        if found is not None:
            yield Problem(found[0], place)


def _ungiven(test: UnitTest, template: SqlTemplate, project: ParsedProject) -> Iterator[Problem]:
    """Yield a problem for each input that the model reads in the test and that has no rows."""
    given = {each.unique_id for each in test.given}
    for name in template.reads:
        if name not in given:
            call = _call(project.nodes[name], test)
            what = f"the unit test '{test.name}' gives no rows for {call}, which its model reads"
            fix = f"add \"- input: {call}\" with its rows under 'given:', 'rows: []' for none"
            yield Problem(what, test.place, fix)


def _call(node: Node, test: UnitTest) -> str:
    if node.unique_id == test.attached_to:
        return "this"
    if isinstance(node, Source):
        return f"source('{node.source_name}', '{node.name}')"
    version = f", v={node.version}" if node.version is not None else ""
    return f"ref('{node.name}'{version})"


def _names(
    test: UnitTest, model: Model, outer: dict[str, Any], renderer: TemplateRenderer
) -> dict[str, Any]:
    """Return the model's names, with those that the test overrides."""
    more = mocked_names(test, model.package, outer, renderer)
    return outer.over(more) if isinstance(outer, NotingNames) else {**outer, **more}
