"""The packages of a project: the root, those that its packages.yml names, and theirs."""

from collections.abc import Iterator, Mapping
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
from orchestrator.errors import Place, Problem, Problems
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
    missing: list[Problem] = []
    install_path = root_file.root / root_file.packages_install_path
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
        packages = required_packages(
            file.root, install_path, render, shown_root, read, root_file.root
        )
        found[file.name] = PackageFolder(file, shown_root, packages.unused)
        for folder in packages.folders:
            shown = f"{_shown(folder.path, root_file.root)}/"
            package_file = read_project_file(folder.path, render, shown, read)
            pending.append((package_file, shown, folder.place))
        missing += packages.missing
        if not pending and missing and not root_file.is_strict:
            pending += _installed_otherwise(install_path, root_file, found, missing, render, read)
    problems.found += missing
    return list(found.values())


def _installed_otherwise(
    install_path: Path,
    root_file: ProjectFile,
    found: Mapping[str, PackageFolder],
    missing: list[Problem],
    render: Render,
    read: YamlReader,
) -> Iterator[tuple[ProjectFile, str, Place]]:
    """Folders of packages under names that nobody could guess, as many as are `missing`.

    dbt reads all that is installed, whoever asked for it, and calls folders as their projects are.
    """
    known = {package.file.root for package in found.values()}
    folders = sorted(install_path.iterdir()) if install_path.is_dir() else []
    for folder in folders:
        path = folder.resolve()
        if not missing or path in known or not (path / "dbt_project.yml").is_file():
            continue
        shown = f"{_shown(path, root_file.root)}/"
        file = read_project_file(path, render, shown, read)
        if file.name not in found:
            place = missing.pop(0).place
            yield file, shown, place or Place(root_file.path)


def _shown(path: Path, root: Path) -> str:
    """A package's folder as messages show it: relative to the project where that is short."""
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        ups = next(n for n, parent in enumerate(root.parents, 1) if path.is_relative_to(parent))
        return "/".join([".."] * ups + list(path.relative_to(root.parents[ups - 1]).parts))
