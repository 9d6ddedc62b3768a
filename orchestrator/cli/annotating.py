"""Whether annotations for GitHub Actions are wanted, and from where their paths count."""

import os
from pathlib import Path


def wants_annotations(asked: bool | None) -> bool:
    """As asked on the command line; else in GitHub Actions, which says so itself."""
    return os.environ.get("GITHUB_ACTIONS") == "true" if asked is None else asked


def root_of_annotations(project: Path) -> str:
    """The project's folder, from the folder of the repository."""
    return os.path.relpath(project.resolve(), os.environ.get("GITHUB_WORKSPACE") or Path.cwd())
