"""CTEs that Spark would inline too often become tables of their own.

Spark inlines each CTE into every query that reads it, before planning. A chain of thirty CTEs, each
of which reads the previous one three times, is never planned.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from sqlglot import exp

from orchestrator.names import RelationName

MOST_READS = 200
"""A SELECT that reads no more relations than this when its CTEs are inlined is not split."""

_READS_OF_PART = 30
"""Otherwise, CTEs that read more relations than this, and are read repeatedly, are split off."""

Parts = tuple[tuple[RelationName, exp.Expr], ...]


def split(tree: exp.Expr, named: Callable[[int], RelationName]) -> tuple[exp.Expr, Parts]:
    """Return the SELECT, and the tables to fill before it, in order.

    Number n of them has the name `named(n)`, which replaces references to the CTE.
    """
    queries = {each.alias.casefold(): each for each in _with(tree)}
    called = Counter(each.alias.casefold() for each in tree.find_all(exp.CTE))
    # If two CTEs have the same name, it is not known here which one is read.
    if called.total() > len(called) or _inlined_reads(tree, queries) <= MOST_READS:
        return tree, ()
    uses = Counter(name for _, name in _read(tree))
    reads: dict[str, int] = {}
    tables: dict[str, RelationName] = {}
    parts: list[tuple[RelationName, exp.Expr]] = []
    for name, query in queries.items():
        read = [each for _, each in _read(query.this)]
        reads[name] = _sum(read, reads)
        if reads[name] > _READS_OF_PART and uses[name] > 1 and name not in read:
            part = named(len(parts))
            parts.append((part, _standalone(query, queries, tables)))
            tables[name], reads[name] = part, 1
    return _closed(tree, queries, tables), tuple(parts)


def _with(tree: exp.Expr) -> list[exp.Expr]:
    found = tree.args.get("with_")
    return [] if found is None else list(found.expressions)


def _read(tree: exp.Expr) -> Iterator[tuple[exp.Table, str]]:
    """Yield the tables that a SELECT reads, each with the name of the CTE that it may be, or ""."""
    for table in tree.find_all(exp.Table):
        yield table, "" if table.db else table.name.casefold()


def _inlined_reads(tree: exp.Expr, queries: Mapping[str, exp.Expr]) -> int:
    """Return how many relations the SELECT reads when its CTEs are inlined."""
    reads: dict[str, int] = {}
    for name, query in queries.items():
        reads[name] = _sum((each for _, each in _read(query.this)), reads)
    return _sum((each for _, each in _read(_without_with(tree))), reads)


def _sum(read: Iterable[str], reads: Mapping[str, int]) -> int:
    return max(1, sum(reads.get(each, 1) for each in read))


def _without_with(tree: exp.Expr) -> exp.Expr:
    found = tree.copy()
    found.set("with_", None)
    return found


def _standalone(
    query: exp.Expr, queries: Mapping[str, exp.Expr], tables: Mapping[str, RelationName]
) -> exp.Expr:
    """Return a CTE as a SELECT of its own."""
    select = query.this.copy()
    if query.args["alias"].args.get("columns"):
        alias = query.args["alias"].copy()
        select = exp.select("*").from_(exp.Subquery(this=select, alias=alias))
    return _closed(select, queries, tables)


def _closed(
    tree: exp.Expr, queries: Mapping[str, exp.Expr], tables: Mapping[str, RelationName]
) -> exp.Expr:
    """Return the SELECT with the CTEs that it reads, and tables for those already `tables`."""
    own = [each.copy() for each in _with(tree) if each.alias.casefold() not in queries]
    select = _without_with(tree)
    needed, waiting = set[str](), [select, *own]
    while waiting:
        read = {name for _, name in _read(waiting.pop())}
        found = (read & queries.keys()) - tables.keys() - needed
        needed |= found
        waiting += [queries[name].this for name in found]
    before = [query.copy() for name, query in queries.items() if name in needed]
    if before or own:
        is_recursive = any(name in (each for _, each in _read(queries[name])) for name in needed)
        select.set("with_", exp.With(expressions=[*before, *own], recursive=is_recursive))
    for table, name in list(_read(select)):
        if (part := tables.get(name)) is not None:
            rename(table, part)
    return select


def rename(table: exp.Table, name: RelationName) -> None:
    """Make a SELECT read another relation; qualified columns stay valid."""
    if not table.alias:
        # Columns can be qualified with the table's former name.
        table.set("alias", exp.TableAlias(this=exp.to_identifier(table.name, quoted=True)))
    table.set("catalog", None)
    table.set("db", exp.to_identifier(name.schema, quoted=True))
    table.set("this", exp.to_identifier(name.identifier, quoted=True))
