"""Fixtures for all tests."""

import gc
import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.compiled_once import remember_statements, remember_templates

# Each process of the tests has a core to itself: threads of numeric libraries, which are made when
# those are imported, would wait for each other by counting.
for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

# Tests look at the line of each node, those of data tests too.
os.environ["SEG_LOG_LEVEL"] = "debug"
# Where it is set, what is wrong is annotated as well.
os.environ.pop("GITHUB_ACTIONS", None)

# How long an example takes says how busy the machine is.
settings.register_profile("seg", deadline=None)
settings.load_profile("seg")


def pytest_collection_finish() -> None:
    """Look for garbage as seldom as `seg` does (`cli/saying.py`), and not among the tests."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin each process's share with long tests: at the end nobody waits for the last of them.

    Processes begin with a share each, and help each other from the end.
    """
    processes = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    long = [item for item in items if item.get_closest_marker("long")]
    # The first builds the sample that others wait for, while these have something else to do.
    long.sort(key=_needs_the_sample)
    long = [*long[-1:], *long[:-1]]
    short = [item for item in items if not item.get_closest_marker("long")]
    left, items[:] = len(items), []
    for process in range(processes):
        share = left // (processes - process)
        begun = long[process::processes]
        rest = max(0, share - len(begun)) if process < processes - 1 else len(short)
        items += [*begun, *short[:rest]]
        del short[:rest]
        left -= share


def _needs_the_sample(item: pytest.Item) -> int:
    """How surely a test needs the sample of its own day: 2 where it has a copy of it."""
    names = getattr(item, "fixturenames", ())
    return ("build_sample" in names) + ("own_sample" in names)


@pytest.fixture(autouse=True, scope="session")
def what_costs_time_and_shows_nothing() -> Iterator[None]:
    """Let the projects of all tests in this process share compiled templates and parsed texts, and
    no file wait for the disk: what a power cut would lose, no test sees.
    """
    with pytest.MonkeyPatch.context() as patch:
        remember_templates(patch)
        remember_statements(patch)
        patch.setattr(os, "fsync", lambda _: None)
        yield
