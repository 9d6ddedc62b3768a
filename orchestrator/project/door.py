"""Imports the reader of project files only when there are files to read."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Protocol, cast

from orchestrator.dialects.boundary import Dialect
from orchestrator.project.collecting import without_collecting
from orchestrator.project.invocation import Invocation
from orchestrator.project.loaded import Loaded
from orchestrator.project.package_folder import PackageFolder
from orchestrator.project.template_names.uses import Use


class _Rereader(Protocol):
    """The interface of `orchestrator.project.rereading`."""

    def reread(
        self, loaded: Loaded, sources: Mapping[str, str], checksums: Mapping[str, str]
    ) -> tuple[Loaded, frozenset[Use]] | None:
        """Return the project with new source code of nodes and new checksums of seeds."""


class _Reader(Protocol):
    """The interface of `orchestrator.project.load`."""

    def read_packages(
        self, folders: Sequence[PackageFolder], invocation: Invocation, dialect: Dialect
    ) -> Loaded:
        """Read all files of all packages as a project."""


def read_packages(
    folders: Sequence[PackageFolder], invocation: Invocation, dialect: Dialect
) -> Loaded:
    """Read all files of all packages as a project, with all problems found."""
    reader = cast(_Reader, import_module("orchestrator.project.load"))
    with without_collecting():
        return reader.read_packages(folders, invocation, dialect)


def reread(
    loaded: Loaded, sources: Mapping[str, str], checksums: Mapping[str, str]
) -> tuple[Loaded, frozenset[Use]] | None:
    """Return the project with new source code and checksums; None if all files must be read."""
    reader = cast(_Rereader, import_module("orchestrator.project.rereading"))
    return reader.reread(loaded, sources, checksums)
