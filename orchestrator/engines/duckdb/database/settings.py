"""A profile's settings for a DuckDB database, decoded: those of dbt-duckdb, and a few of seg."""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from orchestrator.engines.door import Connection
from orchestrator.engines.duckdb.database.credentials import Credentials, read_credentials
from orchestrator.errors import Problems, ProjectError

BUILT_IN_EXTENSIONS = frozenset({"core_functions", "icu", "json", "parquet"})
DEFAULT_PATH = "warehouse.duckdb"

_ATTACH_OPTIONS = ("type", "secret", "read_only")  # of ATTACH
_OWN_OPTIONS = ("memory_limit", "max_temp_directory_size", "temp_directory")


class Attachment(Struct, frozen=True):
    """Another database to attach; `path` and further `options` are as DuckDB takes them."""

    path: str
    alias: str | None = None
    type: str | None = None
    read_only: bool = False
    secret: str | None = None
    options: Mapping[str, Any] = field(default_factory=dict)


class Settings(Struct, frozen=True):
    """How to open a database; `file` is None in memory, `options` are SET in order.

    `readable` are folders that SQL may use, `paths` files.
    """

    file: Path | None
    root: Path
    temp_directory: Path
    database: str | None = None
    options: Mapping[str, str] = field(default_factory=dict)
    config_options: Mapping[str, str] = field(default_factory=dict)
    extensions: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    readable: tuple[Path, ...] = ()
    is_sandboxed: bool = True
    paths: tuple[Path, ...] = ()
    credentials: tuple[Credentials, ...] = ()

    @property
    def directories(self) -> tuple[Path, ...]:
        """The folders that SQL may use in the sandbox.

        Both spellings, because the engine resolves symbolic links in the paths that it opens.
        """
        found = [self.root, self.temp_directory, *self.readable]
        if self.file is not None:
            # The new copy is written next to the file itself, where a link leads to.
            found += [self.file.parent, self.file.resolve().parent]
        return tuple(dict.fromkeys(path for each in found for path in (each, each.resolve())))

    @property
    def shown_path(self) -> str:
        """The file as shown in messages: relative to the project if it is inside."""
        if self.file is None:
            return ":memory:"
        return str(self.file.relative_to(self.root) if self._is_inside else self.file)

    @property
    def _is_inside(self) -> bool:
        return self.file is not None and self.file.is_relative_to(self.root)


def read_settings(connection: Connection) -> Settings:
    """Return the settings of a connection; raises ProjectError with all problems of the profile."""
    profile = connection.settings
    root = connection.project_root.absolute()
    problems = Problems()
    file = database_file(connection)
    attachments = tuple(_attachments(profile.get("attach"), root, problems))
    extensions = tuple(_extensions(profile.get("extensions"), problems))
    credentials = tuple(read_credentials(profile.get("secrets"), problems))
    options = {
        **_options(profile, "settings", problems),
        **{key: str(profile[key]) for key in _OWN_OPTIONS if profile.get(key) is not None},
    }
    readable = _directories(profile, "readable", problems)
    readable += _directories(profile, "allowed_directories", problems)
    config_options = _options(profile, "config_options", problems)
    external = profile.get("external_access", False)
    if not isinstance(external, bool):
        problems.add(f"profile: 'external_access' must be true or false, found {external!r}")
    problems.raise_any()
    reaches_out = any(_is_remote(attached.path) for attached in attachments)
    reaches_out |= not BUILT_IN_EXTENSIONS.issuperset(extensions)
    temp_directory = options.pop("temp_directory", None)
    return Settings(
        file=file,
        root=root,
        temp_directory=_under(root, temp_directory)
        if temp_directory
        else temporary_directory(file),
        database=profile.get("database"),
        options=options,
        config_options=config_options,
        extensions=extensions,
        attachments=attachments,
        readable=(*connection.readable, *(_under(root, path) for path in readable)),
        is_sandboxed=not (external or reaches_out),
        credentials=credentials,
    )


