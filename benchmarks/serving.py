"""How many requests per second `seg serve` answers, with the time and the CPU time of each.

    python -m benchmarks.serving --customers 1000000

builds made-up customers (20 families, 40 features, 10 facts and 4 channels each, a history) with
seg, serves the copy for readers in a separate process, and requests random customers on the given
numbers of connections.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

FAMILIES = 20
FEATURES = 40
FACTS = 10
SEGMENTS = 5
ROOT = Path(__file__).parents[1]

_PROJECT = """name: base
publish: {readers: readers.duckdb}
serve: {requests_per_second: 1000000}
roles:
  customers: ref('people')
  reachability: ref('reach')
  membership_history: ref('history')
  customer_facts: ref('card')
"""
_PEOPLE = """{{{{ config(materialized='table') }}}}
select
    'C' || lpad(cast(range as varchar), 9, '0') as customer_id,
    date '2026-11-01' as as_of_date,
    {features}
from range({customers})
order by hash(range)
"""
_REACH = """{{ config(materialized='table') }}
select customer_id, unnest(['email', 'phone', 'post', 'sms']) as channel,
    hash(customer_id) % 2 = 0 as is_reachable, null::varchar as blocked_by
from {{ ref('people') }}
"""
_CARD = f"""{{{{ config(materialized='view') }}}}
select customer_id, 'value' as topic, unnest(range({FACTS})) as position,
    'feature ' || position as label, cast(feature_1 as varchar) || ' of something' as value
from {{{{ ref('people') }}}}
"""
_HISTORY = """{{ config(materialized='table') }}
select customer_id, family, segment, date '2026-10-01' as valid_from,
    cast(null as date) as valid_to, 'data' as entry_reason, cast(null as varchar) as exit_reason
from ({members})
"""


def write_base(folder: Path, customers: int) -> None:
    """Write the project of made-up customers."""
    features = ",\n    ".join(
        f"hash(range * {number + 1}) % 1000 / 10.0 as feature_{number}"
        for number in range(FEATURES)
    )
    families = "segment_families:\n"
    for number in range(FAMILIES):
        families += (
            f"  - name: family_{number}\n    on: ref('people')\n    entity: customer_id\n"
            "    mode: exclusive\n    segments:\n"
        )
        for segment in range(1, SEGMENTS):
            limit = 100 * segment // SEGMENTS
            families += f"      - {{name: s{segment}, where: feature_{number} < {limit}}}\n"
        families += "      - {name: rest, otherwise: true}\n"
    members = " union all ".join(
        f"select customer_id, family, segment from {{{{ ref('family_{number}') }}}}"
        for number in range(0, FAMILIES, 4)
    )
    files = {
        "seg_project.yml": _PROJECT,
        "models/people.sql": _PEOPLE.format(features=features, customers=customers),
        "models/reach.sql": _REACH,
        "models/card.sql": _CARD,
        "models/history.sql": _HISTORY.replace("{members}", members),
        "models/families.yml": families,
    }
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")


def run_seg(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    """Start `seg` in the folder."""
    command = [sys.executable, "-m", "orchestrator", "--project-dir", str(folder), *arguments]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, int]]:
    """Yield the address at which the folder is served, and the id of the process."""
    with run_seg(folder, "serve", "--port", "0") as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        # The log is drained: a full pipe would stop the server.
        with subprocess.Popen(["cat"], stdin=process.stdout, stdout=subprocess.DEVNULL):
            try:
                url = next(word for word in line.split() if word.startswith("http"))
                yield url, process.pid
            finally:
                process.terminate()
                process.wait()


def cpu_seconds(process: int) -> float:
    """Return the CPU time that a process has used so far (Linux)."""
    numbers = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(numbers[11]) + int(numbers[12])) / os.sysconf("SC_CLK_TCK")


def customer(random: Random, customers: int, parts: str = "") -> str:
    """Return the path of a customer."""
    return f"/customers/C{random.randrange(customers):09}{parts}"


def members(random: Random, _customers: int) -> str:
    """Return the path of the first page of a segment."""
    family, segment = random.randrange(FAMILIES), random.randrange(1, SEGMENTS)
    return f"/segments/family_{family}/s{segment}/members?limit=100"


def nobody(random: Random, customers: int) -> str:
    """Return the path of a customer who does not exist."""
    return f"/customers/X{random.randrange(customers):09}"


PATHS: dict[str, Callable[[Random, int], str]] = {
    "a customer, all parts": customer,
    "segments and permissions": partial(customer, parts="?parts=segments,permissions"),
    "values": partial(customer, parts="?parts=values"),
    "100 members": members,
    "nobody": nobody,
    "health": lambda _random, _customers: "/health",
}


def ask(url: str, what: str, customers: int, seconds: float, seed: int) -> list[float]:
    """Send requests on one connection; return the seconds of each answer."""
    parts = urlsplit(url)
    connection = HTTPConnection(parts.hostname or "", parts.port)
    random, path, took = Random(seed), PATHS[what], []
    end = time.perf_counter() + seconds
    while (began := time.perf_counter()) < end:
        connection.request("GET", path(random, customers))
        answer = connection.getresponse()
        answer.read()
        assert answer.status == (404 if what == "nobody" else 200), answer.status
        took.append(time.perf_counter() - began)
    connection.close()
    return took


def main() -> None:
    """Build, serve, send requests, and print the results."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--customers", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--connections", type=int, nargs="+", default=[1, 8])
    given = parser.parse_args()
    with TemporaryDirectory() as name:
        folder = Path(name)
        write_base(folder, given.customers)
        began = time.perf_counter()
        with run_seg(folder, "run") as building:
            said = building.communicate()[0]
        assert building.returncode == 0, said
        copied = next(line for line in said.splitlines() if "Copied for readers" in line)
        print(f"built in {time.perf_counter() - began:.1f} s; {copied[10:]}")
        size = (folder / "readers.duckdb").stat().st_size / 1e6
        print(f"the copy has {size:,.0f} MB\n")
        print(
            "| asked for | connections | requests/s | median, ms | 99 of 100 below, ms | CPU, ms |"
        )
        print("|---|---|---|---|---|---|")
        with served(folder) as server, ProcessPoolExecutor(max(given.connections)) as pool:
            for what in PATHS:
                for connections in given.connections:
                    print(_measured(pool, server, what, connections, given), flush=True)


def _measured(
    pool: ProcessPoolExecutor,
    server: tuple[str, int],
    what: str,
    connections: int,
    given: argparse.Namespace,
) -> str:
    url, process = server
    before = cpu_seconds(process)
    asked = [
        pool.submit(ask, url, what, given.customers, given.seconds, seed)
        for seed in range(connections)
    ]
    took = sorted(each for found in asked for each in found.result())
    middle, most = took[len(took) // 2], took[len(took) * 99 // 100]
    rate, cpu = len(took) / given.seconds, (cpu_seconds(process) - before) / len(took)
    times = " | ".join(f"{each * 1e3:.1f}" for each in (middle, most, cpu))
    return f"| {what} | {connections} | {rate:,.0f} | {times} |"


if __name__ == "__main__":
    main()
