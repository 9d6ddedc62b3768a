"""Which project a Python model's imported modules are from: a process imports each name once."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from orchestrator.errors import ProjectError
from orchestrator.state.python_source import python_definition


def require_own_modules(source_code: str) -> None:
    """Raise ProjectError if a module is loaded from where Python would not find it now.

    A process that opened another project before has imported its module of the same name.
    """
    files = python_definition(source_code).files
    for name, loaded in list(_loaded(files)):
        found = _found(name)
        here = _places(found) if found is not None else ()
        if here != loaded:
            where = f", but here it is {here[0]}" if here else ", where this project does not look"
            raise ProjectError.of(
                f"this process has imported '{name}' from {loaded[0]}{where}",
                fix="build each project in its own process",
            )


def _loaded(files: tuple[Path, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the imported modules and packages that these files belong to, with their places."""
    paths = {str(file.resolve()) for file in files}
    for name, module in list(sys.modules.items()):
        spec = getattr(module, "__spec__", None)
        if "." not in name and spec is not None:
            places = _places(spec)
            if any(path in places or path.startswith(places[1:]) for path in paths):
                yield name, places


def _places(spec: Any) -> tuple[str, ...]:
    """Return the file of a module, or of a package with its folders."""
    folders = [str(Path(each).resolve()) for each in spec.submodule_search_locations or ()]
    file = [str(Path(spec.origin).resolve())] if spec.origin else folders[:1]
    return (*file, *(f"{folder}/" for folder in folders))


def _found(name: str) -> Any:
    """Return what an import would find if nothing had been imported yet."""
    for finder in sys.meta_path:
        find = getattr(finder, "find_spec", None)
        spec = find(name, None) if find is not None else None
        if spec is not None:
            return spec
    return None