def database_file(connection: Connection) -> Path | None:
    """Return the database's file; None if it is in memory."""
    path = connection.settings.get("path") or DEFAULT_PATH
    if not isinstance(path, str):
        raise ProjectError.of(f"profile: 'path' must be a file, found {path!r}")
    if path == ":memory:":
        return None
    if _is_remote(path):
        raise ProjectError.of(
            f"profile: path '{path}' is not a file",
            fix="name a local file, and attach the remote database with 'attach'",
        )
    return _under(connection.project_root.absolute(), path)


def _under(root: Path, path: str) -> Path:
    return Path(os.path.normpath(root / Path(path).expanduser()))


def temporary_directory(file: Path | None) -> Path:
    """Return where the engine spills rows, unless the profile sets another directory."""
    if file is None:
        return Path(tempfile.gettempdir()) / f"seg-{os.getpid()}.tmp"
    return file.with_name(f"{file.name}.tmp")


def _is_remote(path: str) -> bool:
    return "://" in path or path.startswith("md:")


def _options(profile: Mapping[str, Any], key: str, problems: Problems) -> dict[str, str]:
    found = profile.get(key) or {}
    if not isinstance(found, Mapping):
        problems.add(f"profile: '{key}' must map names to values, found {found!r}")
        return {}
    options = {}
    for name, value in found.items():
        if not str(name).replace("_", "").isalnum():
            problems.add(f"profile: '{key}': {name!r} is not a valid option name")
        options[str(name)] = str(value).lower() if isinstance(value, bool) else str(value)
    return options


def _directories(profile: Mapping[str, Any], key: str, problems: Problems) -> list[str]:
    found = profile.get(key) or []
    if isinstance(found, str):
        return [found]
    if not isinstance(found, list | tuple) or not all(isinstance(path, str) for path in found):
        problems.add(f"profile: '{key}' must be a list of directories, found {found!r}")
        return []
    return list(found)


def _extensions(found: Any, problems: Problems) -> list[str]:
    names = [
        entry.get("name") if isinstance(entry, Mapping) else entry
        for entry in (found if isinstance(found, list | tuple) else [found] if found else [])
    ]
    for name in names:
        if not isinstance(name, str) or not name.replace("_", "").isalnum():
            problems.add(f"profile: 'extensions' must be a list of names, found {name!r}")
    return [name for name in names if isinstance(name, str)]


def _attachments(found: Any, root: Path, problems: Problems) -> list[Attachment]:
    attachments = []
    for entry in found or []:
        if not isinstance(entry, Mapping) or not isinstance(entry.get("path"), str):
            problems.add(f"profile: each entry of 'attach' needs a path, found {entry!r}")
            continue
        options = entry.get("options") or {}
        if problem := _wrong_in_attachment(entry, options):
            problems.add(f"profile: 'attach': {problem}")
            continue
        entry = {**options, **entry}
        path, kind = entry["path"], entry.get("type")
        is_file = kind in (None, "duckdb", "sqlite") and path != ":memory:"
        attachments.append(
            Attachment(
                path=str(_under(root, path)) if is_file and not _is_remote(path) else path,
                alias=entry.get("alias"),
                type=kind,
                read_only=bool(entry.get("read_only", False)),
                secret=entry.get("secret"),
                options={
                    name: each for name, each in options.items() if name not in _ATTACH_OPTIONS
                },
            )
        )
    return attachments


def _wrong_in_attachment(entry: Mapping[str, Any], options: Any) -> str | None:
    if not isinstance(options, Mapping) or not all(isinstance(name, str) for name in options):
        return "'options' must map names to values"
    for key in _ATTACH_OPTIONS:
        if key in options and key in entry:
            return f"'{key}' occurs twice"
    for key, value in {**options, **entry}.items():
        if key in ("alias", "type", "secret") and not isinstance(value, str | None):
            return f"'{key}': expected text, found {value!r}"
    return None
