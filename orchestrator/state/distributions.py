"""Versions of installed packages: what tells them is imported when the first is asked for.

It imports Python's mail and network modules with it, which takes 40 ms.
"""

from importlib import import_module
from typing import Any


def version_of(name: str) -> str | None:
    """The version of an installed distribution; None when there is none of that name."""
    metadata = _metadata()
    try:
        version: str = metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
    return version


def names_of(package: str) -> list[str]:
    """The distributions that hold a package, sorted; takes a second, as it reads all of them."""
    return sorted(_metadata().packages_distributions().get(package, ()))


def _metadata() -> Any:
    return import_module("importlib.metadata")
