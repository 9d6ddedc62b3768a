"""What dbt and its tools compare in seg's manifest: relations, checksums of seeds, calls."""

import hashlib
import json
from typing import Any

import pytest

from tests.projects import seg, write_project

FILES = {
    "seeds/people.csv": "id,name\r\n1,Ada\r\n\r\n",
    "models/adults.sql": "select * from {{ ref('people') }}",
    "models/adults.yml": "models: [{name: adults, columns: [{name: id, data_tests: "
    "[unique, {accepted_values: {values: [1]}}]}]}]\n",
    "macros/m.sql": "{% macro outer() %}{{ inner() }}\n"
    "{{ adapter.dispatch('spelled')() }}{% endmacro %}\n"
    "{% macro inner() %}1{% endmacro %}\n{% macro default__spelled() %}2{% endmacro %}\n",
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = write_project(tmp_path_factory.mktemp("manifest"), FILES)
    large = b"id,name\n" + b"1,Ada Lovelace\n" * 80_000
    (folder / "seeds" / "many.csv").write_bytes(large)
    assert seg(folder, "parse").exit_code == 0
    found: dict[str, Any] = json.loads((folder / "target" / "manifest.json").read_text())
    return found


def test_relations_are_named_with_their_database(told: dict[str, Any]) -> None:
    model = next(each for each in told["nodes"].values() if each["name"] == "adults")
    assert model["database"] == "warehouse"
    assert model["relation_name"] == '"warehouse"."main"."adults"'


def test_a_seed_has_the_digest_of_its_text_and_a_large_one_of_its_file(
    told: dict[str, Any],
) -> None:
    seeds = {each["name"]: each["checksum"] for each in told["nodes"].values()}
    text = hashlib.sha256(b"id,name\r\n1,Ada").hexdigest()
    assert seeds["people"] == {"name": "sha256", "checksum": text}
    large = hashlib.sha256(b"id,name\n" + b"1,Ada Lovelace\n" * 80_000).hexdigest()
    assert seeds["many"] == {"name": "sha256", "checksum": large}


def test_macros_and_tests_tell_what_they_call(told: dict[str, Any]) -> None:
    outer = next(each for each in told["macros"].values() if each["name"] == "outer")
    package = outer["package_name"]
    assert outer["depends_on"]["macros"] == [
        f"macro.{package}.default__spelled",
        f"macro.{package}.inner",
    ]
    calls = {
        each["test_metadata"]["name"]: each["depends_on"]["macros"]
        for each in told["nodes"].values()
        if each["resource_type"] == "test"
    }
    assert calls == {
        "unique": ["macro.dbt.test_unique"],
        "accepted_values": ["macro.dbt.test_accepted_values", "macro.dbt.get_where_subquery"],
    }
