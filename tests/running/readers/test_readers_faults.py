"""Failures of the copy for readers: published data stays, and the next run catches up."""

import os
from pathlib import Path

import pytest

from orchestrator.engines.duckdb.readers import copy as readers_copy
from orchestrator.engines.duckdb.readers.copy import STAGES
from tests.projects import rows, seg, write_project
from tests.running.readers.readers import COPY, SHOP, held, in_copy, told
from tests.running.readers.test_readers import built, changed, leftovers
from tests.running.reading import artifact, closing
from tests.running.stopped.kills import killed
from tests.running.stopped.processes import seg_process, seg_with_fault
from tests.running.stopped.test_environment import without_roots_rights

NOT_WRITTEN = "The copy for readers was not written: "
CANARY = "ann@x.org"


def problem(folder: Path, exit_code: int = 3) -> str:
    """Why a build that published says that it did not copy."""
    outcome = seg(folder, "build")
    assert outcome.exit_code == exit_code, outcome
    return closing(outcome).partition(NOT_WRITTEN)[2].partition("\n\n")[0]


@pytest.mark.parametrize("stage", STAGES)
def test_killed_while_it_is_written(tmp_path: Path, stage: str) -> None:
    """Either the old or the new copy is complete, and the next run leaves no other files."""
    built(tmp_path)
    changed(tmp_path, 10)
    assert killed(tmp_path, "build", at=f"readers:{stage}") == -9
    assert rows(tmp_path, "select max(number) from _seg.generations") == [(2,)]
    expected = (2, [(24,)]) if stage == "close" else (1, [(15,)])
    assert (told(tmp_path)[0], in_copy(tmp_path, "from sums")) == expected
    again = seg(tmp_path, "build")
    assert again.exit_code == 0
    assert "had published generation 2, which is complete" in again.stdout
    assert "nothing to do" in again.stdout
    assert (told(tmp_path)[0], in_copy(tmp_path, "from sums")) == (2, [(24,)])
    assert leftovers(tmp_path) == ["readers.duckdb"]


@pytest.mark.parametrize("stage", ["tables", "verify"])
def test_a_full_disk(tmp_path: Path, stage: str) -> None:
    built(tmp_path)
    changed(tmp_path, 10)
    full = seg_with_fault(tmp_path, "build", fault=f"readers:{stage}=full disk")
    assert full.exit_code == 3
    told_of_it = closing(full)
    assert "Published generation 2: " in told_of_it
    assert f"{NOT_WRITTEN}the disk is full: " in told_of_it
    assert "  fix: free some space" in told_of_it
    assert rows(tmp_path, "from sums") == [(24,)]
    assert (told(tmp_path)[0], leftovers(tmp_path)) == (1, ["readers.duckdb"])
    assert artifact(tmp_path, "run_results.json")["results"][0]["status"] == "success"
    # Also where nothing is to be done, as often as that is asked for.
    assert "Copied for readers: 5 relations of generation 2" in seg(tmp_path, "build").stdout
    assert told(tmp_path)[0] == 2


def test_nobody_else_reads_it_until_it_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rights: list[tuple[str, int]] = []

    def step(stage: str, _cursor: object) -> None:
        if stage in ("tables", "manifest", "verify", "sync"):
            (aside,) = (tmp_path / "copies").glob(".readers.duckdb.*.seg-readers")
            rights.append((stage, aside.stat().st_mode & 0o777))

    monkeypatch.setattr(readers_copy, "step", step)
    built(tmp_path)
    changed(tmp_path, 10)
    assert seg(tmp_path, "build").exit_code == 0
    stages = ("tables", "manifest", "verify", "sync") * 2
    assert rights == [(stage, 0o600) for stage in stages]


def test_a_failure_is_called_the_same_each_time(tmp_path: Path) -> None:
    """`seg watch` reports it once, although the temporary file has a different name each time."""
    name = "r" * 208  # a file can be called so, the one beside it cannot
    write_project(
        tmp_path, SHOP | {"seg_project.yml": f"name: shop\npublish: {{readers: {name}}}\n"}
    )
    first = problem(tmp_path, 1)
    assert f'/{name}.wal": File name too long' in first
    assert problem(tmp_path, 1) == first


def test_a_signal_while_it_is_written(tmp_path: Path) -> None:
    built(tmp_path)
    changed(tmp_path, 10)
    stopped = seg_process(tmp_path, "build", fault="readers:tables=signal in a long query")
    assert stopped.exit_code == 130
    assert f"{NOT_WRITTEN}the run was stopped" in closing(stopped)
    assert (told(tmp_path)[0], leftovers(tmp_path)) == (1, ["readers.duckdb"])
    seg(tmp_path, "build")
    assert told(tmp_path)[0] == 2


