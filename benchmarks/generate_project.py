"""Write a project of N models and 2N data tests that costs almost nothing to compute.

    python benchmarks/generate_project.py FOLDER 1000 [--materialized table] [--tool dbt]

Five layers over one seed of 200 rows: staging models read the seed; every later model reads one
model of the previous layer and up to two staging models. The cost of a build is orchestration.
"""

import argparse
import random
from collections.abc import Sequence
from pathlib import Path

LAYERS = 5
ROWS = 200
MODELS_IN_A_FOLDER = 20

PROJECT_FILES = {
    "seg": {
        "seg_project.yml": "name: bench\nconfig-version: 2\nengine: {path: bench.duckdb}\n",
    },
    "dbt": {
        "dbt_project.yml": "name: bench\nversion: '1.0'\nconfig-version: 2\nprofile: bench\n",
        "profiles.yml": (
            "bench:\n  target: dev\n  outputs:\n    dev:\n"
            "      type: duckdb\n      path: bench.duckdb\n      threads: 4\n"
        ),
    },
}
"""The files that a tool needs, except for the settings of models."""

MACROS = """{% macro cents_to_euros(column, digits=2) %}
    round(({{ column }}) / 100.0, {{ digits }})
{% endmacro %}
"""


def parents_of(count: int, seed: int = 11) -> list[list[int]]:
    """Return the parents of each model; the first fifth read only the seed."""
    draw = random.Random(seed)
    width = max(1, -(-count // LAYERS))
    parents: list[list[int]] = []
    for index in range(count):
        layer = index // width
        if layer == 0:
            parents.append([])
            continue
        before = draw.randrange((layer - 1) * width, layer * width)
        staging = [draw.randrange(width) for _ in range(draw.choice((0, 1, 1, 2)))]
        parents.append(sorted({before, *staging}))
    return parents


def name_of(index: int) -> str:
    """Return the name of model `index`."""
    return f"model_{index:05d}"


def select_of(index: int, parents: Sequence[str], seed: str, euros: str) -> str:
    """Return the SELECT of a model; `parents`, `seed` and `euros` are text, Jinja or plain SQL."""
    if not parents:
        return (
            f"with renamed as (\n    select id, bucket, {euros} as amount, label\n"
            f"    from {seed}\n    where id is not null\n)\n\n"
            "select id, bucket, amount, label from renamed\n"
        )
    ctes = ",\n\n".join(
        f"parent_{n} as (\n    select * from {parent}\n)" for n, parent in enumerate(parents)
    )
    joins = "".join(
        f"\n    left join parent_{n} on parent_0.id = parent_{n}.id" for n in range(1, len(parents))
    )
    return (
        f"with {ctes},\n\njoined as (\n    select\n        parent_0.id,\n"
        f"        parent_0.bucket,\n        {euros} as amount,\n"
        f"        case when parent_0.label = 'l{index % 7}' then 'hit' else parent_0.label end"
        f" as label\n    from parent_0{joins}\n)\n\n"
        "select id, bucket, amount, label from joined where id >= 0\n"
    )


def write_project(folder: Path, count: int, materialized: str = "view", tool: str = "seg") -> None:
    """Write the project's files for `seg` or `dbt`."""
    parents = parents_of(count)
    files = {
        **PROJECT_FILES[tool],
        "macros/money.sql": MACROS,
        "seeds/events.csv": seed_csv(),
    }
    files[f"{tool}_project.yml"] += f"models:\n  bench:\n    +materialized: {materialized}\n"
    for index in range(count):
        refs = [f"{{{{ ref('{name_of(parent)}') }}}}" for parent in parents[index]]
        column = "parent_0.amount" if refs else "amount"
        select = select_of(
            index, refs, "{{ ref('events') }}", f"{{{{ cents_to_euros('{column}', 2) }}}}"
        )
        config = f"{{{{ config(tags=['t{index % 5}'], meta={{'owner': 'team_{index % 11}'}}) }}}}"
        files[f"models/{_folder(index)}/{name_of(index)}.sql"] = f"{config}\n\n{select}"
    for first in range(0, count, MODELS_IN_A_FOLDER):
        described = range(first, min(count, first + MODELS_IN_A_FOLDER))
        files[f"models/{_folder(first)}/_models.yml"] = "models:\n" + "".join(
            f"  - name: {name_of(index)}\n    description: One row per id.\n    columns:\n"
            "      - name: id\n        data_tests: [not_null, unique]\n"
            "      - name: amount\n        description: Euros.\n"
            for index in described
        )
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")


def seed_csv() -> str:
    """The seed: id, bucket, amount in cents, label."""
    draw = random.Random(5)
    rows = (
        f"{n},{draw.randrange(50)},{draw.randrange(100, 100_000)},l{draw.randrange(9)}\n"
        for n in range(1, ROWS + 1)
    )
    return "id,bucket,amount,label\n" + "".join(rows)


def _folder(index: int) -> str:
    return f"area_{index // MODELS_IN_A_FOLDER:04d}"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("count", type=int)
    parser.add_argument("--materialized", choices=("view", "table"), default="view")
    parser.add_argument("--tool", choices=("seg", "dbt"), default="seg")
    given = parser.parse_args()
    write_project(given.folder, given.count, given.materialized, given.tool)
