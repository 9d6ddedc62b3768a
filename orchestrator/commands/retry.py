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
from orchestrator.commands.run.request import Asked
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
    """A run to continue: what it was asked, and the flags to open its project with."""

    asked: Asked
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
        asked = Asked.read(last.asked)
    except TypeError:
        raise UsageError(
            f"{name} cannot be retried: it was recorded by another version of seg",
            fix=f"run 'seg {last.command}' again with the same options",
        ) from None
    if asked.variables is None and not flags.vars_given:
        raise UsageError(
            f"{name} used variables that are {_NOT_STORED}",
            fix="pass the same vars again",
        )
    since = datetime.fromisoformat(asked.since) if asked.since else last.started_at
    return Retry(asked, _flags(flags, asked, since), name)


def retry(workspace: Workspace, asked: Asked) -> Run:
    """Repeat what was asked, in a workspace opened with the flags of its `Retry`."""
    selection = asked.selection
    match asked.command:
        case "build":
            return build(
                workspace, selection, publish=asked.publish, store_failures=asked.store_failures
            )
        case "run":
            return run_models(workspace, selection, publish=asked.publish)
        case "seed":
            return load_seeds(workspace, selection, publish=asked.publish)
        case "snapshot":
            return take_snapshots(workspace, selection, publish=asked.publish)
        case "clone":
            return clone(workspace, selection)
        case "test":
            return run_tests(workspace, selection, store_failures=asked.store_failures)
        case "freshness":
            output = Path(asked.output) if asked.output else None
            return freshness(workspace, selection, output=output)
        case _:
            raise UsageError(f"'{asked.command}' cannot be retried", fix="run it again")


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
    asked = Asked(
        command,
        flags.target or "",
        selection,
        {},
        full_refresh=found.args.get("full_refresh") is True,
        store_failures=found.args.get("store_failures") is True,
    )
    return Retry(asked, _told_again(flags, found.args, path), f"the {command} of {path}")


def _told_again(flags: Flags, args: Mapping[str, Any], path: Path) -> Flags:
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


def _flags(flags: Flags, asked: Asked, since: datetime) -> Flags:
    """Return the retry's flags if given, otherwise those of the run."""
    profiles_dir = Path(asked.profiles_dir) if asked.profiles_dir else None
    return replace(
        flags,
        profile=flags.profile or asked.profile,
        profiles_dir=flags.profiles_dir or profiles_dir,
        target=flags.target or asked.target,
        vars=flags.vars if flags.vars_given or asked.variables is None else asked.variables,
        now=flags.now or asked.now,
        warn_error=flags.warn_error or asked.warn_error,
        reuse=True,
        run_all=asked.force,
        full_tests=asked.full_tests,
        state=Path(asked.state) if asked.state else None,
        defer=asked.defer,
        favor_state=asked.favor_state,
        defer_state=Path(asked.defer_state) if asked.defer_state else None,
        event_time_start=asked.event_time_start,
        event_time_end=asked.event_time_end,
        empty=asked.empty,
        sample=asked.sample,
        retries_since=since,
    )
