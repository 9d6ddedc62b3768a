"""The packages of a project: the root, those that its packages.yml names, and theirs."""

from pathlib import Path

from orchestrator.config.language_version import check_language_version
from orchestrator.config.packages import required_packages
from orchestrator.config.project_file import (
    ProjectFile,
    read_project_file,
    with_rendered_trees,
)
from orchestrator.config.values import Render
from orchestrator.config.yaml_door import YamlReader, read_yaml_file
from orchestrator.errors import Place, Problems
from orchestrator.project.invocation import Invocation
from orchestrator.project.package_folder import PackageFolder


def locate_packages(
    root_file: ProjectFile,
    invocation: Invocation,
    render: Render,
    read: YamlReader = read_yaml_file,
) -> list[PackageFolder]:
    """The project and its packages, whose files are not read yet; raises ProjectError."""
    problems = Problems()
    checks_version = invocation.checks_version
    found = find_packages(root_file, render, problems, read, checks_version=checks_version)
    problems.raise_any()
    return found


def find_packages(
    root_file: ProjectFile,
    render: Render,
    problems: Problems,
    read: YamlReader = read_yaml_file,
    *,
    checks_version: bool = True,
) -> list[PackageFolder]:
    """The root project first, then its packages, and theirs.

    `checks_version` is whether each must be for the version of the language that seg speaks.
    """
    checks_version = checks_version and root_file.flags.get("version_check") is not False
    found: dict[str, PackageFolder] = {}
    pending = [(root_file, "", Place(root_file.path))]
    while pending:
        file, shown_root, place = pending.pop(0)
        if file.name in found:
            if found[file.name].file.root != file.root:
                other = found[file.name].file.path
                problems.add(f"the package '{file.name}' is also {other}", place, "rename one")
            continue
        if checks_version:
            check_language_version(file, problems)
        file = with_rendered_trees(file, render)
        install_path = root_file.root / root_file.packages_install_path
        packages = required_packages(
            file.root, install_path, render, shown_root, read, root_file.root
        )
        found[file.name] = PackageFolder(file, shown_root, packages.unused)
        for folder in packages.folders:
            shown = f"{_shown(folder.path, root_file.root)}/"
            package_file = read_project_file(folder.path, render, shown, read)
            pending.append((package_file, shown, folder.place))
    return list(found.values())


def _shown(path: Path, root: Path) -> str:
    """A package's folder as messages show it: relative to the project where that is short."""
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        ups = next(n for n, parent in enumerate(root.parents, 1) if path.is_relative_to(parent))
        return "/".join([".."] * ups + list(path.relative_to(root.parents[ups - 1]).parts))
