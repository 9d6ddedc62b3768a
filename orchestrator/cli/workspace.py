"""Put the parts together for one command: flags and files become a project and a target."""

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from orchestrator.cli.options import Settings
from orchestrator.config.profile import Target, TargetChoice, read_target
from orchestrator.config.project_file import ProjectFile, read_project_file
from orchestrator.config.values import Map
from orchestrator.config.yaml_reader import read_yaml
from orchestrator.dialects.boundary import Dialect
from orchestrator.dialects.duckdb import DIALECT
from orchestrator.engines.door import Adapter, Connection, adapter
from orchestrator.errors import Place, UsageError
from orchestrator.nodes import Source
from orchestrator.project.context import environment_function
from orchestrator.project.invocation import Invocation, TargetNames
from orchestrator.project.load import Loaded, load_project
from orchestrator.project.locations import folder_of
from orchestrator.project.value import Project
from orchestrator.secrets import Mask, secrets_in
from orchestrator.templates.library import Macros
from orchestrator.templates.rendering import Renderer

DIALECTS: dict[str, Dialect] = {"duckdb": DIALECT}


@dataclass(frozen=True, slots=True)
class Workspace:
    """All that a command works with; the engine's own package is imported by `adapter` only."""

    settings: Settings
    file: ProjectFile
    target: Target
    invocation: Invocation
    loaded: Loaded
    now: datetime
    mask: Mask

    @property
    def project(self) -> Project:
        """The project as read."""
        return self.loaded.project

    @property
    def dialect(self) -> Dialect:
        """The pure twin of the target's engine."""
        return DIALECTS[self.target.engine]

    @property
    def adapter(self) -> Adapter:
        """The target's engine, imported now."""
        return adapter(self.target.engine)

    @property
    def target_path(self) -> Path:
        """Where artifacts are written."""
        return self.file.root / (self.settings.target_path or self.file.target_path)

    def connection(self, *, read_only: bool = False) -> Connection:
        """How to open the target's database."""
        folders = (
            folder_of(node.location)
            for node in self.project.nodes.values()
            if isinstance(node, Source) and node.location
        )
        return Connection(
            self.file.root,
            self.target.settings,
            (*self.project.packages.values(), *dict.fromkeys(filter(None, folders))),
            self.target.threads,
            self._lock_timeout_seconds,
            read_only,
        )

    @property
    def _lock_timeout_seconds(self) -> float:
        """What the command line says, else the target."""
        if self.settings.lock_timeout is not None:
            return self.settings.lock_timeout
        return float(self.target.settings.get("lock_timeout_seconds", 0))


def open_workspace(settings: Settings, command: str, *, is_full_refresh: bool = False) -> Workspace:
    """Read the project for a command; raises ProjectError or UsageError."""
    root = settings.project_dir.absolute()
    variables = _variables(settings.vars)
    environment = dict(os.environ)
    renderer = Renderer(Macros((), "root"))
    names: dict[str, Any] = {"env_var": environment_function(environment), "var": variables.get}

    def render(text: str, place: Place) -> Any:
        return renderer.evaluate(text, names, place)

    file = read_project_file(root, render)
    choice = TargetChoice(
        Path.cwd(),
        Path.home(),
        settings.profiles_dir,
        settings.profile,
        settings.target,
        settings.threads,
    )
    target = read_target(file, choice, render)
    now = moment(settings.now) or datetime.now(UTC)
    invocation = Invocation(
        run_id=str(uuid4()),
        started_at=now,
        command=command,
        variables=variables,
        environment=environment,
        target=_target_names(target, file.timezone),
        is_full_refresh=is_full_refresh,
    )
    names["target"] = invocation.target
    loaded = load_project(file, invocation, render, DIALECTS[target.engine])
    loaded.said.messages[:0] = target.warnings
    secrets = secrets_in({**file.vars, **variables, **environment})
    return Workspace(settings, file, target, invocation, loaded, now, Mask.of(secrets))


def _target_names(target: Target, timezone: str) -> TargetNames:
    database = target.database or Path(str(target.settings.get("path") or "warehouse")).stem
    return TargetNames(
        target.name,
        target.profile_name or "default",
        target.engine,
        target.schema,
        database.removeprefix(":").removesuffix(":") or "memory",
        target.threads,
        timezone,
    )


def _variables(text: str) -> dict[str, Any]:
    value = read_yaml(text, "--vars")
    if value is None:
        return {}
    if not isinstance(value, Map):
        raise UsageError("--vars is no mapping", fix="write --vars '{name: value}'")
    return dict(value)


def moment(text: str | None) -> datetime | None:
    """The value of --now: ISO 8601, in UTC where it names no zone; raises UsageError."""
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        fix = "write --now 2025-06-30T08:00:00+00:00"
        raise UsageError(f"--now: '{text}' is no moment", fix=fix) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
