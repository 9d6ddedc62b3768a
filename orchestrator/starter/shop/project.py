"""The files of a project that takes the segmentation as a package, with a shop's own staging."""

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from orchestrator.dialects.boundary import Dialect
from orchestrator.errors import UsageError
from orchestrator.installed import PREFIX, package_folder
from orchestrator.starter.shop.contract import ORDERS, inputs
from orchestrator.starter.shop.guess import Match
from orchestrator.starter.shop.orders import statuses_of
from orchestrator.starter.shop.places import FilePlace
from orchestrator.starter.shop.understanding import SOURCE, Shop, StagedTable

FILES = Path(__file__).parent / "files"
_PACKAGE = "orchestrator/segmentation"
_NO_TEMPLATE = str.maketrans("{}", "()")
_STATUS_TEST = "status_of_orders_is_known_else_they_count_as_purchases"
_WHY = {
    "reporting_currency": "All amounts are in this currency.",
    "as_of_date": "The last day that is looked at; without it, the day of the run.",
    "orders_stale_after_days": "The build fails when the newest order is older; null: never.",
    "home_countries": "Customers elsewhere are abroad.",
}


def shop_files(
    shop: Shop, places: Mapping[str, FilePlace], target: Path, name: str, dialect: Dialect
) -> dict[Path, str]:
    """The text of each file by its path in the project in the folder `target`."""
    texts = {
        ".gitignore": (FILES.parents[1] / "files" / "gitignore").read_text("utf-8"),
        "README.md": (FILES / "README.md").read_text("utf-8").replace("__project_name__", name),
        "packages.yml": f"packages:\n  - local: {_quoted(_package())}\n",
        "seg_project.yml": _project_file(shop, name),
        "models/sources.yml": _sources(shop, places, target, dialect),
    }
    texts |= {f"models/staging/{each.model}.sql": _model(each) for each in shop.tables}
    return {Path(path): texts[path] for path in sorted(texts)}


def _package() -> str:
    """How a project names the segmentation: inside the installed wheel, or as this checkout."""
    folder = package_folder("orchestrator")
    if folder is None:
        raise UsageError("seg is not installed", fix="pip install seg-orchestrator")
    if Path(folder, "segmentation", "seg_project.yml").exists():
        return PREFIX + _PACKAGE
    return str(Path(folder).parent)


def _project_file(shop: Shop, name: str) -> str:
    variables = "".join(
        f"  # {_WHY[key]}\n  {key}: {_quoted(value)}\n" for key, value in shop.variables.items()
    )
    return f"""\
name: {name}
version: "0.1.0"
config-version: 2

# The shop's clock. Moments without a zone are taken as they are written: with UTC, their days are
# the days in the files. Moments with a zone turn to days of this clock.
timezone: UTC

models:
  {name}:
    +materialized: table

vars:
  shop_staging: false # this project fills the staging of the package itself
{variables}"""


def _sources(shop: Shop, places: Mapping[str, FilePlace], target: Path, dialect: Dialect) -> str:
    tables = "".join(
        f"      - name: {name}\n"
        f"        description: {_quoted(f'One row per {inputs()[name].holds}, or as it comes.')}\n"
        f"        meta:\n"
        f"          external_location: {_quoted(place.location(_near(place, target), dialect))}\n"
        + _data_tests(shop, name, dialect)
        for name, place in places.items()
    )
    return f"""\
version: 2

sources:
  - name: {SOURCE}
    description: What the shop exports, where it lies.
    tables:
{tables}"""


def _data_tests(shop: Shop, name: str, dialect: Dialect) -> str:
    """What warns of rows that staging reads in a way that nobody has agreed to."""
    (table,) = (table for table in shop.tables if table.name == name)
    tests = [_test_of_key(table, key, sql) for key, sql in table.keys.items()]
    if name == ORDERS:
        tests.append(_test_of_status(table.found, dialect))
    text = "".join(tests)
    return f"        data_tests:\n{text}" if text else ""


def _test_of_key(table: StagedTable, key: str, sql: str) -> str:
    """A data test that says how many rows name what is not there."""
    target = inputs()[table.name].columns[key]
    referred = inputs()[target.refers]
    what = "left out" if target.need else f"read without their {key}"
    return f"""\
          - relationships:
              name: {key}_of_{table.name}_is_known_else_{what.replace(" ", "_")}
              description: Rows whose {key} is not in {referred.model} are {what}.
              arguments:
                column_name: {_quoted(_no_template(sql))}
                to: ref('{referred.model}')
                field: {referred.key}
              config:
                severity: warn
"""


def _test_of_status(found: Mapping[str, Match], dialect: Dialect) -> str:
    """A data test that warns of a status that staging takes for a purchase, and nobody saw."""
    input_ = inputs()[ORDERS]
    statuses = statuses_of(found, input_, dialect)
    if statuses is None:
        return ""
    compared, known = statuses
    listed = "".join(f"                  - {_quoted(_no_template(value))}\n" for value in known)
    return f"""\
          # A status that is not listed here counts as a purchase. Once you know what it means, add
          # it to the list, and if it is no purchase, to the case in {input_.model}.sql too.
          - accepted_values:
              name: {_STATUS_TEST}
              description: A status that is new since the project began counts as a purchase.
              arguments:
                column_name: {_quoted(_no_template(compared))}
                values:
{listed}\
              config:
                severity: warn
"""


def _no_template(text: str) -> str:
    """The text so that a template gives it: what files say may look like one."""
    return f"{{{{ {_quoted(text)} }}}}" if "{" in text else text


def _near(place: FilePlace, target: Path) -> str:
    """The path of a file: relative to the project where it lies beside or below it."""
    root = os.path.abspath(target)
    if Path(place.path).is_relative_to(Path(root).parent):
        return os.path.relpath(place.path, root)
    return place.path


def _model(table: StagedTable) -> str:
    # Values of the shop stand in them: they must not end the comment, nor be a template.
    plain = (" ".join(line.split()).translate(_NO_TEMPLATE) for line in _remarks(table))
    return "".join(f"-- {line}\n" for line in plain) + table.sql


def _remarks(table: StagedTable) -> Iterator[str]:
    """What is at the top of a model: what a row is, and what was guessed."""
    read = f", from {table.read.shown}" if table.read else ""
    yield f"One row per {inputs()[table.name].holds}{read}."
    yield from table.told
    for match in table.found.values():
        if match.certainty in ("guessed", "told") and match.notes and match.column:
            yield f"{match.target} is {match.column.name}: {'; '.join(match.notes)}"


def _quoted(value: Any) -> str:
    """The value as YAML on one line."""
    return json.dumps(value, ensure_ascii=False)
