"""Which copy for readers a project has on a target: where it is, and what it contains."""

import os
from pathlib import Path

from orchestrator.config.profile import Target
from orchestrator.config.project_file import DEFAULT_DATABASE, ProjectFile
from orchestrator.config.readers import KEY
from orchestrator.config.values import Map
from orchestrator.errors import Place, Problem, ProjectError, UsageError
from orchestrator.generations.readers import ReadersCopy
from orchestrator.nodes import BuiltNode, Model
from orchestrator.project.value import ParsedProject
from orchestrator.roles import (
    ACCOUNTS,
    CUSTOMER_FACTS,
    CUSTOMERS,
    MEMBERSHIP_HISTORY,
    REACHABILITY,
)
from orchestrator.selection.select import fix_for, select

# Roles whose relations have a row per customer or account, and their key column (None: that
# of the entity).
_LOOKED_UP = {
    CUSTOMERS: "customer_id",
    ACCOUNTS: "account_id",
    CUSTOMER_FACTS: "customer_id",
    REACHABILITY: None,
    MEMBERSHIP_HISTORY: None,
}


def readers_copy(file: ProjectFile, project: ParsedProject, target: Target) -> ReadersCopy | None:
    """Return the copy that `publish: {readers: ...}` configures, if it does.

    Raises ProjectError for an invalid path, and for a selection without relations.
    """
    wanted = file.publish.for_readers
    if wanted is None:
        return None
    publish = file.written["publish"]
    written = publish[KEY]
    is_path = not isinstance(written, Map)
    path_place = publish.value_place(KEY) if is_path else written.value_place("path")
    path = _path_of(file, wanted.path, path_place)
    database = _database_of(file, target)
    if path == database:
        what = f"'{KEY}': {wanted.path} is the warehouse itself"
        raise ProjectError.of(what, path_place, "name another file")
    if path.parent == database.parent and path.name.startswith(f"{database.name}."):
        what = f"'{KEY}': {wanted.path} has the name of a file that belongs to the warehouse"
        raise ProjectError.of(what, path_place, f"call it readers_{database.name}")
    _require_own_name(project, path, path_place)
    names = None
    if not is_path and wanted.select:
        names = _selected(project, wanted.select, written.value_place("select"))
    keys = _keys(project)
    return ReadersCopy(path, wanted.path, file.name, target.name, names, keys)


def _keys(project: ParsedProject) -> dict[str, str]:
    """Return the columns by which commands look up one customer or account, by unique id."""
    customers = project.roles.get(CUSTOMERS)
    entity = customers.column("customer_id") if customers else "customer_id"
    keys = {}
    for found in project.roles.relations:
        role = found.declared.role
        if found.unique_id is None or role not in _LOOKED_UP:
            continue
        column = found.column(_LOOKED_UP[role] or entity)
        family = project.nodes[found.family] if found.family else None
        if isinstance(family, Model) and family.family is not None:
            column = family.family.entity
        keys[found.unique_id] = column
    for node in project.nodes.values():
        if isinstance(node, Model) and node.family is not None:
            keys[node.unique_id] = node.family.entity
    return keys


def _path_of(file: ProjectFile, written: str, place: Place) -> Path:
    """Return the configured file; raises ProjectError if it is invalid."""
    try:
        path = Path(os.path.realpath(file.root / Path(written).expanduser()))
        is_folder = path.is_dir()
    except (OSError, ValueError, RuntimeError) as error:
        reason = (isinstance(error, OSError) and error.strerror) or error
        what = f"'{KEY}': {written!r} cannot be a file: {reason}"
        raise ProjectError.of(what, place, "name another file") from error
    if is_folder:
        what = f"'{KEY}': {written} is a folder"
        raise ProjectError.of(what, place, f"name a file in it: {written}/readers.duckdb")
    return path


def _database_of(file: ProjectFile, target: Target) -> Path:
    """Return the database file, as far as the settings say."""
    path = str(target.settings.get("path") or DEFAULT_DATABASE)
    return Path(os.path.realpath(file.root / Path(path).expanduser()))


def _require_own_name(project: ParsedProject, path: Path, place: Place) -> None:
    """Raise ProjectError if `orders.x` could mean the copy or its schema `orders`."""
    # DuckDB names a database after its file, up to the first dot.
    called = path.name.partition(".")[0].casefold()
    for node in project.nodes.values():
        if isinstance(node, BuiltNode) and node.relation.schema.casefold() == called:
            what = (
                f"'{KEY}': the file has the same name as the schema '{node.relation.schema}' in it"
            )
            fix = f"call it readers_{path.name}: DuckDB could not distinguish the two names"
            raise ProjectError.of(what, place, fix)


def _selected(project: ParsedProject, texts: tuple[str, ...], place: Place) -> frozenset[str]:
    """Return the nodes of a selection that have relations."""
    try:
        found = select(project, texts)
    except UsageError as error:
        raise ProjectError([Problem(str(error), place)]) from None
    for criterion in found.unmatched:
        what = f"'select': the criterion '{criterion}' does not match any enabled nodes"
        raise ProjectError.of(what, place, fix_for(project, criterion))
    names = frozenset(name for name in found.names if isinstance(project.nodes[name], BuiltNode))
    if not names:
        what = "'select': no model or seed is selected"
        raise ProjectError.of(what, place, "sources and tests are not published")
    return names
