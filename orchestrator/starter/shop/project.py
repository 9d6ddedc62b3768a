"""The files of a project that uses the segmentation as a package, with the shop's own staging."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from orchestrator.dialects.boundary import Dialect
from orchestrator.errors import UsageError
from orchestrator.installed import PREFIX, package_folder
from orchestrator.starter.shop.contract import inputs
from orchestrator.starter.shop.data_tests import data_tests, quoted
from orchestrator.starter.shop.places import FilePlace
from orchestrator.starter.shop.understanding import SOURCE, Shop, StagedTable

FILES = Path(__file__).parent / "files"
_PACKAGE = "orchestrator/segmentation"
_NO_TEMPLATE = str.maketrans("{}", "()")
_WHY = {
    "reporting_currency": "All amounts are in this currency.",
    "as_of_date": "The last day whose data counts. Default: the day of the run.",
    "orders_stale_after_days": "The build fails if the newest order is older; null: never.",
    "home_countries": "Customers in other countries count as abroad.",
}


def shop_files(
    shop: Shop, places: Mapping[str, FilePlace], target: Path, name: str, dialect: Dialect
) -> dict[Path, str]:
    """Return the text of each file by its path in the project folder `target`."""
    texts = {
        ".gitignore": (FILES.parents[1] / "files" / "gitignore").read_text("utf-8"),
        "README.md": (FILES / "README.md").read_text("utf-8").replace("__project_name__", name),
        "packages.yml": f"packages:\n  - local: {quoted(_package())}\n",
        "seg_project.yml": _project_file(shop, name),
        "models/sources.yml": _sources(shop, places, target, dialect),
    }
    texts |= {f"models/staging/{each.model}.sql": _model(each) for each in shop.tables}
    return {Path(path): texts[path] for path in sorted(texts)}


def _package() -> str:
    """Return how the project refers to the segmentation: in the installed wheel or a checkout."""
    folder = package_folder("orchestrator")
    if folder is None:
        raise UsageError("seg is not installed", fix="pip install seg-orchestrator")
    if Path(folder, "segmentation", "seg_project.yml").exists():
        return PREFIX + _PACKAGE
    return str(Path(folder).parent)


def _project_file(shop: Shop, name: str) -> str:
    variables = "".join(
        f"  # {_WHY[key]}\n  {key}: {quoted(value)}\n" for key, value in shop.variables.items()
    )
    return f"""\
name: {name}
version: "0.1.0"
config-version: 2

# The shop's time zone. Timestamps without a zone are used as they are: with UTC, their days are the
# days in the files. Timestamps with a zone are converted to days in this time zone.
timezone: UTC

models:
  {name}:
    +materialized: table

vars:
  shop_staging: false # this project has its own staging models for the package
{variables}"""


def _sources(shop: Shop, places: Mapping[str, FilePlace], target: Path, dialect: Dialect) -> str:
    tables = "".join(
        f"      - name: {name}\n"
        f"        description: {quoted(f'One row per {inputs()[name].holds}, or as exported.')}\n"
        f"        meta:\n"
        f"          external_location: {quoted(place.location(_near(place, target), dialect))}\n"
        + data_tests(_table(shop, name), dialect)
        for name, place in places.items()
    )
    return f"""\
version: 2

sources:
  - name: {SOURCE}
    description: The files that the shop exports.
    tables:
{tables}"""


def _table(shop: Shop, name: str) -> StagedTable:
    return next(table for table in shop.tables if table.name == name)


def _near(place: FilePlace, target: Path) -> str:
    """Return the path of a file, relative if it is next to the project or below it."""
    root = os.path.abspath(target)
    if Path(place.path).is_relative_to(Path(root).parent):
        return os.path.relpath(place.path, root)
    return place.path


def _model(table: StagedTable) -> str:
    # Comments contain the shop's values, which must neither end them nor act as templates.
    plain = (" ".join(line.split()).translate(_NO_TEMPLATE) for line in _remarks(table))
    return "".join(f"-- {line}\n" for line in plain) + table.sql


def _remarks(table: StagedTable) -> Iterator[str]:
    """Yield the comments at the top of a model: what a row is, and what was guessed."""
    read = f", from {table.read.shown}" if table.read else ""
    yield f"One row per {inputs()[table.name].holds}{read}."
    yield from table.remarks
    for match in table.found.values():
        if match.certainty in ("guessed", "specified") and match.notes and match.column:
            yield f"{match.target} is {match.column.name}: {'; '.join(match.notes)}"
