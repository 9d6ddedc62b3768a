"""The plan of a small project, created without an engine: purely, from files to steps."""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from orchestrator.compiler.compile import compile_nodes
from orchestrator.compiler.context import NodeNames
from orchestrator.compiler.rules import RuleReader
from orchestrator.config.project_file import read_project_file
from orchestrator.dialects.duckdb import DIALECT
from orchestrator.engines.boundary import Catalogue, Existing, Expression, PublishedRelation
from orchestrator.nodes import DataTest, EventTimes, Source
from orchestrator.plan.definitions import redefined_models
from orchestrator.plan.incremental import continued_models
from orchestrator.plan.make import make_plan
from orchestrator.plan.options import PlanOptions
from orchestrator.plan.steps import Plan
from orchestrator.project.find_packages import locate_packages
from orchestrator.project.invocation import Invocation
from orchestrator.project.loaded import Loaded
from orchestrator.reading_cache.load import open_project
from orchestrator.templates.library import Macros
from orchestrator.templates.rendering import Renderer
from tests.projects import write_project

NOW = datetime(2025, 6, 30, 12, tzinfo=UTC)
AT_NOW = EventTimes(NOW)


def planned(
    folder: Path,
    files: Mapping[str, str],
    options: PlanOptions,
    *,
    published: Collection[str] = (),
    changed: Collection[str] = (),
) -> Plan:
    """The plan for all nodes of a project.

    `published` nodes are there as the first generation has them: as they are defined now, but
    those that are `changed`.
    """
    invocation = Invocation("run", NOW, is_full_refresh=options.is_full_refresh)
    file = read_project_file(write_project(folder, files), _rendered)
    folders = locate_packages(file, invocation, _rendered)
    loaded = open_project(folders, invocation, DIALECT, None)
    first = _plan(loaded, Catalogue(), replace(options, is_full_refresh=False))
    return _plan(loaded, _catalogue(loaded, first, published, changed), options)


def _plan(loaded: Loaded, catalogue: Catalogue, options: PlanOptions) -> Plan:
    project = loaded.project
    names = NodeNames(
        project,
        loaded.references,
        loaded.shared,
        loaded.by_package,
        DIALECT,
        continued_models(project, catalogue, options.is_full_refresh),
        frozenset(catalogue.published),
    )
    nodes = project.graph.sorted()
    # No engine: what its parser says of a statement or a rule is that all is well.
    rules = RuleReader(lambda _: Expression(), lambda _: None)
    compiled = compile_nodes(project, names, loaded.renderer, nodes, lambda *_: None, rules)
    compiled = compiled.with_full_refresh(redefined_models(project, compiled, catalogue))
    return make_plan(project, nodes, compiled, catalogue, DIALECT, options)


def _catalogue(
    loaded: Loaded, first: Plan, published: Collection[str], changed: Collection[str]
) -> Catalogue:
    found = {}
    for name in published:
        node, step = loaded.project.nodes[name], first.steps[name]
        assert not isinstance(node, DataTest | Source)
        fingerprint = "0.0" if name in changed else getattr(step, "fingerprint", "")
        is_view = step.action == "create view"
        found[name] = PublishedRelation(
            unique_id=name,
            relation=node.relation,
            kind="view" if is_view else "table",
            version=None if is_view else DIALECT.version_name(node.relation, 1),
            definition="",
            fingerprint=fingerprint,
            columns=(),
            row_count=None,
        )
    views = {row.relation: Existing(row.relation, "view") for row in found.values()}
    return Catalogue(existing=views, published=found, next_version=2 if found else 1)


def _rendered(text: str, place: Any) -> Any:
    return Renderer(Macros((), "root")).evaluate(text, {}, place)
