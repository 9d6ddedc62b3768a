"""The names that a node's template sees while it is compiled."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cached_property, partial
from types import MappingProxyType
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from orchestrator.compiler.closing import cte_name
from orchestrator.compiler.description import Describe, NodeDescription, WholeProject
from orchestrator.compiler.rows_read import ALL_ROWS, RowsRead
from orchestrator.compiler.sql import OF_RUN, in_words, placeholder, with_texts
from orchestrator.data_tests.queries import tested_rows
from orchestrator.dialects.boundary import Dialect
from orchestrator.errors import ProjectError
from orchestrator.names import RelationName
from orchestrator.nodes import (
    Analysis,
    DataTest,
    Node,
    Operation,
    RelationNode,
    Source,
    UnitTest,
)
from orchestrator.people.ledger import is_erased
from orchestrator.project.read.segment_list import described_families, families_among
from orchestrator.project.references import Reference, References, version_in
from orchestrator.project.template_names.adapter import planning_names, querying_names
from orchestrator.project.template_names.context import telling_names
from orchestrator.project.template_names.database import Database, NeedsDatabase, WhilePlanning
from orchestrator.project.template_names.model_config import ModelSettings
from orchestrator.project.template_names.relation import TemplateRelation
from orchestrator.project.template_names.runtime_config import RuntimeConfig
from orchestrator.project.template_names.uses import Use, noting
from orchestrator.project.value import ParsedProject
from orchestrator.reading_cache.renders import Renders

BUILTINS = ("ref", "source", "config", "is_incremental", "should_full_refresh")
"""Names that a project's macro can override, while the built-in stays available."""


