"""The database of a command: a target of profiles.yml, or the project file's own."""

import os
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from orchestrator.config.decoder import unknown_key
from orchestrator.config.key_effects import KeyTable, UnusedKey, refuse_or_warn, unused_keys
from orchestrator.config.project_file import DEFAULT_DATABASE, ProjectFile
from orchestrator.config.target_keys import (
    ATTACH_KEYS,
    EXTENSION_KEYS,
    PROFILE_KEYS,
    PROFILES_CONFIG,
    TARGET_KEYS,
)
from orchestrator.config.values import Map, Render, rendered, shown
from orchestrator.config.yaml_door import read_yaml_file
from orchestrator.errors import Place, Problem, Problems, ProjectError, UsageError
from orchestrator.names import did_you_mean

DEFAULT_TARGET = "dev"
PROFILES = "profiles.yml"
MOST_THREADS = 4


class Target(Struct, frozen=True):
    """A database to use; `settings` is the engine's mapping, rendered.

    `place` is where the target is declared, or None. `warnings` are about keys without effect.
    """

    name: str
    engine: str
    schema: str
    database: str | None
    threads: int
    settings: Mapping[str, Any]
    profile_name: str | None = None
    place: Place | None = None
    warnings: tuple[str, ...] = ()


class TargetChoice(Struct, frozen=True):
    """What the command line and the environment say about the target; None: nothing.

    profiles.yml is searched in `profiles_dir` only, if given; otherwise in `cwd`, the project and
    ~/.dbt.
    """

    cwd: Path
    home: Path
    profiles_dir: Path | None = None
    profile: str | None = None
    target: str | None = None
    threads: int | None = None

    def folders(self, root: Path) -> tuple[Path, ...]:
        """Return the folders to search for profiles.yml; the first match wins."""
        if self.profiles_dir is not None:
            return (self.profiles_dir,)
        return tuple(dict.fromkeys((self.cwd, root, self.home / ".dbt")))


def read_target(project: ProjectFile, choice: TargetChoice, render: Render) -> Target:
    """Return the target to use; raises UsageError if it does not exist.

    A seg project without a profile has one target, `dev`, from its `engine:`, with one thread per
    core up to `MOST_THREADS`: each further thread holds the rows of one more node in memory.
    """
    profile_name = choice.profile or project.profile
    if profile_name is None:
        if choice.profiles_dir is not None or project.kind == "dbt":
            raise UsageError(
                f"{project.path} names no profile",
                fix="add 'profile: <name>' to it, or pass a profile",
            )
        return _own_target(project, choice)
    file = _find_profiles(choice.folders(project.root), profile_name)
    path = str(file)
    value = read_yaml_file(file, path)
    if not isinstance(value, Map):
        raise ProjectError.of(f"expected a mapping of profiles, found {shown(value)}", Place(path))
    profile = _pick(value, profile_name, f"profile '{profile_name}'", path, without={"config"})
    where = value.value_place(profile_name)
    if not isinstance(profile, Map):
        raise ProjectError.of(
            f"profile '{profile_name}': expected a mapping, found {shown(profile)}", where
        )
    problems = Problems()
    for key in profile:
        if key not in PROFILE_KEYS:
            unknown_key(key, tuple(PROFILE_KEYS), profile.key_place(key), problems)
    problems.raise_any()
    outputs = profile.get("outputs")
    if not isinstance(outputs, Map):
        raise ProjectError.of(
            f"'outputs': expected a mapping of targets, found {shown(outputs)}",
            profile.value_place("outputs"),
        )
    default = rendered(profile.get("target"), profile.value_place("target"), render)
    name = choice.target or default or "default"
    if not isinstance(name, str):
        raise ProjectError.of(
            f"'target': expected a string, found {shown(name)}", profile.value_place("target")
        )
    output = _pick(outputs, name, f"target '{name}' in profile '{profile_name}'", path)
    if not isinstance(output, Map):
        raise ProjectError.of(
            f"target '{name}': expected a mapping, found {shown(output)}", outputs.value_place(name)
        )
    unused = tuple(unused_keys(value, {"config": PROFILES_CONFIG}))
    settings = rendered(output, output.place, render)
    return _target(name, settings, choice, project, profile_name, 1, unused)


def _own_target(project: ProjectFile, choice: TargetChoice) -> Target:
    unread = _fix_for_unread(project)
    if choice.target not in (None, DEFAULT_TARGET):
        only = f"{project.path} names no profile, so its only target is '{DEFAULT_TARGET}'"
        fix = f"{unread}, so that {PROFILES} is read" if unread else only
        raise UsageError(f"no target '{choice.target}'", fix=fix)
    settings = Map(project.path) if project.engine is None else project.engine
    found = _target(DEFAULT_TARGET, settings, choice, project, None, min(MOST_THREADS, _cores()))
    if unread is None:
        return found
    what = f"it is not read: {project.path} names no profile"
    problems = Problems()
    warnings = refuse_or_warn(
        [UnusedKey(Problem(what, Place(PROFILES), unread))],
        is_strict=project.flags.get("warn_error") is True,
        problems=problems,
    )
    problems.raise_any()
    return replace(found, warnings=(*warnings, *found.warnings))


