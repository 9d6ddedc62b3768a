"""Renders the templates of nodes, or takes a cached rendering of an earlier command."""

from collections.abc import Callable

from orchestrator.compiler.context import NodeNames
from orchestrator.compiler.data_test_sql import rendered_test
from orchestrator.compiler.rules import family_line
from orchestrator.compiler.sql import SqlTemplate
from orchestrator.compiler.stamps import place_of_stamps
from orchestrator.nodes import DataTest, Model, TemplateNode
from orchestrator.project.template_names.uses import Use
from orchestrator.reading_cache.renders import Render, Rendered
from orchestrator.templates.door import TemplateRenderer
from orchestrator.templates.static import parse


def template_sql(node: TemplateNode, names: NodeNames, renderer: TemplateRenderer) -> SqlTemplate:
    """Return the SQL of a model, a snapshot or an analysis."""

    def rendered(uses: set[Use] | None) -> Render:
        template = parse(node.source_code, node.path, node.first_line)
        found = renderer.render(template, names.of(node, uses), node.package)
        lines = found.lines
        if node.family is not None:
            lines = tuple(family_line(node.family, line) for line in lines)
        return Render(names.sql(found.text), lines)

    render = kept_or(rendered, node, names)
    return SqlTemplate(render.text, render.lines)


def stamp_sql(
    model: Model, names: NodeNames, renderer: TemplateRenderer, column: str, source: str
) -> SqlTemplate:
    """Return the SQL of a stamp."""

    def rendered(uses: set[Use] | None) -> Render:
        place = place_of_stamps(model)
        found = renderer.evaluate(source, names.of(model, uses), place, model.package)
        return Render(names.sql(str(found)))

    if names.renders is None:
        return SqlTemplate(rendered(None).text)
    return SqlTemplate(names.renders.of(model, f"stamp {column}", rendered).text)


def test_sql(
    node: DataTest, names: NodeNames, renderer: TemplateRenderer
) -> tuple[SqlTemplate, str | None]:
    """Return the SQL of a test, and its screen if it has one."""
    render = kept_or(lambda uses: rendered_test(node, names, renderer, uses), node, names)
    return SqlTemplate(render.text, render.lines), render.screen


def kept_or(
    rendered: Callable[[set[Use] | None], Render], node: Rendered, names: NodeNames
) -> Render:
    """Return the cached rendering, or a new one."""
    if names.renders is None:
        return rendered(None)
    return names.renders.of(node, names.variant(node), rendered)
