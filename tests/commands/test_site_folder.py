"""Writing the site: at any moment there is a complete one, the old or the new."""

import fcntl
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from orchestrator.artifacts import files as artifact_files
from orchestrator.commands.docs.folder import write_site
from orchestrator.errors import EnvironmentFault
from tests.projects import seg
from tests.site.shop import made
from tests.site.site_data import parts

FILES = ("assets/site.js", "data/site.js", "data/runs.js")


def site(word: str) -> dict[str, str]:
    """A site in which each file says the same word."""
    return {"index.html": word, **dict.fromkeys(FILES, word)}


def written(folder: Path, word: str, stop_at: str | None = None) -> None:
    def files(inside: str) -> Iterator[tuple[str, str]]:
        for name in FILES:
            if name == stop_at:
                raise KeyboardInterrupt
            yield f"{inside}/{name}", word
        yield "index.html", f"{inside} {word}"

    write_site(folder, files)


def opened(folder: Path) -> dict[str, str]:
    """What a browser reads: the page, and the files in the folder that it names."""
    inside, _, word = (folder / "index.html").read_text().partition(" ")
    return {"index.html": word, **{name: (folder / inside / name).read_text() for name in FILES}}


def test_a_new_site_replaces_the_one_before(tmp_path: Path) -> None:
    written(tmp_path, "old")
    (tmp_path / "CNAME").write_text("shop.example")
    written(tmp_path, "new")
    assert opened(tmp_path) == site("new")
    assert len(list(tmp_path.glob("parts-*"))) == 1
    assert (tmp_path / "CNAME").read_text() == "shop.example"


@pytest.mark.parametrize("stop_at", FILES)
def test_a_signal_on_the_way_leaves_the_one_before_and_nothing_else(
    tmp_path: Path, stop_at: str
) -> None:
    written(tmp_path, "old")
    with pytest.raises(KeyboardInterrupt):
        written(tmp_path, "new", stop_at)
    assert opened(tmp_path) == site("old")
    assert len(list(tmp_path.glob("parts-*"))) == 1


def test_a_full_disk_leaves_the_one_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path, "old")

    def full(number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(artifact_files, "sync", full)
    with pytest.raises(EnvironmentFault, match="No space left on device"):
        written(tmp_path, "new")
    assert opened(tmp_path) == site("old")
    assert len(list(tmp_path.glob("parts-*"))) == 1


KILLED = """
import os, sys
from pathlib import Path
from orchestrator.commands.docs.folder import write_site

def files(inside):
    yield f"{inside}/assets/site.js", "new"
    print("half", flush=True)
    sys.stdin.read()

write_site(Path(sys.argv[1]), files)
"""


def test_a_kill_leaves_the_one_before_and_the_next_clears_up(tmp_path: Path) -> None:
    written(tmp_path, "old")
    command = [sys.executable, "-c", KILLED, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"half\n"
        with pytest.raises(EnvironmentFault, match="another process is writing the site"):
            written(tmp_path, "other")
        process.send_signal(signal.SIGKILL)
    assert opened(tmp_path) == site("old")
    assert len(list(tmp_path.glob("parts-*"))) == 2
    written(tmp_path, "new")
    assert opened(tmp_path) == site("new")
    assert len(list(tmp_path.glob("parts-*"))) == 1


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    made(tmp_path)
    before = parts(tmp_path)
    folder = tmp_path / "target" / "docs"
    number = os.open(folder, os.O_RDONLY)
    fcntl.flock(number, fcntl.LOCK_EX)
    try:
        outcome = seg(tmp_path, "docs", "generate")
    finally:
        os.close(number)
    assert (outcome.exit_code, outcome.stderr.splitlines()) == (
        3,
        [
            f"another process is writing the site in {folder}",
            "  fix: wait until it has ended",
        ],
    )
    assert parts(tmp_path) == before
    blocked = tmp_path / "other" / "docs"
    blocked.parent.mkdir()
    blocked.write_text("in the way")
    outcome = seg(tmp_path, "--target-path", str(blocked.parent), "docs", "generate")
    assert (outcome.exit_code, outcome.stderr.splitlines()[0]) == (
        3,
        f"cannot write {blocked}: File exists",
    )