class NodeNames(Struct, frozen=True, dict=True):
    """Builds the names for one node after another.

    `incremental` are the nodes that are continued, `published` those that exist. `generation` is
    the number of what the run publishes, if it does. `database` answers templates that are compiled
    after their parents are built. `describe` returns a node's manifest entry, `selected` are the
    unique ids that a command selected, `deferred` where nodes are read that this target lacks.
    `rows` says which rows of their inputs nodes read.
    """

    project: ParsedProject
    references: References
    shared: Mapping[str, Any]
    by_package: Mapping[str, Mapping[str, Any]]
    dialect: Dialect
    incremental: frozenset[str] = frozenset()
    published: frozenset[str] = frozenset()
    renders: Renders | None = None
    generation: int = 1
    database: Database | None = None
    describe: Describe = lambda _: {}
    selected: tuple[str, ...] = ()
    deferred: Mapping[str, RelationName] = MappingProxyType({})
    rows: RowsRead = ALL_ROWS
    runtime: RuntimeConfig | None = None

    def with_other_run(self, unique_id: str) -> "NodeNames":
        """Return the names of the opposite run of an incremental model: full or continued."""
        return replace(self, incremental=self.incremental ^ {unique_id})

    def of(self, node: Node, uses: set[Use] | None = None) -> dict[str, Any]:
        """Return all names for a node's template; adds what it reads from outside to `uses`."""
        names = self._of(node)
        return names if uses is None else noting(names, node.package, uses)

    def described(self, node: Node) -> NodeDescription:
        """Return what templates see of a node."""
        return NodeDescription(node, self.describe)

    def variant(self, node: Node) -> str:
        """Return what this run decides about a node's rendering."""
        if node.unique_id in self.incremental:
            return "incremental"
        return "published" if node.attached_to in self.published else ""

    def _of(self, node: Node) -> dict[str, Any]:
        assert not isinstance(node, UnitTest), "it sees what its model does"
        names = {
            **self._around[node.package],
            "ref": self._ref(node),
            "source": self._source(node),
            "segment_families": self._segment_families(node),
            "is_incremental": lambda: node.unique_id in self.incremental,
            # Templates can add values for their macros to find.
            "target": dict(self.shared["target"]),
            "model": NodeDescription(node, self.describe, self.rows.batch),
            "config": ModelSettings(node.settings),
        }
        names["builtins"] = {name: names[name] for name in BUILTINS}
        if self.database is not None:
            names |= querying_names(self.shared["adapter"], self.database)
        match node:
            case DataTest():
                names["published"] = self._published(node)
                name = node.failures or RelationName(self.shared["target"]["schema"], node.name)
                names |= self._placed(name)
            case Analysis() | Operation():
                names |= self._placed(node.relation)
            case _:
                assert isinstance(node, RelationNode)
                names["this"] = self.relation(node.unique_id)
                names["schema"] = node.relation.schema
                names["database"] = self.shared["target"]["database"]
        return names

    @property
    def of_run(self) -> Mapping[str, str]:
        """Return the SQL of the run's time, a UTC timestamp without zone, and of its generation."""
        started_at: datetime = self.shared["run_started_at"]
        moment = started_at.astimezone(UTC).replace(tzinfo=None)
        return {
            "run_moment": self.dialect.literal(moment),
            "run_generation": self.dialect.literal(self.generation),
        }

    @cached_property
    def _around(self) -> Mapping[str, Mapping[str, Any]]:
        """Return by package the names that are the same for all its nodes."""
        same = {
            "execute": True,
            "is_erased": partial(is_erased, self.dialect),
            **{name: partial(placeholder, name) for name in OF_RUN},
            "should_full_refresh": lambda: self.shared["flags"].FULL_REFRESH,
            **planning_names(self.shared["adapter"]),
            **telling_names(self._tell, self._in_words),
            "graph": WholeProject(
                self.project.nodes.values(),
                self.project.groups,
                self.describe,
                {} if self.runtime is None else self.runtime.noted,
            ),
            "selected_resources": list(self.selected),
        }
        return {
            package: {**self.shared, **names, **same} for package, names in self.by_package.items()
        }

    def _ref(self, node: Node) -> Callable[..., TemplateRelation]:
        def ref(*arguments: str, **options: object) -> TemplateRelation:
            reference = Reference("ref", arguments, version=version_in(options))
            found = self.references.find(reference, node.package)
            return self._checked(node, found, str(reference))

        # As in dbt, packages read it from the function.
        vars(ref)["config"] = self.runtime
        return ref

    def _source(self, node: Node) -> Callable[[str, str], TemplateRelation]:
        def source(source_name: str, table: str) -> TemplateRelation:
            found = self.references.find(Reference("source", (source_name, table)), node.package)
            if found not in node.depends_on and not self.project.is_strict:
                return self._found_late(node, found)
            return self._checked(node, found, f"source('{source_name}', '{table}')")

        return source

    def _segment_families(self, node: Node) -> Callable[..., list[dict[str, Any]]]:
        def segment_families(entity: str | None = None) -> list[dict[str, Any]]:
            return described_families(
                families_among(self.project.nodes.values(), entity),
                lambda family: self._checked(node, family.unique_id, f"ref('{family.name}')"),
            )

        return segment_families

    def _published(self, test: DataTest) -> str | None:
        """Return what a data test can compare with: its model as published; None before that."""
        if test.attached_to not in self.published:
            return None
        return tested_rows(placeholder(test.unique_id), test.config.where)

    def _placed(self, name: RelationName) -> dict[str, Any]:
        """Return what a node without a readable relation sees of itself.

        For a test, where its failing rows are, if they are stored.
        """
        database = self.shared["target"]["database"]
        this = TemplateRelation(name, self.dialect.relation(name), "table", database)
        return {"this": this, "schema": this.schema, "database": this.database}

    def _checked(self, node: Node, found: str, call: str) -> TemplateRelation:
        if found not in node.depends_on:
            raise ProjectError.of(
                f"{call} is only found while compiling, after the build order is fixed",
                fix=f"name it in a comment: -- depends_on: {{{{ {call} }}}}",
            )
        return self.read(node, found)

    def read(self, node: Node, unique_id: str) -> TemplateRelation:
        """Return what a node reads of another one."""
        relation = self.relation(unique_id)
        if self.rows == ALL_ROWS:
            return relation
        read = self.project.nodes[unique_id]
        narrowed = partial(self.rows.of, reader=node, read=read, dialect=self.dialect)
        return replace(relation, _read=narrowed)

    def _found_late(self, node: Node, source: str) -> TemplateRelation:
        """Return a source that a template names only while compiling, to be read as it is then."""
        if self.database is None:
            raise NeedsDatabase
        return self.read(node, source)

    def called(self, unique_id: str) -> tuple[str, str] | None:
        """Return the name and SQL of the alias for a node that is read without one."""
        name = self.relation(unique_id).identifier
        return name, self.dialect.quote(name)

    def relation(self, unique_id: str) -> TemplateRelation:
        """Return a node's relation, whose text is a placeholder until its reader runs."""
        node = self.project.nodes[unique_id]
        assert isinstance(node, RelationNode)
        kind = "view" if node.materialized == "view" else "table"
        relation = self.deferred.get(unique_id, node.relation)
        database = relation.database or self.shared["target"]["database"]
        if node.is_ephemeral:
            kind = "cte"
        spelled = WhilePlanning().spelled if self.database is None else self.database.spelled
        return TemplateRelation(
            relation,
            placeholder(unique_id),
            kind,
            database,
            node.is_ephemeral,
            spelled,
            placeholder(unique_id, is_short=True),
        )

    def sql(self, text: str) -> str:
        """Return a template's output as SQL, with relation names in its string literals."""
        return with_texts(text, self._name_in_text)

    def _in_words(self, text: str) -> str:
        """Return a message from a template, with relation names."""
        return in_words(text, self._name_in_text)

    def _tell(self, message: str) -> None:
        self.shared["log"](message, info=True)

    def _name_in_text(self, unique_id: str, is_short: bool) -> str | None:
        """Return the name of a relation in a text, as in dbt; None if it has none."""
        node = self.project.nodes.get(unique_id)
        if not isinstance(node, RelationNode) or (isinstance(node, Source) and node.location):
            return None
        if node.is_ephemeral:
            return cte_name(unique_id)
        named = node.relation
        if not is_short and not self.project.is_strict and named.database is None:
            named = replace(named, database=self.shared["target"]["database"])
        return self.dialect.relation(named)

    @cached_property
    def by_relation(self) -> Mapping[tuple[str, str], str]:
        """Return the unique ids of all nodes with a relation, by its schema and identifier."""
        return {
            (node.relation.schema.casefold(), node.relation.identifier.casefold()): unique_id
            for unique_id, node in self.project.nodes.items()
            if isinstance(node, RelationNode) and not node.is_ephemeral
        }
