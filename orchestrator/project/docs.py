"""`doc()`: texts that descriptions take from `{% docs %}` blocks in Markdown files."""

from collections.abc import Sequence
from functools import cached_property

from orchestrator.errors import Problems, ProjectError
from orchestrator.names import did_you_mean
from orchestrator.project.files import find_files
from orchestrator.project.package_folder import PackageFolder
from orchestrator.templates.blocks import blocks


class Docs:
    """The texts of all packages; the files are read when the first one is asked for."""

    def __init__(self, packages: Sequence[PackageFolder]) -> None:
        self._packages = packages

    def doc(self, package: str, *arguments: str) -> str:
        """What `doc('name')` or `doc('package', 'name')` in `package` means.

        Raises ProjectError for a name that no block has.
        """
        *qualifier, name = arguments
        order = qualifier or [package, *(found.name for found in self._packages)]
        for owner in order:
            if (owner, name) in self._texts:
                return self._texts[owner, name]
        fix = did_you_mean(name, {known for _, known in self._texts})
        raise ProjectError.of(f"doc('{name}') names no docs block", fix=fix)

    @cached_property
    def _texts(self) -> dict[tuple[str, str], str]:
        problems = Problems()
        found = {}
        for package in self._packages:
            file = package.file
            paths = file.docs_paths or dict.fromkeys(
                (*file.model_paths, *file.seed_paths, *file.macro_paths, *file.test_paths)
            )
            for source in find_files(file.root, package.shown_root, paths, (".md",)):
                for block in blocks(source.read(problems), source.path):
                    if block.kind == "docs":
                        found[package.name, block.name] = block.body.strip()
        problems.raise_any()
        return found
