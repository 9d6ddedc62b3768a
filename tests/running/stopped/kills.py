"""Builds that are killed, again and again, on a project that shows which run built each row.

Every published relation has a column that says which run built it. However a run ends, all of
them are of one run, the history holds each published run once, and the next run needs no help.
"""

import multiprocessing
import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.context import ForkServerContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from time import monotonic, sleep

from orchestrator.artifacts.journal import NAME
from orchestrator.artifacts.last_run import LastRun, read_last
from orchestrator.engines.duckdb.published.publishing import STAGES
from orchestrator.engines.duckdb.readers import copy as readers_copy
from tests.projects import reading, seg, write_project
from tests.running.stopped.injected import PHASES, inject

# A child is forked from a server that has all of this in memory: starting costs it nothing.
PRELOADED = [
    "tests.running.stopped.kills",
    "orchestrator.cli.build",
    "orchestrator.commands.run.build",
    "orchestrator.engines.duckdb.adapter",
]

TABLE = "{{ config(materialized='table') }}\n"
KEYED = "{{ config(materialized='incremental', unique_key='id') }}\n"
COPY = "copies/readers.duckdb"
FILES = {
    "seg_project.yml": f"name: shop\npublish: {{readers: {COPY}}}\n",
    "copies/.keep": "",
    "seeds/run.yml": "seeds: [{name: run, config: {column_types: {run: integer}}}]",
    "models/orders.sql": TABLE + "select i as id, run from range(5000) as t (i), {{ ref('run') }}",
    "models/customers.sql": TABLE + "select id % 100 as id, run from {{ ref('orders') }}",
    "models/counts.sql": TABLE + "select id, any_value(run) as run from {{ ref('customers') }} "
    "group by id",
    "models/seen.sql": "select o.id, c.run from {{ ref('orders') }} as o "
    "join {{ ref('counts') }} as c using (id)",
    "models/stamped.sql": "select id, {{ var('run') }} as run from {{ ref('orders') }}",
    "models/above.sql": "select * from {{ ref('stamped') }} where id < 10",
    "models/latest.sql": KEYED + "select id % 40 as id, run from {{ ref('orders') }} where id < 40",
    "models/grown.sql": KEYED.replace("'id'", "'key'")
    + "select run as key, run from {{ ref('run') }}",
    "models/on_latest.sql": TABLE + "select id, run from {{ ref('latest') }}",
    "models/history.sql": "{{ config(materialized='incremental') }}\nselect run from "
    "{{ ref('run') }}",
    "snapshots/states.sql": "{% snapshot states %}\n"
    "{{ config(strategy='check', unique_key='id', check_cols=['run'], "
    "hard_deletes='new_record') }}\n"
    "select id, run from {{ ref('latest') }} where id < 3\n{% endsnapshot %}\n",
    "models/on_states.sql": TABLE
    + "select id, run from {{ ref('states') }} where dbt_valid_to is null",
    "models/tests.yml": """
models:
  - {name: orders, columns: [{name: id, data_tests: [unique, not_null]}]}
  - {name: on_latest, columns: [{name: id, data_tests: [unique]}]}
""",
}
# Their rows are of all published runs; those of the others, of the last.
CUMULATIVE = ("grown", "history", "states")


