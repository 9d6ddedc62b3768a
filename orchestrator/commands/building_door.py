"""Where planning and running are imported: when there may be something to do.

The warehouse is opened meanwhile: half of either takes no other's time.
"""

import sys
from collections.abc import Generator, Iterator
from contextlib import ExitStack, contextmanager, suppress
from importlib import import_module
from threading import Thread
from typing import TYPE_CHECKING, Protocol, cast

from msgspec import Struct

from orchestrator.commands.asked import Asked
from orchestrator.results import Event
from orchestrator.runner.control import Control
from orchestrator.workspace.value import Workspace
from orchestrator.workspace.warehouse import has_warehouse, opened

if TYPE_CHECKING:
    from orchestrator.engines.boundary import Engine
    from orchestrator.plan.steps import Plan

_BUILDING = "orchestrator.commands.building"
_LET_IN_SECONDS = 0.0005


class BuildRequest(Struct, frozen=True):
    """What to build, test or load, and how it was asked for; with gates, stale data is refused.

    Where it `is_of_project`, manifest.json tells of it.
    """

    workspace: Workspace
    selected: tuple[str, ...]
    asked: Asked
    has_gates: bool = False
    is_of_project: bool = True


class _Building(Protocol):
    """What `orchestrator.commands.building` offers."""

    def built(
        self,
        request: BuildRequest,
        control: Control,
        engine: "Engine",
        opening: ExitStack,
        *,
        is_new: bool,
    ) -> Generator[Event, None, None]:
        """Plan what is selected, carry it out, and publish it."""


class _Planning(Protocol):
    """What `orchestrator.commands.planning` offers."""

    def planned(self, workspace: Workspace, selected: tuple[str, ...]) -> "Plan":
        """All steps that a build of what is selected would carry out."""


def built(request: BuildRequest, control: Control) -> Generator[Event, None, None]:
    """Plan what is selected, carry it out, and publish it."""
    workspace = request.workspace
    is_new = not has_warehouse(workspace)
    with ExitStack() as opening:
        with _imported_meanwhile(_BUILDING):
            engine = opening.enter_context(opened(workspace))
        building = cast(_Building, import_module(_BUILDING))
        yield from building.built(request, control, engine, opening.pop_all(), is_new=is_new)


@contextmanager
def _imported_meanwhile(module: str) -> Iterator[None]:
    """Another thread imports a module while this one waits for what is not Python."""
    if module in sys.modules:
        yield
        return
    thread = Thread(target=_import, args=(module,))
    interval = sys.getswitchinterval()
    # By default a thread that comes back from waiting waits again, for 5 ms, until it is let in.
    sys.setswitchinterval(_LET_IN_SECONDS)
    thread.start()
    try:
        yield
    finally:
        thread.join()
        sys.setswitchinterval(interval)


def _import(module: str) -> None:
    # What is wrong with it is told by who imports it next.
    with suppress(Exception):
        import_module(module)


def planned(workspace: Workspace, selected: tuple[str, ...]) -> "Plan":
    """All steps that a build of what is selected would carry out."""
    planning = cast(_Planning, import_module("orchestrator.commands.planning"))
    return planning.planned(workspace, selected)
