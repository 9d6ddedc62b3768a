"""A project copied or moved with its cache is not read again, and nothing is stale."""

import json
import os
import shutil
from pathlib import Path

import pytest

from orchestrator.nodes import Source
from orchestrator.reading_cache.in_memory import InMemoryProject
from tests.projects import seg, write_project
from tests.reading_cache.projects import Answer, read

MODEL = "models/deep/a.sql"
FILES = {
    "seg_project.yml": "name: shop\nvars: {x: 2}\n",
    "packages.yml": "packages: [{local: vendor/tools}]\n",
    "vendor/tools/seg_project.yml": "name: tools\n",
    "vendor/tools/models/t.sql": "select {{ one() }} as id",
    "vendor/tools/macros/one.sql": "{% macro one() %}1{% endmacro %}",
    "vendor/tools/seeds/p.csv": "id\n1\n",
    MODEL: "select {{ var('x') }} as id, s.id as other from {{ ref('s') }} as s",
    "models/a.yml": "models: [{name: a, columns: [{name: id, data_tests: [unique]}]}]\n",
    "models/b.sql": "{% do log('seen', info=true) %}select * from {{ source('raw', 'calls') }}",
    "models/raw.yml": "sources: [{name: raw, tables: [{name: calls, external: "
    "{location: \"read_csv('data/calls.csv')\"}}]}]\n",
    "seeds/s.csv": "id\n1\n",
}
RELATIVE = {
    "models/files.yml": "sources: [{name: files, tables: [{name: calls, external: "
    "{location: data/calls.csv}}]}]\n"
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project that was read, with a package in it."""
    folder = write_project(tmp_path / "here", FILES)
    assert read(folder).told == ("seen",)
    return folder


def copied(project: Path, to: str) -> Path:
    return Path(shutil.copytree(project, project.parent / to, symlinks=True))


def read_from_cache(folder: Path, in_memory: InMemoryProject | None = None) -> Answer:
    """What reading says, which may look into no file of the project."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("orchestrator.reading_cache.load.read_packages", None)
        return read(folder, in_memory=in_memory)


@pytest.mark.parametrize("to", ["there", "far/away/from/there"])
def test_a_copy_is_not_read_again(project: Path, to: str) -> None:
    copy = copied(project, to)
    shutil.rmtree(project)

    found = read_from_cache(copy)

    assert found == read(copy, is_cached=False)
    assert found.rest[0] == copy
    assert found == read_from_cache(copy)


def test_a_moved_project_is_not_read_again(project: Path) -> None:
    in_memory = InMemoryProject()
    read(project, in_memory=in_memory)
    moved = project.rename(project.parent / "there")

    assert read_from_cache(moved, in_memory) == read(moved, is_cached=False)


def test_no_path_of_this_machine_is_kept(project: Path) -> None:
    seg(project, "parse")
    seg(project, "compile", "--select", "a")

    files = (project / "target/reading").iterdir()
    kept = {path.name.split(".")[-3]: path.read_bytes() for path in files}

    assert kept.keys() == {"project", "sql", "manifest", "yaml"}
    assert [name for name, data in kept.items() if os.fsencode(project) in data] == []


@pytest.mark.parametrize(
    "edits",
    [
        {MODEL: "select 7 as id from {{ ref('s') }}"},
        {"seeds/s.csv": "id\n2\n"},
        {"seeds/s.csv": "id,n\n2,3\n"},
        {"vendor/tools/macros/one.sql": "{% macro one() %}{{ config(tags=['m']) }}1{% endmacro %}"},
        {"models/a.yml": "models: [{name: a, description: another}]\n"},
        {"models/new.sql": "select 1 as id"},
        {"seg_project.yml": "name: shop\nvars: {x: 3}\n"},
        {"vendor/tools/seg_project.yml": "name: tools\nmodels: {+tags: [p]}\n"},
        {MODEL: "\n\nselect * from {{ ref('gone') }}"},
    ],
    ids=lambda edits: "{}: {:.20}".format(*next(iter(edits.items()))),
)
def test_a_copy_that_was_edited(project: Path, edits: dict[str, str]) -> None:
    before = read(project)
    copy = copied(project, "there")
    write_project(copy, edits)

    found = read(copy)

    assert found == read(copy, is_cached=False)
    assert (found.nodes, found.rest[4:], found.problems) != (
        before.nodes,
        before.rest[4:],
        before.problems,
    )
    assert read(project) == before


def test_what_is_wrong_in_a_copy_stands_there(project: Path) -> None:
    copy = copied(project, "there")
    write_project(copy, {MODEL: "\n\nselect * from {{ ref('gone') }}"})

    assert f"{MODEL}:3" in read(copy).problems


def test_a_file_that_a_source_reads_is_that_of_the_copy(project: Path) -> None:
    """The node contains the absolute path, so the project is read again in full."""
    write_project(project, RELATIVE)
    read(project)
    copy = copied(project, "there")

    found = read(copy)

    assert found == read(copy, is_cached=False)
    locations = {node.location for _, node in found.nodes if isinstance(node, Source)}
    assert locations == {"read_csv('data/calls.csv')", str(copy / "data/calls.csv")}
    assert read_from_cache(copy) == found


def test_a_link_may_lead_out_of_a_copy(project: Path) -> None:
    """The same link leads to a file of the project, and from the copy to another project's."""
    write_project(project, {"other/linked.sql": "select 1 as id"})
    (project / "models/linked.sql").symlink_to(project / "other/linked.sql")
    assert not read(project).problems
    copy = copied(project, "there")

    assert "models/linked.sql: this link leads outside the project" in read(copy).problems
    assert not read(project).problems


@pytest.mark.parametrize("key", ["model-paths: [{}]", "docs-paths: [{}]", "target-path: {}"])
def test_a_folder_outside_may_be_another_for_a_copy(project: Path, key: str) -> None:
    for path in (project / "lent", project.parent / "there/lent"):
        path.mkdir(parents=True)
    named = f"name: shop\n{key.format(project / 'lent')}\n"
    write_project(project, {"seg_project.yml": named})
    read(project)
    copy = Path(shutil.copytree(project, project.parent / "there", dirs_exist_ok=True))

    assert read(copy) == read(copy, is_cached=False)
    assert read(project) == read(project, is_cached=False)


def test_a_package_beside_the_project_moves_with_it(project: Path) -> None:
    (project / "vendor").rename(project.parent / "vendor")
    write_project(project, {"packages.yml": "packages: [{local: ../vendor/tools}]\n"})
    read(project)
    top = project.parent.rename(project.parent.with_name("elsewhere"))

    assert read_from_cache(top / "here") == read(top / "here", is_cached=False)
    shutil.copytree(top / "here", top / "deep/er/here")
    shutil.copytree(top / "vendor", top / "deep/vendor")
    assert "vendor/tools" in read(top / "deep/er/here").problems


def test_a_damaged_copy_is_read(project: Path) -> None:
    copy = copied(project, "there")
    [file] = copy.glob("target/reading/*.project.read.json")
    data = file.read_bytes()
    file.write_bytes(data[:-20] + bytes(20))

    found = read(copy)

    assert found == read(copy, is_cached=False)
    assert read_from_cache(copy) == found


def test_projects_that_share_a_target_do_not_take_each_others(project: Path) -> None:
    shared = project.parent / "target"
    other = copied(project, "there")
    for folder in (project, other):
        assert seg(folder, "parse", "--target-path", str(shared)).exit_code == 0
    write_project(other, {MODEL: "select 8 as id"})
    for folder in (other, project, other):
        assert seg(folder, "compile", "--target-path", str(shared)).exit_code == 0

    names = [path.name.split(".")[1] for path in (shared / "reading").glob("*.read.json")]
    assert names.count("project") == 2


def test_the_manifest_of_a_moved_project_says_where_it_is(tmp_path: Path) -> None:
    here = write_project(tmp_path / "here", {"seeds/a.csv": "id\n1\n"})
    assert seg(here, "build").exit_code == 0
    assert "nothing to do" in seg(here, "build").stdout
    there = here.rename(tmp_path / "there")

    again = seg(there, "build")

    assert "1 relation is as published" in again.stdout
    manifest = json.loads((there / "target/manifest.json").read_bytes())
    assert str(here) not in json.dumps(manifest)
    assert str(there) in json.dumps(manifest)
