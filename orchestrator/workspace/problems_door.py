"""Imports the search for all problems, and with it the compiler, only if there are some."""

from importlib import import_module
from typing import cast

from orchestrator.errors import Problem
from orchestrator.workspace.value import Workspace


def all_problems(workspace: Workspace, *, is_patient: bool = False) -> list[Problem]:
    """Call `orchestrator.workspace.problems.all_problems`."""
    module = import_module("orchestrator.workspace.problems")
    return cast("list[Problem]", module.all_problems(workspace, is_patient=is_patient))
