"""Deletes folders of generated files in the project; never a table."""

import shutil

from orchestrator.errors import UsageError
from orchestrator.workspace.value import Workspace


def clean(workspace: Workspace) -> tuple[str, ...]:
    """Delete the folders that seg writes in the project; return the names of those that existed.

    Raises UsageError, before anything is deleted, for a folder that seg must not delete.
    """
    root = workspace.file.root
    names = workspace.file.clean_targets or (workspace.file.target_path,)
    for name in names:
        _refuse_outside(workspace, name)
    found = tuple(name for name in names if (root / name).is_dir())
    for name in found:
        shutil.rmtree((root / name).resolve())
    return found


def _refuse_outside(workspace: Workspace, name: str) -> None:
    """Raise UsageError unless the folder is inside the project and contains none of its sources."""
    file, root = workspace.file, workspace.file.root
    folder = (root / name).resolve()
    sources = (*file.model_paths, *file.seed_paths, *file.test_paths, *file.macro_paths)
    kept = [root, *(root / path for path in sources)]
    if root not in folder.parents or any(folder == path or folder in path.parents for path in kept):
        raise UsageError(
            f"clean-targets names '{name}', which seg must not delete",
            fix="name only folders of generated files inside the project",
        )
