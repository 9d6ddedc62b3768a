"""The packages of a project: the root, those that its packages.yml names, and theirs."""

from pathlib import Path

from orchestrator.config.packages import read_packages
from orchestrator.config.project_file import (
    ProjectFile,
    read_project_file,
    with_rendered_trees,
)
from orchestrator.config.values import Render
from orchestrator.errors import Place, Problems
from orchestrator.project.package import Package, read_package


def find_packages(root_file: ProjectFile, render: Render, problems: Problems) -> list[Package]:
    """The root project first, then its packages, and theirs."""
    found: dict[str, Package] = {}
    pending = [(root_file, "", Place(root_file.path))]
    while pending:
        file, shown_root, place = pending.pop(0)
        if file.name in found:
            if found[file.name].file.root != file.root:
                other = found[file.name].file.path
                problems.add(f"the package '{file.name}' is also {other}", place, "rename one")
            continue
        file = with_rendered_trees(file, render)
        found[file.name] = read_package(file, shown_root, problems)
        install_path = root_file.root / root_file.packages_install_path
        for folder in read_packages(file.root, install_path, render, shown_root):
            shown = f"{_shown(folder.path, root_file.root)}/"
            package_file = read_project_file(folder.path, render, shown)
            pending.append((package_file, shown, folder.place))
    return list(found.values())


def _shown(path: Path, root: Path) -> str:
    """A package's folder as messages show it: relative to the project where that is short."""
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        ups = next(n for n, parent in enumerate(root.parents, 1) if path.is_relative_to(parent))
        return "/".join([".."] * ups + list(path.relative_to(root.parents[ups - 1]).parts))
