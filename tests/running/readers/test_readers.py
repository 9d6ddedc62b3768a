"""The copy for readers: reading it does not block builds, and it is from one generation."""

import os
import re
from pathlib import Path
from time import monotonic

import pytest

import orchestrator
from tests.pages import DOCS, blocks
from tests.projects import rows, seg, write_project
from tests.running.readers.readers import COPY, PROJECT, SHOP, asked, held, in_copy, told
from tests.running.reading import closing, published
from tests.running.stopped.processes import seg_process, started, wait_for
from tests.running.stopped.test_signals import FILES as SLOW

ALL = ["main.loyal", "main.people", "main.raw", "main.stg", "main.sums"]
IN_USE = (
    r"the warehouse is in use: this is from copies/readers.duckdb, generation 1, "
    r"published \d{4}-\d\d-\d\d \d\d:\d\d UTC\n"
)
READING = (
    ("show", "--select", "people"),
    ("show", "--inline", "select max(orders) as most from {{ ref('stg') }}"),
    ("segments",),
    ("segments", "--output", "json"),
    ("why", "2", "loyal.many"),
    ("customer", "2"),
    ("simulate", "loyal.many", "orders", "--from", "1", "--to", "9", "--step", "4"),
)


def built(folder: Path, **files: str) -> Path:
    """The shop, built once."""
    write_project(folder, {**SHOP, **files})
    outcome = seg(folder, "build")
    assert outcome.exit_code == 0, outcome
    return folder


def changed(folder: Path, orders: int) -> None:
    """Ann has another number of orders."""
    text = SHOP["seeds/raw.csv"].replace("x.org,1\n", f"x.org,{orders}\n")
    (folder / "seeds/raw.csv").write_text(text, "utf-8")


def leftovers(folder: Path) -> list[str]:
    return sorted(file.name for file in (folder / "copies").iterdir() if file.name != ".keep")


def test_the_copy_holds_what_is_published(tmp_path: Path) -> None:
    built(tmp_path)
    assert sorted(told(tmp_path)[2]) == ALL
    assert told(tmp_path)[:2] == (1, "dev")
    expected = published(tmp_path)
    assert {
        name: sorted(in_copy(tmp_path, f"from {name}"), key=repr) for name in expected
    } == expected
    kinds = "select distinct table_type from information_schema.tables"
    assert in_copy(tmp_path, kinds) == [("BASE TABLE",)]
    at = "select published_at from _seg.{}"
    copied = in_copy(tmp_path, at.format("readers_copy"))
    assert copied == rows(tmp_path, at.format("generations"))
    assert leftovers(tmp_path) == ["readers.duckdb"]
    assert (tmp_path / COPY).stat().st_mode & 0o222 == 0


def test_a_run_says_that_it_copied(tmp_path: Path) -> None:
    write_project(tmp_path, SHOP)
    first = closing(seg(tmp_path, "build"))
    line = "Copied for readers: 5 relations of generation 1 to copies/readers.duckdb in 0.00s"
    assert line in first
    for _ in range(3):
        again = seg(tmp_path, "build")
        assert (again.exit_code, "Copied" in again.stdout) == (0, False)


def test_an_open_reader_keeps_one_generation_while_builds_publish(tmp_path: Path) -> None:
    built(tmp_path)
    total = "select sum(orders), (select orders from sums) from people"
    with held(tmp_path / COPY, read_only=True) as reader:
        for number, orders in ((2, 10), (3, 100)):
            changed(tmp_path, orders)
            assert seg_process(tmp_path, "build").exit_code == 0
            assert asked(reader, total) == "[(15, 15)]"
            assert in_copy(tmp_path, total) == [(14 + orders, 14 + orders)]
            assert told(tmp_path)[0] == number
        assert asked(reader, "select generation from _seg.readers_copy") == "[(1,)]"
    assert leftovers(tmp_path) == ["readers.duckdb"]


