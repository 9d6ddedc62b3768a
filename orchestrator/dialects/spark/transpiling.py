"""Transpiles a DuckDB SELECT to Spark, or says why equal results are not guaranteed."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

from sqlglot import exp, parse_one
from sqlglot.errors import ErrorLevel, SqlglotError
from sqlglot.schema import MappingSchema

from orchestrator.dialects.spark.building import RefusedNode, note_texts, shown
from orchestrator.dialects.spark.choosing import note_columns
from orchestrator.dialects.spark.door import Columns, NotPortable, Transpiled
from orchestrator.dialects.spark.kinds import note_kinds
from orchestrator.dialects.spark.reading import name_of
from orchestrator.dialects.spark.rewriting import corrected
from orchestrator.dialects.spark.shapes import shapes
from orchestrator.dialects.spark.splitting import rename, split
from orchestrator.dialects.spark.types import column_type
from orchestrator.dialects.spark.ways import way_of
from orchestrator.names import RelationName

TESTED = Path(__file__).with_name("tested.txt")


@cache
def tested_shapes() -> frozenset[str]:
    """Return the shapes of constructs for which both engines returned the same result."""
    return frozenset(TESTED.read_text("utf-8").splitlines())


class Transpiler:
    """Transpiles SELECTs on relations whose columns are known, as far as they are.

    `named` returns the name on Spark of a relation with a schema.
    """

    def __init__(
        self,
        relations: Iterable[tuple[RelationName, Columns]],
        named: Callable[[RelationName], RelationName] | None = None,
    ) -> None:
        self._named = named
        known: dict[str, object] = {}
        for relation, columns in relations:
            tables = known.setdefault(relation.schema.casefold(), {})
            assert isinstance(tables, dict)
            found = {name.casefold(): column_type(kind) for name, kind in columns}
            # Those of one name in several databases cannot be told apart here.
            if tables.setdefault(name := relation.identifier.casefold(), found) != found:
                found = {}
            tables[name] = found or {"*": "unknown"}
        self.columns = MappingSchema(known, dialect="duckdb")

    def transpile(
        self,
        select: str,
        tested: frozenset[str] | None = None,
        *,
        reads_names: bool = True,
        part: Callable[[int], RelationName] | None = None,
    ) -> Transpiled:
        """Return the SELECT on Spark, and everything that is not known to be equivalent.

        Without `reads_names`, columns may be unnamed. `part` names tables that can be filled before
        it: if it is given, the SELECT is split into parts if Spark could not plan it in one piece.
        """
        known = tested_shapes() if tested is None else tested
        try:
            tree = parse_one(select, dialect="duckdb")
        except (SqlglotError, RecursionError) as error:
            what = str(error).splitlines()[0]
            return Transpiled(None, (NotPortable("this SQL cannot be parsed", what, 1),))
        if not isinstance(tree, exp.Query):
            what = "write one SELECT, without parentheses around it"
            return Transpiled(None, (NotPortable("this is not a SELECT", what, 1),))
        note_texts(tree, select)
        note_kinds(tree, self.columns)
        note_columns(tree, self.columns)
        lines = {id(node): _line(node) for node in tree.walk()}
        found = [*(_unnamed(tree) if reads_names else ()), *_untested(tree, known)]
        refused: list[tuple[exp.Expr, RefusedNode]] = []
        rewritten = corrected(tree, refused)
        found += [(node, error.what, error.way) for node, error in refused]
        findings = {
            NotPortable(what, way, lines.get(id(node)) or _line(node)): None
            for node, what, way in found
        }
        ordered = tuple(sorted(findings, key=lambda finding: finding.line))
        if self._named is not None:
            for table in rewritten.find_all(exp.Table):
                if table.db:
                    rename(table, self._named(name_of(table)))
        rewritten, parts = (rewritten, ()) if part is None else split(rewritten, part)
        try:
            sql = _sql(rewritten)
            first = tuple((name, _sql(each)) for name, each in parts)
        except (SqlglotError, RecursionError) as error:
            what = str(error).splitlines()[0]
            return Transpiled(None, (*ordered, NotPortable("no Spark SQL for this query", what, 1)))
        return Transpiled(sql, ordered, first)


def _sql(tree: exp.Expr) -> str:
    return tree.sql(dialect="spark", comments=False, unsupported_level=ErrorLevel.RAISE)


_Found = tuple[exp.Expr, str, str]


def _untested(tree: exp.Expr, tested: frozenset[str]) -> Iterator[_Found]:
    reported = set[int]()
    for shape, node in shapes(tree):
        if shape not in tested and id(node) not in reported:
            reported.add(id(node))
            what = f"{shown(node)} is not tested on Spark ({shape})"
            yield node, what, way_of(shape)


def _unnamed(tree: exp.Query) -> Iterator[_Found]:
    """Yield columns without a name, which each engine names differently."""
    for each in tree.selects:
        if not each.output_name and not each.is_star:
            what = f"{shown(each)} is a column without a name, which each engine names differently"
            yield each, what, "name it with as"


def _line(node: exp.Expr) -> int:
    """Return the line in which a node begins, as far as its parts know."""
    lines = [each.meta["line"] for each in node.walk() if "line" in each.meta]
    if lines:
        return int(min(lines))
    return 1 if node.parent is None else _line(node.parent)
