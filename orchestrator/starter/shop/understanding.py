"""Turns what a shop's tables contain into the staging of a project, and lists what is left out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from orchestrator.dialects.boundary import Dialect
from orchestrator.errors import UsageError
from orchestrator.names import counted
from orchestrator.starter.shop.columns import columns_of
from orchestrator.starter.shop.consents import remarks_on_consents
from orchestrator.starter.shop.contract import (
    ARTICLES,
    CONSENTS,
    CUSTOMERS,
    LINES,
    ORDERS,
    REFUNDS,
    Input,
    inputs,
)
from orchestrator.starter.shop.currencies import NO_CURRENCY, OtherCurrencies, has_others
from orchestrator.starter.shop.equal_rows import (
    EqualRows,
    equal_rows,
    remark_on_uncounted_rows,
    remarks_on_equal_rows,
)
from orchestrator.starter.shop.facts import ShopTable
from orchestrator.starter.shop.guess import Match
from orchestrator.starter.shop.keys import is_repeated, remarks_on_columns
from orchestrator.starter.shop.left_out import LeftOutInput, left_out
from orchestrator.starter.shop.line_numbers import LineNumbers, line_numbers
from orchestrator.starter.shop.looking import RunQuery
from orchestrator.starter.shop.order_days import OrderDays, order_days
from orchestrator.starter.shop.order_numbers import order_named, remark_on_lone_numbers
from orchestrator.starter.shop.orders import orders_sql, refunds_sql, remarks_on_orders, shape_of
from orchestrator.starter.shop.people import remarks_on_customers
from orchestrator.starter.shop.readings import expression
from orchestrator.starter.shop.staging import articles_of_lines_sql, customers_sql, table_sql

SOURCE = "shop_files"
_RECENT = timedelta(days=7)


class StagedTable(Struct, frozen=True):
    """A staging table: the match of each column, the remarks, and its SQL.

    `read` is the table that was inspected; None if it is derived from another one. `keys` are the
    SQL of foreign keys, by column: the rows that they name may be missing.
    """

    name: str
    model: str
    sql: str
    read: ShopTable | None = None
    found: Mapping[str, Match] = {}
    remarks: tuple[str, ...] = ()
    keys: Mapping[str, str] = {}


class Shop(Struct, frozen=True):
    """All that is known of a shop: its staging, the project's variables, what is left out."""

    tables: tuple[StagedTable, ...]
    variables: Mapping[str, Any]
    left_out: tuple[LeftOutInput, ...]
    remarks: tuple[str, ...] = ()


def understand(
    tables: Mapping[str, ShopTable],
    columns: Mapping[tuple[str, str], str],
    today: date,
    query: RunQuery,
    dialect: Dialect,
) -> Shop:
    """Return what the tables mean, by name; `columns` are those that the user named.

    Raises UsageError if something required is missing.
    """
    found = columns_of(tables, columns)
    return _Making(tables, found, query, dialect).shop(today)


