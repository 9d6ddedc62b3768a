"""Lists written while another process has the warehouse: it records them later."""

from pathlib import Path

from tests.projects import rows, seg
from tests.running.readers.readers import PROJECT, held
from tests.running.readers.test_readers import built
from tests.running.stopped.processes import seg_process

FILES = {
    "seg_project.yml": PROJECT.replace("{customers:", "{reachability: ref('reach'), customers:")
    + "vars: {minimum_cell: 1, list_max_age_days: null}\n",
    "models/reach.sql": "{{ config(materialized='table') }}\n"
    "select customer_id, 'email' as channel, customer_id <> 3 as is_reachable "
    "from {{ ref('people') }}",
}
EXPORT = ("export", "loyal.many", "--channel", "email", "-o")
LIST = "loyal.many/email"
WAITING = "warehouse.duckdb.waiting"


def remembered(folder: Path) -> tuple[object, ...]:
    """What the warehouse knows of lists: files, and people by state."""
    return (
        rows(folder, "select list, file, people, columns from _seg.exports order by written_at"),
        rows(folder, "select state, entity from _seg.export_members order by all"),
    )


def test_the_list_is_the_same_and_is_remembered_by_the_next_that_writes(tmp_path: Path) -> None:
    built(tmp_path, **FILES)
    file = tmp_path / "list.csv"
    with held(tmp_path / "warehouse.duckdb"):
        written = seg(tmp_path, *EXPORT, str(file))
        assert written.exit_code == 0, written
        printed = seg_process(tmp_path, *EXPORT, "-")
    assert "the warehouse is in use: this is from copies/readers.duckdb, gen" in written.stderr
    assert file.read_text("utf-8") == printed.stdout == "customer_id\n2\n"
    assert (
        "compared with the number of people acknowledged when the copy for readers was written, "
        "1 are added" in written.stdout
    )
    assert (
        "withdrawals and suppressions as of when the copy for readers was written" in written.stdout
    )
    # The files name people.
    assert (tmp_path / WAITING).stat().st_mode & 0o077 == 0
    assert len([*(tmp_path / WAITING).iterdir()]) == 2
    assert seg(tmp_path, "build", "--force").exit_code == 0
    expected = [(LIST, name, 1, '["customer_id"]') for name in ("list.csv", None)]
    assert remembered(tmp_path) == (expected, [("written", "2")])
    assert not (tmp_path / WAITING).exists()
    acknowledged = seg(tmp_path, *EXPORT[:-1], "--acknowledge")
    assert acknowledged.exit_code == 0
    assert remembered(tmp_path)[1] == [("acknowledged", "2")]


def test_a_list_that_waits_is_found_by_an_erasure(tmp_path: Path) -> None:
    built(tmp_path, **FILES)
    file = tmp_path / "list.csv"
    with held(tmp_path / "warehouse.duckdb"):
        assert seg(tmp_path, *EXPORT, str(file)).exit_code == 0
    erased = seg(tmp_path, "erase", "2")
    assert "list.csv was rewritten without 1 row of theirs" in erased.stdout
    assert file.read_text("utf-8") == "customer_id\n"
    assert not (tmp_path / WAITING).exists()
    assert remembered(tmp_path)[1] == []


def test_a_list_that_was_written_during_an_erasure_is_rewritten_by_the_next_build(
    tmp_path: Path,
) -> None:
    """The copy contains the person until the erasure has rewritten it."""
    built(tmp_path, **FILES)
    with held(tmp_path / "warehouse.duckdb"):
        assert seg(tmp_path, *EXPORT, str(tmp_path / "list.csv")).exit_code == 0
    # As if the erasure had looked before the list was there.
    later = {file: file.read_bytes() for file in (tmp_path / WAITING).iterdir()}
    later[tmp_path / "list.csv"] = (tmp_path / "list.csv").read_bytes()
    for file in later:
        file.unlink()
    assert seg(tmp_path, "erase", "2").exit_code == 0
    (tmp_path / WAITING).mkdir(exist_ok=True)
    for file, content in later.items():
        file.write_bytes(content)
    again = seg(tmp_path, "build", "--force")
    assert (again.exit_code, "did not finish; 1 list rewritten now" in again.stdout) == (0, True)
    assert (tmp_path / "list.csv").read_text("utf-8") == "customer_id\n"
    assert remembered(tmp_path)[1] == []


def test_lists_of_one_moment_are_all_remembered(tmp_path: Path) -> None:
    built(tmp_path, **FILES)
    with held(tmp_path / "warehouse.duckdb"):
        for name in ("a.csv", "b.csv"):
            at = ("--now", "2026-11-02T00:00:00Z")
            assert seg(tmp_path, *EXPORT, str(tmp_path / name), *at).exit_code == 0
    assert seg(tmp_path, "build", "--force").exit_code == 0
    assert sorted(row[1] for row in remembered(tmp_path)[0]) == ["a.csv", "b.csv"]


def test_a_list_is_remembered_once(tmp_path: Path) -> None:
    """A kill between recording and deleting leaves a file that is already recorded."""
    built(tmp_path, **FILES)
    with held(tmp_path / "warehouse.duckdb"):
        seg(tmp_path, *EXPORT, str(tmp_path / "list.csv"))
    (waiting,) = (tmp_path / WAITING).iterdir()
    content = waiting.read_bytes()
    seg(tmp_path, "build", "--force")
    before = remembered(tmp_path)
    (tmp_path / WAITING).mkdir()
    waiting.write_bytes(content)
    seg(tmp_path, "build", "--force")
    assert remembered(tmp_path) == before
    assert not (tmp_path / WAITING).exists()


def test_a_list_that_became_much_shorter_is_refused(tmp_path: Path) -> None:
    raw = "customer_id,email,orders\n" + "".join(f"{n},p{n}@x.org,9\n" for n in range(10, 20))
    built(tmp_path, **{**FILES, "seeds/raw.csv": raw})
    file = str(tmp_path / "list.csv")
    assert seg(tmp_path, *EXPORT, file).exit_code == 0
    assert seg(tmp_path, *EXPORT[:-1], "--acknowledge").exit_code == 0
    (tmp_path / "seeds/raw.csv").write_text("\n".join(raw.splitlines()[:5]) + "\n", "utf-8")
    assert seg(tmp_path, "build").exit_code == 0
    with held(tmp_path / "warehouse.duckdb"):
        refused = seg(tmp_path, *EXPORT, file)
        allowed = seg(tmp_path, *EXPORT, file, "--allow-removals")
    assert refused.exit_code == 1
    assert f"6 of 10 acknowledged people would be removed from {LIST}" in refused.stderr
    assert allowed.exit_code == 0


def test_what_needs_the_warehouse_says_who_has_it(tmp_path: Path) -> None:
    built(tmp_path, **FILES)
    file = str(tmp_path / "list.csv")
    with held(tmp_path / "warehouse.duckdb") as holder:
        for more in (("-o", file, "--delta"), ("-o", file, "--hash-keys"), ("--acknowledge",)):
            refused = seg(tmp_path, *EXPORT[:-1], *more)
            assert refused.exit_code == 3
            assert refused.stderr.splitlines()[0].endswith(f"(PID {holder.pid})")
    assert not (tmp_path / WAITING).exists()
