"""Tiny projects: some of the real models, on hand-made inputs."""

import json
import shutil
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tests.projects import Outcome, seg
from tests.shop_inputs import INPUTS

ROOT = Path(__file__).parents[2]

OTHERWISE = "otherwise"

Table = str
"""A header of `name:type` and lines of values, separated by spaces; `-` is NULL."""


def write_tiny(
    folder: Path,
    tables: Mapping[str, Table],
    real: Sequence[str] = (),
    variables: Mapping[str, Any] | None = None,
    files: Mapping[str, str] | None = None,
) -> Path:
    """A project with `tables` as models and the `real` models, by path.

    Who is known, and the sets of segments, are there where one of them reads them.
    """
    behind = [name for name in sets_behind(real) if Path(name).stem not in tables]
    real = [*real, *behind]
    sample = sample_project()
    declared = sample["vars"]
    switched_off = {f"input_{name}": False for name in INPUTS}
    project = {
        "name": "customer_segmentation",
        "vars": declared | switched_off | {"experiments": [], **(variables or {})},
        "roles": _roles(sample["roles"], {*tables, *(Path(name).stem for name in real)}),
        "models": {"customer_segmentation": {"+materialized": "table"} | stamped_folders(real)},
    }
    shutil.copytree(ROOT / "macros", folder / "macros")
    written = {f"models/inputs/{name}.sql": select(table) for name, table in tables.items()}
    written |= {"seg_project.yml": json.dumps(project), **(files or {})}
    if _read_by(real, "known_customers") and "known_customers" not in tables:
        written["models/inputs/known_customers.sql"] = KNOWN_CUSTOMERS
    for path, text in written.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    for name in real:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, file)
    return folder


def sets_behind(real: Sequence[str]) -> list[str]:
    """The real models of sets of segments, where others of these read them."""
    names = ("customer_segment_set", "segment_sets")
    is_read = _read_by(real, "segment_sets") or any(
        "segments_by_set" in _text(name) for name in real
    )
    return [f"models/segments/{name}.sql" for name in names] if is_read else []


def _read_by(real: Iterable[str], name: str) -> bool:
    return any(f"ref('{name}')" in _text(path) for path in real)


@cache
def _text(path: str) -> str:
    return (ROOT / path).read_text("utf-8")


def stamped_folders(real: Iterable[str]) -> dict[str, Any]:
    """What the sample stamps on its models in SQL, by folder; those in Python have no stamps."""
    folders = sample_project()["models"]["customer_segmentation"]
    found: dict[str, Any] = {}
    for file in map(Path, real):
        kind, folder, *below = file.parts
        if kind == "models" and "+stamps" in folders[folder]:
            stamped = found.setdefault(folder, {"+stamps": folders[folder]["+stamps"]})
            if file.suffix == ".py":
                for part in (*below[:-1], file.stem):
                    stamped = stamped.setdefault(part, {})
                stamped["+stamps"] = {}
    return found


@cache
def sample_project() -> dict[str, Any]:
    """The project file of the sample; nobody writes to it."""
    found: dict[str, Any] = yaml.safe_load((ROOT / "seg_project.yml").read_text("utf-8"))
    return found


def _roles(declared: Mapping[str, Any], models: Collection[str]) -> dict[str, Any]:
    """The roles of the sample that one of the models plays."""
    return {
        role: value
        for role, value in declared.items()
        if (value if isinstance(value, str) else value["relation"])[5:-2] in models
    }


def change_table(folder: Path, name: str, table: Table) -> None:
    """Let an input hold other rows."""
    (folder / "models" / "inputs" / f"{name}.sql").write_text(select(table), encoding="utf-8")


def select(table: Table) -> str:
    """The SELECT of a table's rows."""
    header, *lines = [line.split() for line in table.strip().splitlines()]
    columns = [column.split(":") for column in header]
    shown = ", ".join(f"cast({name} as {kind}) as {name}" for name, kind in columns)
    names = ", ".join(name for name, _ in columns)
    if not lines:
        nothing = ", ".join("null" for _ in columns)
        return f"select {shown} from (values ({nothing})) as given({names}) where false\n"
    rows = ", ".join(
        f"({', '.join('null' if value == '-' else repr(value) for value in line)})"
        for line in lines
    )
    return f"select {shown} from (values {rows}) as given({names})\n"


def families_file(families: Mapping[str, Mapping[str, str]], mode: str = "exclusive") -> str:
    """Families on customer_features, as a property file."""
    declared = [
        {
            "name": family,
            "on": "ref('customer_features')",
            "entity": "customer_id",
            "mode": mode,
            "segments": [
                {"name": name, "otherwise": True}
                if rule == OTHERWISE
                else {"name": name, "where": rule}
                for name, rule in segments.items()
            ],
        }
        for family, segments in families.items()
    ]
    return json.dumps({"version": 2, "segment_families": declared})


KNOWN_CUSTOMERS = "select customer_id from {{ ref('customer_features') }}\n"

MEMBERSHIP = (
    "{% for family in segment_families() %}{{ 'union all' if not loop.first }}\n"
    "select * from {{ family.relation }}\n{% endfor %}"
)


def built(folder: Path, **variables: Any) -> Outcome:
    """What `seg build` said, after it succeeded."""
    outcome = seg(folder, "build", "--vars", json.dumps(variables))
    assert outcome.exit_code == 0, outcome.stdout + outcome.stderr
    return outcome
