"""What a Python model depends on implicitly: modules, and uses of the clock or randomness."""

import hashlib
import os
import sys
import time
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from msgspec import Struct

from orchestrator.state.distributions import names_of, version_of
from orchestrator.state.python_doubts import doubts_of
from orchestrator.state.python_sql import client_doubts, sql_in
from orchestrator.state.python_tree import SourceTree, imported_modules

# Standard modules whose results depend only on arguments; those of all others can depend on
# the clock, chance, files, the network or other programs.
_PURE = frozenset({
    "__future__", "abc", "array", "ast", "base64", "binascii", "bisect", "cmath", "collections",
    "colorsys", "contextlib", "copy", "dataclasses", "decimal", "difflib", "enum", "fractions",
    "functools", "graphlib", "hashlib", "heapq", "hmac", "html", "itertools", "json", "keyword",
    "logging", "math", "numbers", "operator", "re", "statistics", "string", "struct", "textwrap",
    "types", "typing", "unicodedata", "warnings", "zlib", "zoneinfo",
})  # fmt: skip
# Third-party packages that read files, use the network, or start at random.
_OUTSIDE = frozenset({
    "aiohttp", "boto3", "duckdb", "fsspec", "httpx", "polars", "psutil", "pyarrow", "requests",
    "sqlalchemy", "tensorflow", "torch", "urllib3",
})  # fmt: skip
# Modules of which the harmless names do not count.
_HARMLESS = {
    "datetime": frozenset({"date", "datetime", "timedelta", "timezone", "UTC", "time"}),
}
_INSTALLED = ("site-packages", "dist-packages")
# Packages whose import name differs from their distribution name.
_DISTRIBUTIONS = {
    "PIL": "pillow",
    "dateutil": "python-dateutil",
    "sklearn": "scikit-learn",
    "yaml": "PyYAML",
}


class PythonDefinition(Struct, frozen=True):
    """What a Python model's rows depend on: versions and files as text, SQL in it, and doubts.

    `files` are the modules that were read because they belong to no installed package. That happens
    once per process, as Python imports modules once, and was at `read_at_ns`.
    """

    versions: tuple[str, ...]
    sql: tuple[str, ...]
    reads_itself: bool
    doubts: tuple[str, ...]
    files: tuple[Path, ...] = ()
    read_at_ns: int = 0


@cache
def python_definition(source_code: str) -> PythonDefinition:
    """Read a model's source, and the modules that belong to no installed package."""
    at = time.time_ns()
    found = _Found()
    found.read(source_code)
    return PythonDefinition(
        tuple(sorted(found.versions)),
        tuple(found.sql),
        found.reads_itself,
        tuple(sorted(found.doubts)),
        tuple(sorted(found.files)),
        at,
    )


class _Found:
    """Collects what a source depends on, through all modules that belong to no installed package.

    Such a module is code of the model: its bytes count, and it is read like the model.
    """

    def __init__(self) -> None:
        # Timestamps without a zone are in that of the process.
        zone = "/".join((*time.tzname, os.environ.get("TZ", "")))
        self.versions = {f"python {sys.version.partition(' ')[0]} in {zone}"}
        self.sql: list[str] = []
        self.reads_itself = False
        self.doubts = set[str]()
        self.files = set[Path]()
        self._seen = set[str]()

    def read(self, source_code: str | bytes) -> None:
        """Process one source."""
        tree = SourceTree(source_code)
        modules = dict(imported_modules(tree))
        for module, names in modules.items():
            self._imported(module, names)
        self.doubts.update(doubts_of(tree, modules))
        self.doubts.update(client_doubts(tree))
        self.sql += sql_in(tree)
        self.reads_itself |= any(node.attr == "this" for node in tree.attributes)

    def _imported(self, module: str, names: frozenset[str]) -> None:
        top = module.partition(".")[0]
        is_standard = top in sys.stdlib_module_names
        if top in _OUTSIDE or (is_standard and top not in _PURE):
            if not (names and names <= _HARMLESS.get(top, frozenset())):
                self.doubts.add(f"import {module}")
        elif not is_standard and top not in self._seen:
            self._seen.add(top)
            self._package(top)

    def _package(self, top: str) -> None:
        found = _version(top)
        if found is None:
            self.doubts.add(f"import {top}")
        elif isinstance(found, str):
            self.versions.add(found)
        else:
            digest = hashlib.sha256()
            self.files.update(found)
            for file in found:
                source = file.read_bytes()
                digest.update(str(file).encode() + b"\0" + source + b"\0")
                try:
                    self.read(source)
                except (SyntaxError, ValueError):
                    self.doubts.add(f"import {top}")
            self.versions.add(f"{top} {digest.hexdigest()}")


@cache
def _version(package: str) -> str | tuple[Path, ...] | None:
    """Return what identifies a package's state; None if nothing does.

    The name and version of its distribution; if it is not installed but in a folder, such as
    modules of the project, its files.
    """
    try:
        found = find_spec(package)
    except (ImportError, ValueError):
        found = None
    if found is None:
        return f"{package} missing"
    places = [Path(place) for place in found.submodule_search_locations or ()]
    origin = Path(found.origin) if found.origin else None
    is_installed = any(
        part in _INSTALLED for path in (origin, *places) if path for part in path.parts
    )
    # `pip install --target` can use folders of any name.
    if is_installed or any(any(place.parent.glob("*.dist-info")) for place in places):
        name = _DISTRIBUTIONS.get(package, package)
        version = version_of(name)
        if version is not None:
            return f"{name} {version}"
        if is_installed:
            return _by_files(package)
    files = sorted(file for place in places for file in place.rglob("*.py"))
    if files:
        return tuple(files)
    return (origin,) if origin is not None and origin.suffix == ".py" and origin.is_file() else None


def _by_files(package: str) -> str | None:
    return ", ".join(f"{name} {version_of(name)}" for name in names_of(package)) or None
