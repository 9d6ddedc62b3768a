"""The arguments of a run, recorded in the journal so that `seg retry` can repeat it."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from orchestrator.config.yaml_door import read_yaml, yaml_of
from orchestrator.results import PublishMode
from orchestrator.secrets import secrets_in
from orchestrator.workspace.selection import Selection
from orchestrator.workspace.value import Workspace


class RunArguments(Struct, frozen=True):
    """A command with everything that determines its rows; timestamps and folders are text.

    `variables` are those of `--vars`, as YAML text if JSON cannot represent them (dates). None if
    they are not kept, because they contain secrets or values that are not YAML. `since` is when the
    first run began that this one continues.
    """

    command: str
    target: str
    selection: Selection
    variables: Mapping[str, Any] | str | None
    profile: str | None = None
    profiles_dir: str | None = None
    now: str | None = None
    since: str | None = None
    full_refresh: bool = False
    force: bool = False
    warn_error: bool = False
    store_failures: bool = False
    publish: PublishMode = "all"
    output: str | None = None
    full_tests: bool = False
    state: str | None = None
    defer: bool = False
    favor_state: bool = False
    defer_state: str | None = None
    event_time_start: str | None = None
    event_time_end: str | None = None
    empty: bool = False
    sample: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Return it as a line of the journal."""
        return asdict(self)

    @property
    def args(self) -> dict[str, Any]:
        """Return the flags of the command, named as in run_results.json."""
        chosen = self.selection
        return {
            "select": chosen.select,
            "exclude": chosen.exclude,
            "resource_types": chosen.resource_types,
            "exclude_resource_types": chosen.exclude_resource_types,
            "indirect_selection": chosen.indirect_selection,
            "vars": self.variables,
            "target": self.target,
            "profile": self.profile,
            "profiles_dir": self.profiles_dir,
            "full_refresh": self.full_refresh,
            "store_failures": self.store_failures,
            "warn_error": self.warn_error,
            "event_time_start": self.event_time_start,
            "event_time_end": self.event_time_end,
            "empty": self.empty,
            "sample": self.sample,
        }

    @classmethod
    def read(cls, given: Mapping[str, Any]) -> "RunArguments":
        """Read a line of the journal; raises TypeError if another version wrote it."""
        selection: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in given.get("selection", {}).items()
        }
        return cls(**{**given, "selection": Selection(**selection)})


def run_arguments(
    workspace: Workspace,
    selection: Selection,
    *,
    store_failures: bool = False,
    publish: PublishMode = "all",
    output: str | None = None,
) -> RunArguments:
    """Return the arguments of a command in a workspace."""
    flags, invocation = workspace.flags, workspace.invocation
    return RunArguments(
        invocation.command,
        workspace.target.name,
        selection,
        _kept_variables(workspace),
        flags.profile,
        str(flags.profiles_dir.absolute()) if flags.profiles_dir else None,
        _text(flags.now),
        flags.retries_since.isoformat() if flags.retries_since else None,
        invocation.is_full_refresh,
        flags.run_all,
        flags.warn_error,
        store_failures,
        publish,
        output,
        flags.full_tests,
        str(flags.state) if flags.state else None,
        flags.defer,
        flags.favor_state,
        str(flags.defer_state) if flags.defer_state else None,
        _text(flags.event_time_start),
        _text(flags.event_time_end),
        flags.empty,
        flags.sample,
    )


def _text(moment: str | datetime | None) -> str | None:
    return moment.isoformat() if isinstance(moment, datetime) else moment


def _kept_variables(workspace: Workspace) -> Mapping[str, Any] | str | None:
    """Return the given variables, or None if one of them is or contains a secret."""
    variables = workspace.invocation.variables
    if secrets_in(variables, workspace.file.secrets):
        return None
    kept: Mapping[str, Any] | str = variables
    try:
        text = json.dumps(variables)
        if json.loads(text) != variables:
            raise ValueError(text)
    except (TypeError, ValueError):
        try:
            kept = text = yaml_of(variables)
        except ValueError:
            return None
        if read_yaml(text, "vars") != variables:
            return None
    is_secret = workspace.mask.json(text) != text or workspace.mask.text(text) != text
    return None if is_secret else kept
