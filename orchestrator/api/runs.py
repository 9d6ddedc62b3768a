"""The commands that change what is published, or check it."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from orchestrator.commands import build as building
from orchestrator.commands.clone import clone
from orchestrator.commands.freshness import freshness
from orchestrator.commands.retry import find_retry, retry
from orchestrator.commands.run.run import Run
from orchestrator.commands.run_operation import OperationResult, run_macro
from orchestrator.results import PublishMode
from orchestrator.workspace.flags import Flags
from orchestrator.workspace.given_values import (
    MAPPING,
    PUBLISH,
    TEXT,
    require,
    require_good_flags,
    require_truths,
    selection_of,
)
from orchestrator.workspace.open import open_workspace
from orchestrator.workspace.selection import Selection
from orchestrator.workspace.value import Workspace

Select = str | Sequence[str] | Selection
"""Criteria as in `--select`; a `Selection` also says which tests are included."""


class ProjectRuns(Struct, frozen=True):
    """The commands that build, test and publish, on a project with these flags."""

    flags: Flags

    def build(
        self,
        select: Select = (),
        *,
        exclude: str | Sequence[str] = (),
        full_refresh: bool = False,
        force: bool = False,
        full_tests: bool = False,
        store_failures: bool = False,
        publish: PublishMode = "all",
    ) -> Run:
        """Build models and seeds, test them, and publish all of them in one transaction.

        Iterate over the run for its events, or call its `result()`. `publish="passing"` publishes
        what passed, with everything upstream, even if something else failed. What is unchanged is
        not rebuilt unless `force`; tests read what changed, or all rows with `full_tests`.
        """
        selection = selection_of(select, exclude)
        require("publish", publish, PUBLISH)
        require_truths(store_failures=store_failures)
        workspace = self._open("build", full_refresh, force, full_tests)
        return building.build(workspace, selection, publish=publish, store_failures=store_failures)

    def run(
        self,
        select: Select = (),
        *,
        exclude: str | Sequence[str] = (),
        full_refresh: bool = False,
        force: bool = False,
        publish: PublishMode = "all",
    ) -> Run:
        """Build and publish models, without tests."""
        selection = selection_of(select, exclude)
        require("publish", publish, PUBLISH)
        workspace = self._open("run", full_refresh, force)
        return building.run_models(workspace, selection, publish=publish)

    def test(
        self,
        select: Select = (),
        *,
        exclude: str | Sequence[str] = (),
        force: bool = False,
        full_tests: bool = False,
        store_failures: bool = False,
    ) -> Run:
        """Run data tests on what is published."""
        selection = selection_of(select, exclude)
        require_truths(store_failures=store_failures)
        workspace = self._open("test", force=force, full_tests=full_tests)
        return building.run_tests(workspace, selection, store_failures=store_failures)

    def seed(
        self,
        select: Select = (),
        *,
        exclude: str | Sequence[str] = (),
        full_refresh: bool = False,
        force: bool = False,
        publish: PublishMode = "all",
    ) -> Run:
        """Load seeds and publish them."""
        selection = selection_of(select, exclude)
        require("publish", publish, PUBLISH)
        workspace = self._open("seed", full_refresh, force)
        return building.load_seeds(workspace, selection, publish=publish)

    def freshness(self, select: Select = (), *, exclude: str | Sequence[str] = ()) -> Run:
        """Check the age of the newest row of each source."""
        selection = selection_of(select, exclude)
        return freshness(self._open("freshness"), selection)

    def retry(self) -> Run:
        """Retry the last run; raises UsageError if it succeeded, or needs `vars` again."""
        require_good_flags(self.flags)
        found = find_retry(self.flags)
        workspace = open_workspace(
            found.flags, found.arguments.command, is_full_refresh=found.arguments.full_refresh
        )
        return retry(workspace, found.arguments)

    def snapshot(
        self,
        select: Select = (),
        *,
        exclude: str | Sequence[str] = (),
        force: bool = False,
        publish: PublishMode = "all",
    ) -> Run:
        """Take snapshots and publish them: which states started and ended since the last time."""
        selection = selection_of(select, exclude)
        require("publish", publish, PUBLISH)
        workspace = self._open("snapshot", force=force)
        return building.take_snapshots(workspace, selection, publish=publish)

    def clone(
        self,
        select: Select = (),
        *,
        exclude: str | Sequence[str] = (),
        full_refresh: bool = False,
    ) -> Run:
        """Publish views on the flags' earlier state for nodes that do not exist.

        With `full_refresh`, also for those that exist. Raises UsageError without a state.
        """
        selection = selection_of(select, exclude)
        return clone(self._open("clone", full_refresh), selection)

    def run_operation(
        self, macro: str, arguments: Mapping[str, Any] = MappingProxyType({})
    ) -> OperationResult:
        """Run a macro, `name` or `package.name`; its changes take effect immediately.

        The result has its messages, its statements, and the problem that ended it. Raises
        UsageError if the macro does not exist.
        """
        require("macro", macro, TEXT)
        require("arguments", arguments, MAPPING)
        return run_macro(self._open("run-operation"), macro, arguments)

    def _open(
        self,
        command: str,
        is_full_refresh: bool = False,
        force: bool = False,
        full_tests: bool = False,
    ) -> Workspace:
        require_good_flags(self.flags)
        require_truths(full_refresh=is_full_refresh, force=force, full_tests=full_tests)
        flags = replace(
            self.flags,
            run_all=force or self.flags.run_all,
            full_tests=full_tests or self.flags.full_tests,
        )
        return open_workspace(flags, command, is_full_refresh=is_full_refresh)
