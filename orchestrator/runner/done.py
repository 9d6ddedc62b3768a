"""How a step of a run ended."""

from msgspec import Struct

from orchestrator.engines.boundary import Change
from orchestrator.results import NodeResult
from orchestrator.runner.comparing import VersionContents


class Done(Struct, frozen=True):
    """How a step ended, and the change that publishing it will make.

    `fault` is an environment error that stopped it: other steps cannot continue either. `printed`
    is what a Python model printed. `contents` is what the new version contains; `is_unchanged`: the
    published one is the same; `is_other`: it differs in most keys.
    """

    result: NodeResult
    change: Change | None = None
    warnings: tuple[str, ...] = ()
    fault: str | None = None
    printed: str = ""
    contents: VersionContents | None = None
    is_unchanged: bool = False
    is_other: bool = False
