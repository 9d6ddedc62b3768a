"""Where a package of a project is, before its files are read."""

from msgspec import Struct

from orchestrator.config.key_effects import UnusedKey
from orchestrator.config.project_file import ProjectFile


class PackageFolder(Struct, frozen=True):
    """A package's location; `unused` are keys without effect in files that name packages."""

    file: ProjectFile
    shown_root: str
    unused: tuple[UnusedKey, ...] = ()

    @property
    def name(self) -> str:
        """The package's name."""
        return self.file.name