def test_a_signal_while_it_is_written_by_a_rollback(tmp_path: Path) -> None:
    built(tmp_path)
    changed(tmp_path, 10)
    seg(tmp_path, "build")
    stopped = seg_process(tmp_path, "rollback", fault="readers:tables=signal in a long query")
    told_of_it = "generation 3 is published; the steps after that were stopped\n\ninterrupted\n"
    assert (stopped.exit_code, stopped.stderr) == (130, told_of_it)
    assert rows(tmp_path, "from sums") == [(15,)]
    assert (told(tmp_path)[0], leftovers(tmp_path)) == (2, ["readers.duckdb"])
    seg(tmp_path, "build")
    assert in_copy(tmp_path, "from sums") == [(24,)]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    text = "name: shop\npublish: {readers: nowhere/readers.duckdb}\n"
    write_project(tmp_path, {**SHOP, "seg_project.yml": text})
    for _ in range(2):
        assert problem(tmp_path) == (
            f"nowhere/readers.duckdb: there is no folder {tmp_path}/nowhere\n"
            "  fix: create the folder, or name another file under 'publish: {readers: ...}'"
        )
    assert rows(tmp_path, "from sums") == [(15,)]
    quiet = seg(tmp_path, "build", "--quiet")
    assert NOT_WRITTEN in quiet.stdout
    (tmp_path / "nowhere").mkdir()
    assert seg(tmp_path, "build").exit_code == 0
    assert told(tmp_path, "nowhere/readers.duckdb")[0] == 1


def test_a_folder_that_nobody_may_write_to(tmp_path: Path) -> None:
    built(tmp_path)
    changed(tmp_path, 10)
    (tmp_path / "copies").chmod(0o555)
    refused = seg_process(tmp_path, "build", preexec_fn=without_roots_rights)
    (tmp_path / "copies").chmod(0o755)
    assert refused.exit_code == 3
    assert closing(refused).partition(NOT_WRITTEN)[2].splitlines()[:2] == [
        f"copies/readers.duckdb: no file can be created in {tmp_path}/copies: permission denied",
        "  fix: make the folder writable, or name another file under 'publish: {readers: ...}'",
    ]
    assert rows(tmp_path, "from sums") == [(24,)]
    assert told(tmp_path)[0] == 1


@pytest.mark.parametrize("content", [b"", b"dear diary", None], ids=["empty", "text", "database"])
def test_a_file_of_others_is_left(tmp_path: Path, content: bytes | None) -> None:
    write_project(tmp_path, SHOP)
    file = tmp_path / COPY
    if content is None:
        built(tmp_path / "other")
        content = (tmp_path / "other/warehouse.duckdb").read_bytes()
    file.write_bytes(content)
    assert problem(tmp_path) == (
        "copies/readers.duckdb is not a copy for readers: it was left unchanged\n"
        "  fix: delete the file, or name another one under 'publish: {readers: ...}'"
    )
    assert file.read_bytes() == content
    assert leftovers(tmp_path) == ["readers.duckdb"]


def test_somebody_who_opened_it_to_write(tmp_path: Path) -> None:
    built(tmp_path)
    changed(tmp_path, 10)
    (tmp_path / COPY).chmod(0o644)
    with held(tmp_path / COPY):
        assert problem(tmp_path).startswith(
            "copies/readers.duckdb is open for writing in another program: it was left unchanged"
        )
    assert seg(tmp_path, "build").exit_code == 0
    assert told(tmp_path)[0] == 2


def test_only_our_leftovers_are_cleared(tmp_path: Path) -> None:
    built(tmp_path)
    ours = f".readers.duckdb.{'0a' * 16}.seg-readers"
    others = [".readers.duckdb.mine.seg-readers", f".other.duckdb.{'0a' * 16}.seg-readers", "notes"]
    for name in (ours, f"{ours}.wal", *others):
        (tmp_path / "copies" / name).write_text("x", "utf-8")
    changed(tmp_path, 10)
    assert seg(tmp_path, "build").exit_code == 0
    assert leftovers(tmp_path) == sorted([*others, "readers.duckdb"])


