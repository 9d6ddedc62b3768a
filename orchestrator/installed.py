"""Files inside installed Python packages, which projects name as `python:package/path`."""

from importlib.util import find_spec
from pathlib import Path

from orchestrator.errors import Place, ProjectError

PREFIX = "python:"


def installed_path(location: str, place: Place) -> Path:
    """Return the path of `python:package/path`; raises ProjectError without the package.

    The package is located, not imported.
    """
    package, _, path = location.removeprefix(PREFIX).partition("/")
    folder = package_folder(package)
    if folder is None:
        raise ProjectError.of(
            f"the Python package '{package}' is not installed",
            place,
            f"pip install {package.replace('_', '-')}",
        )
    return Path(folder, path)


def package_folder(package: str) -> str | None:
    """Return the folder of an installed package; None if it is not installed."""
    spec = find_spec(package) if package.isidentifier() else None
    return spec.submodule_search_locations[0] if spec and spec.submodule_search_locations else None
