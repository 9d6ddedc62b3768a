"""Temporary files next to their destination: the next command removes what a kill left."""

import fcntl
import os
from pathlib import Path

import pytest

from orchestrator.artifacts.aside import aside, clear_left_aside, put

LEFT = ".seg-" + "0" * 32


def left_aside(parent: Path, *, old: bool = False) -> Path:
    """What a process leaves that is killed while it makes `place`, or while it puts it there."""
    folder = parent / LEFT
    (folder / "new/place").mkdir(parents=True)
    (folder / "new/place/part").write_text("new")
    if old:
        (folder / "old").mkdir()
        (folder / "old/part").write_text("old")
    return folder


def test_what_is_made_aside_takes_the_place_as_a_whole(tmp_path: Path) -> None:
    for content in ("one", "two"):
        with aside(tmp_path / "a folder" / "place") as made:
            made.write_text(content)
            put(made, tmp_path / "a folder" / "place")
        assert (tmp_path / "a folder" / "place").read_text() == content
    with aside(tmp_path / "a folder" / "place") as made:
        made.mkdir()
        (made / "part").write_text("three")
        put(made, tmp_path / "a folder" / "place")
    assert (tmp_path / "a folder/place/part").read_text() == "three"
    assert os.listdir(tmp_path / "a folder") == ["place"]


def test_what_fails_leaves_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "place").mkdir()
    with pytest.raises(FileNotFoundError), aside(tmp_path / "place") as made:
        put(made, tmp_path / "place")
    assert os.listdir(tmp_path) == ["place"]
    with pytest.raises(FileNotFoundError), aside(tmp_path / "a" / "folder" / "place") as made:
        put(made, tmp_path / "a" / "folder" / "place")
    assert os.listdir(tmp_path) == ["place"]


def test_the_next_one_clears_away_what_a_kill_left(tmp_path: Path) -> None:
    left_aside(tmp_path)
    (tmp_path / ".seg-mine").mkdir()
    with aside(tmp_path / "other"):
        assert not (tmp_path / LEFT).exists()
    assert os.listdir(tmp_path) == [".seg-mine"]


def test_what_a_running_process_makes_is_left_alone(tmp_path: Path) -> None:
    folder = left_aside(tmp_path)
    lock = os.open(folder, os.O_RDONLY)
    fcntl.flock(lock, fcntl.LOCK_EX)
    clear_left_aside(tmp_path)
    assert (folder / "new/place/part").exists()
    os.close(lock)
    clear_left_aside(tmp_path)
    assert os.listdir(tmp_path) == []


def test_a_folder_that_was_about_to_switch_is_switched(tmp_path: Path) -> None:
    left_aside(tmp_path, old=True)
    clear_left_aside(tmp_path)
    assert os.listdir(tmp_path) == ["place"]
    assert (tmp_path / "place/part").read_text() == "new"


def test_what_is_no_folder_and_what_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / LEFT).symlink_to(tmp_path / "elsewhere")
    clear_left_aside(tmp_path)
    clear_left_aside(tmp_path / "nowhere")
    assert sorted(os.listdir(tmp_path)) == [LEFT, "elsewhere"]


def test_a_folder_that_is_cleared_away_before_it_is_locked_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make, made = Path.mkdir, list[Path]()

    def cleared_at_once(folder: Path, *args: int, **options: bool) -> None:
        make(folder, *args, **options)
        if folder.name.startswith(".seg-") and not made:
            made.append(folder)
            folder.rmdir()

    monkeypatch.setattr(Path, "mkdir", cleared_at_once)
    with aside(tmp_path / "place") as file:
        file.write_text("one")
        put(file, tmp_path / "place")
    assert len(made) == 1
    assert os.listdir(tmp_path) == ["place"]
