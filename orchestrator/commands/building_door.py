"""Where planning and running are imported: when there may be something to do."""

from collections.abc import Generator
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from msgspec import Struct

from orchestrator.commands.asked import Asked
from orchestrator.results import Event, PublishMode
from orchestrator.runner.control import Control
from orchestrator.workspace.value import Workspace

if TYPE_CHECKING:
    from orchestrator.plan.steps import Plan


class BuildOptions(Struct, frozen=True):
    """How what is selected is planned."""

    publish: PublishMode
    has_gates: bool = False
    store_failures: bool = False


class _Building(Protocol):
    """What `orchestrator.commands.building` offers."""

    def built(
        self,
        workspace: Workspace,
        selected: tuple[str, ...],
        options: BuildOptions,
        asked: Asked,
        control: Control,
    ) -> Generator[Event, None, None]:
        """Plan what is selected, carry it out, and publish it."""


class _Planning(Protocol):
    """What `orchestrator.commands.planning` offers."""

    def planned(self, workspace: Workspace, selected: tuple[str, ...]) -> "Plan":
        """All steps that a build of what is selected would carry out."""


def planned(workspace: Workspace, selected: tuple[str, ...]) -> "Plan":
    """All steps that a build of what is selected would carry out."""
    planning = cast(_Planning, import_module("orchestrator.commands.planning"))
    return planning.planned(workspace, selected)


def built(
    workspace: Workspace,
    selected: tuple[str, ...],
    options: BuildOptions,
    asked: Asked,
    control: Control,
) -> Generator[Event, None, None]:
    """Plan what is selected, carry it out, and publish it."""
    building = cast(_Building, import_module("orchestrator.commands.building"))
    return building.built(workspace, selected, options, asked, control)
