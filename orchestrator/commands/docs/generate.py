"""Writes the site of a project below target/: what is published, its tests, runs and segments."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from orchestrator import __version__
from orchestrator.artifacts.catalog import InWarehouse, write_catalog
from orchestrator.artifacts.journal import NAME
from orchestrator.artifacts.last_run import read_runs
from orchestrator.artifacts.manifest import write_manifest
from orchestrator.commands.docs.changes import changes_of
from orchestrator.commands.docs.columns import column_origins, in_warehouse, known_columns
from orchestrator.commands.docs.customers import figures_of_customers
from orchestrator.commands.docs.families import figures_of_families
from orchestrator.commands.docs.folder import PAGE, write_site
from orchestrator.commands.docs.reading import FigureReader
from orchestrator.commands.number_variables import minimum_cell
from orchestrator.commands.published.role_relations import RoleRelations
from orchestrator.commands.segments import SegmentLine, SegmentList, segments, segments_in
from orchestrator.engines.boundary import Catalogue
from orchestrator.nodes import Model, SelectNode
from orchestrator.project.read.segment_list import families_among
from orchestrator.roles import LIFECYCLE, MAIN_SEGMENTS
from orchestrator.site.files import site_files
from orchestrator.site.small_cells import is_shown, shown_count
from orchestrator.site.values import FamilyFacts, Figures, NodeOrigins, SegmentFacts, SiteInput
from orchestrator.starter.shop.currencies import NO_CURRENCY
from orchestrator.templates.reach import Reaches
from orchestrator.warehouse import connected
from orchestrator.workspace.compiling import compile_selected
from orchestrator.workspace.selecting import choose
from orchestrator.workspace.selection import Selection
from orchestrator.workspace.shown_sql import shown_sql
from orchestrator.workspace.value import Workspace
from orchestrator.workspace.warehouse import has_warehouse, opened_to_read

FOLDER = "docs"
EVERYTHING = Selection()
_IN_CATALOG = ("model", "seed", "snapshot", "source")


class SiteWritten(Struct, frozen=True):
    """Where the site is, its size, and which charts are missing, with the reason."""

    page: Path
    files: int
    size: int
    nodes: int
    is_built: bool
    left_out: tuple[str, ...] = ()


def generate(
    workspace: Workspace,
    selection: Selection = EVERYTHING,
    *,
    is_compiled: bool = True,
    has_columns: bool = True,
) -> SiteWritten:
    """Write the site to target/docs, replacing an earlier one, and catalog.json.

    If `is_compiled`, SQL compiled for it is also in manifest.json. The catalog contains what is
    selected, and is empty unless it `has_columns`; the site covers the whole project.
    """
    # A project without nodes also has a site.
    may_be_empty = selection.allow_empty or not selection.names_nodes
    selection = replace(selection, allow_empty=may_be_empty)
    selected = choose(workspace, selection, _IN_CATALOG)
    given, found = _site_input(workspace)
    if workspace.flags.write_json:
        if is_compiled:
            _write_manifest(workspace, given)
        _write_catalog(workspace, selected, found if has_columns else InWarehouse())
    folder = workspace.target_path / FOLDER
    files, size = write_site(folder, partial(site_files, given, workspace.mask))
    return SiteWritten(
        folder / PAGE,
        files,
        size,
        len(given.project.nodes),
        bool(given.published),
        given.left_out,
    )


def _write_manifest(workspace: Workspace, given: SiteInput) -> None:
    write_manifest(
        workspace.target_path / "manifest.json",
        given.project,
        workspace.invocation,
        workspace.dialect.relation,
        workspace.now,
        given.compiled,
        Reaches(workspace.loaded.renderer.macros).called_by_macro,
        workspace.mask,
    )


def _write_catalog(workspace: Workspace, selected: Iterable[str], found: InWarehouse) -> None:
    nodes = workspace.project.nodes
    write_catalog(
        workspace.target_path / "catalog.json",
        [nodes[name] for name in selected],
        found,
        workspace.invocation,
        workspace.now,
        workspace.mask,
    )


def _site_input(workspace: Workspace) -> tuple[SiteInput, InWarehouse]:
    """Return everything that the site is made from, and the catalog's relations, read now."""
    families = families_among(workspace.project.nodes.values())
    least = _least(workspace, families)
    read = (_read if has_warehouse(workspace) else _unbuilt)(workspace, families, least)
    changes, why_not = changes_of(workspace, read.catalogue, families, least)
    given = SiteInput(
        project=workspace.project,
        made_at=workspace.now,
        version=__version__,
        target=workspace.target.name,
        minimum_cell=least,
        currency=_currency(workspace, families),
        published=read.catalogue.published,
        generations=read.catalogue.generations,
        runs=read_runs(workspace.target_path / NAME, workspace.target.name),
        compiled=read.compiled,
        columns=read.found.columns,
        origins=read.origins,
        changes=changes,
        families=tuple(_family(workspace, model, read, least) for model in families),
        main_family=_family_of_role(workspace, MAIN_SEGMENTS),
        lifecycle=_family_of_role(workspace, LIFECYCLE),
        left_out=(*read.left_out, *why_not),
    )
    figures = {**read.figures, **_of_named_families(given)}
    return replace(given, figures=figures), read.found


