"""A copy for readers is made from the previous one: unchanged relations stay."""

import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.projects import reading, seg, write_project
from tests.running.readers.readers import COPY, in_copy, told
from tests.running.reading import published

TABLE = "{{ config(materialized='table') }}\n"
KEYED = "{{ config(materialized='incremental', unique_key='k') }}\n"
SEEDS = ("a", "b", "c")
FILES = {
    "seg_project.yml": f"name: shop\npublish: {{readers: {COPY}}}\n",
    "copies/.keep": "",
    **{f"seeds/{name}.csv": "k,v\n1,1\n2,2\n" for name in SEEDS},
    "models/of_a.sql": TABLE + "select k, v + 1 as v from {{ ref('a') }}",
    "models/of_b.sql": "select k, v * 2 as v from {{ ref('b') }}",
    "models/both.sql": TABLE + "select * from {{ ref('of_a') }} union all from {{ ref('of_b') }}",
    "models/seen.sql": "select count(*) as n, sum(v) as v from {{ ref('both') }}",
    "models/latest.sql": KEYED + "select k, v from {{ ref('c') }}",
    "models/grown.sql": "{{ config(materialized='incremental') }}\nselect sum(v) as v from "
    "{{ ref('c') }}",
}


def copied(folder: Path) -> Mapping[str, list[tuple[Any, ...]]]:
    """All rows of the copy, by name."""
    with reading(folder / COPY) as connection:
        names = connection.execute("select unnest(relations) from _seg.readers_copy").fetchall()
        return {
            name.removeprefix("main."): sorted(
                connection.execute(f"from {name}").fetchall(), key=repr
            )
            for (name,) in names
        }


EDITS = ("seed", "seed", "model", "view", "column", "select", "rollback", "gone")


def edited(folder: Path, what: str, chance: random.Random) -> tuple[str, ...]:
    """Change something; the command that is run next."""
    match what:
        case "seed":
            rows = "".join(f"{k},{chance.randrange(9)}\n" for k in range(chance.randrange(1, 5)))
            write_project(folder, {f"seeds/{chance.choice(SEEDS)}.csv": f"k,v\n{rows}"})
        case "model":
            sql = TABLE + f"select k, v + {chance.randrange(9)} as v from {{{{ ref('a') }}}}"
            write_project(folder, {"models/of_a.sql": sql})
        case "view":
            sql = f"select k, v * {chance.randrange(9)} as v from {{{{ ref('b') }}}}"
            is_table = chance.random() < 0.5
            write_project(folder, {"models/of_b.sql": TABLE + sql if is_table else sql})
        case "column":
            sql = f"select count(*) as n{chance.randrange(9)} from {{{{ ref('both') }}}}"
            write_project(folder, {"models/seen.sql": sql})
        case "select":
            select = chance.choice(("", ", select: '+both latest seen grown'"))
            text = f"name: shop\npublish: {{readers: {{path: {COPY}{select}}}}}\n"
            write_project(folder, {"seg_project.yml": text})
        case "rollback":
            return ("rollback",)
        case "gone":
            extra = folder / "models/extra.sql"
            if extra.exists():
                extra.unlink()
                return ("clean", "--orphans", "--yes")
            write_project(folder, {"models/extra.sql": TABLE + "select 1 as one"})
    return ("build",)


@pytest.mark.parametrize("seed", [1, 2])
def test_after_any_change_the_copy_is_what_is_published(tmp_path: Path, seed: int) -> None:
    write_project(tmp_path, FILES)
    assert seg(tmp_path, "build").exit_code == 0
    chance = random.Random(seed)
    # Each twice, in any order.
    for what in chance.sample(2 * EDITS, 2 * len(EDITS)):
        command = edited(tmp_path, what, chance)
        outcome = seg(tmp_path, *command)
        assert outcome.exit_code == 0, outcome
        # What somebody selects is what there is; a rollback may have undone a change of it.
        found, there = copied(tmp_path), published(tmp_path)
        assert len(found) > 7
        assert found == {name: there[name] for name in found}


def test_what_is_as_it_was_is_not_copied_again(tmp_path: Path) -> None:
    """A row inserted into the copy by hand shows that its table was not copied again."""
    write_project(tmp_path, FILES)
    seg(tmp_path, "build")
    _write(tmp_path, "update a set v = 77; update of_a set v = 77; update seen set v = 77")
    write_project(tmp_path, {"seeds/c.csv": "k,v\n1,5\n"})
    seg(tmp_path, "build")
    assert in_copy(tmp_path, "select distinct v from a union select v from of_a") == [(77,)]
    assert copied(tmp_path)["seen"] == published(tmp_path)["seen"]
    assert copied(tmp_path)["c"] == [(1, 5)]


def test_a_copy_that_somebody_wrote_to_is_made_from_nothing(tmp_path: Path) -> None:
    write_project(tmp_path, FILES)
    seg(tmp_path, "build")
    _write(tmp_path, "delete from a")
    write_project(tmp_path, {"seeds/c.csv": "k,v\n1,5\n"})
    assert seg(tmp_path, "build").exit_code == 0
    assert copied(tmp_path) == published(tmp_path)


def test_the_file_does_not_grow_for_ever(tmp_path: Path) -> None:
    many = TABLE + "select i, hash(i + {{ var('n') }}) as h from range(100000) as t (i)"
    write_project(tmp_path, {**FILES, "models/many.sql": many})
    sizes = []
    for number in range(8):
        assert seg(tmp_path, "build", "--vars", f"{{n: {number}}}").exit_code == 0
        sizes.append((tmp_path / COPY).stat().st_size)
        assert told(tmp_path)[0] == number + 1
    assert max(sizes) < 3 * sizes[0]


def _write(folder: Path, statements: str) -> None:
    (folder / COPY).chmod(0o644)
    with duckdb.connect(str(folder / COPY)) as connection:
        connection.execute(statements)
