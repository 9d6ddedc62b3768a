"""Digests of files: correct after any change of a file, and computed once for a large one."""

import hashlib
import os
from pathlib import Path

import pytest

from orchestrator.project import digests
from orchestrator.project.digests import file_digest

SIZE = 1 << 20


def test_a_file_that_changes_at_once_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "s.csv"
    for letter in b"abcdefgh":
        data = bytes([letter]) * SIZE
        file.write_bytes(data)
        os.utime(file, (1_700_000_000, 1_700_000_000))
        assert file_digest(file) == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize(("size", "times_read"), [(SIZE, 1), (SIZE - 1, 2)])
def test_a_large_file_that_has_settled_is_read_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int, times_read: int
) -> None:
    monkeypatch.setattr(digests, "SAFE_NS", -(10**12))
    read: list[str] = []
    digest_of = digests._digest
    monkeypatch.setattr(digests, "_digest", lambda path: read.append(str(path)) or digest_of(path))
    file = tmp_path / "s.csv"
    file.write_bytes(b"a" * size)
    expected = hashlib.sha256(b"a" * size).hexdigest()
    assert [file_digest(file), file_digest(str(file))] == [expected, expected]
    assert read == [str(file)] * times_read


def test_a_large_file_that_has_settled_and_changes_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(digests, "SAFE_NS", -(10**12))
    file, other = tmp_path / "s.csv", tmp_path / "t.csv"
    file.write_bytes(b"a" * SIZE)
    other.write_bytes(b"b" * SIZE)
    for each in (file, other):
        os.utime(each, (1_700_000_000, 1_700_000_000))
    assert file_digest(file) == hashlib.sha256(b"a" * SIZE).hexdigest()
    other.replace(file)
    assert file_digest(file) == hashlib.sha256(b"b" * SIZE).hexdigest()
    file.unlink()
    with pytest.raises(FileNotFoundError):
        file_digest(file)