class _Read(Struct, frozen=True, kw_only=True):
    """What is read from the warehouse; `by_family` are charts by unique id of the family."""

    lists: SegmentList
    compiled: Mapping[str, str]
    catalogue: Catalogue = field(default_factory=Catalogue)
    by_family: Mapping[str, Mapping[str, Figures]] = field(default_factory=dict)
    figures: Mapping[str, Figures] = field(default_factory=dict)
    found: InWarehouse = InWarehouse()
    origins: Mapping[str, NodeOrigins] | None = None
    left_out: tuple[str, ...] = ()


def _unbuilt(workspace: Workspace, families: Sequence[Model], _least: int) -> _Read:
    """Return what the files say, if nothing was ever built."""
    lists = segments(workspace) if families else SegmentList((), (), ())
    return _Read(lists=lists, compiled=_compiled(workspace, Catalogue()))


def _read(workspace: Workspace, families: Sequence[Model], least: int) -> _Read:
    with (
        opened_to_read(workspace) as engine,
        connected(engine, workspace.dialect) as warehouse,
    ):
        catalogue = engine.catalogue()
        reader = FigureReader(RoleRelations(workspace, catalogue), warehouse, least)
        compiled = _compiled(workspace, catalogue)
        columns = known_columns(workspace, catalogue, warehouse)
        origins, unread = column_origins(workspace, catalogue, columns, compiled)
        return _Read(
            lists=segments_in(reader.roles, warehouse),
            compiled=compiled,
            catalogue=catalogue,
            by_family=figures_of_families(reader, families),
            figures=figures_of_customers(reader),
            found=in_warehouse(workspace, catalogue, columns, engine.comments()),
            origins=origins,
            left_out=(*dict.fromkeys(reader.left_out), *unread),
        )


def _of_named_families(given: SiteInput) -> dict[str, Figures]:
    """Return the charts of families that the project shows on the site's own pages."""
    found: dict[str, Figures] = {}
    for facts in given.families:
        if facts.name == given.main_family and "sizes" in facts.figures:
            found["main_sizes"] = facts.figures["sizes"]
        if facts.name == given.lifecycle and "migrations" in facts.figures:
            found["lifecycle"] = facts.figures["migrations"]
    return found


def _least(workspace: Workspace, families: Sequence[Model]) -> int:
    """Return the fewest people that are shown: the largest minimum of the families' projects."""
    packages = _packages(families) or {workspace.project.name}
    return max(minimum_cell(workspace, package) for package in packages)


def _compiled(workspace: Workspace, catalogue: Catalogue) -> dict[str, str]:
    names = [
        name
        for name, node in workspace.project.nodes.items()
        if isinstance(node, SelectNode) and node.language == "sql"
    ]
    compiled = compile_selected(workspace, names, catalogue)
    # SQL of templates that query the database is known only when they run.
    return shown_sql(workspace, compiled, [name for name in names if name not in compiled.late])


def _family(
    workspace: Workspace,
    model: Model,
    read: _Read,
    least: int,
) -> FamilyFacts:
    lines = [line for line in read.lists.lines if line.family == model.name]
    return FamilyFacts(
        unique_id=model.unique_id,
        name=model.name,
        segments=tuple(_segment(line, model, least) for line in lines),
        as_of=next((line.as_of_date for line in lines), None),
        is_built=model.name not in read.lists.not_built,
        is_own=model.package == workspace.project.name,
        is_overdue=any(line.is_review_overdue for line in lines),
        everyone=shown_count(_everyone(lines), least),
        day_before=_day_before(read.by_family.get(model.unique_id, {}).get("sizes"), lines),
        figures=read.by_family.get(model.unique_id, {}),
    )


def _everyone(lines: Sequence[SegmentLine]) -> int | None:
    """Return how many entities the family divides, computed from a segment's size and share."""
    sized = ((line.members, line.share) for line in lines)
    return next((round(members / share) for members, share in sized if members and share), None)


def _day_before(sizes: Figures | None, lines: Sequence[SegmentLine]) -> date | None:
    """Return the last day with known sizes of a family before its current one."""
    today = next((line.as_of_date for line in lines), None)
    if sizes is None or today is None:
        return None
    at = sizes.columns.index("as_of_date")
    return max((row[at] for row in sizes.rows if row[at] < today), default=None)


def _segment(line: SegmentLine, model: Model, least: int) -> SegmentFacts:
    assert model.family is not None
    segment = model.family.segment(line.segment)
    assert segment is not None
    is_shown_size = line.members is None or line.members == 0 or is_shown(line.members, least)
    return SegmentFacts(
        name=line.segment,
        description=line.description,
        rule=segment.where,
        version=segment.rule,
        members=shown_count(line.members, least),
        share=line.share if is_shown_size else None,
        change=line.change if is_shown_size else None,
    )


def _currency(workspace: Workspace, families: Sequence[Model]) -> str | None:
    """Return the currency of amounts, if the families' projects set `reporting_currency`."""
    found_currencies = {
        _variable(workspace, package, "reporting_currency") for package in _packages(families)
    }
    found = found_currencies.pop() if len(found_currencies) == 1 else None
    return found if isinstance(found, str) and found != NO_CURRENCY else None


def _variable(workspace: Workspace, package: str, name: str) -> object:
    return workspace.loaded.by_package[package]["var"](name, None)


def _packages(families: Sequence[Model]) -> set[str]:
    return {model.package for model in families}


def _family_of_role(workspace: Workspace, role: str) -> str | None:
    """Return the name of the family that plays a role."""
    found = workspace.project.roles.get(role)
    node = workspace.project.nodes.get(found.unique_id or "") if found is not None else None
    return node.name if isinstance(node, Model) and node.family is not None else None
