"""Queries of WITH that Spark would write out too often become tables of their own.

Spark writes each query of WITH into all that read it, before it plans. One that reads the one
before three times, and so on thirty times, it never plans.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from sqlglot import exp

from orchestrator.names import RelationName

MOST_READS = 200
"""A SELECT that reads no more relations than these, once it is written out, stays whole."""

_READS_OF_PART = 30
"""Of one that reads more, queries are made first that read more than these, and are read again."""

Parts = tuple[tuple[RelationName, exp.Expr], ...]


def split(tree: exp.Expr, named: Callable[[int], RelationName]) -> tuple[exp.Expr, Parts]:
    """The SELECT, and what tables are to be filled before it, in this order.

    Number n of them has the name `named(n)`, which stands where the query of WITH was read.
    """
    queries = {each.alias.casefold(): each for each in _with(tree)}
    called = Counter(each.alias.casefold() for each in tree.find_all(exp.CTE))
    # Where a name has two meanings, nothing tells here which of them is read.
    if called.total() > len(called) or _written_out(tree, queries) <= MOST_READS:
        return tree, ()
    uses = Counter(name for _, name in _read(tree))
    reads: dict[str, int] = {}
    made: dict[str, RelationName] = {}
    parts: list[tuple[RelationName, exp.Expr]] = []
    for name, query in queries.items():
        read = [each for _, each in _read(query.this)]
        reads[name] = _sum(read, reads)
        if reads[name] > _READS_OF_PART and uses[name] > 1 and name not in read:
            part = named(len(parts))
            parts.append((part, _alone(query, queries, made)))
            made[name], reads[name] = part, 1
    return _closed(tree, queries, made), tuple(parts)


def _with(tree: exp.Expr) -> list[exp.Expr]:
    found = tree.args.get("with_")
    return [] if found is None else list(found.expressions)


def _read(tree: exp.Expr) -> Iterator[tuple[exp.Table, str]]:
    """What a SELECT reads, with the name of the query of WITH that it may be; else it is empty."""
    for table in tree.find_all(exp.Table):
        yield table, "" if table.db else table.name.casefold()


def _written_out(tree: exp.Expr, queries: Mapping[str, exp.Expr]) -> int:
    """How many relations the SELECT reads where each query of WITH stands where it is read."""
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


def _alone(
    query: exp.Expr, queries: Mapping[str, exp.Expr], made: Mapping[str, RelationName]
) -> exp.Expr:
    """A query of WITH as a SELECT by itself."""
    select = query.this.copy()
    if query.args["alias"].args.get("columns"):
        alias = query.args["alias"].copy()
        select = exp.select("*").from_(exp.Subquery(this=select, alias=alias))
    return _closed(select, queries, made)


def _closed(
    tree: exp.Expr, queries: Mapping[str, exp.Expr], made: Mapping[str, RelationName]
) -> exp.Expr:
    """The SELECT with those queries of WITH that it reads, and tables for those `made`."""
    own = [each.copy() for each in _with(tree) if each.alias.casefold() not in queries]
    select = _without_with(tree)
    needed, waiting = set[str](), [select, *own]
    while waiting:
        read = {name for _, name in _read(waiting.pop())}
        found = (read & queries.keys()) - made.keys() - needed
        needed |= found
        waiting += [queries[name].this for name in found]
    before = [query.copy() for name, query in queries.items() if name in needed]
    if before or own:
        is_recursive = any(name in (each for _, each in _read(queries[name])) for name in needed)
        select.set("with_", exp.With(expressions=[*before, *own], recursive=is_recursive))
    for table, name in list(_read(select)):
        if (part := made.get(name)) is not None:
            rename(table, part)
    return select


def rename(table: exp.Table, name: RelationName) -> None:
    """Let a SELECT read another relation, by whose name columns are not told."""
    if not table.alias:
        # Columns can be told by the name that the table has had.
        table.set("alias", exp.TableAlias(this=exp.to_identifier(table.name, quoted=True)))
    table.set("catalog", None)
    table.set("db", exp.to_identifier(name.schema, quoted=True))
    table.set("this", exp.to_identifier(name.identifier, quoted=True))