class _Making:
    """Builds staging from the matches, and checks what its SQL returns before it is written."""

    def __init__(
        self,
        tables: Mapping[str, ShopTable],
        found: Mapping[str, Mapping[str, Match]],
        query: RunQuery,
        dialect: Dialect,
    ) -> None:
        self._tables = tables
        self._found = found
        self._query = query
        self._dialect = dialect
        self._staged: list[StagedTable] = []
        self._shape = shape_of(tables[ORDERS], found[ORDERS], inputs()[ORDERS], query, dialect)

    def shop(self, today: date) -> Shop:
        """Return all staging tables, with what follows from the data."""
        days, remarks = self._look_at_orders(today)
        orders = self._orders(remarks)
        customers = self._customers()
        staged = self._staged = [customers, orders]
        if self._shape.credits and REFUNDS not in self._tables:
            staged += self._refunds()
        if LINES in self._tables and ARTICLES not in self._tables:
            staged.append(self._articles())
        # Tables that order lines and visits refer to come first.
        for name in sorted(
            self._tables, key=lambda name: (name != ARTICLES, [*inputs()].index(name))
        ):
            if name not in (CUSTOMERS, ORDERS):
                staged.append(self._other(name))
        staged.sort(key=lambda table: [*inputs()].index(table.name))
        variables, why = self._variables(days, today, customers)
        missing = tuple(left_out({table.name for table in staged}))
        return Shop(tuple(staged), variables, missing, tuple(why))

    def _look_at_orders(self, today: date) -> tuple[OrderDays, list[str]]:
        """Return the days of orders and remarks on them, and add to the shape what orders lack."""
        first = self._orders([]).sql
        row = self._query(
            "select count(*), count(distinct order_id), count(*) filter (net_amount < 0), "
            "count(*) filter (net_amount is null), count(*) filter (ordered_at is null), "
            "count(*) filter (customer_id is null), count(distinct customer_id), "
            "count(*) filter (currency is null) "
            f"from ({self._plain(first)})"
        )[0]
        count, distinct, credits, no_amount, no_moment, guests, people, no_currency = row
        self._shape = replace(
            self._shape,
            credits=credits,
            without_amount=no_amount,
            without_moment=no_moment,
            without_currency=no_currency,
        )
        if count != distinct:
            raise UsageError(
                f"--orders: {self._tables[ORDERS].shown} has {counted(count - distinct, 'row')} "
                "with an empty or duplicate order number",
                fix="name the column of the order number: --column orders.order_id=NAME",
            )
        days = order_days(self._plain(self._orders([]).sql), today, self._query)
        remarks = [f"{counted(count, 'order')} of {counted(people, 'customer')}{days.span}"]
        moment = self._found[ORDERS]["ordered_at"].column
        if moment is not None:
            remarks += days.remarks_on_future_days(moment.name, self._tables[ORDERS].shown)
        number, rows = self._found[ORDERS]["order_id"].column, self._tables[ORDERS].count
        if number is not None and number.filled < rows:
            remarks.append(
                f"{counted(rows - number.filled, 'row')} without an order number left out"
            )
        if guests:
            remarks.append(f"{counted(guests, 'order')} without a customer: guest orders")
        return days, [*remarks, *self._remarks_on_equal_orders()]

    def _remarks_on_equal_orders(self) -> Iterator[str]:
        """Yield how equal rows are treated, if several rows can form one order."""
        if self._shape.grain == "orders":
            return
        keys = ["customer_id", "ordered_at"]
        if self._shape.grain == "lines":
            parts = self._shape.again.parts
            more = {"customer": "customer_id", "day": "ordered_at"}
            keys = ["order_id", *(more[part] for part in parts)]
        found = self._equal_rows(ORDERS, keys)
        if self._is_added_up("net_amount") or self._is_added_up("discount_amount"):
            yield from remarks_on_equal_rows(found, inputs()[ORDERS].model, "added up")
        else:
            yield from remark_on_uncounted_rows(found)

    def _is_added_up(self, amount: str) -> bool:
        is_there = amount == "net_amount" or self._found[ORDERS][amount].column is not None
        return is_there and amount not in self._shape.of_order

    def _equal_rows(self, name: str, keys: Sequence[str]) -> EqualRows:
        matched = (self._found[name][key].column for key in keys)
        order = [column for column in matched if column is not None]
        return equal_rows(self._tables[name], order, self._query, self._dialect)

    def _orders(self, remarks: Sequence[str]) -> StagedTable:
        found, input_ = self._found[ORDERS], inputs()[ORDERS]
        sql = orders_sql(found, input_, self._shape, _source(ORDERS), self._dialect)
        remarks = (*remarks, *remarks_on_orders(self._shape, has_refunds=REFUNDS in self._tables))
        if self._shape.amount == "column":
            found = {name: found[name] for name in found if name not in ("quantity", "unit_price")}
        return StagedTable(ORDERS, input_.model, sql, self._tables[ORDERS], found, remarks)

    def _refunds(self) -> Iterator[StagedTable]:
        """Yield the refunds that credit notes make if their amount matches no purchase, if any."""
        input_, of_orders = inputs()[REFUNDS], inputs()[ORDERS]
        sources = (_source(ORDERS), _model(of_orders))
        sql = refunds_sql(self._found[ORDERS], of_orders, self._shape, sources, self._dialect)
        every = sql.replace("select * from final", "select count(*) from credit_notes")
        ((credit_notes,),) = self._query(self._plain(every))
        if not credit_notes:
            return
        count = self._count(sql)
        remarks = [
            "credit notes that reverse no order: each refunds the customer's last order before it "
            "that was worth at least as much"
        ]
        if count < credit_notes:
            credit_note = counted(credit_notes - count, "credit note")
            remarks.append(f"{credit_note} without such an order left out")
        yield StagedTable(REFUNDS, input_.model, sql, None, {}, tuple(remarks))

    def _customers(self) -> StagedTable:
        input_, table = inputs()[CUSTOMERS], self._tables.get(CUSTOMERS)
        found = self._found.get(CUSTOMERS, {})
        number = found["customer_id"].column if found else None
        has_copies = number is not None and number.distinct < number.filled
        sql = customers_sql(
            input_,
            found,
            self._found[ORDERS],
            (_source(CUSTOMERS), _source(ORDERS)),
            self._dialect,
            is_repeated=has_copies,
        )
        remarks = []
        if number is None or table is None:
            found = {
                name: self._found[ORDERS][name]
                for name in ("customer_id", "email", "country")
                if self._found[ORDERS][name].column is not None
            }
            remarks.append("no table of customers: everyone who bought is a customer")
        else:
            called = self._found[ORDERS]["customer_id"].column
            orders = self._plain(self._orders([]).sql)
            remarks += remarks_on_customers(self._plain(sql), orders, number, called, self._query)
            if number.filled < table.count:
                nameless = counted(table.count - number.filled, "row")
                remarks.append(f"{nameless} without a customer number left out")
            if has_copies:
                again = number.filled - number.distinct
                remarks.append(
                    f"{counted(again, 'row')} with the number of another row: the newest counts"
                )
        return StagedTable(CUSTOMERS, input_.model, sql, table, found, tuple(remarks))

    def _other(self, name: str) -> StagedTable:
        input_, table, found = inputs()[name], self._tables[name], self._found[name]
        remarks = [*remarks_on_columns(input_, found)]
        own = self._own_columns(name)
        if own is None:
            remarks.append(remark_on_lone_numbers(self._shape.again.parts, self._found[ORDERS]))
            own = {}
        select = partial(
            table_sql,
            name,
            input_,
            found=found,
            source=_source(name),
            dialect=self._dialect,
            own=own,
            is_repeated=is_repeated(input_, found),
        )
        plain, currency = select(), self._shape.currency
        if name == LINES and has_others(found["currency"].column, currency):
            select = partial(select, currency=currency)
            others = self._count(plain) - self._count(select())
            remarks += [OtherCurrencies(others).remark(currency)] if others else []
            plain = select()
        if name == LINES:
            numbers = self._line_numbers(plain)
            remarks += [*numbers.remarks, *self._remarks_on_equal_lines(numbers)]
            if numbers.others:
                found = {**found, "line": Match("line", "missing")}
            select = partial(select, found=found, is_distinct=numbers.is_distinct)
            plain = select()
        if name == CONSENTS:
            remarks += remarks_on_consents(self._plain(plain), table, found, self._query)
        keys = self._keys(name, own)
        for key, count in self._strangers(name, plain, keys):
            target = input_.columns[key]
            what = "left out" if target.need else "set to NULL"
            remarks.append(f"{counted(count, 'row')} whose {key} is not in {target.refers}: {what}")
        sql = select(keys=tuple(keys))
        return StagedTable(name, input_.model, sql, table, found, tuple(remarks), keys)

    def _line_numbers(self, sql: str) -> LineNumbers:
        if self._found[LINES]["line"].column is None:
            return LineNumbers()
        return line_numbers(self._plain(sql), self._query)

    def _remarks_on_equal_lines(self, numbers: LineNumbers) -> Iterator[str]:
        """Yield how equal rows are treated if no number shows whether they are one line."""
        if not numbers.is_distinct:
            equal = self._equal_rows(LINES, ["order_id"])
            yield from remarks_on_equal_rows(
                equal, inputs()[LINES].model, "each is a line of its own"
            )

    def _own_columns(self, name: str) -> dict[str, str] | None:
        """Return SQL to identify orders where the number is not enough; None if impossible."""
        parts, of_orders = self._shape.again.parts, inputs()[ORDERS]
        if name not in (LINES, REFUNDS) or not parts:
            return {}
        table, found = self._tables[name], self._found[name]
        order = order_named(parts, table, found, self._found[ORDERS], of_orders, self._dialect)
        return None if order is None else {"order_id": order}

    def _keys(self, name: str, own: Mapping[str, str]) -> dict[str, str]:
        """Return the SQL of foreign keys to tables that exist and are not derived from this one."""
        there = {table.name for table in self._staged}
        if name == LINES and ARTICLES not in self._tables:
            there.discard(ARTICLES)
        sql = {}
        for key, target in inputs()[name].columns.items():
            match = self._found[name][key]
            if target.refers in there and match.column is not None and match.reading is not None:
                read = expression(match.column, match.reading, target, self._dialect, is_key=True)
                sql[key] = own.get(key, read)
        return sql

    def _strangers(self, name: str, sql: str, keys: Iterable[str]) -> Iterator[tuple[str, int]]:
        """Yield the foreign keys with missing rows, and how many rows have one."""
        for key in keys:
            referred = inputs()[inputs()[name].columns[key].refers]
            ((count,),) = self._query(
                f"select count(*) from ({self._plain(sql)}) as t where {key} is not null and {key} "
                f"not in (select {referred.key} from {self._plain(_model(referred))} where "
                f"{referred.key} is not null)"
            )
            if count:
                yield key, count

    def _articles(self) -> StagedTable:
        input_, lines = inputs()[ARTICLES], self._found[LINES]
        sql = articles_of_lines_sql(input_, lines, _source(LINES), inputs()[LINES], self._dialect)
        remarks = ("no table of products: taken from the order lines, without price and cost",)
        found = {name: lines[name] for name in ("product_id", "category")}
        return StagedTable(ARTICLES, input_.model, sql, None, found, remarks)

    def _variables(
        self, days: OrderDays, today: date, customers: StagedTable
    ) -> tuple[dict[str, Any], list[str]]:
        variables: dict[str, Any] = {"reporting_currency": self._shape.currency}
        why = []
        if self._shape.currency == NO_CURRENCY:
            why.append("reporting_currency: set it to the currency of the amounts")
        newest, longest = days.newest, days.longest_pause
        if newest is not None and newest < today - _RECENT:
            variables["as_of_date"] = newest.isoformat()
            why.append(
                f"as_of_date: the newest order is from {newest}, so the segments are as of that "
                "day; remove the variable when new orders arrive"
            )
        if longest is None or 2 * longest > _RECENT.days:
            variables["orders_stale_after_days"] = longest and 2 * longest
            why.append(
                "orders_stale_after_days: "
                + (
                    f"days with orders were up to {longest} days apart"
                    if longest
                    else "too few days with orders to tell"
                )
            )
        home = self._query(
            f"select country from ({self._plain(customers.sql)}) where country <> 'ZZ' "
            "group by 1 order by count(*) desc, 1 limit 1"
        )
        if home:
            variables["home_countries"] = [home[0][0]]
            why.append(f"home_countries: {home[0][0]} has the most customers")
        return variables, why

    def _count(self, sql: str) -> int:
        ((count,),) = self._query(f"select count(*) from ({self._plain(sql)})")
        return int(count)

    def _plain(self, sql: str) -> str:
        """Return staging as SQL that can be run now."""
        for name, table in self._tables.items():
            sql = sql.replace(_source(name), table.rows)
        for staged in self._staged:
            model = _model(inputs()[staged.name])
            if model in sql:
                sql = sql.replace(model, f"({self._plain(staged.sql)})")
        sql = sql.replace('{{ var("reporting_currency") }}', self._shape.currency)
        return sql.replace("{{ customer_segmentation.as_of_date() }}", "current_date")


def _source(name: str) -> str:
    return f"{{{{ source('{SOURCE}', '{name}') }}}}"


def _model(input_: Input) -> str:
    return f"{{{{ ref('{input_.model}') }}}}"