@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_commands_read_it_while_another_process_has_the_warehouse(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    built(tmp_path)
    free = seg(tmp_path, *command)
    assert (free.exit_code, free.stderr) == (0, "")
    with held(tmp_path / "warehouse.duckdb"):
        found = seg(tmp_path, *command)
    assert (found.exit_code, found.stdout) == (0, free.stdout)
    assert re.fullmatch(IN_USE, found.stderr)


def test_they_read_it_while_a_build_runs(tmp_path: Path) -> None:
    files = {**SLOW, "seg_project.yml": "name: shop\npublish: {readers: r.duckdb}\n"}
    write_project(tmp_path, files)
    assert seg(tmp_path, "build").exit_code == 0
    with started(tmp_path, "build", "--vars", "{run: 2}") as build:
        wait_for(build, "START sql table model main.slow")
        shown = seg(tmp_path, "show", "--select", "slow", "--output", "json")
    assert shown.exit_code == 0
    assert "generation 1" in shown.stderr
    assert '"show": [{' in shown.stdout


def test_python_reads_it_too(tmp_path: Path) -> None:
    built(tmp_path)
    project = orchestrator.open_project(tmp_path)
    with held(tmp_path / "warehouse.duckdb"):
        frame = project.relation("people").df()
        assert project.query("select count(*) from {{ ref('loyal') }}").rows().values == ((3,),)
        assert [line.members for line in project.segments().lines] == [2, 1]
    assert sorted(frame["orders"]) == [1, 5, 9]


def test_without_the_key_its_name_is_the_fix(tmp_path: Path) -> None:
    built(tmp_path, **{"seg_project.yml": "name: shop\n"})
    with held(tmp_path / "warehouse.duckdb") as holder:
        for command in (("show", "--select", "people"), ("build", "--force")):
            refused = seg(tmp_path, *command)
            assert refused.exit_code == 3
            lines = refused.stderr.splitlines()
            assert lines[0].endswith(f"(PID {holder.pid})")
            assert lines[1:] == [
                "  fix: stop that program, or set a lock timeout to wait for it; 'publish: "
                "{readers: PATH}' in seg_project.yml keeps a copy that can be read meanwhile"
            ]
        assert not (tmp_path / COPY).exists()


def test_with_the_key_and_no_copy_yet(tmp_path: Path) -> None:
    built(tmp_path)
    (tmp_path / COPY).unlink()
    with held(tmp_path / "warehouse.duckdb"):
        refused = seg(tmp_path, "segments")
    assert refused.exit_code == 3
    assert "; the next build writes copies/readers.duckdb, which can be read" in refused.stderr


def test_what_a_run_holds_back_does_not_touch_it(tmp_path: Path) -> None:
    built(tmp_path)
    before = (tmp_path / COPY).stat()
    write_project(tmp_path, {"tests/few.sql": "select * from {{ ref('people') }} where orders > 9"})
    changed(tmp_path, 100)
    assert seg(tmp_path, "build").exit_code == 1
    after = (tmp_path / COPY).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert told(tmp_path)[0] == 1


def test_nobody_waits_who_can_read_it_unless_told_to(tmp_path: Path) -> None:
    engine = "engine: {path: warehouse.duckdb, lock_timeout_seconds: 60}\n"
    built(tmp_path, **{"seg_project.yml": PROJECT + engine})
    with held(tmp_path / "warehouse.duckdb"):
        began = monotonic()
        assert seg(tmp_path, "segments").exit_code == 0
        at_once = monotonic() - began
        assert seg(tmp_path, "segments", "--lock-timeout", "2").exit_code == 0
        waited = monotonic() - began - at_once
    assert at_once < 30
    assert waited >= 2


def test_of_a_database_in_memory_only_the_copy_is_left(tmp_path: Path) -> None:
    built(tmp_path, **{"seg_project.yml": f"{PROJECT}engine: {{path: ':memory:'}}\n"})
    assert in_copy(tmp_path, "from sums") == [(15,)]


def test_a_database_that_is_attached(tmp_path: Path) -> None:
    engine = "engine: {path: w.duckdb, database: wh, attach: [{path: deep.duckdb, alias: wh}]}\n"
    built(tmp_path, **{"seg_project.yml": PROJECT + engine})
    free = seg(tmp_path, "show", "--select", "people")
    for file in ("w.duckdb", "deep.duckdb"):
        with held(tmp_path / file):
            shown = seg(tmp_path, "show", "--select", "people")
        assert (shown.exit_code, shown.stdout) == (0, free.stdout)
        assert re.fullmatch(IN_USE, shown.stderr)


def test_a_selection_says_what_is_in_it(tmp_path: Path) -> None:
    keys = "publish: {readers: {path: copies/readers.duckdb, select: 'loyal path:models/marts'}}"
    built(tmp_path, **{"seg_project.yml": PROJECT.replace(PROJECT.splitlines()[1], keys)})
    assert sorted(told(tmp_path)[2]) == ["main.loyal", "main.sums"]
    names = "select table_name from information_schema.tables where table_schema = 'main'"
    assert sorted(in_copy(tmp_path, names)) == [("loyal",), ("sums",)]
    with held(tmp_path / "warehouse.duckdb"):
        assert seg(tmp_path, "show", "--select", "sums").exit_code == 0
        refused = seg(tmp_path, "show", "--select", "people")
        listed = seg(tmp_path, "segments")
    assert refused.exit_code == 2
    assert refused.stderr.splitlines()[1:] == [
        "'people' is not in the copy for readers",
        "  fix: try again later, or select it under 'publish: {readers: ...}'",
    ]
    assert "not in the copy for readers: loyal (try again later)" in listed.stdout
    # Another selection is another copy, though nothing else is to be done.
    write_project(tmp_path, {"seg_project.yml": PROJECT})
    assert "5 relations of generation 1" in seg(tmp_path, "build").stdout
    assert sorted(told(tmp_path)[2]) == ALL


def test_the_examples_of_the_page(tmp_path: Path) -> None:
    page = (
        (DOCS / "publishing.md")
        .read_text("utf-8")
        .partition("## Readers while")[2]
        .partition("\n## ")[0]
    )
    examples = [block.text for block in blocks(page) if block.language == "yaml"]
    assert len(examples) == 2
    tagged = {"models/marts/sums.yml": "models: [{name: sums, config: {tags: [dashboard]}}]"}
    for text, file, count in zip(examples, ("readers", "readers_dev"), (5, 1), strict=True):
        built(tmp_path, **{"seg_project.yml": f"name: shop\n{text}", **tagged})
        assert len(told(tmp_path, f"{file}.duckdb")[2]) == count


def test_a_rollback_rewrites_it(tmp_path: Path) -> None:
    built(tmp_path)
    changed(tmp_path, 10)
    seg(tmp_path, "build")
    done = seg(tmp_path, "rollback")
    assert done.exit_code == 0
    assert done.stdout.splitlines()[-1].startswith(
        "Copied for readers: 5 relations of generation 3 to copies/readers.duckdb in "
    )
    assert in_copy(tmp_path, "from sums") == [(15,)]
    assert told(tmp_path)[0] == 3


def test_orphans_leave_it(tmp_path: Path) -> None:
    built(tmp_path)
    (tmp_path / "models/marts/sums.sql").unlink()
    assert seg(tmp_path, "clean", "--orphans", "--yes").exit_code == 0
    assert sorted(told(tmp_path)[2]) == [name for name in ALL if name != "main.sums"]


def test_each_target_has_its_own(tmp_path: Path) -> None:
    files = {
        "seg_project.yml": "name: shop\nprofile: shop\n"
        "publish: {readers: 'copies/of_{{ target.name }}.duckdb'}\n",
        "profiles.yml": "shop:\n  target: dev\n  outputs:\n"
        "    dev: {type: duckdb, path: w.duckdb, schema: dev}\n"
        "    prod: {type: duckdb, path: w.duckdb, schema: prod}\n",
    }
    write_project(tmp_path, {**SHOP, **files})
    for target in ("dev", "prod"):
        assert seg(tmp_path, "build", "--target", target).exit_code == 0
    assert told(tmp_path, "copies/of_dev.duckdb")[:2] == (1, "dev")
    assert told(tmp_path, "copies/of_prod.duckdb")[:2] == (2, "prod")
    assert in_copy(tmp_path, "from prod.sums", "copies/of_prod.duckdb") == [(15,)]
    # One file for both would show one what the other published.
    both = files["seg_project.yml"].replace("{{ target.name }}", "dev")
    write_project(tmp_path, {"seg_project.yml": both})
    refused = seg(tmp_path, "build", "--target", "prod")
    assert refused.exit_code == 3
    assert (
        "The copy for readers was not written: copies/of_dev.duckdb is the copy for readers of "
        "shop/dev, not of shop/prod: it was left unchanged" in refused.stdout
    )
    with held(tmp_path / "w.duckdb"):
        refused = seg(tmp_path, "segments", "--target", "prod")
    assert refused.exit_code == 3
    assert "copies/of_dev.duckdb is the copy for readers of shop/dev" in refused.stderr


@pytest.mark.parametrize(
    ("publish", "message"),
    [
        ("{readers: 7}", "2:20: 'readers': expected a string or a mapping, found 7"),
        ("{readers: ''}", "2:20: 'readers': the path is empty"),
        ("{readers: copies}", "2:20: 'readers': copies is a folder"),
        ("{readers: warehouse.duckdb}", "2:20: 'readers': warehouse.duckdb is the warehouse"),
        (
            "{readers: warehouse.duckdb.wal}",
            "2:20: 'readers': warehouse.duckdb.wal has the name of a file that belongs to the",
        ),
        ('{readers: "a\\0b"}', "2:20: 'readers': 'a\\x00b' cannot be a file: embedded null byte"),
        (f"{{readers: {'x' * 256}}}", f"2:20: 'readers': '{'x' * 256}' cannot be a file: File na"),
        ("{readers: ~nobody.at.all/r.db}", "2:20: 'readers': '~nobody.at.all/r.db' cannot be a"),
        (
            "{readers: x/Main.db}",
            "2:20: 'readers': the file has the same name as the schema 'main' in it",
        ),
        (
            "{readers: main.v2.db}",
            "2:20: 'readers': the file has the same name as the schema 'main' in it",
        ),
        ("{reader: x}", "2:11: unknown key 'reader'\n  fix: did you mean 'readers'?"),
        ("{readers: {select: people}}", "2:20: 'path' is missing"),
        ("{readers: {path: r, pick: x}}", "2:30: unknown key 'pick'"),
        ("{readers: {path: r, select: ''}}", "2:38: 'select': the selection is empty"),
        (
            "{readers: {path: r, select: peple}}",
            "2:38: 'select': the criterion 'peple' does not match any enabled nodes\n"
            "  fix: did you mean 'people'?",
        ),
        ("{readers: {path: r, select: 'tga:x'}}", "2:38: select: no selection method 'tga'"),
        (
            "{readers: {path: r, select: 'resource_type:test'}}",
            "2:38: 'select': no model or seed is selected",
        ),
    ],
    ids=lambda value: value.partition("\n")[0],
)
def test_what_makes_no_sense_is_refused_with_its_place(
    tmp_path: Path, publish: str, message: str
) -> None:
    text = f"name: shop\npublish: {publish}\nroles: {{customers: ref('people')}}\n"
    write_project(tmp_path, {**SHOP, "seg_project.yml": text})
    refused = seg(tmp_path, "build")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr.startswith(f"seg_project.yml:{message}")
    assert not os.path.exists(tmp_path / "warehouse.duckdb")
