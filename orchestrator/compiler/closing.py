"""Closes SQL: inserts relation names, and ephemeral parents as CTEs.

The name of a relation is only known when its reader runs: an unchanged parent is read as published,
a changed one by its new version.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from orchestrator.compiler.sql import Called, Line, SqlTemplate, placeholder
from orchestrator.dialects.boundary import Dialect
from orchestrator.dialects.sql_text import clean_select
from orchestrator.ids import name_in
from orchestrator.nodes import Model, UnitTest
from orchestrator.project.value import ParsedProject


class Ephemerals(Struct, frozen=True):
    """The SQL of models that are inlined into their children, and what each of them reads."""

    sql: Mapping[str, SqlTemplate]

    def needed_by(self, reads: Sequence[str]) -> tuple[str, ...]:
        """Return the ephemeral models behind `reads`, transitively, parents first."""
        ordered: dict[str, None] = {}
        pending = [(name, False) for name in reversed(reads) if name in self.sql]
        while pending:
            name, is_expanded = pending.pop()
            if name in ordered:
                continue
            if is_expanded:
                ordered[name] = None
                continue
            pending.append((name, True))
            inner = self.sql[name].reads
            pending += [(other, False) for other in reversed(inner) if other in self.sql]
        return tuple(ordered)


_NONE = Ephemerals({})


class Sql(Struct, frozen=True):
    """The SQL of a step, still open, with the ephemeral models to inline."""

    template: SqlTemplate
    ephemerals: Ephemerals = _NONE

    @property
    def reads(self) -> tuple[str, ...]:
        """Return the unique ids of all relations that it reads, also through ephemeral parents."""
        own, sql = self.template.reads, self.ephemerals.sql
        inner = (sql[name].reads for name in self.ephemerals.needed_by(own))
        found = dict.fromkeys((*own, *chain.from_iterable(inner)))
        return tuple(name for name in found if name not in sql)

    def resolve(
        self, name_of: Callable[[str], str], dialect: Dialect, called: Called | None = None
    ) -> SqlTemplate:
        """Return the SQL with relation names, and ephemeral parents as CTEs."""
        template, sql = self.template, self.ephemerals.sql
        needed = self.ephemerals.needed_by(template.reads) if sql else ()
        if not needed:
            return replace(template, text=template.resolve(name_of, called))

        def with_ctes(name: str) -> str:
            return cte_name(name) if name in sql else name_of(name)

        def called_here(name: str) -> tuple[str, str] | None:
            return None if name in sql or called is None else called(name)

        ctes, before = [], list[Line]()
        for name in needed:
            select = clean_select(sql[name].resolve(with_ctes, called_here))
            ctes.append((cte_name(name), select))
            # A CTE has its name, the lines of its SELECT, and a closing parenthesis.
            before += [None, *sql[name].lines[: select.count("\n") + 1], None]
        body = clean_select(template.resolve(with_ctes, called_here))
        text = dialect.with_ctes(ctes, body)
        added = text.count("\n") - body.count("\n") - len(before)
        return SqlTemplate(text, (*before, *[None] * added, *template.lines))


class TableExpression(Struct, frozen=True):
    """What follows `from` to read a node; an ephemeral one is a query in parentheses.

    `rows` is a query of some of its rows, if not all are read.
    """

    unique_id: str
    ephemerals: Ephemerals = _NONE
    rows: str = ""

    def resolve(self, name_of: Callable[[str], str], dialect: Dialect) -> str:
        """Return the text with current names."""
        text = self.rows or placeholder(self.unique_id)
        if self.unique_id not in self.ephemerals.sql:
            return SqlTemplate(text).resolve(name_of)
        everything = SqlTemplate(f"select * from {text}")
        return f"(\n{Sql(everything, self.ephemerals).resolve(name_of, dialect).text}\n)"


class CompileAfterParents(Struct, frozen=True):
    """Replaces the SQL of a node whose template queries its parents' contents.

    The worker compiles it once they are built.
    """

    unique_id: str


StepSql = Sql | CompileAfterParents
"""SQL to close when the step runs, or a mark that it is compiled then."""


def without_deleted(sql: Sql, model: Model) -> Sql:
    """Return the SQL for a model's first build, in which `delete_when` has nothing to delete."""
    condition = model.config.delete_when
    if model.config.materialized != "incremental" or condition is None:
        return sql
    select = clean_select(sql.template.text)
    text = f"select * from (\n{select}\n) as built\nwhere ({condition}) is not true"
    return replace(sql, template=SqlTemplate(text, (None, *sql.template.lines)))


def cte_name(unique_id: str) -> str:
    """Return the name of an ephemeral model's CTE."""
    return f"__dbt__cte__{name_in(unique_id)}".replace(".", "__")


def with_ephemeral_parents(project: ParsedProject, unique_ids: Iterable[str]) -> list[str]:
    """Return the nodes, and all ephemeral models that are inlined into them."""
    found = dict.fromkeys(unique_ids)
    pending = list(found)
    while pending:
        reader = project.nodes[pending.pop()]
        parents = reader.depends_on
        if isinstance(reader, UnitTest):
            parents = tuple(each.unique_id for each in reader.given)
        for parent in parents:
            node = project.nodes[parent]
            if parent not in found and node.is_ephemeral:
                found[parent] = None
                pending.append(parent)
    return list(found)
