"""Closing SQL: names for its relations, and its ephemeral parents before it as CTEs.

What a relation is called is only known when its reader runs: a parent that came out as it was is
read as published, one that is different by its new version.
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
    """The SQL of models that are written into their children, and what each of them reads."""

    sql: Mapping[str, SqlTemplate]

    def needed_by(self, reads: Sequence[str]) -> tuple[str, ...]:
        """The ephemeral models behind `reads`, transitively, each after those that it reads."""
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
    """The SQL of a step, still open, with the ephemeral models that are written into it."""

    template: SqlTemplate
    ephemerals: Ephemerals = _NONE

    @property
    def reads(self) -> tuple[str, ...]:
        """The unique ids of all relations that it reads, also by way of ephemeral parents."""
        own, sql = self.template.reads, self.ephemerals.sql
        inner = (sql[name].reads for name in self.ephemerals.needed_by(own))
        found = dict.fromkeys((*own, *chain.from_iterable(inner)))
        return tuple(name for name in found if name not in sql)

    def resolve(
        self, name_of: Callable[[str], str], dialect: Dialect, called: Called | None = None
    ) -> SqlTemplate:
        """The SQL with relations named and ephemeral parents before it as CTEs.

        What reads one without naming it goes on by what it is `called`.
        """
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
            # A CTE is its name, the lines of its SELECT, and a closing parenthesis.
            before += [None, *sql[name].lines[: select.count("\n") + 1], None]
        body = clean_select(template.resolve(with_ctes, called_here))
        text = dialect.with_ctes(ctes, body)
        added = text.count("\n") - body.count("\n") - len(before)
        return SqlTemplate(text, (*before, *[None] * added, *template.lines))


class TableExpression(Struct, frozen=True):
    """What stands after `from` to read a node; an ephemeral one as a query in parentheses.

    `rows` is a query of some of its rows, where not all are read.
    """

    unique_id: str
    ephemerals: Ephemerals = _NONE
    rows: str = ""

    def resolve(self, name_of: Callable[[str], str], dialect: Dialect) -> str:
        """The text, with the names that hold now."""
        text = self.rows or placeholder(self.unique_id)
        if self.unique_id not in self.ephemerals.sql:
            return SqlTemplate(text).resolve(name_of)
        everything = SqlTemplate(f"select * from {text}")
        return f"(\n{Sql(everything, self.ephemerals).resolve(name_of, dialect).text}\n)"


class CompileAfterParents(Struct, frozen=True):
    """Stands for the SQL of a node whose template asks the database for what its parents hold.

    The worker compiles it once they are built.
    """

    unique_id: str


StepSql = Sql | CompileAfterParents
"""SQL to close when the step runs, or the word that it is compiled then."""


def without_deleted(sql: Sql, model: Model) -> Sql:
    """A first build of a model: there is nothing yet that its `delete_when` rows could delete."""
    condition = model.config.delete_when
    if model.config.materialized != "incremental" or condition is None:
        return sql
    select = clean_select(sql.template.text)
    text = f"select * from (\n{select}\n) as built\nwhere ({condition}) is not true"
    return replace(sql, template=SqlTemplate(text, (None, *sql.template.lines)))


def cte_name(unique_id: str) -> str:
    """What an ephemeral model is called where it is written into its children."""
    return f"__dbt__cte__{name_in(unique_id)}".replace(".", "__")


def with_ephemeral_parents(project: ParsedProject, unique_ids: Iterable[str]) -> list[str]:
    """The nodes, and all ephemeral models that are written into them."""
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
