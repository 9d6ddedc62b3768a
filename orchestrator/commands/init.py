"""A small project that builds, in a new folder."""

from pathlib import Path

from orchestrator.starter.write import write_starter


def init(folder: Path) -> tuple[Path, ...]:
    """Write the starter project, called as the folder is; its files, relative to it."""
    return write_starter(folder, folder.name)
