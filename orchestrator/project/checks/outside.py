"""Paths in a project file, and links in its folders, that lead out of the project."""

import os
from collections.abc import Iterator
from pathlib import Path

from orchestrator.config.key_effects import UnusedKey
from orchestrator.errors import Place, Problem
from orchestrator.project.files import leads_back
from orchestrator.project.package import Package

_FIX = "move it into the project, make it a package, or name the folder under 'outside_paths:'"


def leading_out(package: Package, root: Package) -> Iterator[UnusedKey]:
    """Yield paths and links that leave a package's folder; `root` lists the folders it allows.

    Only the root project has a target path.
    """
    file = package.file
    allowed = [
        os.path.realpath(root.file.root / Path(path).expanduser())
        for path in root.file.outside_paths
    ]
    inside = [os.path.realpath(file.root), *allowed]
    keys = {
        "model-paths": file.model_paths,
        "seed-paths": file.seed_paths,
        "test-paths": file.test_paths,
        "macro-paths": file.macro_paths,
        "docs-paths": file.docs_paths,
        "target-path": (file.target_path,) if package is root else (),
    }
    for key, paths in keys.items():
        for path in paths:
            top = os.path.join(file.root, path)
            if not _is_in(top, inside):
                place = file.written.value_place(key) or Place(file.path)
                yield UnusedKey(Problem(f"'{key}': '{path}' is outside the project", place, _FIX))
            elif key != "target-path":
                for link in _links_out(top, inside):
                    place = Place(f"{package.shown_root}{os.path.relpath(link, file.root)}")
                    yield UnusedKey(Problem("this link leads outside the project", place, _FIX))


def _links_out(top: str, inside: list[str]) -> Iterator[str]:
    """Yield the links below a folder that lead out of it, without following them."""
    folders = [top]
    while folders:
        folder = folders.pop()
        if not os.path.isdir(folder):
            continue
        with os.scandir(folder) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if entry.name.startswith("."):
                    continue
                if entry.is_symlink() and not _is_in(entry.path, inside):
                    yield entry.path
                elif entry.is_dir() and not leads_back(folder, entry.name, top):
                    folders.append(entry.path)


def _is_in(path: str, folders: list[str]) -> bool:
    aim = os.path.realpath(path)
    return any(aim == folder or aim.startswith(os.path.join(folder, "")) for folder in folders)
