"""Versions of installed packages; the module that finds them is imported on first use.

It imports Python's mail and network modules, which takes 40 ms.
"""

from importlib import import_module
from typing import Any


def version_of(name: str) -> str | None:
    """Return the version of an installed distribution; None if it does not exist."""
    metadata = _metadata()
    try:
        version: str = metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
    return version


def names_of(package: str) -> list[str]:
    """Return the distributions that contain a package, sorted; takes a second, as it reads all."""
    return sorted(_metadata().packages_distributions().get(package, ()))


def _metadata() -> Any:
    return import_module("importlib.metadata")
