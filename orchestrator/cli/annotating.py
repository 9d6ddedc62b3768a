"""Whether to print annotations for GitHub Actions, and the folder that their paths start from."""

import os
from pathlib import Path


def wants_annotations(wanted: bool | None) -> bool:
    """Return the choice of the command line; by default, whether this runs in GitHub Actions."""
    return os.environ.get("GITHUB_ACTIONS") == "true" if wanted is None else wanted


def root_of_annotations(project: Path) -> str:
    """Return the project's folder, relative to the repository."""
    return os.path.relpath(project.resolve(), os.environ.get("GITHUB_WORKSPACE") or Path.cwd())
