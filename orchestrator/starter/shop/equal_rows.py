"""Rows that are equal in all columns: identical lines, or an export that was loaded twice."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from orchestrator.dialects.boundary import Dialect
from orchestrator.names import counted
from orchestrator.starter.shop.facts import ShopColumn, ShopTable
from orchestrator.starter.shop.looking import RunQuery

_SHOWN = 3


class EqualRows(Struct, frozen=True):
    """How many rows repeat an earlier one in all columns, and in how many orders.

    In `doubled` orders, each row occurs equally often. `across` rows also occur in another file.
    `such_as` names some of the orders.
    """

    rows: int = 0
    orders: int = 0
    doubled: int = 0
    across: int = 0
    such_as: tuple[str, ...] = ()


def equal_rows(
    table: ShopTable, order: Sequence[ShopColumn], query: RunQuery, dialect: Dialect
) -> EqualRows:
    """Count the equal rows of orders; the columns `order` identify one. Ignores rows without an
    order.
    """
    keys = [dialect.as_text(dialect.column(column.name)) for column in order]
    line = dialect.row_digest([dialect.column(column.name) for column in table.columns])
    named = " and ".join(f"nullif(trim({key}), '') is not null" for key in keys)
    files = f"count(distinct {dialect.file_name})" if table.is_of_files else "1"
    counts = (
        f"select concat_ws(' ', {', '.join(keys)}) as place, {line} as line, "
        f"count(*) as times, {files} as files from {table.rows} where {named} group by 1, 2"
    )
    ((rows, orders, doubled, across),) = query(
        "select coalesce(sum(more), 0), count(*), "
        "count(*) filter (fewest = most), coalesce(sum(across), 0) from ("
        "select sum(times - 1) as more, min(times) as fewest, max(times) as most, "
        f"sum(files - 1) as across from ({counts}) as t group by place) as t where most > 1"
    )
    if not rows:
        return EqualRows()
    such_as = query(
        f"select place from ({counts}) as t group by place having max(times) > 1 "
        f"order by max(times) desc, place limit {_SHOWN}"
    )
    return EqualRows(int(rows), orders, doubled, int(across), tuple(place for (place,) in such_as))


def remarks_on_equal_rows(found: EqualRows, model: str, what_is_done: str) -> Iterator[str]:
    """Yield what a person needs to decide whether equal rows are one; nothing if there are none."""
    if not found.rows:
        return
    yield (
        f"{_like_others(found)}: {what_is_done}; if they are duplicates, write "
        f"'select distinct * from' in shop_rows of models/staging/{model}.sql"
    )
    signs = {
        f"{counted(found.across, 'row')} also in another file, as in overlapping exports": (
            found.across
        ),
        f"{counted(found.doubled, 'order')} with each row equally often, as in an export loaded "
        "twice": found.doubled,
        f"{counted(found.orders - found.doubled, 'order')} with further rows that occur only "
        f"once, as with separate lines that look alike": found.orders - found.doubled,
    }
    seen = "; ".join(sign for sign, is_so in signs.items() if is_so)
    yield f"hints about these rows: {seen}"


def remark_on_uncounted_rows(found: EqualRows) -> Iterator[str]:
    """Yield how many equal rows there are, for cases where they change nothing."""
    if found.rows:
        yield f"{_like_others(found)}: no effect"


def _like_others(found: EqualRows) -> str:
    more = ", ..." if found.orders > len(found.such_as) else ""
    return (
        f"{counted(found.rows, 'row')} identical to another row, in "
        f"{counted(found.orders, 'order')} ({', '.join(found.such_as)}{more})"
    )
