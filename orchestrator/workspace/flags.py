"""What a command is asked to do, whichever command it is. Importing this costs next to nothing."""

import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from msgspec import Struct


class Flags(Struct, frozen=True):
    """Where the project is, on which target, and how a run treats it; None: as the files say.

    `vars` are variables by name, or YAML text of them. `now` is the moment that ages are measured
    from, in UTC where it names no zone; text is ISO 8601. `reuse` is whether what is unchanged is
    not built again, `run_all` runs all of it once, `full_tests` all tests, on all rows.
    `lock_timeout` is in seconds. `retries_since` is when the run began that this one carries on:
    what was made since need not be made again. `state` is the folder of an earlier state's
    artifacts, from the project's folder. With `defer`, what a command does not build and is not
    there is read where that state (or `defer_state`) has it, with `favor_state` what is there, too.

    Models in batches of time are made from `event_time_start` to `event_time_end`, which are given
    both or neither. Nodes read no rows of their inputs in an `empty` run, and those of a time alone
    in that of a `sample`: "3 days", or a mapping of `start` and `end` as YAML.
    """

    project_dir: Path = Path()
    profiles_dir: Path | None = None
    profile: str | None = None
    target: str | None = None
    target_path: str | None = None
    vars: str | Mapping[str, Any] = "{}"
    threads: int | None = None
    warn_error: bool = False
    fail_fast: bool = False
    write_json: bool = True
    now: str | datetime | None = None
    lock_timeout: float | None = None
    reuse: bool | None = None
    run_all: bool = False
    full_tests: bool = False
    version_check: bool = True
    partial_parse: bool | None = None
    retries_since: datetime | None = None
    state: Path | None = None
    defer: bool = False
    favor_state: bool = False
    defer_state: Path | None = None
    event_time_start: str | datetime | None = None
    event_time_end: str | datetime | None = None
    empty: bool = False
    sample: str | None = None

    @property
    def root(self) -> Path:
        """The project's folder, without detours: behind a link, `..` is not what its text says."""
        found = self.project_dir.absolute()
        plain = Path(os.path.normpath(found))
        return plain if os.path.realpath(plain) == os.path.realpath(found) else found.resolve()

    @property
    def vars_given(self) -> bool:
        """Whether there are variables."""
        return (
            self.vars.strip() not in ("", "{}") if isinstance(self.vars, str) else bool(self.vars)
        )
