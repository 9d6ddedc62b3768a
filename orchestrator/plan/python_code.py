"""What `dbt` returns in a Python model: which rows each reference means."""

from msgspec.structs import replace

from orchestrator.compiler.compile import Compiled
from orchestrator.compiler.sql import placeholder
from orchestrator.dialects.boundary import Dialect
from orchestrator.nodes import Model, RelationNode, Source
from orchestrator.plan.steps import PythonCode, PythonInput
from orchestrator.project.value import ParsedProject


def python_code(
    model: Model,
    project: ParsedProject,
    compiled: Compiled,
    dialect: Dialect,
    *,
    is_published: bool,
    is_incremental: bool,
) -> PythonCode:
    """Return the code of a model with its parents, and itself as published."""
    refs: dict[str, PythonInput] = {}
    sources: dict[str, PythonInput] = {}
    parents = [project.nodes[name] for name in model.depends_on]
    # An unqualified name is looked up in the model's package, then the root project, then others.
    owners = {model.package: 0, project.name: 1}
    for parent in sorted(parents, key=lambda node: owners.get(node.package, 2)):
        rows = compiled.rows.of(placeholder(parent.unique_id), model, parent, dialect)
        read = PythonInput(
            replace(compiled.rows_of(parent.unique_id), rows=rows),
            tuple(column.name for column in parent.columns if column.is_personal),
            parent.relation
            if isinstance(parent, RelationNode) and not parent.is_ephemeral
            else None,
        )
        if isinstance(parent, Source):
            sources.setdefault(f"{parent.source_name}.{parent.name}", read)
            continue
        versions = [""] if parent.is_latest else []
        versions += [f" v{parent.version}"] if parent.version is not None else []
        for version in versions:
            refs.setdefault(f"{parent.name}{version}", read)
            refs.setdefault(f"{parent.package}.{parent.name}{version}", read)
    return PythonCode(
        model.source_code,
        refs,
        sources,
        model.config.settings,
        is_published,
        is_incremental,
    )
