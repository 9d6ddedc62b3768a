"""Finds the packages of a project: the root, those in its packages.yml, and their packages."""

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
    """Locate the project and its packages without reading their files; raises ProjectError."""
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
    """Return the root project, then its packages, then theirs.

    `checks_version`: each must support the language version of seg.
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
            pending += _in_other_folders(install_path, root_file, found, missing, render, read)
    problems.found += missing
    return list(found.values())


def _in_other_folders(
    install_path: Path,
    root_file: ProjectFile,
    found: Mapping[str, PackageFolder],
    missing: list[Problem],
    render: Render,
    read: YamlReader,
) -> Iterator[tuple[ProjectFile, str, Place]]:
    """Yield packages in folders whose names cannot be derived, at most as many as are `missing`.

    dbt reads every installed package, whoever requires it, and names folders after their projects.
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
    """Return a package's folder as shown in messages, relative to the project."""
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        ups = next(n for n, parent in enumerate(root.parents, 1) if path.is_relative_to(parent))
        return "/".join([".."] * ups + list(path.relative_to(root.parents[ups - 1]).parts))
