"""What a look of `seg watch` costs: where nothing changed, and where a file of a source appeared.

python -m benchmarks.looks --models 1000 --looks 1000

A generated project with one model more that reads a folder of files is built, then looked at, and
then gets a file before each look. Told are the CPU milliseconds of a look, its build included, and
the memory of the process after a tenth of the looks and at the end.
"""

import argparse
import resource
import signal
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks.generate_project import write_project
from orchestrator.commands import watch
from orchestrator.commands.watch import Watch
from orchestrator.reading_cache.held import HeldProject
from orchestrator.runner.control import Control
from orchestrator.workspace.flags import Flags
from orchestrator.workspace.open import open_workspace
from orchestrator.workspace.selection import Selection

SOURCE = (
    "sources: [{name: raw, tables: [{name: more, config: {external_location: 'more/*.csv'}}]}]\n"
)
MODEL = "{{ config(materialized='table') }}\nselect * from {{ source('raw', 'more') }}\n"


def main() -> None:
    """Print a line for looks at what is as it was, and one for looks that build."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--models", type=int, default=1000)
    parser.add_argument("--looks", type=int, default=1000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_project(root, given.models)
        (root / "models/more.yml").write_text(SOURCE)
        (root / "models/more.sql").write_text(MODEL)
        (root / "more").mkdir()
        add_file(root, 0)
        held = HeldProject()
        # Files are trusted when they are older than a moment.
        looked_at(root, held, 2, lambda _: time.sleep(3))
        print(f"{given.models:,} models, {given.looks:,} looks")
        shown("nothing changed", looked_at(root, held, given.looks, lambda _: None))
        shown("a file appeared", looked_at(root, held, given.looks, partial(add_file, root)))


def add_file(root: Path, number: int) -> None:
    """The same few files again and again: what is read must not grow with the looks."""
    (root / f"more/{number % 10}.csv").write_text(f"n\n{number}\n")


def looked_at(
    root: Path, held: HeldProject, looks: int, before_each: Callable[[int], object]
) -> list[tuple[float, float]]:
    """The CPU seconds of each look, and the megabytes that the process had after it."""
    found: list[tuple[float, float]] = []
    began = 0.0

    class Counting(Control):
        def next(self, timeout_seconds: float | None = None) -> None:
            nonlocal began
            found.append((time.process_time() - began, memory_mb()))
            before_each(len(found))
            if len(found) > looks:
                self.stop(signal.SIGINT)
            began = time.process_time()

    watch.Control = Counting  # type: ignore[misc]
    opened = partial(open_workspace, Flags(project_dir=root, reuse=True), "build", held=held)
    for _ in Watch(opened, Selection(), every_seconds=0.0):
        pass
    return found[1:]


def memory_mb() -> float:
    """What the process has in memory now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def shown(name: str, found: list[tuple[float, float]]) -> None:
    """Print a line of the table."""
    milliseconds = median(seconds for seconds, _ in found) * 1000
    early, late = found[len(found) // 10][1], found[-1][1]
    print(f"{name:<18}{milliseconds:>7.1f} ms {early:>7.0f} MB {late:>7.0f} MB", flush=True)


if __name__ == "__main__":
    main()
