"""The relations that play a role for a command, as SQL with the role's columns."""

from collections.abc import Sequence

from msgspec import Struct

from orchestrator.engines.boundary import Catalogue
from orchestrator.errors import UsageError
from orchestrator.nodes import BuiltNode, Model, Node, Source
from orchestrator.plan.relations import Relations
from orchestrator.roles import RoleRelation
from orchestrator.workspace.value import Workspace
from orchestrator.workspace.warehouse import not_built


class RoleRelations(Struct, frozen=True):
    """Finds them in a project, and in what is published of it."""

    workspace: Workspace
    catalogue: Catalogue

    def get(self, role: str, family: str | None = None) -> RoleRelation | None:
        """Return the relation with a role, if one is built; `family` is its family's unique id."""
        found = self.workspace.project.roles.get(role, family)
        if found is None or found.unique_id is None or not self._is_there(found.unique_id):
            return None
        return found

    def if_declared(self, role: str) -> RoleRelation | None:
        """Return the relation with a role, or None; raises UsageError if it is not built."""
        found = self.workspace.project.roles.get(role)
        if found is None or found.unique_id is None:
            return None
        self._require_built(found.unique_id)
        return found

    def require(self, role: str, family: str | None = None) -> RoleRelation:
        """Return the relation with a role that a command needs; raises UsageError."""
        found = self.workspace.project.roles.get(role, family)
        if found is None:
            raise UsageError(f"no relation has the role '{role}'", fix=self._how_to_declare(role))
        if found.unique_id is None:
            what = f"the role '{role}': {found.declared} names a disabled model"
            fix = f"it is disabled{self._by_what(found)}: enable it, or declare another one"
            raise UsageError(f"{found.declared.place}: {what}", fix=fix)
        self._require_built(found.unique_id)
        return found

    def _by_what(self, found: RoleRelation) -> str:
        """Return where a model was disabled, and the line that does so, naming what is missing."""
        place, name = found.disabled_at, found.declared.arguments[-1]
        if place is None or place.line is None:
            return "" if place is None else f" in {place}"
        for node in self.workspace.project.disabled.values():
            lines = node.source_code.splitlines() if isinstance(node, Model) else []
            if node.name == name and node.path == place.path:
                saying = (line.strip() for line in lines[place.line - 1 :] if "enabled" in line)
                return f" in {place}" + "".join(f", by {line}" for line in [*saying][:1])
        return f" in {place}"

    def node(self, found: RoleRelation) -> Node:
        """Return the node that plays the role."""
        assert found.unique_id is not None
        return self.workspace.project.nodes[found.unique_id]

    def has_column(self, found: RoleRelation, name: str) -> bool:
        """Return whether the relation has a column outside the role; True for a source."""
        published = self._columns(found)
        return published is None or name.casefold() in published

    def is_known_to_have(self, found: RoleRelation, name: str) -> bool:
        """Return whether the relation has a column under seg's name; False for a source."""
        published = self._columns(found)
        return published is not None and found.column(name).casefold() in published

    def sql(self, found: RoleRelation, names: Sequence[str], extra: Sequence[str] = ()) -> str:
        """Return SQL that selects the role's columns `names`, and the `extra` ones.

        Raises UsageError if one is missing.
        """
        dialect = self.workspace.dialect
        published = self._columns(found)
        for name in (*map(found.column, names), *extra):
            if published is not None and name.casefold() not in published:
                declared = found.declared
                raise UsageError(
                    f"{declared.place}: {declared} has no column '{name}', which the role "
                    f"'{declared.role}' needs",
                    fix=f"map it under columns: of the role: {{{name}: ...}}",
                )
        assert found.unique_id is not None
        relation = Relations(self.workspace.project, dialect, {}).published(found.unique_id)
        if not found.declared.columns:
            return relation
        renamed = [f"{dialect.column(found.column(name))} as {name}" for name in names]
        listed = ", ".join([*renamed, *map(dialect.column, extra)])
        return f"(select {listed} from {relation})"

    def _columns(self, found: RoleRelation) -> set[str] | None:
        """Return the columns in lower case; None if they are unknown, as for a source."""
        published = self.catalogue.published.get(found.unique_id or "")
        if published is None or not published.columns:
            return None
        return {name.casefold() for name, _ in published.columns}

    def _is_there(self, unique_id: str) -> bool:
        node = self.workspace.project.nodes[unique_id]
        if isinstance(node, BuiltNode):
            return unique_id in self.catalogue.published
        # A copy for readers does not contain sources.
        is_table = isinstance(node, Source) and node.location is None
        return self.catalogue.copy_of is None or not is_table

    def _require_built(self, unique_id: str) -> None:
        if not self._is_there(unique_id):
            name = self.workspace.project.nodes[unique_id].name
            raise not_built(name, self.catalogue)

    def _how_to_declare(self, role: str) -> str:
        file = self.workspace.file
        if file.kind == "dbt":
            return "rename dbt_project.yml to seg_project.yml, and declare the role under roles:"
        return f"add 'roles: {{{role}: ref(...)}}' to {file.path}"
