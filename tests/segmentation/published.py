"""What a build published, as frames for comparison with the expectation."""

from pathlib import Path

import duckdb
import pandas as pd

from tests.projects import reading

FAMILIES = ("rfm", "lifecycle", "value_tier", "value", "core")
COLUMNS = [
    *("frequency", "cents", "recency_days", "r_score", "f_score", "m_score", "rfm_code"),
    *("rfm", "lifecycle", "value_cents", "value_tier", "value", "core"),
]


def query(database: Path, sql: str) -> pd.DataFrame:
    with reading(database) as connection:
        return connection.sql(sql).df()


def different_tables(one: Path, other: Path) -> list[str]:
    """The tables and views whose rows are not the same in two databases."""
    tables = """
        select table_schema, table_name from information_schema.tables
        where table_catalog = 'one' and table_schema not in ('_seg', 'seg_versions')
        order by all
    """
    with duckdb.connect() as database:
        database.execute("set TimeZone = 'UTC'")
        database.execute(f"attach '{one}' as one (read_only)")
        database.execute(f"attach '{other}' as other (read_only)")
        found = database.execute(tables).fetchall()
        assert len(found) > 100
        return [
            name
            for schema, name in found
            if _differ(database, f"one.{schema}.{name}", f"other.{schema}.{name}")
        ]


def _differ(database: duckdb.DuckDBPyConnection, one: str, other: str) -> bool:
    """Whether two tables do not have the same rows, each as often.

    Of as many rows, one is missing there where one is missing here: that is not asked, too.
    """
    found = database.execute(
        f"select (select count(*) from {one}) <> (select count(*) from {other}) "
        f"or exists (select * from {one} except all select * from {other})"
    ).fetchone()
    return found != (False,)


def segments(database: Path) -> pd.DataFrame:
    """One row per customer, as `expected.segments` gives it."""
    rfm = query(
        database,
        """
        select
            customer_id,
            frequency,
            cast(monetary * 100 as bigint) as cents,
            cast(recency_days as double) as recency_days,
            cast(r_score as double) as r_score,
            cast(f_score as double) as f_score,
            cast(m_score as double) as m_score,
            rfm_code,
            cast(customer_value * 100 as bigint) as value_cents
        from customer_rfm
        inner join customer_value using (customer_id)
        """,
    )
    membership = query(
        database,
        f"select customer_id, family, segment from segment_membership where family in {FAMILIES}",
    )
    families = membership.pivot(index="customer_id", columns="family", values="segment")
    return rfm.set_index("customer_id").join(families).sort_index()[COLUMNS]


def clv(database: Path) -> pd.Series:
    """Cents expected of each customer who has bought."""
    sql = "select customer_id, cast(clv * 100 as bigint) as cents from customer_clv"
    return query(database, sql).set_index("customer_id")["cents"]


def sizes(database: Path) -> dict[str, dict[str, int]]:
    """Members by family and segment, as published, of the families that are computed again."""
    rows = query(
        database, f"select family, segment, members from segment_sizes where family in {FAMILIES}"
    )
    return {
        family: dict(zip(part["segment"], part["members"].astype(int), strict=True))
        for family, part in rows.groupby("family")
    }


def assert_same(actual: pd.DataFrame, expected: pd.DataFrame) -> None:
    """Every column of every customer is equal."""
    pd.testing.assert_frame_equal(
        actual, expected[COLUMNS], check_dtype=False, check_exact=True, check_names=False
    )
