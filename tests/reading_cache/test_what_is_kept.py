"""The cache file: no secrets in clear; damage, crashes and permissions do no harm."""

import errno
import os
import threading
from pathlib import Path

import pytest
from msgspec.structs import fields

from orchestrator.project.value import ParsedProject
from orchestrator.reading_cache.store import FORMAT, KEPT_FILES, Stored, read_stored, write_stored
from tests.projects import write_project
from tests.reading_cache.projects import read

FILES = {
    "models/a.sql": "{{ config(tags=[var('x', 'none')]) }}select 1 as id",
    "models/b.sql": "{% if env_var('WHO', '') %}{{ config(tags=['w']) }}{% endif %}select 1 as id",
    "models/a.yml": "models: [{name: a, description: about a}]\n",
}


def cache_files(folder: Path) -> list[Path]:
    return sorted((folder / "target/reading").glob("*.read.json"))


def project_file(folder: Path) -> Path:
    [file] = [path for path in cache_files(folder) if path.name.endswith(".project.read.json")]
    return file


def test_values_of_variables_are_not_kept_in_clear(tmp_path: Path) -> None:
    write_project(tmp_path, FILES)
    read(tmp_path, environment={"WHO": "canary-of-the-environment"})

    file = project_file(tmp_path)

    assert b"about a" in file.read_bytes()
    assert b"canary" not in file.read_bytes()


@pytest.mark.parametrize(
    "where", ["vars", "environment", "profile", "project file", "for a package"]
)
def test_secrets_are_not_kept(tmp_path: Path, where: str) -> None:
    secret = "canary-0815"
    files = dict(FILES)
    variables, environment = {}, {"DBT_ENV_SECRET_KEY": secret}
    if where == "vars":
        variables = {"SEG_SECRET_KEY": secret}
        files["models/a.yml"] = (
            "models: [{name: a, description: \"{{ var('SEG_SECRET_KEY') }}\"}]\n"
        )
    elif where == "environment":
        files["models/b.sql"] = (
            "{{ config(meta={'k': env_var('DBT_ENV_SECRET_KEY')}) }}select 1 as id"
        )
    elif where == "project file":
        environment = {}
        files["seg_project.yml"] = f"name: shop\nvars: {{SEG_SECRET_KEY: {secret}}}\n"
    elif where == "for a package":
        environment = {}
        files["seg_project.yml"] = f"name: shop\nvars: {{shop: {{SEG_SECRET_KEY: {secret}}}}}\n"
    else:
        files["seg_project.yml"] = "name: shop\nprofile: shop\n"
        files["profiles.yml"] = (
            "shop:\n  target: dev\n  outputs:\n    dev:\n      type: duckdb\n"
            "      schema: \"{{ env_var('DBT_ENV_SECRET_KEY') | replace('-', '_') }}\"\n"
        )
    write_project(tmp_path, files)

    first = read(tmp_path, variables, environment)

    assert read(tmp_path, variables, environment) == first
    kept = b"".join(path.read_bytes() for path in (tmp_path / "target").rglob("*.json"))
    assert secret.encode() not in kept


def _cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def _flip(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]


DAMAGES = {
    "empty": lambda data: b"",
    "cut short": _cut,
    "one bit": _flip,
    "the first line only": lambda data: data.partition(b"\n")[0],
    "another format": lambda data: data.replace(b'"format":%d' % FORMAT, b'"format":0', 1),
    "not JSON": lambda data: b"\xff" * 100,
    "JSON of another shape": lambda data: b"[1, 2]\n",
    "sections of another shape": lambda data: b'{"format": %d, "sections": 7}\n' % FORMAT,
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_file_is_written_anew(tmp_path: Path, damage: object) -> None:
    write_project(tmp_path, FILES)
    first = read(tmp_path)
    file = project_file(tmp_path)
    assert callable(damage)
    file.write_bytes(damage(file.read_bytes()))

    assert read(tmp_path) == first
    assert read_stored(file) is not None


def test_a_folder_without_rights_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error is injected, because the tests may run as root."""
    write_project(tmp_path, FILES)
    refused: list[Path] = []

    def refuse(folder: Path, *_: object, **__: object) -> None:
        refused.append(folder)
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))

    monkeypatch.setattr(Path, "mkdir", refuse)

    assert read(tmp_path) == read(tmp_path, is_cached=False)
    assert set(refused) == {tmp_path / "target" / "reading"}
    assert cache_files(tmp_path) == []


def test_a_file_in_the_way_is_no_error(tmp_path: Path) -> None:
    write_project(tmp_path, {**FILES, "target/reading": "not a folder"})

    assert read(tmp_path) == read(tmp_path, is_cached=False)


def test_many_writers_leave_one_whole_file(tmp_path: Path) -> None:
    file = tmp_path / "x.read.json"
    writers = [
        threading.Thread(
            target=lambda n=n: [
                write_stored(file, Stored({"n": n}, {"s": b"%d" % n * 5000})) for _ in range(20)
            ]
        )
        for n in range(4)
    ]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        found = read_stored(file)
        assert found is None or found.sections["s"] == b"%d" % found.head["n"] * 5000
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


def test_only_the_newest_files_are_kept(tmp_path: Path) -> None:
    for number in range(KEPT_FILES + 3):
        file = tmp_path / f"{number}.read.json"
        write_stored(file, Stored({}, {}))
        os.utime(file, (number, number))
    write_stored(tmp_path / "last.read.json", Stored({}, {}))

    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        ["last.read.json", *(f"{n}.read.json" for n in range(4, KEPT_FILES + 3))]
    )


def test_no_partial_parse_leaves_no_file(tmp_path: Path) -> None:
    write_project(tmp_path, FILES)

    read(tmp_path, is_cached=False)

    assert cache_files(tmp_path) == []


def test_every_field_of_a_project_is_kept_or_known_before() -> None:
    """A new field of ParsedProject needs its place in `kept_project.packed`."""
    known_before = {"root", "name", "is_strict", "packages", "variables"}
    kept = {"nodes", "disabled", "macro_files", "described_macros", "roles", "groups", "docs"}

    assert {field.name for field in fields(ParsedProject)} == known_before | kept
