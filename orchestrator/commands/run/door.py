"""Imports planning and running only when there may be something to do.

The warehouse is opened in parallel: half of each takes no time from the other.
"""

import sys
from collections.abc import Generator, Iterator
from contextlib import ExitStack, contextmanager, suppress
from importlib import import_module
from threading import Thread
from typing import TYPE_CHECKING, Protocol, cast

from msgspec import Struct

from orchestrator.commands.run.arguments import RunArguments
from orchestrator.results import Event
from orchestrator.runner.control import Control
from orchestrator.workspace.value import Workspace
from orchestrator.workspace.warehouse import has_warehouse, opened

if TYPE_CHECKING:
    from orchestrator.engines.boundary import Engine
    from orchestrator.plan.steps import Plan

_BUILDING = "orchestrator.commands.run.build"
_LET_IN_SECONDS = 0.0005


class BuildRequest(Struct, frozen=True):
    """What to build, test or load, and how; `has_gates` makes stale data an error.

    If `is_of_project`, manifest.json describes it.
    """

    workspace: Workspace
    selected: tuple[str, ...]
    arguments: RunArguments
    has_gates: bool = False
    is_of_project: bool = True


class _Building(Protocol):
    """The interface of `orchestrator.commands.run.build`."""

    def built(
        self,
        request: BuildRequest,
        control: Control,
        engine: "Engine",
        opening: ExitStack,
        *,
        is_new: bool,
    ) -> Generator[Event, None, None]:
        """Plan what is selected, execute it, and publish it."""


class _Planning(Protocol):
    """The interface of `orchestrator.commands.run.plan`."""

    def planned(self, workspace: Workspace, selected: tuple[str, ...]) -> "Plan":
        """Return all steps of a build of what is selected."""


def built(request: BuildRequest, control: Control) -> Generator[Event, None, None]:
    """Plan what is selected, execute it, and publish it."""
    workspace = request.workspace
    is_new = not has_warehouse(workspace)
    with ExitStack() as opening:
        with _imported_meanwhile(_BUILDING):
            engine = opening.enter_context(opened(workspace))
        building = cast(_Building, import_module(_BUILDING))
        yield from building.built(request, control, engine, opening.pop_all(), is_new=is_new)


@contextmanager
def _imported_meanwhile(module: str) -> Iterator[None]:
    """Import a module in another thread while this one waits outside Python."""
    if module in sys.modules:
        yield
        return
    thread = Thread(target=_import, args=(module,))
    interval = sys.getswitchinterval()
    # By default, a thread that returns from waiting needs up to 5 ms to get the GIL back.
    sys.setswitchinterval(_LET_IN_SECONDS)
    thread.start()
    try:
        yield
    finally:
        thread.join()
        sys.setswitchinterval(interval)


def _import(module: str) -> None:
    # The next import raises the same error where it can be reported.
    with suppress(Exception):
        import_module(module)


def planned(workspace: Workspace, selected: tuple[str, ...]) -> "Plan":
    """Return all steps of a build of what is selected."""
    planning = cast(_Planning, import_module("orchestrator.commands.run.plan"))
    return planning.planned(workspace, selected)
