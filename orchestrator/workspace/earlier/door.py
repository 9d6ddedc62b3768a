"""Imports the code that reads and compares an earlier state, only when one is given."""

from collections.abc import Iterable
from importlib import import_module
from typing import cast

from orchestrator.selection.earlier import EarlierState
from orchestrator.selection.spec import Criterion
from orchestrator.workspace.value import Workspace


def earlier_state(workspace: Workspace, criteria: Iterable[Criterion]) -> EarlierState:
    """Call `orchestrator.workspace.earlier.state.earlier_state`."""
    if workspace.flags.state is None:
        return EarlierState()
    module = import_module("orchestrator.workspace.earlier.state")
    return cast("EarlierState", module.earlier_state(workspace, criteria))
