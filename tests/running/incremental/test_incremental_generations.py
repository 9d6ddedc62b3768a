"""Incremental models over many runs: batches add up, every generation can be restored."""

import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.projects import seg, write_project
from tests.running.reading import Published, published

STRATEGIES = ("append", "delete+insert", "merge")

MODEL = """
{{{{ config(materialized='incremental', incremental_strategy='{strategy}', unique_key='id') }}}}
select id, batch, {number} as number from {{{{ ref('input') }}}}
{{% if is_incremental() %}}
where batch > (select coalesce(max(batch), 0) from {{{{ this }}}})
{{% endif %}}
"""

Row = tuple[int | None, int]
Batches = list[list[Row]]


def project(folder: Path) -> None:
    """One model a strategy, all fed from a CSV file, and a table and a view on them."""
    names = [strategy.replace("+", "_") for strategy in STRATEGIES]
    union = " union all ".join(f"select id, batch, number from {{{{ ref('{n}') }}}}" for n in names)
    files = {"seg_project.yml": "name: shop\npublish: {keep_generations: 20}\n"}
    files |= {
        f"models/{name}.sql": MODEL.format(strategy=strategy, number=number)
        for number, (name, strategy) in enumerate(zip(names, STRATEGIES, strict=True))
    }
    files["models/all_of_them.sql"] = "{{ config(materialized='table') }}\n" + union
    files["models/seen.sql"] = "select * from {{ ref('all_of_them') }}"
    files["seeds/schema.yml"] = (
        "seeds: [{name: input, config: {column_types: {id: integer, batch: integer}}}]"
    )
    write_project(folder, files)


def feed(folder: Path, batches: Batches) -> None:
    """Everything that has arrived so far; the models take what is new."""
    lines = [
        f"{'' if id is None else id},{number}"
        for number, batch in enumerate(batches, start=1)
        for id, _ in batch
    ]
    write_project(folder, {"seeds/input.csv": "\n".join(["id,batch", *lines]) + "\n"})


def build(folder: Path, *arguments: str) -> Published:
    outcome = seg(folder, "build", "--quiet", *arguments)
    assert (outcome.exit_code, outcome.stdout) == (0, "")
    return published(folder)


def once_each(batch: list[Row]) -> list[Row]:
    """A batch that merge accepts: one row for each key."""
    return list({id: (id, value) for id, value in batch}.values())


batches = st.lists(
    st.lists(st.tuples(st.integers(0, 6), st.just(0)), min_size=1, max_size=5).map(once_each),
    min_size=2,
    max_size=3,
)
quick = settings(
    max_examples=4,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],  # shrinking runs for minutes
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def newest(batches: Batches) -> list[tuple[int | None, int]]:
    """Each key with the last batch that held it: what one pass over all batches must give."""
    found = {id: number for number, batch in enumerate(batches, 1) for id, _ in batch}
    return sorted(found.items(), key=repr)


def folders() -> Iterator[Path]:
    with TemporaryDirectory() as folder:
        yield Path(folder)


@quick
@given(batches)
def test_batches_add_up_to_one_pass(batches: Batches) -> None:
    """k batches, each run twice, give the same as one independent computation over all rows."""
    for folder in folders():
        project(folder)
        for number in range(1, len(batches) + 1):
            feed(folder, batches[:number])
            build(folder)
        again = build(folder)
        expected = newest(batches)
        assert [(id, batch) for id, batch, _ in again["delete_insert"]] == expected
        assert [(id, batch) for id, batch, _ in again["merge"]] == expected
        assert [(id, batch) for id, batch, _ in again["append"]] == sorted(
            (id, number) for number, batch in enumerate(batches, 1) for id, _ in batch
        )
        assert again["seen"] == again["all_of_them"]
        # One full refresh over input without replaced rows is the same, to the last row.
        kept = [
            [(id, 0) for id, last in expected if last == number]
            for number in range(1, len(batches) + 1)
        ]
        feed(folder, kept)
        refreshed = build(folder, "--full-refresh")
        for name in ("delete_insert", "merge"):
            assert refreshed[name] == again[name]


