"""What dbt would act on and seg does not: said in one line each, never passed over in silence."""

from collections.abc import Iterable, Iterator
from itertools import islice

from orchestrator.nodes import Model, Node, Seed
from orchestrator.project.files import find_files
from orchestrator.project.package import Package

_HOOK_KEYS = ("pre-hook", "post-hook")
_SILENT = ("anchors", "version")


def unsupported(packages: Iterable[Package], nodes: Iterable[Node]) -> Iterator[str]:
    """A sentence for each kind of thing that a project asks for in vain."""
    for package in packages:
        yield from _in_package(package)
    for node in nodes:
        if isinstance(node, Model | Seed):
            for key in _HOOK_KEYS:
                if node.config.settings.get(key):
                    yield f"{node.path}: '{key}' is not run: seg has no hooks yet"


def _in_package(package: Package) -> Iterator[str]:
    file = package.file
    for key, hooks in (("on-run-start", file.on_run_start), ("on-run-end", file.on_run_end)):
        if hooks:
            yield f"{file.path}: '{key}' is not run: seg has no hooks yet"
    for key, place in package.ignored:
        if key not in _SILENT:
            yield f"{place}: '{key}' has no effect: seg does not know it yet"
    snapshots = find_files(file.root, package.shown_root, file.snapshot_paths, (".sql",))
    for found in islice(snapshots, 1):
        yield f"{found.path}: snapshots are not built: seg has none yet"
