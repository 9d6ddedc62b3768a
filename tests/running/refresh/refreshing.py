"""A project whose tables show whether they were made whole or for some keys only.

`feat` breaks its promise on purpose: `seen` is how many rows of `base` it was shown. What is made
of all customers has 20 there; what is made again for two of them has 2.
"""

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from tests.projects import Outcome, rows, seg, write_project

SOURCE = "sources: [{name: raw, tables: [{name: c, config: {external_location: c.csv}}]}]\n"
FEAT = "select id, v % 100 as w, count(*) over () as seen from {{ ref('base') }}\n"
FILES: Mapping[str, str] = {
    "seg_project.yml": "name: shop\nmodels: {shop: {+materialized: table}}\n",
    "models/base.sql": "select id, v from {{ source('raw', 'c') }}\n",
    "models/feat.sql": FEAT,
    "models/child.sql": "select id, w + 1 as x from {{ ref('feat') }}\n",
    "models/s.yml": SOURCE
    + (
        "models:\n"
        "  - {name: base, config: {refresh_by: id}}\n"
        "  - {name: feat, config: {refresh_by: id}}\n"
        "  - {name: child, config: {refresh_by: id}}\n"
    ),
}
COUNT = 20

Values = dict[str | None, int]


def values(**changed: int) -> Values:
    """Twenty customers with a value each, some of them with another one."""
    return {f"k{n}": n for n in range(COUNT)} | changed


TWO = values(k1=51, k2=52)
WHOLE = {COUNT: COUNT}


def feed(folder: Path, given: Values, *more: str) -> None:
    """Write the source; a key of None is empty, `more` are lines as they are."""
    lines = [f"{'' if key is None else key},{value}" for key, value in given.items()]
    (folder / "c.csv").write_text("\n".join(["id,v", *lines, *more]) + "\n")


def started(folder: Path, files: Mapping[str, str] | None = None) -> Path:
    """The project, built once."""
    write_project(folder, {**FILES, **(files or {})})
    feed(folder, values())
    built(folder)
    return folder


def built(folder: Path, *arguments: str, exit_code: int = 0) -> dict[str, str]:
    """The word of each node that ran, by its name: `REFRESH 2`, `OK`, `PASS`."""
    return words(ran(folder, "build", *arguments, exit_code=exit_code))


def ran(folder: Path, *arguments: str, exit_code: int = 0) -> Outcome:
    outcome = seg(folder, *arguments)
    assert outcome.exit_code == exit_code, outcome.stdout + outcome.stderr
    return outcome


def words(outcome: Outcome) -> dict[str, str]:
    """What the last line of each node has in brackets, without the time."""
    found = {}
    for line in outcome.stdout.splitlines():
        if line.endswith("]") and " START " not in line and " of " in line:
            name = line.split(" ..")[0].split()[-1].removeprefix("main.")
            found[name] = line.rpartition("[")[2].removesuffix("]").partition(" in ")[0]
    return found


def planned(folder: Path, *arguments: str) -> dict[str, tuple[str, str]]:
    """What a build would do to each node, and why."""
    steps = json.loads(ran(folder, "plan", "--json", *arguments).stdout)["steps"]
    return {step["unique_id"].split(".")[2]: (step["action"], step["reason"]) for step in steps}


def seen(folder: Path, relation: str = "feat") -> dict[int, int]:
    """How many rows were made of how many rows that they were shown."""
    return dict(Counter(n for (n,) in rows(folder, f"select seen from {relation}")))


def told(folder: Path, column: str, relation: str = "feat") -> dict[str, int]:
    """A column's values by customer."""
    return dict(rows(folder, f"select id, {column} from {relation} order by id"))  # type: ignore[arg-type]
