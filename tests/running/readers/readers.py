"""A small shop that keeps a copy for readers, and other processes that read or hold files of it."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from tests.running.stopped.processes import wait_for

COPY = "copies/readers.duckdb"
PROJECT = (
    "name: shop\npublish: {readers: copies/readers.duckdb}\nroles: {customers: ref('people')}\n"
)
SHOP = {
    "seg_project.yml": PROJECT,
    "copies/.keep": "",
    "seeds/raw.csv": "customer_id,email,orders\n1,ann@x.org,1\n2,bob@x.org,5\n3,cat@x.org,9\n",
    "models/stg.sql": "select customer_id, email, orders from {{ ref('raw') }}",
    "models/people.sql": "{{ config(materialized='table') }}\n"
    "select *, date '2026-11-01' as as_of_date from {{ ref('stg') }}",
    "models/marts/sums.sql": "select sum(orders) as orders from {{ ref('people') }}",
    "models/families.yml": """
segment_families:
  - name: loyal
    on: ref('people')
    entity: customer_id
    mode: exclusive
    segments:
      - {name: many, where: orders > 4}
      - {name: few, otherwise: true}
""",
}

_HOLD = """
import sys, duckdb
with duckdb.connect(sys.argv[1], read_only=len(sys.argv) > 2) as held:
    print('held', flush=True)
    for query in sys.stdin:
        print(held.execute(query).fetchall(), flush=True)
"""


def in_copy(folder: Path, query: str, file: str = COPY) -> list[tuple[Any, ...]]:
    """What a query gives on the copy, with DuckDB alone."""
    with duckdb.connect(str(folder / file), read_only=True) as connection:
        return connection.execute(query).fetchall()


def told(folder: Path, file: str = COPY) -> tuple[Any, ...]:
    """Generation, target and relations of the copy."""
    told = in_copy(folder, "select generation, target, relations from _seg.readers_copy", file)
    return told[0]


@contextmanager
def held(file: Path, *, read_only: bool = False) -> Iterator[subprocess.Popen[str]]:
    """Another process that has a database open; it answers queries (`asked`)."""
    command = [sys.executable, "-c", _HOLD, str(file), *(["r"] if read_only else [])]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            wait_for(process, "held")
            yield process
        finally:
            process.kill()


def asked(process: subprocess.Popen[str], query: str) -> str:
    """What the process answers to a query."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(f"{query}\n")
    process.stdin.flush()
    return process.stdout.readline().strip()
