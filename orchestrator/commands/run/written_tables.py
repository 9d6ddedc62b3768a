"""Copies of published tables that statements write into, published once all statements succeeded.

Published names are views on versions, which statements cannot write into; and a published version
must not change, because earlier generations show it.
"""

from collections.abc import Sequence
from functools import partial

from orchestrator.commands.run.readers_copy import kept_rows_of
from orchestrator.engines.boundary import Catalogue, Change, Engine, PublishedRelation, Session
from orchestrator.errors import ProjectError
from orchestrator.names import RelationName
from orchestrator.nodes import BuiltNode, Operation, comments_of
from orchestrator.plan.relations import published_names
from orchestrator.runner.materializations.kept import delete_not_kept
from orchestrator.warehouse import connected
from orchestrator.workspace.shown_sql import shown_relations
from orchestrator.workspace.value import Workspace


class WrittenTables:
    """The tables that statements have written into, each as a copy that they continue with."""

    def __init__(self, workspace: Workspace, engine: Engine) -> None:
        self._workspace = workspace
        self._engine = engine
        self._relations = shown_relations(workspace, {})
        self._catalogue: Catalogue | None = None
        self._written: dict[str, PublishedRelation] = {}
        self.versions: dict[str, RelationName] = {}

    def name_of(self, unique_id: str) -> str:
        """Return the name that statements use for a node: its copy, or the published one."""
        version = self.versions.get(unique_id)
        if version is not None:
            return self._workspace.dialect.relation(version)
        return self._relations.published(unique_id)

    def prepare(self, unique_id: str, operation: Operation, session: Session) -> None:
        """Copy a published table before it is written into; do nothing for any other name.

        Raises ProjectError if the statement is of a strict package.
        """
        found = None if unique_id in self.versions else self._published(unique_id)
        if found is None or found.version is None:
            return
        if operation.package not in self._workspace.loaded.renderer.macros.lenient:
            name = self._workspace.project.nodes[unique_id].name
            what = f"it must not write into '{name}', which is published as it was tested"
            raise ProjectError.of(what, fix="move what it does into that node's SELECT or hooks")
        assert self._catalogue is not None
        dialect, number = self._workspace.dialect, self._catalogue.next_version
        version = dialect.version_name(found.relation, number)
        select = f"select * from {dialect.relation(found.version)}"
        session.execute(dialect.create_table(version, select))
        self._written[unique_id], self.versions[unique_id] = found, version

    def changes(self) -> Sequence[Change]:
        """Return what publishing the copies changes, without rows of erased people."""
        self._delete_erased()
        dialect, nodes = self._workspace.dialect, self._workspace.project.nodes
        changes = []
        for unique_id, found in self._written.items():
            node, version = nodes[unique_id], self.versions[unique_id]
            assert found.version is not None
            before, after = (dialect.relation(name) for name in (found.version, version))
            changes.append(
                Change(
                    unique_id=unique_id,
                    relation=found.relation,
                    kind="table",
                    version=version,
                    definition=found.definition.replace(before, after),
                    fingerprint=found.fingerprint,
                    comments=comments_of(node.settings, node.description, node.columns),
                )
            )
        return changes

    def _delete_erased(self) -> None:
        keep = kept_rows_of(self._workspace, self._engine)
        if keep is None:
            return
        with connected(self._engine, self._workspace.dialect) as warehouse:
            for unique_id, version in self.versions.items():
                table = warehouse.name(version)
                delete_not_kept(table, warehouse.session, partial(keep, unique_id))

    def discard(self) -> tuple[str, ...]:
        """Drop the copies with everything written; return the names of the tables."""
        names = tuple(self._workspace.project.nodes[name].name for name in self.versions)
        with connected(self._engine, self._workspace.dialect) as warehouse:
            for version in self.versions.values():
                warehouse.drop_table(version)
        self._written.clear()
        self.versions.clear()
        return names

    def _published(self, unique_id: str) -> PublishedRelation | None:
        """Return the published table under a node's name, if there is one."""
        project = self._workspace.project
        if not isinstance(project.nodes.get(unique_id), BuiltNode):
            return None
        if self._catalogue is None:
            self._catalogue = self._engine.catalogue()
        found = self._catalogue.published.get(unique_id)
        if found is None or unique_id not in published_names(project, self._catalogue):
            return None
        return found if found.kind == "table" else None
