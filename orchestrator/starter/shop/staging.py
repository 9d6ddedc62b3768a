"""The staging SQL for customers, and for every table except orders."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from orchestrator.dialects.boundary import Dialect
from orchestrator.starter.shop.consents import ONCE
from orchestrator.starter.shop.contract import CONSENTS, LINES, ORDERS, REFUNDS, Input, inputs
from orchestrator.starter.shop.ctes import with_ctes
from orchestrator.starter.shop.currencies import in_one_currency
from orchestrator.starter.shop.guess import Match
from orchestrator.starter.shop.readings import expression, nothing


def customers_sql(
    input_: Input,
    found: Mapping[str, Match],
    buyers: Mapping[str, Match],
    sources: tuple[str, str],
    dialect: Dialect,
    *,
    is_repeated: bool,
) -> str:
    """Return the SELECT of customers: those of their own table, if any, and all other buyers."""
    own, orders = sources
    parts = {}
    if found:
        columns = _columns(input_, found, dialect)
        parts["shop_customers"] = f"    select * from {own}"
        parts["mapped"] = _select(columns, "shop_customers")
        once = ""
        if is_repeated:
            others = ", ".join(
                name for name in columns if name not in ("customer_id", "created_at")
            )
            once = (
                "\n    -- Of several rows with the same number, keep the newest.\n"
                "    qualify row_number() over (\n        partition by customer_id\n"
                f"        order by created_at desc nulls last, {others}\n    ) = 1"
            )
        parts["known"] = f"    select * from mapped\n    where customer_id is not null{once}"
    parts["shop_orders"] = f"    select * from {orders}"
    parts["bought"] = _select(_buyer_columns(buyers, dialect), "shop_orders")
    parts["buyers"] = _buyers(input_, buyers, is_only=not found)
    union = ""
    if found:
        union = (
            "    select * from known\n\n    union all\n\n"
            "    -- Buyers that are not in the table of customers.\n"
        )
    parts["everybody"] = f"{union}    select * from buyers"
    parts["final"] = _everybody(input_)
    return with_ctes(parts)


def _buyer_columns(buyers: Mapping[str, Match], dialect: Dialect) -> dict[str, str]:
    columns = {}
    for name in ("customer_id", "ordered_at", "country", "email"):
        match = buyers[name]
        if match.column is not None and match.reading is not None:
            columns[name] = _buyer_column(match, name, dialect)
    return columns


def _buyer_column(match: Match, name: str, dialect: Dialect) -> str:
    assert match.column is not None
    assert match.reading is not None
    return expression(
        match.column,
        match.reading,
        inputs()[ORDERS].columns[name],
        dialect,
        is_key=name == "customer_id",
    )


def _buyers(input_: Input, buyers: Mapping[str, Match], *, is_only: bool) -> str:
    shown = []
    for name, target in input_.columns.items():
        if name == "customer_id":
            shown.append("        customer_id")
        elif name in ("country", "email") and buyers[name].column is not None:
            value = f"arg_max({name}, ordered_at)"
            value = f"coalesce({value}, {target.without})" if target.without != "null" else value
            shown.append(f"        {value} as {name}")
        else:
            shown.append(f"        {nothing(target)} as {name}")
    select = (
        "    select\n" + ",\n".join(shown) + "\n    from bought\n    where customer_id is not null"
    )
    if not is_only:
        select += "\n        and customer_id not in (select customer_id from known)"
    return select + "\n    group by customer_id"


def _everybody(input_: Input) -> str:
    """Return the last SELECT, which drops impossible dates of birth."""
    columns = []
    for name, target in input_.columns.items():
        if name == "birth_date":
            columns.append(
                "        -- A date before 1900 or in the future is not a date of birth: NULL.\n"
                "        case\n"
                "            when birth_date between date '1900-01-01'\n"
                "                and {{ customer_segmentation.as_of_date() }} then birth_date\n"
                "        end as birth_date"
            )
        elif target.without != "null":
            columns.append(f"        coalesce({name}, {target.without}) as {name}")
        else:
            columns.append(f"        {name}")
    return "    select\n" + ",\n".join(columns) + "\n    from everybody"


def table_sql(
    name: str,
    input_: Input,
    found: Mapping[str, Match],
    source: str,
    dialect: Dialect,
    *,
    own: Mapping[str, str] = MappingProxyType({}),
    keys: Sequence[str] = (),
    currency: str = "",
    is_repeated: bool = False,
    is_distinct: bool = False,
) -> str:
    """Return the SELECT of any other table, without rows that lack a required value.

    `own` is SQL for columns that are not simply read. `keys` are foreign keys to other tables,
    whose rows may be missing, now or later. Lines not in `currency` are left out. If `is_distinct`,
    equal rows of staging are reduced to one.
    """
    columns = {**_columns(input_, found, dialect), **own}
    if name == LINES:
        columns = _of_lines(columns, found)
    if name == REFUNDS:
        # Some shops write refunds as negative amounts.
        columns["net_amount"] = f"abs({columns['net_amount']})"
    if input_.key and found[input_.key].column is None:
        # Equal rows count as one: nothing distinguishes them.
        others = ", ".join(columns[key] for key in columns if key != input_.key)
        columns[input_.key] = f"md5(concat_ws('|', {others}))"
        is_repeated = True
    conditions = [f"{key} is not null" for key, target in input_.columns.items() if target.need]
    parts = {"shop_rows": f"    select * from {source}", "mapped": _select(columns, "shop_rows")}
    if currency:
        parts["in_one_currency"] = in_one_currency("mapped", currency, ["order_id"], dialect)
    read = [*parts][-1]
    kept = {key: key for key, target in input_.columns.items() if not target.helps}
    if "variant" in kept:
        kept["is_control"] = "variant = 'control'"
    for key in keys:
        target = input_.columns[key]
        referred = inputs()[target.refers]
        model, its_key = referred.model, referred.key
        parts[f"known_{target.refers}"] = f"    select {its_key} from {{{{ ref('{model}') }}}}"
        known = f"{key} in (select {its_key} from known_{target.refers})"
        if target.need:
            conditions.append(known)
        else:
            kept[key] = f"case when {known} then {key} end"
    where = "\n    where " + "\n        and ".join(conditions) if conditions else ""
    select = _select(kept, read)
    if is_distinct:
        note = "    -- The line number identifies a line: identical rows are one line.\n"
        select = note + select.replace("select", "select distinct", 1)
    once = _one_of_each(input_.key, columns) if is_repeated else ""
    parts["final"] = select + where + (ONCE if name == CONSENTS else once)
    return with_ctes(parts)


def _one_of_each(key: str, columns: Mapping[str, str]) -> str:
    others = ", ".join(name for name in columns if name != key)
    return (
        "\n    -- Of several rows with the same key, keep one: the same one in each run.\n"
        f"    qualify row_number() over (\n        partition by {key}\n"
        f"        order by {others}\n    ) = 1"
    )


def _of_lines(columns: dict[str, str], found: Mapping[str, Match]) -> dict[str, str]:
    """Number lines without a number; count negative quantities and amounts as 0."""
    if found["net_amount"].column is None:
        columns["net_amount"] = (
            f"cast({columns['quantity']} * {columns['unit_price']} as decimal(18, 2))"
        )
    if found["line"].column is None:
        # Order by all distinguishing columns, so that each line gets the same number in every
        # build.
        by = ", ".join(columns[name] for name in ("product_id", "quantity", "net_amount"))
        columns["line"] = f"row_number() over (partition by {columns['order_id']} order by {by})"
    for name in ("quantity", "net_amount"):
        columns[name] = f"greatest({columns[name]}, 0)"
    return columns


def articles_of_lines_sql(
    articles: Input, lines: Mapping[str, Match], source: str, input_: Input, dialect: Dialect
) -> str:
    """Return the SELECT of products if only order lines name them."""
    read = _columns(input_, lines, dialect)
    read = {name: read[name] for name in ("product_id", "category")}
    shown = {name: nothing(target) for name, target in articles.columns.items()}
    shown["product_id"] = "product_id"
    shown["category"] = f"coalesce(max(category), {shown['category']})"
    return with_ctes(
        {
            "shop_rows": f"    select * from {source}",
            "mapped": _select(read, "shop_rows"),
            "final": _select(shown, "mapped")
            + "\n    where product_id is not null\n    group by product_id",
        }
    )


def _columns(input_: Input, found: Mapping[str, Match], dialect: Dialect) -> dict[str, str]:
    columns = {}
    for name, target in input_.columns.items():
        match = found[name]
        if match.column is None or match.reading is None or target.type == "sensitive":
            columns[name] = nothing(target)
            continue
        is_key = bool(target.refers) or name == input_.key
        value = expression(match.column, match.reading, target, dialect, is_key=is_key)
        has_other = target.without != "null" and target.type != "country"
        columns[name] = f"coalesce({value}, {target.without})" if has_other else value
    return columns


def _select(columns: Mapping[str, str], read: str) -> str:
    lines = (sql if sql == name else f"{sql} as {name}" for name, sql in columns.items())
    return "    select\n" + ",\n".join(f"        {line}" for line in lines) + f"\n    from {read}"
