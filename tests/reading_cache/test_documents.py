"""Cached YAML of project files: the same values at the same places."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from orchestrator.config.values import Map, Seq
from orchestrator.config.yaml_reader import read_yaml
from orchestrator.reading_cache import documents
from orchestrator.reading_cache.documents import Documents
from orchestrator.reading_cache.store import CacheFolder
from orchestrator.secrets import Mask
from tests.projects import write_project
from tests.reading_cache.projects import read

TEXT = """\
name: shop
1: [one, 2, 3.5, .inf, true, null, {a: {}}, []]
2026-01-02: {from: 2026-01-02 03:04:05, "$": x, yes: 'no'}
models:
    shop: {+tags: [a, b]}
<<: {more: [1, 2]}
named: &day {as_of: "{{ day() }}"}
again: [*day, *day, {<<: *day}]
"""


def told(value: Any) -> Iterator[Any]:
    """The value with the place of each part, and its types."""
    if isinstance(value, Map):
        yield value.place
        for key, item in value.items():
            yield repr(key), value.key_place(key), value.value_place(key)
            yield from told(item)
    elif isinstance(value, Seq):
        yield value.place
        for number, item in enumerate(value):
            yield value.value_place(number)
            yield from told(item)
    else:
        yield repr(value)


def kept(folder: Path) -> CacheFolder:
    return CacheFolder(folder / "reading", Mask())


def test_what_was_kept_is_what_was_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "x.yml"
    file.write_text(TEXT)
    first = Documents(tmp_path / "reading")
    assert list(told(first.read(file, "x.yml"))) == list(told(read_yaml(TEXT, "x.yml")))
    first.save(kept(tmp_path))
    monkeypatch.setattr(documents, "read_yaml", None)

    found = Documents(tmp_path / "reading").read(file, "x.yml")

    assert list(told(found)) == list(told(read_yaml(TEXT, "x.yml")))
    assert found == read_yaml(TEXT, "x.yml")


@pytest.mark.parametrize("text", ["", "a", "[]", "{}", "a: b\n"])
def test_any_value_is_kept(tmp_path: Path, text: str) -> None:
    file = tmp_path / "x.yml"
    file.write_text(text)
    first = Documents(tmp_path / "reading")
    value = first.read(file, "x.yml")
    first.save(kept(tmp_path))

    assert Documents(tmp_path / "reading").read(file, "x.yml") == value


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [x, y]\nb: &b [*a, *a, *a]\nc: &c [*b, *b, *b]\nd: [*c, *c, *c]\n",
        f"a: &a {'x' * 1000}\nb: [{'*a,' * 1000}]\n",
    ],
)
def test_what_is_repeated_many_times_is_not_kept(
    tmp_path: Path, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "x.yml"
    file.write_text(text)
    first = Documents(tmp_path / "reading")
    first.read(file, "x.yml")
    first.save(kept(tmp_path))
    read_again: list[str] = []
    monkeypatch.setattr(documents, "read_yaml", lambda text, _: read_again.append(text))

    Documents(tmp_path / "reading").read(file, "x.yml")

    assert read_again == [text]


@pytest.mark.parametrize("edit", ["name: other\n", "name:  shop\n"])
def test_another_text_is_read(tmp_path: Path, edit: str) -> None:
    file = tmp_path / "x.yml"
    file.write_text("name: shop\n")
    first = Documents(tmp_path / "reading")
    first.read(file, "x.yml")
    first.save(kept(tmp_path))
    file.write_text(edit)

    found = Documents(tmp_path / "reading").read(file, "x.yml")

    assert list(told(found)) == list(told(read_yaml(edit, "x.yml")))


def test_another_version_of_seg_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "x.yml"
    file.write_text("name: shop\n")
    first = Documents(tmp_path / "reading")
    first.read(file, "x.yml")
    first.save(kept(tmp_path))
    read_again: list[str] = []
    monkeypatch.setattr(documents, "versions", lambda: ("another",))
    monkeypatch.setattr(documents, "read_yaml", lambda text, _: read_again.append(text))

    Documents(tmp_path / "reading").read(file, "x.yml")

    assert read_again == ["name: shop\n"]


def test_a_project_that_keeps_its_target_elsewhere_keeps_no_yaml(tmp_path: Path) -> None:
    write_project(
        tmp_path, {"seg_project.yml": "name: shop\ntarget-path: out\n", "models/a.sql": "select 1"}
    )

    assert read(tmp_path) == read(tmp_path)
    assert sorted(path.name.split(".")[-3] for path in (tmp_path / "out/reading").iterdir()) == [
        "project"
    ]
    assert not (tmp_path / "target").exists()
