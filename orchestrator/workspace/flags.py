"""The flags that all commands share. Importing this costs next to nothing."""

import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from msgspec import Struct


class Flags(Struct, frozen=True):
    """Where the project is, which target to use, and how to run; None: as the files say.

    `vars` are variables by name, or YAML text. `now` is the time that ages are measured from, UTC
    unless it has a zone; text is ISO 8601. `reuse`: do not rebuild what is unchanged; `run_all`:
    rebuild everything once; `full_tests`: run all tests, on all rows. `lock_timeout` is in seconds.
    `retries_since` is when the run began that this one continues: what was built since is not
    rebuilt. `state` is the folder of an earlier state's artifacts, relative to the project. With
    `defer`, nodes that a command does not build and that are missing are read from that state (or
    `defer_state`); with `favor_state`, existing ones too.

    Models in time batches are built from `event_time_start` to `event_time_end`, which must be
    given together. In an `empty` run, nodes read no rows of their inputs; with a `sample`, only
    those of a time span: "3 days", or a mapping of `start` and `end` as YAML.
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
        """Return the project's absolute path without `..`; resolves links if `..` follows one."""
        found = self.project_dir.absolute()
        plain = Path(os.path.normpath(found))
        return plain if os.path.realpath(plain) == os.path.realpath(found) else found.resolve()

    @property
    def vars_given(self) -> bool:
        """Return whether variables were given."""
        return (
            self.vars.strip() not in ("", "{}") if isinstance(self.vars, str) else bool(self.vars)
        )
