"""What the engine's own work costs compared with plain SQL: applying deltas, and digests of
contents.

python benchmarks/deltas.py [rows]
"""

import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter

from msgspec.structs import replace

from orchestrator.dialects.duckdb import DIALECT
from orchestrator.engines.boundary import Change, Delta, Engine
from orchestrator.engines.door import Connection, adapter
from orchestrator.names import RelationName

ROUNDS = 3
# Ten columns of common types; `customers` sets the number of rows per customer.
ORDERS = """
select range as number, range % {customers} as customer, range % 997 / 10 as amount,
    timestamp '2026-01-01' + to_seconds(range % 100000000) as ordered_at, range % 2 = 0 as is_web,
    'sku-' || cast(range % 5000 as varchar) as sku, range % 17 as shop, 'EUR' as currency,
    cast(range % 100 / 100 as decimal(12, 2)) as discount,
    'note ' || cast(range % 99 as varchar) as note
from range({rows})
"""


def seconds(work: Callable[[], object]) -> float:
    """Return how long a function takes."""
    started = perf_counter()
    work()
    return perf_counter() - started


def publish_delta(engine: Engine, rows: int, customers: int, changed: int) -> tuple[float, float]:
    """Return the seconds of publishing changed customers' rows, and of the same in plain SQL."""
    session = engine.session()
    number = engine.catalogue().next_version
    relation = RelationName("main", f"orders_{number}")
    version = DIALECT.version_name(relation, number)
    delta = DIALECT.version_name(relation, number, "delta")
    orders = ORDERS.format(rows=rows, customers=customers)
    for name, select in ((version, orders), (delta, f"from ({orders}) where customer < {changed}")):
        session.execute(DIALECT.create_table(name, select))
    table, new = DIALECT.relation(version), DIALECT.relation(delta)
    change = Change(
        f"model.p.{relation.identifier}", relation, "table", version, f"from {table}", "f"
    )
    at = datetime.now(UTC)
    engine.publish([change], "run", at)

    def plain() -> None:
        with session.transaction():
            keys = f"select distinct customer from {new}"
            session.execute(f"create table undo as from {table} where customer in ({keys})")
            session.execute(f"delete from {table} where customer in ({keys})")
            session.execute(f"insert into {table} from {new}")

    raw = seconds(plain)
    session.execute("drop table undo")
    applied = replace(change, delta=Delta(delta, None, ("customer",)))
    return seconds(lambda: engine.publish([applied], "run", at)), raw


def content(engine: Engine, rows: int) -> tuple[float, float]:
    """Return the seconds of the digest of a table, and of creating it."""
    session = engine.session()
    create = f"create or replace table content as {ORDERS.format(rows=rows, customers=rows // 10)}"
    created = seconds(lambda: session.execute(create))
    return seconds(lambda: session.content(RelationName("main", "content"))), created


def main(rows: int) -> None:
    """Print a line per task with medians: seconds, seconds of plain SQL, and their ratio."""
    works: dict[str, Callable[[Engine], tuple[float, float]]] = {
        f"delta of 2 % of {rows:,} rows, 20 a key": lambda engine: publish_delta(
            engine, rows, rows // 20, rows // 1000
        ),
        f"delta of 2 % of {rows:,} rows, {rows // 100:,} a key": lambda engine: publish_delta(
            engine, rows, 100, 2
        ),
        f"content of {rows:,} rows against creating": lambda engine: content(engine, rows),
    }
    for name, work in works.items():
        with tempfile.TemporaryDirectory() as folder:
            engine = adapter("duckdb").open_engine(Connection(Path(folder)))
            engine.prepare(["main"])
            pairs = [work(engine) for _ in range(ROUNDS)]
            engine.close()
        seg, raw = (median(column) for column in zip(*pairs, strict=True))
        print(f"{name:<60} {seg:7.3f} s {raw:7.3f} s  ratio {seg / raw:.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
