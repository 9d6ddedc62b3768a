"""Whether readers ever fail or see two generations at once while builds publish.

    python -m benchmarks.reading --customers 20000 --reads 50000

Processes repeatedly open the copy for readers, run one query and close it, while one build after
another publishes. Each build adds points of some customers and its own number, so that generation N
belongs to build N. A read is mixed unless these agree: the generation of the copy, the build
numbers in a table that is refreshed by key and in one that is rebuilt in full, the sums of points
in both, and the members of a segment by its family, a view and the events.
"""

import argparse
import multiprocessing
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from benchmarks.serving import run_seg

FILES = {
    "seg_project.yml": "name: points\npublish: {readers: readers.duckdb}\n",
    "models/sources.yml": """
sources:
  - name: files
    tables:
      - name: points
        config: {external_location: "points/*.parquet"}
""",
    "models/balances.sql": """
{{ config(materialized='table', refresh_by='customer_id') }}
select
    customer_id,
    cast(sum(points) as bigint) as points,
    max(build) as build
from {{ source('files', 'points') }}
group by customer_id
""",
    "models/totals.sql": """
{{ config(materialized='table') }}
select
    max(build) as build,
    sum(points) as points
from {{ ref('balances') }}
""",
    "models/sizes.sql": """
{{ config(materialized='view') }}
select
    segment,
    count(*) as members
from {{ ref('tier') }}
group by segment
""",
    "models/families.yml": """
segment_families:
  - name: tier
    on: ref('balances')
    entity: customer_id
    as_of: "date '2026-01-01'"
    mode: exclusive
    segments:
      - {name: high, where: points >= 500}
      - {name: low, otherwise: true}
""",
}
# Everybody starts with points; each build gives points to one customer in fifty.
POINTS = """
    select
        i as customer_id,
        {build} as build,
        hash(i + {build} * 7919) % 1000 as points
    from range({customers}) as numbers(i)
    where {build} = 1 or hash(i + {build}) % 50 = 0
"""
QUERY = """
    select
        (select generation from _seg.readers_copy),
        (select max(build) from balances),
        (select build from totals),
        (select sum(points) from balances),
        (select points from totals),
        (select count(*) from tier where segment = 'high'),
        (select sum(members) from sizes where segment = 'high'),
        (
            select sum(if(event = 'entered', 1, -1))
            from _seg.segment_events
            where segment = 'high'
        )
"""


@dataclass(slots=True)
class Seen:
    """What one process saw; `older` has generations that were read after a newer one."""

    reads: int = 0
    generations: set[int] = field(default_factory=set)
    newest: int = 0
    refused: list[str] = field(default_factory=list)
    mixed: list[tuple[int, ...]] = field(default_factory=list)
    older: list[tuple[int, int]] = field(default_factory=list)

    def note(self, answer: tuple[int, ...]) -> None:
        """Check an answer of QUERY."""
        numbers, points, members = answer[:3], answer[3:5], answer[5:]
        generation = answer[0]
        if any(len(set(each)) > 1 for each in (numbers, points, members)):
            self.mixed.append(answer)
        if generation < self.newest:
            self.older.append((self.newest, generation))
        self.newest = generation
        self.generations.add(generation)


def main() -> None:
    """Read while builds publish, print the results, and fail if any read was wrong."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--customers", type=int, default=20_000)
    parser.add_argument("--reads", type=int, default=50_000)
    parser.add_argument("--processes", type=int, default=4)
    given = parser.parse_args()
    with TemporaryDirectory() as name:
        folder = Path(name)
        write_project(folder)
        build(folder, 1, given.customers)
        began, builds = time.perf_counter(), 1
        # A forked child would share DuckDB's memory.
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(given.processes, context) as pool:
            share = given.reads // given.processes
            copy = str(folder / "readers.duckdb")
            under_way = [pool.submit(read, copy, share) for _ in range(given.processes)]
            while not all(each.done() for each in under_way):
                builds += 1
                build(folder, builds, given.customers)
            seconds = time.perf_counter() - began
            found = [each.result() for each in under_way]
    sys.exit(is_wrong(found, builds, seconds))


def write_project(folder: Path) -> None:
    """Write a project with one table by key, downstream models, and a family."""
    for name, text in FILES.items():
        file = folder / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")
    (folder / "points").mkdir()


def build(folder: Path, number: int, customers: int) -> None:
    """Add points and publish them as generation `number`."""
    with duckdb.connect() as database:
        select = POINTS.format(build=number, customers=customers)
        database.execute(f"copy ({select}) to '{folder}/points/{number}.parquet'")
    with run_seg(folder, "build", "--threads", "2") as building:
        said = building.communicate()[0]
    assert building.returncode == 0, said


def read(copy: str, reads: int) -> Seen:
    """Open the copy, query it and close it, this many times."""
    seen = Seen()
    for _ in range(reads):
        seen.reads += 1
        try:
            with duckdb.connect(copy, read_only=True) as connection:
                (answer,) = connection.execute(QUERY).fetchall()
        except duckdb.Error as error:
            seen.refused.append(str(error))
        else:
            seen.note(answer)
    return seen


def is_wrong(found: list[Seen], builds: int, seconds: float) -> bool:
    """Print what all processes saw; return whether any read was wrong."""
    reads = sum(each.reads for each in found)
    generations = set[int]().union(*(each.generations for each in found))
    refused = [each for one in found for each in one.refused]
    mixed = [each for one in found for each in one.mixed]
    older = [each for one in found for each in one.older]
    heads = ("reads", "reads/s", "builds", "generations seen")
    heads += ("refused", "mixed", "older than the one before")
    figures = (reads, reads / seconds, builds, len(generations))
    print(f"| {' | '.join(heads)} |")
    print(f"|{'---|' * len(heads)}")
    wrong = (len(refused), len(mixed), len(older))
    print(f"| {' | '.join(f'{each:,.0f}' for each in (*figures, *wrong))} |")
    for some in (refused, mixed, older):
        for one in some[:3]:
            print(one)
    return any(wrong)


if __name__ == "__main__":
    main()