@quick
@given(batches, st.data())
def test_every_generation_can_be_brought_back(batches: Batches, data: st.DataObject) -> None:
    """All rows and their numbers are restored, in any order of rollbacks and builds."""
    for folder in folders():
        project(folder)
        states: list[tuple[int, Published]] = []
        for number in range(1, len(batches) + 1):
            feed(folder, batches[:number])
            states.append((number, build(folder)))
        number = len(batches)
        for target in data.draw(st.lists(st.integers(1, len(batches)), max_size=2)):
            number, state = states[target - 1]
            assert seg(folder, "rollback", str(target)).exit_code == 0
            assert published(folder) == state
            states.append((number, state))
        # Building goes on from what is published, batch by batch.
        for following in range(number + 1, len(batches) + 1):
            feed(folder, batches[:following])
            assert build(folder) == states[following - 1][1]


def test_a_rollback_is_a_generation_of_its_own(tmp_path: Path) -> None:
    project(tmp_path)
    states = []
    for number in range(1, 4):
        feed(tmp_path, [[(1, 0), (number, 0)][: min(number, 2)] for number in range(1, number + 1)])
        states.append(build(tmp_path))
    back = seg(tmp_path, "rollback", "1")
    assert (back.exit_code, back.stdout) == (
        0,
        "Published generation 1 again, as generation 4: 6 relations switched.\n",
    )
    assert published(tmp_path) == states[0]
    forth = seg(tmp_path, "rollback")
    assert forth.stdout.startswith("Published generation 3 again, as generation 5: ")
    assert published(tmp_path) == states[2]
    listed = seg(tmp_path, "rollback", "--list").stdout.splitlines()
    assert [line.split(":")[0].strip() for line in listed] == [
        "generation 5 (generation 3 again)",
        "generation 4 (generation 1 again)",
        "generation 3",
        "generation 2",
        "generation 1",
    ]
    found = json.loads(seg(tmp_path, "rollback", "--list", "--json").stdout)["generations"]
    assert [(each["generation"], each["restores"], each["is_current"]) for each in found] == [
        (5, 3, True),
        (4, 1, False),
        (3, None, False),
        (2, None, False),
        (1, None, False),
    ]
    run_id = found[0]["run_id"]
    assert (len(run_id), listed[0].endswith(f", run {run_id[:8]}  <- current")) == (36, True)
    gone = seg(tmp_path, "rollback", "9")
    assert (gone.exit_code, gone.stderr) == (
        2,
        "no generation 9 to roll back to\n  fix: available generations: 5, 4, 3, 2, 1\n",
    )


def test_a_rollback_to_a_rollback_is_the_first_generation_again(tmp_path: Path) -> None:
    project(tmp_path)
    for number in (1, 2):
        feed(tmp_path, [[(1, 0), (number, 0)]])
        build(tmp_path)
    # A warehouse of a seg that did not note which generation came back.
    with duckdb.connect(str(tmp_path / "warehouse.duckdb")) as connection:
        connection.execute("alter table _seg.generations drop column restores")
    assert "again" not in seg(tmp_path, "rollback", "--list").stdout
    for number in ("1", "3"):
        made = json.loads(seg(tmp_path, "rollback", number, "--json").stdout)
    assert (made["generation"], made["restores"], made["notices"]) == (4, 1, [])


def test_only_so_many_generations_are_kept(tmp_path: Path) -> None:
    project(tmp_path)
    write_project(tmp_path, {"seg_project.yml": "name: shop\npublish: {keep_generations: 2}\n"})
    for number in range(1, 5):
        feed(tmp_path, [[(1, 0), (2, 0)] for _ in range(number)])
        build(tmp_path)
    listed = seg(tmp_path, "rollback", "--list").stdout
    assert [line.split(":")[0].strip() for line in listed.splitlines()] == [
        "generation 4",
        "generation 3",
    ]
    assert seg(tmp_path, "rollback", "1").exit_code == 2
    assert seg(tmp_path, "rollback").exit_code == 0
    assert json.dumps(newest([[(1, 0), (2, 0)]] * 3)) == json.dumps(
        [(id, batch) for id, batch, _ in published(tmp_path)["merge"]]
    )
