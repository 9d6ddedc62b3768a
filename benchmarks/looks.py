"""What one check of `seg watch` costs, with no change and with a new file of a source.

python -m benchmarks.looks --models 1000 --looks 1000

A generated project with an additional model that reads a folder of files is built and then checked,
first without changes and then with a new file before each check. The script prints the CPU
milliseconds per check, including its build, and the memory of the process after a tenth of the
checks and at the end.
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
from orchestrator.reading_cache.in_memory import InMemoryProject
from orchestrator.runner.control import Control
from orchestrator.workspace.flags import Flags
from orchestrator.workspace.open import open_workspace
from orchestrator.workspace.selection import Selection

SOURCE = (
    "sources: [{name: raw, tables: [{name: more, config: {external_location: 'more/*.csv'}}]}]\n"
)
MODEL = "{{ config(materialized='table') }}\nselect * from {{ source('raw', 'more') }}\n"


def main() -> None:
    """Print a line for checks without a change, and one for checks that build."""
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
        in_memory = InMemoryProject()
        # Timestamps of files are trusted only after a short while.
        looked_at(root, in_memory, 2, lambda _: time.sleep(3))
        print(f"{given.models:,} models, {given.looks:,} looks")
        shown("nothing changed", looked_at(root, in_memory, given.looks, lambda _: None))
        shown("a file appeared", looked_at(root, in_memory, given.looks, partial(add_file, root)))


def add_file(root: Path, number: int) -> None:
    """Rewrite the same few files, so that the data does not grow with the number of checks."""
    (root / f"more/{number % 10}.csv").write_text(f"n\n{number}\n")


def looked_at(
    root: Path, in_memory: InMemoryProject, looks: int, before_each: Callable[[int], object]
) -> list[tuple[float, float]]:
    """Return the CPU seconds of each check, and the megabytes of the process after it."""
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
    opened = partial(
        open_workspace, Flags(project_dir=root, reuse=True), "build", in_memory=in_memory
    )
    for _ in Watch(opened, Selection(), every_seconds=0.0):
        pass
    return found[1:]


def memory_mb() -> float:
    """Return the current memory of the process."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def shown(name: str, found: list[tuple[float, float]]) -> None:
    """Print a line of the table."""
    milliseconds = median(seconds for seconds, _ in found) * 1000
    early, late = found[len(found) // 10][1], found[-1][1]
    print(f"{name:<18}{milliseconds:>7.1f} ms {early:>7.0f} MB {late:>7.0f} MB", flush=True)


if __name__ == "__main__":
    main()
