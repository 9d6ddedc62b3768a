"""One project twice: under a seg_project.yml, which is strict, and under a dbt_project.yml."""

from collections.abc import Mapping
from pathlib import Path

from tests.projects import Outcome, seg

PROFILES = "shop: {target: dev, outputs: {dev: {type: duckdb, path: warehouse.duckdb}}}\n"
MODEL = {"models/a.sql": "select 1 as id\n"}


def write(folder: Path, files: Mapping[str, str]) -> Path:
    """The folder with just these files in it."""
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def strict(folder: Path, files: Mapping[str, str], *command: str, project: str = "") -> Outcome:
    """What `seg <command>` says of the project when it is seg's own."""
    files = {"seg_project.yml": f"name: shop\n{project}", **MODEL, **files}
    return seg(write(folder / "strict", files), *(command or ("parse",)))


def dbt(folder: Path, files: Mapping[str, str], *command: str, project: str = "") -> Outcome:
    """What `seg <command>` says of the project when it comes from dbt."""
    head = {"dbt_project.yml": f"name: shop\nprofile: shop\n{project}", "profiles.yml": PROFILES}
    return seg(write(folder / "dbt", {**head, **MODEL, **files}), *(command or ("parse",)))
