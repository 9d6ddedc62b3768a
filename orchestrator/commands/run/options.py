"""The run options that every command takes from its workspace."""

from orchestrator.people.erasure_filter import ErasureFilter
from orchestrator.runner.run import RunOptions
from orchestrator.workspace.value import Workspace


def run_options(workspace: Workspace, erasure_filter: ErasureFilter | None) -> RunOptions:
    """Return the options of a run that publishes nothing and writes no copy for readers."""
    return RunOptions(
        run_id=workspace.invocation.run_id,
        command=workspace.invocation.command,
        target=workspace.target.name,
        now=workspace.now,
        threads=workspace.target.threads,
        fail_fast=workspace.flags.fail_fast,
        warnings_fail=workspace.flags.warn_error,
        erasure_filter=erasure_filter,
    )
