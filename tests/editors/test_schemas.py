"""Schemas and decoders agree: value by value here, and in all YAML that other tests read.

See `recording.py`, which holds every file of the tests of config, properties, keys and segments
against its schema.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

import pytest
from jsonschema import Draft7Validator
from msgspec import Struct

from orchestrator.config.config_keys import NODE_KEYS, Kind
from orchestrator.config.decoder import decode, written_fields
from orchestrator.config.destination import Destination
from orchestrator.config.key_effects import Works
from orchestrator.config.project_file import Publish
from orchestrator.config.readers import Readers
from orchestrator.config.reviewing import Reviewing
from orchestrator.config.serving import Serving
from orchestrator.config.settings import settings_for
from orchestrator.config.values import Map
from orchestrator.config.yaml_reader import read_yaml
from orchestrator.editors.families import TEXTS
from orchestrator.editors.schemas import SCHEMAS
from orchestrator.editors.settings import VALUES, settings
from orchestrator.editors.shapes import Shapes
from orchestrator.errors import Place, Problems
from orchestrator.nodes import FreshnessPolicy, Threshold
from tests.editors.agreement import BEYOND, complaints, plain
from tests.editors.files import published
from tests.editors.recording import CHECKS
from tests.pages import ROOT, blocks
from tests.projects import seg, write_project

SAMPLES = (
    "''", "x", "error", "table", "2027-06-30", "0", "1", "-1", "1.5", "true", "[]", "[a]", "[1]",
    "[a, b]", "{}", "{a: 1}", "{a: b}", "{a: true}", "{enabled: true}", "{count: 1, period: day}",
    "{warn_after: {count: 1, period: day}}", "null",
)  # fmt: skip
CLASSES = (*TEXTS, Publish, Readers, Reviewing, Serving, Destination, FreshnessPolicy, Threshold)
MINIMAL = {str: "'x'", int: "1", float: "1"}


def validator_of(schema: Mapping[str, Any]) -> Any:
    return Draft7Validator(schema)


def differing(schema: Mapping[str, Any], judge: Any, keys: Any, start: str = "") -> Iterator[str]:
    """Where a schema and the reader of a mapping with one more key do not agree."""
    validator = validator_of(schema)
    for key in keys:
        for sample in SAMPLES:
            value = read_yaml(f"{{{start}{key}: {sample}}}", "f.yml")
            problems = Problems()
            judge(value, problems)
            told = [each.what for each in problems.found if not BEYOND.search(each.what)]
            if not told and problems.found:
                continue
            said = [error.message for error in validator.iter_errors(plain(value))]
            if bool(told) is not bool(said):
                yield f"{key}: {sample}: the schema says {said}, the reader {told}"


@pytest.mark.parametrize("kind", get_args(Kind))
def test_settings_are_taken_as_their_readers_take_them(kind: Kind) -> None:
    def judge(value: Map, problems: Problems) -> None:
        CHECKS[kind](settings_for((), (), value), Place("f.yml"), problems)

    assert list(differing(settings(kind), judge, NODE_KEYS[kind])) == []


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_values_are_taken_as_the_decoder_takes_them(cls: type[Struct]) -> None:
    def judge(value: Map, problems: Problems) -> None:
        decode(cls, value, problems)

    fields = list(written_fields(cls))
    for field in fields:
        needed = [each for each in fields if each.is_required and each is not field]
        if any(each.hint not in MINIMAL for each in needed):
            continue
        start = "".join(f"{each.keys[0]}: {MINIMAL[each.hint]}, " for each in needed)
        assert list(differing(Shapes().of_class(cls), judge, field.keys, start)) == []


def test_what_each_key_of_a_family_is_for_is_said() -> None:
    for cls, texts in TEXTS.items():
        assert list(texts) == [field.keys[0] for field in written_fields(cls)]


def kind_of(file: Path) -> str:
    kinds = {"seg_project": "project", "dbt_project": "project", "profiles": "profiles"}
    kinds |= {"packages": "packages", "dependencies": "packages"}
    return kinds.get(file.stem, "properties")


FILES = [
    file
    for folder in ("models", "macros", "seeds", "tests/data", "examples", "orchestrator/starter")
    for file in sorted((ROOT / folder).rglob("*.yml"))
]


@pytest.mark.parametrize(
    "file", [ROOT / "seg_project.yml", *FILES], ids=lambda file: str(file.relative_to(ROOT))
)
def test_files_of_this_repository_are_as_their_schemas_say(file: Path) -> None:
    value = read_yaml(file.read_text("utf-8"), file.name)
    assert complaints(kind_of(file), value) == []


REFUSED = {
    "packages": ["packages: {}", "packages: [x]", "packages: [{local: a, git: b}]", "package: []",
                 "packages: [{local: 1}]", "packages: [{local: a, version: '1'}]"],
    "profiles": ["shop: {target: dev}", "shop: {outputs: []}", "shop: {outputs: {dev: {}}}",
                 "shop: {outputs: {dev: {type: lake}}}", "shop: {output: {}, outputs: {}}",
                 "shop: {outputs: {dev: {type: duckdb, pth: x}}}",
                 "shop: {outputs: {dev: {type: duckdb, threads: 0}}}",
                 "shop: {outputs: {dev: {type: duckdb, attach: [{pth: x}]}}}"],
}  # fmt: skip
TAKEN = {
    "packages": ["packages: [{local: a}, {git: b, revision: c}, {package: d, version: [1, 2]}]",
                 "packages:", "projects: [{name: x}]"],
    "profiles": ["shop: {target: dev, outputs: {dev: {type: duckdb, path: x.duckdb}}}",
                 "shop: {outputs: {dev: {type: duckdb, threads: \"{{ env_var('N') }}\"}}}",
                 "config: {}", "shop: {outputs: {dev: {type: duckdb, attach: [{path: x}]}}}"],
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_packages_and_profiles(name: str) -> None:
    assert [text for text in REFUSED[name] if not complaints(name, read_yaml(text, "f"))] == []
    assert [text for text in TAKEN[name] if complaints(name, read_yaml(text, "f"))] == []


def test_keys_without_effect_are_struck_out() -> None:
    models = SCHEMAS["properties"]()["properties"]["models"]["anyOf"][0]["items"]["properties"]
    assert models["semantic_model"]["deprecated"] is True
    assert models["semantic_model"]["description"] == (
        "No effect: seg has no semantic layer. Fix: remove it."
    )
    assert models["name"] == {
        "description": "the model's name", "type": "string", "minLength": 1,
    }  # fmt: skip


PAGE = ROOT / "docs" / "editors.md"


def test_examples_of_the_page_are_as_their_schemas_say() -> None:
    examples = [block.text for block in blocks(PAGE.read_text("utf-8")) if block.language == "yaml"]
    assert examples
    for text in examples:
        name = text.partition("schemas/")[2].partition(".json")[0]
        assert complaints(name, read_yaml(text, "f.yml")) == []


def test_the_command_prints_and_writes_them(tmp_path: Path) -> None:
    folder = write_project(tmp_path, {})
    assert seg(folder, "schema").stdout == published()["project.json"]
    assert seg(folder, "schema", "profiles").stdout == published()["profiles.json"]
    told = seg(folder, "schema", "--write", str(tmp_path / "s"))
    assert told.stdout == "".join(f"wrote {tmp_path}/s/{name}.json\n" for name in SCHEMAS)
    assert {file.name: file.read_text("utf-8") for file in (tmp_path / "s").iterdir()} == (
        published()
    )
    here = ("schema", "--check", str(tmp_path / "s"))
    assert seg(folder, *here).exit_code == 0
    (tmp_path / "s" / "project.json").write_text("{}")
    (tmp_path / "s" / "packages.json").unlink()
    told = seg(folder, *here)
    assert (told.exit_code, told.stderr) == (
        1,
        f"{tmp_path}/s/project.json is not the schema of this version of seg\n"
        f"{tmp_path}/s/packages.json is not the schema of this version of seg\n"
        f"  fix: run 'seg schema --write {tmp_path}/s'\n",
    )
    assert seg(folder, "schema", "properties", "--check", str(tmp_path / "s")).exit_code == 0
    assert seg(folder, *here, "--write", "s").exit_code == 2
    (tmp_path / "taken").write_text("")
    refused = seg(folder, "schema", "--write", str(tmp_path / "taken"))
    assert (refused.exit_code, refused.stderr) == (
        3,
        f"{tmp_path}/taken cannot be written: File exists\n",
    )


# Settings that other readers judge: of sources with all their levels, of tests with their macro.
OF_ANY_SHAPE = {
    "tests": {"arguments"},
    "sources": {
        "external", "external_location", "loaded_at_field", "loaded_at_query",
        "loaded_at_time_zone", "loader",
    },
    "saved_queries": {"export_as"},
}  # fmt: skip


@pytest.mark.parametrize("kind", get_args(Kind))
def test_each_setting_that_works_has_a_shape(kind: Kind) -> None:
    works = {key for key, effect in NODE_KEYS[kind].items() if isinstance(effect, Works)}
    assert works - set(VALUES[kind]) == OF_ANY_SHAPE.get(kind, set())