@dataclass(slots=True)
class Soak:
    """A project that is built and killed; `runs` are those that were published, in order."""

    folder: Path
    random: random.Random
    runs: list[int] = field(default_factory=list)
    last: int = 0
    seconds: float = 0.0
    unfinished: int = 0

    def begin(self) -> None:
        """Write the project, publish it twice, and learn how long that takes."""
        write_project(self.folder, FILES)
        for _ in range(2):
            self.complete()

    def complete(self) -> None:
        """A run that is left alone: it works, and says what became of the one before."""
        before = read_last(self.folder / "target" / NAME)
        was_published = isinstance(before, LastRun) and self._is_known(before.run_id)
        self._next()
        started = monotonic()
        built = seg(self.folder, *self._arguments())
        self.seconds = monotonic() - started
        assert (built.exit_code, built.stderr) == (0, ""), built.stdout + built.stderr
        if isinstance(before, LastRun) and not before.is_finished:
            self.unfinished += 1
            assert f"run {before.run_id[:8]} " in built.stdout, built.stdout
            said = "which is complete" if was_published else "nothing of it was published"
            assert f"did not finish; {'it had' if was_published else ''}" in built.stdout
            assert said in built.stdout, built.stdout
        else:
            assert "did not finish" not in built.stdout, built.stdout
        self.look()
        assert self.runs[-1] == self.last
        assert self.copied() == self.last
        assert {file.name for file in (self.folder / COPY).parent.iterdir()} == {
            ".keep",
            "readers.duckdb",
        }

    def kill(self, stage: str | None = None) -> None:
        """Start a run and kill it at a named stage, or after a random part of its time."""
        self._next()
        with started(self.folder, self._arguments(), stage) as child:
            if stage is None:
                sleep(self.random.uniform(0, 1.3 * self.seconds))
                child.kill()
        self.look()
        # Of a run that was killed after it published, or of one before.
        assert self.copied() in self.runs

    def look(self) -> None:
        """Read everything that is published: it is of one run, which is known or the last."""
        with reading(self.folder / "warehouse.duckdb") as connection:
            names = [
                name
                for (name,) in connection.execute(
                    "select view_name from duckdb_views() "
                    "where schema_name = 'main' and not internal"
                ).fetchall()
            ]
            found = {
                name: [
                    run
                    for (run,) in connection.execute(
                        f"select distinct run from main.{name} order by run"
                    ).fetchall()
                ]
                for name in names
            }
            (rows,) = connection.execute("select count(*) from main.history").fetchone() or (0,)
            (states,) = connection.execute("select count(*) from main.states").fetchone() or (0,)
        assert len(found) == 13, sorted(found)
        current = found["run"]
        assert len(current) == 1
        if current != self.runs[-1:]:
            assert current == [self.last], (current, self.last)
            self.runs.append(self.last)
        expected = {name: self.runs if name in CUMULATIVE else self.runs[-1:] for name in found}
        assert found == expected
        assert rows == len(self.runs)
        assert states == 3 * len(self.runs)

    def copied(self) -> int:
        """The one run that all of the copy for readers is of; it is whole at any moment."""
        with reading(self.folder / COPY) as connection:
            names = connection.execute("select unnest(relations) from _seg.readers_copy").fetchall()
            newest = {
                connection.execute(f"select max(run) from {name}").fetchall()[0][0]
                for (name,) in names
            }
            (rows,) = connection.execute("select count(*) from main.history").fetchone() or (0,)
        assert len(names) == 13
        assert len(newest) == 1, newest
        (run,) = newest
        assert rows == self.runs.index(run) + 1
        return int(run)

    def _next(self) -> None:
        self.last += 1
        write_project(self.folder, {"seeds/run.csv": f"run\n{self.last}\n"})

    def _arguments(self) -> tuple[str, ...]:
        return ("build", "--vars", f"{{run: {self.last}}}", "--threads", "2")

    def _is_known(self, run_id: str) -> bool:
        """Whether the warehouse holds a generation of a run."""
        query = "select count(*) from _seg.generations where run_id = $1"
        with reading(self.folder / "warehouse.duckdb") as connection:
            return connection.execute(query, [run_id]).fetchall() == [(1,)]


@contextmanager
def started(folder: Path, arguments: Sequence[str], stage: str | None) -> Iterator[BaseProcess]:
    """`seg` in a child that kills itself at a named stage; it has ended when the block ends."""
    context = multiprocessing.get_context("forkserver")
    assert isinstance(context, ForkServerContext)
    context.set_forkserver_preload(PRELOADED)
    child = context.Process(target=_build, args=(folder, tuple(arguments), stage))
    child.start()
    yield child
    child.join()


def killed(folder: Path, *arguments: str, at: str) -> int | None:
    """The exit code of a command that is killed at a named stage."""
    with started(folder, arguments, at) as child:
        pass
    return child.exitcode


def _build(folder: Path, arguments: tuple[str, ...], stage: str | None) -> None:
    if stage is not None:
        inject(f"{stage}=kill")
    seg(folder, *arguments)


def named_stages() -> Iterator[str]:
    """All places where a fault can be put."""
    for phase in PHASES:
        for stage in STAGES if phase == "publish" else ("begin", "commit"):
            yield f"{phase}:{stage}"
    for stage in readers_copy.STAGES:
        yield f"readers:{stage}"


def soak(
    folder: Path,
    kills: int,
    seed: int,
    tell: Callable[[int], None] = lambda number: None,
    stages: Sequence[str] = tuple(named_stages()),
) -> Soak:
    """Kill `kills` runs, first at `stages`; after every second one a run is left alone.

    `tell` is told how many there were so far.
    """
    state = Soak(folder, random.Random(seed))
    state.begin()
    for number in range(kills):
        state.kill(stages[number] if number < len(stages) else None)
        if number % 2:
            state.complete()
        tell(number + 1)
    state.complete()
    return state