def _cores() -> int:
    """Return how many cores this process can use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _fix_for_unread(project: ProjectFile) -> str | None:
    """Return how to make an ignored profiles.yml next to the project file take effect.

    Only its names are read, because it can belong to another tool.
    """
    file = project.root / PROFILES
    if not file.is_file():
        return None
    names: list[str] = []
    with suppress(ProjectError):
        profiles = read_yaml_file(file, PROFILES)
        names = (
            [str(name) for name in profiles if name != "config"]
            if isinstance(profiles, Map)
            else []
        )
    return f"add 'profile: {' or '.join(names) or '<name>'}' to {project.path}"


def _find_profiles(folders: tuple[Path, ...], profile: str) -> Path:
    for folder in folders:
        file = folder / PROFILES
        if file.is_file():
            return file
    looked = ", ".join(str(folder) for folder in folders)
    raise UsageError(
        f"no profiles.yml with the profile '{profile}'; searched {looked}",
        fix="write one, or pass the folder that contains it",
    )


def _pick(
    value: Map, name: str, wanted: str, path: str, without: Collection[str] = frozenset()
) -> Any:
    """Return the entry `name`; raises UsageError with the nearest name and a list of all."""
    if name in value and name not in without:
        return value[name]
    names = sorted(str(known) for known in value if known not in without)
    nearest = did_you_mean(name, names)
    there_is = f"{path} has: {', '.join(names)}" if names else f"{path} has none"
    raise UsageError(f"no {wanted}", fix=f"{nearest} {there_is}" if nearest else there_is)


def _target(
    name: str,
    settings: Map,
    choice: TargetChoice,
    project: ProjectFile,
    profile: str | None,
    threads: int,
    unused: tuple[UnusedKey, ...] = (),
) -> Target:
    """Return the target that an engine's mapping describes; `unused` are keys around it."""
    engine = settings.get("type", "duckdb" if profile is None else None)
    if not isinstance(engine, str) or engine not in TARGET_KEYS:
        what = "'type' is missing" if engine is None else f"unsupported engine {shown(engine)}"
        raise UsageError(
            f"{settings.value_place('type')}: {what}",
            fix=f"supported engines: {', '.join(TARGET_KEYS)}",
        )
    problems, is_strict = Problems(), project.is_strict
    unknown = _unknown_in_target(settings, TARGET_KEYS[engine])
    warnings = refuse_or_warn(unknown, is_strict=is_strict, problems=problems)
    for key, value in settings.items():
        if key in ("path", "schema", "database") and not isinstance(value, str):
            what = f"'{key}': expected a string, found {shown(value)}"
            problems.add(what, settings.value_place(key))
        elif key == "schema" and not value.strip():
            problems.add("'schema' is empty", settings.value_place(key), "remove it, or name one")
        elif key == "threads" and (type(value) is not int or value < 1):
            what = f"'threads': expected a whole number of 1 or more, found {shown(value)}"
            problems.add(what, settings.value_place(key))
        elif key == "lock_timeout_seconds" and (type(value) not in (int, float) or value < 0):
            what = f"'{key}': expected a number of seconds of 0 or more, found {shown(value)}"
            problems.add(what, settings.value_place(key))
    _check_entries(settings, problems)
    unused += tuple(_unused_in_target(settings, engine))
    warnings += refuse_or_warn(unused, is_strict=is_strict, problems=problems)
    problems.raise_any()
    own = {"path": DEFAULT_DATABASE} if profile is None else {}
    return Target(
        name=name,
        engine=engine,
        schema=settings.get("schema", "main"),
        database=settings.get("database"),
        threads=choice.threads or settings.get("threads", threads),
        settings={**own, **settings},
        profile_name=profile,
        place=settings.place,
        warnings=tuple(warnings),
    )


def _unknown_in_target(settings: Map, known: KeyTable) -> Iterator[UnusedKey]:
    """Yield unknown keys, which dbt ignores."""
    found = Problems()
    for key in settings:
        if key not in known:
            unknown_key(key, tuple(known), settings.key_place(key), found)
    yield from map(UnusedKey, found.found)


def _unused_in_target(settings: Map, engine: str) -> Iterator[UnusedKey]:
    yield from unused_keys(settings, TARGET_KEYS[engine])
    for key, entry, table in _entries(settings):
        yield from unused_keys(entry, table, of=f"{key}.")


def _check_entries(settings: Map, problems: Problems) -> None:
    """Report unknown keys of attached databases and extensions."""
    for _, entry, table in _entries(settings):
        for name in entry:
            if name not in table:
                unknown_key(name, tuple(table), entry.key_place(name), problems)


def _entries(settings: Map) -> Iterator[tuple[str, Map, KeyTable]]:
    """Yield the attached databases and extensions of a target, each with its allowed keys."""
    for key, table in (("attach", ATTACH_KEYS), ("extensions", EXTENSION_KEYS)):
        entries = settings.get(key)
        for entry in entries if isinstance(entries, list) else ():
            if isinstance(entry, Map):
                yield key, entry, table
