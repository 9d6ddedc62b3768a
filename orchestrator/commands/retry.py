"""Retries the last run if it failed or was stopped: the same command, without what succeeded."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from orchestrator.artifacts.earlier_files import RESULTS, EarlierResults, read_earlier
from orchestrator.artifacts.files import Damaged
from orchestrator.artifacts.journal import NAME as JOURNAL
from orchestrator.artifacts.last_run import LastRun, read_last
from orchestrator.commands.build import build, load_seeds, run_models, run_tests, take_snapshots
from orchestrator.commands.clone import clone
from orchestrator.commands.freshness import freshness
from orchestrator.commands.run.arguments import RunArguments
from orchestrator.commands.run.run import Run
from orchestrator.errors import UsageError
from orchestrator.ids import short_id
from orchestrator.json_text import json_text
from orchestrator.workspace.flags import Flags
from orchestrator.workspace.open import artifacts_folder
from orchestrator.workspace.selection import Selection
from orchestrator.workspace.value import Workspace


class NothingToRetry(UsageError):
    """Raised if the run did everything that was requested."""


class Retry(Struct, frozen=True):
    """A run to continue: its arguments, and the flags to open its project with."""

    arguments: RunArguments
    flags: Flags
    description: str


# Statuses in run_results.json of what a run did not do.
_NOT_DONE = ("error", "fail", "skipped", "partial_success", "runtime_error")
_NOT_STORED = "not stored, because they contain secrets, or values that YAML cannot represent"


def find_retry(flags: Flags) -> Retry:
    """Return the last run, of the target if given; raises UsageError if it needs no retry.

    With a state, it is the run of the run_results.json there, seg's or dbt's.
    """
    if flags.state is not None:
        return _of_results(flags, flags.state)
    last = _last_run(artifacts_folder(flags) / JOURNAL, flags.target)
    name = f"run {short_id(last.run_id)} ({last.command}, {last.started_at:%Y-%m-%d %H:%M})"
    if last.ended_well:
        raise NothingToRetry(f"nothing to retry: {name} succeeded", f"run 'seg {last.command}'")
    try:
        arguments = RunArguments.read(last.arguments)
    except TypeError:
        raise UsageError(
            f"{name} cannot be retried: it was recorded by another version of seg",
            fix=f"run 'seg {last.command}' again with the same options",
        ) from None
    if arguments.variables is None and not flags.vars_given:
        raise UsageError(
            f"{name} used variables that are {_NOT_STORED}",
            fix="pass the same vars again",
        )
    since = datetime.fromisoformat(arguments.since) if arguments.since else last.started_at
    return Retry(arguments, _flags(flags, arguments, since), name)


def retry(workspace: Workspace, arguments: RunArguments) -> Run:
    """Repeat a run, in a workspace opened with the flags of its `Retry`."""
    selection = arguments.selection
    match arguments.command:
        case "build":
            return build(
                workspace,
                selection,
                publish=arguments.publish,
                store_failures=arguments.store_failures,
            )
        case "run":
            return run_models(workspace, selection, publish=arguments.publish)
        case "seed":
            return load_seeds(workspace, selection, publish=arguments.publish)
        case "snapshot":
            return take_snapshots(workspace, selection, publish=arguments.publish)
        case "clone":
            return clone(workspace, selection)
        case "test":
            return run_tests(workspace, selection, store_failures=arguments.store_failures)
        case "freshness":
            output = Path(arguments.output) if arguments.output else None
            return freshness(workspace, selection, output=output)
        case _:
            raise UsageError(f"'{arguments.command}' cannot be retried", fix="run it again")


def _of_results(flags: Flags, state: Path) -> Retry:
    """Return the run of a run_results.json: its command, for what it did not do.

    Its arguments are repeated, except the target, which is where that run happened. For a run of
    seg, everything that it did not reuse is repeated: as something failed, nothing was published.
    """
    path = flags.project_dir.absolute() / state / RESULTS
    found = read_earlier(path, EarlierResults)
    if found is None:
        raise UsageError(f"nothing to retry: there is no {path}", fix="name another folder")
    command = str(found.args.get("which"))
    statuses = {each.status.replace(" ", "_") for each in found.results}
    if statuses.isdisjoint(_NOT_DONE):
        raise NothingToRetry(f"nothing to retry: {path} says that everything was done")
    again = sorted(statuses - {"reused"}) if found.is_of_seg else _NOT_DONE
    selection = Selection(
        select=tuple(f"result:{status}" for status in again), indirect_selection="empty"
    )
    arguments = RunArguments(
        command,
        flags.target or "",
        selection,
        {},
        full_refresh=found.args.get("full_refresh") is True,
        store_failures=found.args.get("store_failures") is True,
    )
    return Retry(arguments, _repeated(flags, found.args, path), f"the {command} of {path}")


def _repeated(flags: Flags, args: Mapping[str, Any], path: Path) -> Flags:
    """Return the flags, with the variables and row limits from a run's arguments."""
    variables, sample = args.get("vars", {}), args.get("sample")
    if variables is None and not flags.vars_given:
        what = f"the variables of the run of {path} are {_NOT_STORED}"
        raise UsageError(what, fix="pass the same vars again")
    if isinstance(variables, Mapping | str) and not flags.vars_given:
        flags = replace(flags, vars=variables)
    return replace(
        flags,
        event_time_start=args.get("event_time_start"),
        event_time_end=args.get("event_time_end"),
        empty=args.get("empty") is True,
        sample=sample if sample is None or isinstance(sample, str) else json_text(sample),
    )


def _last_run(path: Path, target: str | None) -> LastRun:
    last = read_last(path, target)
    if isinstance(last, Damaged):
        raise UsageError(f"nothing to retry: {last}", fix="run the command itself again")
    if last is None:
        where = f" on target '{target}'" if target else ""
        raise UsageError(f"nothing to retry: {path} has no run{where}", fix="run 'seg build' first")
    return last


def _flags(flags: Flags, arguments: RunArguments, since: datetime) -> Flags:
    """Return the retry's flags if given, otherwise those of the run."""
    profiles_dir = Path(arguments.profiles_dir) if arguments.profiles_dir else None
    return replace(
        flags,
        profile=flags.profile or arguments.profile,
        profiles_dir=flags.profiles_dir or profiles_dir,
        target=flags.target or arguments.target,
        vars=flags.vars if flags.vars_given or arguments.variables is None else arguments.variables,
        now=flags.now or arguments.now,
        warn_error=flags.warn_error or arguments.warn_error,
        reuse=True,
        run_all=arguments.force,
        full_tests=arguments.full_tests,
        state=Path(arguments.state) if arguments.state else None,
        defer=arguments.defer,
        favor_state=arguments.favor_state,
        defer_state=Path(arguments.defer_state) if arguments.defer_state else None,
        event_time_start=arguments.event_time_start,
        event_time_end=arguments.event_time_end,
        empty=arguments.empty,
        sample=arguments.sample,
        retries_since=since,
    )
