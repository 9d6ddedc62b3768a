"""QUALIFY and DISTINCT ON as Spark runs them.

What QUALIFY asks is a column of an inner query, by which an outer one chooses. A name in it is a
column of what is read, and else one that the SELECT makes: on both engines, only that Spark finds
none of the latter inside of a window. There the name gives way to what is behind it, for which it
has to be known whether there is a column of that name.
"""

from sqlglot import exp
from sqlglot.errors import SqlglotError
from sqlglot.optimizer.qualify import qualify
from sqlglot.schema import MappingSchema

from orchestrator.dialects.spark.building import RefusedNode, is_number, shown

_COLUMNS = "seg_columns"
_PROBED = "seg_probed"
_CHOSEN = "_seg_chosen"


def tell_columns(tree: exp.Expr, columns: MappingSchema) -> None:
    """Note on each SELECT with QUALIFY which of the names that it makes are columns of its FROM."""
    for number, select in enumerate(list(tree.find_all(exp.Select))):
        if select.args.get("qualify") is not None and (names := list(_made(select))):
            select.meta[_COLUMNS] = _columns_among(names, tree, number, columns)


def _columns_among(
    names: list[str], tree: exp.Expr, number: int, columns: MappingSchema
) -> frozenset[str] | None:
    """Those of the names that the FROM of a SELECT has; None where that is not known."""
    queries = {each.alias.casefold() for each in tree.find_all(exp.CTE)}
    for table in tree.find_all(exp.Table):
        is_query = not table.db and table.name.casefold() in queries
        if not is_query and set(columns.column_names(table)) <= {"*"}:
            return None
    probe = tree.copy()
    select = list(probe.find_all(exp.Select))[number]
    asked = [exp.column(name) for name in names]
    for each in asked:
        each.meta[_PROBED] = True
    for key in ("distinct", "group", "having", "order", "qualify"):
        select.set(key, None)
    select.set("expressions", asked)
    try:
        whole = qualify(
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
        for each in whole.find_all(exp.Column)
        if each.meta.get(_PROBED) and each.table
    )


def qualified(select: exp.Select) -> exp.Expr:
    """A SELECT with QUALIFY as one that chooses by a column, and gives all others."""
    inner = select.copy()
    with_queries = inner.args.get("with_")
    inner.set("with_", None)
    condition = inner.args["qualify"].this
    inner.set("qualify", None)
    # Beside windows over groups and HAVING, Spark finds no name of the SELECT at all.
    has_having = inner.args.get("having") is not None
    condition = _in_full(condition, inner, _made(inner), everywhere=has_having)
    inner.select(exp.alias_(condition, _CHOSEN), copy=False)
    others = exp.Star(except_=[exp.column(_CHOSEN)])
    outer = exp.select(others).from_(inner.subquery("_t", copy=False), copy=False)
    outer.set("with_", with_queries)
    return outer.where(exp.column(_CHOSEN), copy=False)


def check_first_of_each(select: exp.Select) -> None:
    """Raise RefusedNode where DISTINCT ON looks at what the SELECT makes, or gives all columns."""
    made = _made(select)
    order = select.args.get("order")
    keys = [*select.args["distinct"].args["on"].expressions, *(order.expressions if order else ())]
    for key in keys:
        value = key.this if isinstance(key, exp.Ordered) else key
        if is_number(value) or any(_is_made(each, made) for each in value.find_all(exp.Column)):
            raise RefusedNode(
                f"distinct on uses {shown(value)}, which the select itself computes", _BY_NUMBER
            )
    if select.is_star:
        raise RefusedNode("distinct on is used with all columns (*)", _BY_NUMBER)


_BY_NUMBER = "write qualify row_number() over (partition by ... order by ...) = 1"


def _is_made(column: exp.Column, made: dict[str, exp.Expr]) -> bool:
    behind = made.get(column.name.casefold())
    is_itself = isinstance(behind, exp.Column) and behind.name.casefold() == column.name.casefold()
    return behind is not None and not column.table and not is_itself


def _made(select: exp.Select) -> dict[str, exp.Expr]:
    """What is behind the names that a SELECT makes."""
    return {
        each.alias.casefold(): each.this for each in select.selects if isinstance(each, exp.Alias)
    }


def _in_full(
    node: exp.Expr, select: exp.Select, made: dict[str, exp.Expr], *, everywhere: bool
) -> exp.Expr:
    """A value with what is behind names, in windows or `everywhere`."""
    root = exp.Paren(this=node.copy())
    for column in list(root.find_all(exp.Column)):
        name = column.name.casefold()
        if column.table or name not in made or column.find_ancestor(exp.Query) is not None:
            continue
        if not everywhere and column.find_ancestor(exp.Window) is None:
            continue
        if _is_column(column, select, made[name]):
            continue
        names = list(made)
        before = {each: made[each] for each in names[: names.index(name)]}
        behind = _in_full(made[name], select, before, everywhere=True)
        column.replace(exp.Paren(this=behind))
    whole: exp.Expr = root.this
    return whole


def _is_column(column: exp.Column, select: exp.Select, behind: exp.Expr) -> bool:
    """Whether a name is a column of what is read: surely where it is part of what it names.

    Raises RefusedNode where that is not known.
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
