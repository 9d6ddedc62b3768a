"""Open a workspace: flags and files become a project and a target."""

import os
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from msgspec import Struct
from msgspec.structs import replace

from orchestrator.config.profile import Target, TargetChoice, read_target
from orchestrator.config.project_file import (
    DEFAULT_TARGET_PATH,
    FILE_NAMES,
    ProjectFile,
    read_project_file,
    with_rendered_readers,
)
from orchestrator.config.yaml_door import read_yaml
from orchestrator.errors import Place, ProjectError, UsageError
from orchestrator.project.find_packages import locate_packages
from orchestrator.project.invocation import Invocation, TargetNames
from orchestrator.project.template_names.context import environment_function, target_values
from orchestrator.reading_cache.documents import Documents
from orchestrator.reading_cache.in_memory import InMemoryProject
from orchestrator.reading_cache.load import open_project
from orchestrator.reading_cache.store import CacheFolder
from orchestrator.secrets import Mask, declared_secrets, secrets_in
from orchestrator.templates.door import lazy_renderer
from orchestrator.workspace.environment_file import with_file
from orchestrator.workspace.flags import Flags
from orchestrator.workspace.moments import moment
from orchestrator.workspace.problems_door import all_problems
from orchestrator.workspace.readers import readers_copy
from orchestrator.workspace.selectors import selectors_of
from orchestrator.workspace.served import require_served_command
from orchestrator.workspace.serving import served_personal
from orchestrator.workspace.value import DIALECTS, Workspace
from orchestrator.workspace.working_directory import current_folder


def open_workspace(
    flags: Flags,
    command: str,
    *,
    is_full_refresh: bool = False,
    in_memory: InMemoryProject | None = None,
) -> Workspace:
    """Read the project for a command; raises ProjectError, UsageError or EnvironmentFault.

    What did not change since it was opened with the same `in_memory` is reused.
    """
    here = current_folder()
    root = flags.root
    _require_names(flags)
    variables = _variables(flags.vars)
    environment = with_file(root, os.environ)
    names, render = _rendering(root, variables, environment)
    probable_folder = root / (flags.target_path or DEFAULT_TARGET_PATH) / "reading"
    documents = Documents(probable_folder if flags.partial_parse is not False else None)
    file = read_project_file(root, render, read=documents.read)
    flags = _with_flags_of(file, flags)
    if flags.warn_error:
        file = replace(file, flags={**file.flags, "warn_error": True})
    choice = TargetChoice(
        here,
        Path.home(),
        flags.profiles_dir,
        flags.profile,
        flags.target,
        flags.threads,
    )
    target = read_target(file, choice, render)
    require_served_command(command, file, target)
    now = moment(flags.now) or datetime.now(UTC)
    invocation = Invocation(
        run_id=str(uuid4()),
        started_at=now,
        command=command,
        variables=variables,
        environment=environment,
        target=_target_names(target, file.timezone),
        is_full_refresh=is_full_refresh,
        is_empty=flags.empty,
        checks_version=flags.version_check,
    )
    names["target"] = target_values(invocation)
    file = with_rendered_readers(file, render)
    given = {**file.vars, **variables, **environment}
    mask = Mask.of(secrets_in(given, file.secrets))
    folder = root / (flags.target_path or file.target_path) / "reading"
    cache = CacheFolder(folder, mask) if _is_cached(file, flags) else None
    folders = locate_packages(file, invocation, render, documents.read)
    if cache is not None:
        documents.save(cache)
    loaded = open_project(folders, invocation, DIALECTS[target.engine], cache, in_memory)
    loaded.warnings.messages[:0] = target.warnings
    # A folder for --defer is often in the environment, whether a command defers to it or not.
    if flags.favor_state and not flags.defer:
        loaded.warnings.messages.append("'favor_state' has no effect without 'defer'")
    # The caller reads the warnings so far; a run reports later ones.
    loaded.warnings.said = len(loaded.warnings.messages)
    declared = Mask.of(declared_secrets(given, file.secrets))
    selectors = selectors_of(file, render, loaded.warnings.messages, documents.read)
    workspace = Workspace(
        flags, file, target, invocation, loaded, now, mask, declared, cache, selectors=selectors
    )
    if loaded.problems:
        raise ProjectError(all_problems(workspace))
    if file.serve.personal:
        served_personal(file, loaded.project)
    if file.publish.for_readers is None:
        return workspace
    return replace(workspace, readers=readers_copy(file, loaded.project, target))


def _require_names(flags: Flags) -> None:
    """Raise UsageError for an empty name, such as that of a variable that a script did not set."""
    for name in ("profile", "target", "target_path"):
        if getattr(flags, name) == "":
            raise UsageError(f"{name} is empty", fix=f"leave {name} out, or give its value")


def artifacts_folder(flags: Flags) -> Path:
    """Return where commands with these flags write artifacts; only reads the project file."""
    return flags.root / (flags.target_path or project_file(flags).target_path)


def project_file(flags: Flags) -> ProjectFile:
    """Return the project file, without reading the project."""
    root = flags.root
    _, render = _rendering(root, _variables(flags.vars), with_file(root, os.environ))
    return read_project_file(root, render)


class ProjectFolder(Struct, frozen=True):
    """A project file, how files next to it are rendered, and what must not be shown of them."""

    file: ProjectFile
    render: Callable[[str, Place], Any]
    environment: Mapping[str, str]
    mask: Mask


def project_folder(flags: Flags) -> ProjectFolder:
    """Return the project folder of these flags, reading only its project file."""
    root = flags.root
    variables, environment = _variables(flags.vars), with_file(root, os.environ)
    _, render = _rendering(root, variables, environment)
    file = read_project_file(root, render)
    given = {**file.vars, **variables, **environment}
    return ProjectFolder(file, render, environment, Mask.of(secrets_in(given, file.secrets)))


def _rendering(
    root: Path, variables: Mapping[str, Any], environment: Mapping[str, str]
) -> tuple[dict[str, Any], Callable[[str, Place], Any]]:
    """Return the names that the project file and profile see, and how these are rendered."""
    lenient = frozenset(["root"] if (root / FILE_NAMES["dbt"]).is_file() else [])
    renderer = lazy_renderer((), "root", lenient)
    names: dict[str, Any] = {"env_var": environment_function(environment), "var": variables.get}

    def render(text: str, place: Place) -> Any:
        return renderer.evaluate(text, names, place)

    return names, render


def _is_cached(file: ProjectFile, flags: Flags) -> bool:
    if flags.partial_parse is not None:
        return flags.partial_parse
    return file.flags.get("partial_parse") is not False


def _with_flags_of(file: ProjectFile, flags: Flags) -> Flags:
    """Return the flags with those that the project file turns on."""
    return replace(
        flags,
        fail_fast=flags.fail_fast or file.flags.get("fail_fast") is True,
        warn_error=flags.warn_error or file.flags.get("warn_error") is True,
    )


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


def _variables(given: str | Mapping[str, Any]) -> dict[str, Any]:
    if given == "{}":
        return {}
    value = read_yaml(given, "vars") if isinstance(given, str) else given
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise UsageError("vars must be a YAML mapping", fix="write vars as '{name: value}'")
    return dict(value)
