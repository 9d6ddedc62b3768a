"""Where the reading of files is imported: when there is something to read."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Protocol, cast

from orchestrator.dialects.boundary import Dialect
from orchestrator.project.collecting import without_collecting
from orchestrator.project.invocation import Invocation
from orchestrator.project.loaded import Loaded
from orchestrator.project.package_folder import PackageFolder
from orchestrator.project.uses import Use


class _Rereader(Protocol):
    """What `orchestrator.project.rereading` offers."""

    def reread(
        self, loaded: Loaded, sources: Mapping[str, str], checksums: Mapping[str, str]
    ) -> tuple[Loaded, frozenset[Use]] | None:
        """The project with the new text of nodes, and the new bytes of seeds."""


class _Reader(Protocol):
    """What `orchestrator.project.load` offers."""

    def read_packages(
        self, folders: Sequence[PackageFolder], invocation: Invocation, dialect: Dialect
    ) -> Loaded:
        """All files of all packages as a project."""


def read_packages(
    folders: Sequence[PackageFolder], invocation: Invocation, dialect: Dialect
) -> Loaded:
    """All files of all packages as a project, with all problems that were found."""
    reader = cast(_Reader, import_module("orchestrator.project.load"))
    with without_collecting():
        return reader.read_packages(folders, invocation, dialect)


def reread(
    loaded: Loaded, sources: Mapping[str, str], checksums: Mapping[str, str]
) -> tuple[Loaded, frozenset[Use]] | None:
    """The project with the new text of nodes, and the new bytes of seeds; None: read all files."""
    reader = cast(_Rereader, import_module("orchestrator.project.rereading"))
    return reader.reread(loaded, sources, checksums)
