import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from orchestrator.artifacts import files
from orchestrator.artifacts.aside import clear_left_aside
from orchestrator.artifacts.files import write_atomically
from orchestrator.errors import EnvironmentFault


def test_a_file_and_its_directory_are_made(tmp_path: Path) -> None:
    path = tmp_path / "target" / "deep" / "x.json"
    write_atomically(path, "ż")
    write_atomically(path, b"\xff")
    assert path.read_bytes() == b"\xff"
    assert [found.name for found in path.parent.iterdir()] == ["x.json"]


def test_text_that_utf8_cannot_hold_is_spelled_out(tmp_path: Path) -> None:
    write_atomically(tmp_path / "x.sql", "select '\ud800'")
    assert (tmp_path / "x.sql").read_text() == "select '\\ud800'"


def test_what_a_dead_process_left_is_not_in_the_way(tmp_path: Path) -> None:
    (tmp_path / f".seg-{'0' * 32}").write_text("half")
    write_atomically(tmp_path / "x.json", "new")
    clear_left_aside(tmp_path)
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"x.json": "new"}


def test_the_file_behind_a_link_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "real.json").write_text("old")
    (tmp_path / "x.json").symlink_to(tmp_path / "real.json")
    write_atomically(tmp_path / "x.json", "new")
    assert (tmp_path / "x.json").is_symlink()
    assert (tmp_path / "real.json").read_text() == "new"


@pytest.mark.parametrize("step", ["sync", "replace"])
@pytest.mark.parametrize(
    ("number", "why", "fix"),
    [
        (
            errno.ENOSPC,
            "No space left on device",
            "\n  fix: free some disk space; the file is unchanged",
        ),
        (errno.EIO, "Input/output error", ""),
        (
            errno.EROFS,
            "Read-only file system",
            "\n  fix: choose a writable target path",
        ),
    ],
    ids=["disk full", "disk broken", "read only"],
)
def test_a_failure_leaves_the_old_file_and_nothing_else(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    number: int,
    why: str,
    fix: str,
) -> None:
    path = tmp_path / "x.json"
    path.write_text("old")

    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    if step == "sync":
        monkeypatch.setattr(files, "sync", fail)
    else:
        monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(EnvironmentFault) as caught:
        write_atomically(path, "new")
    assert str(caught.value) == f"cannot write {path}: {why}{fix}"
    assert {found.name: found.read_text() for found in tmp_path.iterdir()} == {"x.json": "old"}


def test_content_in_pieces_that_fails_halfway_leaves_the_old_file(tmp_path: Path) -> None:
    def pieces() -> Iterator[str]:
        yield "new"
        raise ValueError("halfway")

    file = tmp_path / "manifest.json"
    write_atomically(file, iter(["o", "ld"]))
    with pytest.raises(ValueError, match="halfway"):
        write_atomically(file, pieces())
    assert (file.read_text(), [each.name for each in tmp_path.iterdir()]) == ("old", [file.name])


def test_a_directory_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "target").write_text("a file")
    with pytest.raises(EnvironmentFault, match=r"^cannot write .*target/x\.json: "):
        write_atomically(tmp_path / "target" / "x.json", "new")
