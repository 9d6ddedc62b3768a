"""QUALIFY and DISTINCT ON as Spark runs them.

The condition of QUALIFY becomes a column of an inner query, by which an outer one filters. A name
in it is a column of the input, or else an alias of the SELECT; this is the same on both engines,
except that Spark does not find aliases in window functions. There the alias is replaced by its
expression, which requires knowing whether the input has a column of that name.
"""

from sqlglot import exp
from sqlglot.errors import SqlglotError
from sqlglot.optimizer.qualify import qualify
from sqlglot.schema import MappingSchema

from orchestrator.dialects.spark.building import RefusedNode, is_number, shown

_COLUMNS = "seg_columns"
_PROBED = "seg_probed"
_CHOSEN = "_seg_chosen"


def note_columns(tree: exp.Expr, columns: MappingSchema) -> None:
    """Store on each SELECT with QUALIFY which of its aliases are also columns of its FROM."""
    for number, select in enumerate(list(tree.find_all(exp.Select))):
        if select.args.get("qualify") is not None and (names := list(_aliases(select))):
            select.meta[_COLUMNS] = _columns_among(names, tree, number, columns)


def _columns_among(
    names: list[str], tree: exp.Expr, number: int, columns: MappingSchema
) -> frozenset[str] | None:
    """Return the names that the FROM of a SELECT has as columns; None if that is not known."""
    queries = {each.alias.casefold() for each in tree.find_all(exp.CTE)}
    for table in tree.find_all(exp.Table):
        is_query = not table.db and table.name.casefold() in queries
        if not is_query and set(columns.column_names(table)) <= {"*"}:
            return None
    probe = tree.copy()
    select = list(probe.find_all(exp.Select))[number]
    probes = [exp.column(name) for name in names]
    for each in probes:
        each.meta[_PROBED] = True
    for key in ("distinct", "group", "having", "order", "qualify"):
        select.set(key, None)
    select.set("expressions", probes)
    try:
        resolved = qualify(
            probe,
            dialect="duckdb",
            schema=columns,
            validate_qualify_columns=False,
            identify=False,
        )
    except (SqlglotError, RecursionError, ValueError):
        return None
    return frozenset(
        each.name.casefold()
        for each in resolved.find_all(exp.Column)
        if each.meta.get(_PROBED) and each.table
    )


def qualified(select: exp.Select) -> exp.Expr:
    """Return a SELECT with QUALIFY as one that filters by a column, and returns all others."""
    inner = select.copy()
    with_queries = inner.args.get("with_")
    inner.set("with_", None)
    condition = inner.args["qualify"].this
    inner.set("qualify", None)
    # Together with windows over groups and HAVING, Spark finds no alias of the SELECT at all.
    has_having = inner.args.get("having") is not None
    condition = _expanded(condition, inner, _aliases(inner), everywhere=has_having)
    inner.select(exp.alias_(condition, _CHOSEN), copy=False)
    others = exp.Star(except_=[exp.column(_CHOSEN)])
    outer = exp.select(others).from_(inner.subquery("_t", copy=False), copy=False)
    outer.set("with_", with_queries)
    return outer.where(exp.column(_CHOSEN), copy=False)


def check_first_of_each(select: exp.Select) -> None:
    """Raise RefusedNode if DISTINCT ON uses what the SELECT computes, or `*` is selected."""
    aliases = _aliases(select)
    order = select.args.get("order")
    keys = [*select.args["distinct"].args["on"].expressions, *(order.expressions if order else ())]
    for key in keys:
        value = key.this if isinstance(key, exp.Ordered) else key
        if is_number(value) or any(_is_alias(each, aliases) for each in value.find_all(exp.Column)):
            raise RefusedNode(
                f"distinct on uses {shown(value)}, which the select itself computes", _BY_NUMBER
            )
    if select.is_star:
        raise RefusedNode("distinct on is used with all columns (*)", _BY_NUMBER)


_BY_NUMBER = "write qualify row_number() over (partition by ... order by ...) = 1"


def _is_alias(column: exp.Column, aliases: dict[str, exp.Expr]) -> bool:
    behind = aliases.get(column.name.casefold())
    is_itself = isinstance(behind, exp.Column) and behind.name.casefold() == column.name.casefold()
    return behind is not None and not column.table and not is_itself


def _aliases(select: exp.Select) -> dict[str, exp.Expr]:
    """Return the expressions behind the aliases of a SELECT."""
    return {
        each.alias.casefold(): each.this for each in select.selects if isinstance(each, exp.Alias)
    }


def _expanded(
    node: exp.Expr, select: exp.Select, aliases: dict[str, exp.Expr], *, everywhere: bool
) -> exp.Expr:
    """Return a value with aliases replaced by expressions, in windows or `everywhere`."""
    root = exp.Paren(this=node.copy())
    for column in list(root.find_all(exp.Column)):
        name = column.name.casefold()
        if column.table or name not in aliases or column.find_ancestor(exp.Query) is not None:
            continue
        if not everywhere and column.find_ancestor(exp.Window) is None:
            continue
        if _is_column(column, select, aliases[name]):
            continue
        names = list(aliases)
        before = {each: aliases[each] for each in names[: names.index(name)]}
        behind = _expanded(aliases[name], select, before, everywhere=True)
        column.replace(exp.Paren(this=behind))
    resolved: exp.Expr = root.this
    return resolved


def _is_column(column: exp.Column, select: exp.Select, behind: exp.Expr) -> bool:
    """Return whether a name is a column of the input: certainly if its own expression uses it.

    Raises RefusedNode if that is not known.
    """
    name = column.name.casefold()
    if any(each.name.casefold() == name for each in behind.find_all(exp.Column)):
        return True
    known: frozenset[str] | None = select.meta.get(_COLUMNS)
    if known is None:
        raise RefusedNode(
            f"{shown(column)} in qualify can be a name of this select or a column, and the "
            "columns are unknown",
            "build the project so that columns are known, or write out the expression",
        )
    return name in known
