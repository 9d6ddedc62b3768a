"""What packages can read about the project that is run: `builtins.ref.config`."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct, field

from orchestrator.project.invocation import Invocation
from orchestrator.project.package_folder import PackageFolder


class PackageRelease(Struct, frozen=True):
    """A package and its release."""

    project_name: str
    version: str | None


class RuntimeConfig(Struct, frozen=True):
    """The project, its packages by name, and the options of the command.

    `noted` is what templates put into `graph`: one object for the complete command.
    """

    project_name: str
    version: str | None
    dependencies: Mapping[str, PackageRelease]
    cli_vars: Mapping[str, Any]
    target_name: str
    profile_name: str
    threads: int
    noted: dict[str, Any] = field(default_factory=dict)


def runtime_config(folders: Sequence[PackageFolder], invocation: Invocation) -> RuntimeConfig:
    """Return the configuration of a project, which is the first of the folders."""
    released = {folder.name: _release(folder) for folder in folders}
    root, target = released[folders[0].name], invocation.target
    return RuntimeConfig(
        root.project_name,
        root.version,
        released,
        invocation.variables,
        target.name,
        target.profile_name,
        target.threads,
    )


def _release(folder: PackageFolder) -> PackageRelease:
    version = folder.file.version
    return PackageRelease(folder.name, None if version is None else str(version))
