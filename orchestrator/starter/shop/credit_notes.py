"""Orders with a negative amount: which purchases they reverse, and which they refund in part."""

from collections.abc import Iterator, Sequence


def with_reversals(read: str, has_number: bool) -> Iterator[tuple[str, str]]:
    """Yield CTEs that mark each amount that is reversed, or that reverses one.

    Amounts pair up like brackets: a purchase opens one, and a negative order of the same amount and
    customer closes the last open one. A purchase is reversed if the depth later falls below its
    own; a negative order reverses one unless the depth is a new low.
    """
    order = ", order_id" if has_number else ""

    def over(rows: str) -> str:
        return f"""over (
            partition by customer_id, abs(net_amount)
            order by ordered_at, net_amount desc{order}
            rows between {rows}
        )"""

    yield (
        "depths",
        f"""\
    select
        *,
        sum(sign(net_amount)) {over("unbounded preceding and current row")} as depth
    from {read}""",
    )
    yield (
        "borders",
        f"""\
    select
        *,
        min(depth) {over("1 following and unbounded following")} as lowest_later,
        min(depth) {over("unbounded preceding and 1 preceding")} as lowest_before
    from depths""",
    )
    yield (
        "with_reversals",
        """\
    select
        * exclude (depth, lowest_later, lowest_before),
        customer_id is not null and case
            when net_amount > 0
                then coalesce(lowest_later < depth, false)
            when net_amount < 0
                then depth >= least(coalesce(lowest_before, 0), 0)
            else false
        end as is_reversed
    from borders""",
    )


def refunds_of_credit_notes(read: str, orders: str) -> Sequence[tuple[str, str]]:
    """Return CTEs that make refunds of the credit notes in `read` that reverse no purchase.

    Each refunds the customer's last completed order before it that was worth at least as much.
    """
    not_reversed = f"""\
    select
        order_id,
        customer_id,
        ordered_at,
        cast(-net_amount as decimal(18, 2)) as net_amount
    from {read}
    where
        net_amount < 0
        and not is_reversed
        and customer_id is not null"""
    matched = """\
    select
        credit_notes.order_id as refund_id,
        bought.order_id,
        credit_notes.ordered_at as refunded_at,
        credit_notes.net_amount
    from credit_notes
    inner join bought
        on
            credit_notes.customer_id = bought.customer_id
            and credit_notes.ordered_at >= bought.ordered_at
            and credit_notes.net_amount <= bought.net_amount
    qualify row_number() over (
        partition by credit_notes.order_id
        order by bought.ordered_at desc, bought.net_amount desc, bought.order_id
    ) = 1"""
    return (
        ("credit_notes", not_reversed),
        ("bought", f"    select * from {orders}\n    where status = 'completed'"),
        ("final", matched),
    )
