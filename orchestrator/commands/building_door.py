"""Where planning and running are imported: when there may be something to do."""

from collections.abc import Generator
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from msgspec import Struct

from orchestrator.commands.asked import Asked
from orchestrator.results import Event
from orchestrator.runner.control import Control
from orchestrator.workspace.value import Workspace

if TYPE_CHECKING:
    from orchestrator.plan.steps import Plan


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

    def built(self, request: BuildRequest, control: Control) -> Generator[Event, None, None]:
        """Plan what is selected, carry it out, and publish it."""


class _Planning(Protocol):
    """What `orchestrator.commands.planning` offers."""

    def planned(self, workspace: Workspace, selected: tuple[str, ...]) -> "Plan":
        """All steps that a build of what is selected would carry out."""


def built(request: BuildRequest, control: Control) -> Generator[Event, None, None]:
    """Plan what is selected, carry it out, and publish it."""
    building = cast(_Building, import_module("orchestrator.commands.building"))
    return building.built(request, control)


def planned(workspace: Workspace, selected: tuple[str, ...]) -> "Plan":
    """All steps that a build of what is selected would carry out."""
    planning = cast(_Planning, import_module("orchestrator.commands.planning"))
    return planning.planned(workspace, selected)