def test_an_erasure_reaches_it(tmp_path: Path) -> None:
    """The copy stores rows of views too, and their source still contains the person."""
    view = "select customer_id, email from read_csv('people.csv', header = true)"
    built(tmp_path, **{"people.csv": "customer_id,email\n1,ann@x.org\n", "models/live.sql": view})
    assert in_copy(tmp_path, "from live") == [(1, CANARY)]
    erased = seg(tmp_path, "erase", "1")
    assert erased.exit_code == 0
    assert "Copied for readers: 6 relations of generation 1" in erased.stdout
    assert CANARY in seg(tmp_path, "show", "--select", "live").stdout
    for name in ("people", "stg", "raw", "loyal", "live"):
        assert in_copy(tmp_path, f"select count(*) from {name} where customer_id = 1") == [(0,)]
    assert CANARY.encode() not in (tmp_path / COPY).read_bytes()
    assert in_copy(tmp_path, "select count(*) from people") == [(2,)]
    # Later copies are without them, too.
    changed(tmp_path, 10)
    (tmp_path / "people.csv").write_text("customer_id,email\n1,ann@x.org\n2,bob@x.org\n", "utf-8")
    assert seg(tmp_path, "build", "--force").exit_code == 0
    assert (told(tmp_path)[0], in_copy(tmp_path, "from live")) == (2, [(2, "bob@x.org")])
    assert CANARY.encode() not in (tmp_path / COPY).read_bytes()


def test_an_erasure_names_the_copies_that_it_does_not_write(tmp_path: Path) -> None:
    text = "name: shop\nprofile: shop\npublish: {readers: 'copies/of_{{ target.name }}.duckdb'}\n"
    outputs = "".join(
        f"    {name}: {{type: duckdb, path: warehouse.duckdb, schema: {name}}}\n"
        for name in ("dev", "prod")
    )
    profiles = f"shop:\n  target: dev\n  outputs:\n{outputs}"
    built(tmp_path, **{"seg_project.yml": text, "profiles.yml": profiles})
    assert seg(tmp_path, "build", "--target", "prod").exit_code == 0
    moved = text.replace("of_{{", "now_{{")
    write_project(tmp_path, {"seg_project.yml": moved})
    assert seg(tmp_path, "build").exit_code == 0
    erased = seg(tmp_path, "erase", "1")
    assert erased.exit_code == 1
    assert erased.stdout.partition("not rewritten:\n")[2].splitlines()[:2] == [
        f"  file {tmp_path}/copies/of_dev.duckdb is not written any more: delete it",
        f"  file {tmp_path}/copies/of_prod.duckdb belongs to "
        "shop/prod, whose next build rewrites it without them",
    ]
    assert CANARY.encode() not in (tmp_path / "copies/now_dev.duckdb").read_bytes()
    # Also where an erasure was killed, and a build makes an end of it.
    assert killed(tmp_path, "erase", "2", at="readers:begin") == -9
    told_of_them = seg(tmp_path, "build").stdout
    assert f"a copy for readers was not rewritten: file {tmp_path}/copies/of_dev" in told_of_them
    assert f"a copy for readers was not rewritten: file {tmp_path}/copies/of_prod" in told_of_them
    # The one of the other target is written again though it is of this generation.
    write_project(tmp_path, {"seg_project.yml": text})
    prod = tmp_path / "copies/of_prod.duckdb"
    assert CANARY.encode() in prod.read_bytes()
    assert "Copied for readers" in seg(tmp_path, "build", "--target", "prod").stdout
    assert CANARY.encode() not in prod.read_bytes()


def test_an_erasure_that_cannot_write_it_deletes_it(tmp_path: Path) -> None:
    built(tmp_path)
    failed = seg_with_fault(tmp_path, "erase", "1", fault="readers:tables=full disk")
    assert failed.exit_code == 3
    assert "  the old one contained erased people, and was deleted" in failed.stdout
    assert leftovers(tmp_path) == []
    assert rows(tmp_path, "select count(*) from people where customer_id = 1") == [(0,)]
    assert "Copied for readers" in seg(tmp_path, "build").stdout
    assert CANARY.encode() not in (tmp_path / COPY).read_bytes()


def test_an_erasure_that_was_killed_before_it_is_finished(tmp_path: Path) -> None:
    built(tmp_path)
    assert killed(tmp_path, "erase", "1", at="readers:begin") == -9
    assert in_copy(tmp_path, "select count(*) from people") == [(3,)]
    again = seg(tmp_path, "build")
    assert (again.exit_code, "did not finish" in again.stdout) == (0, True)
    assert CANARY.encode() not in (tmp_path / COPY).read_bytes()
    assert in_copy(tmp_path, "select count(*) from people") == [(2,)]


def test_a_copy_that_is_gone_is_noticed_where_nothing_is_looked_at(tmp_path: Path) -> None:
    built(tmp_path)
    for _ in range(3):
        seg(tmp_path, "build")
    os.unlink(tmp_path / COPY)
    assert "Copied for readers: 5 relations of generation 1" in seg(tmp_path, "build").stdout
    assert told(tmp_path)[0] == 1
