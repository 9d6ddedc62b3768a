"""Names: in any script, also SQL keywords, always quoted; never with a space, quote or dot."""

import json
from collections import Counter
from pathlib import Path

import duckdb
import pytest

from tests.faults.refusal import refusal
from tests.projects import seg, write_project
from tests.running.reading import endings, published

BAD = ("my orders", "a.b", 'a"b', "a'b", "a-b", "a\u200bb")


def test_the_rule_for_names(tmp_path: Path) -> None:
    files = {f"models/{name}.sql": "select 1 as i" for name in BAD}
    expected = [
        f"models/{name}.sql: '{name}' is not a valid model name\n"
        "  fix: rename the file: use letters, digits and underscores, of any script\n"
        for name in BAD
    ]
    assert refusal(tmp_path, files) == "".join(sorted(expected))


def test_the_rule_for_names_of_seeds(tmp_path: Path) -> None:
    assert refusal(tmp_path, {"seeds/my seed.csv": "i\n1\n"}) == (
        "seeds/my seed.csv: 'my seed' is not a valid seed name\n"
        "  fix: rename the file: use letters, digits and underscores, of any script\n"
    )


@pytest.mark.parametrize(
    "name", ["kündigung", "顧客", "Δ", "हिन्दी", "ภาษาไทย", "cafe\u0301", "ﻁﻭﻝ", "1st", "_"]
)
def test_names_of_any_script(name: str, tmp_path: Path) -> None:
    files = {
        f"seeds/raw_{name}.csv": f"{name}\nx\n",
        f"models/{name}.sql": f"select * from {{{{ ref('raw_{name}') }}}}",
        f"models/e_{name}.sql": "{{ config(materialized='ephemeral') }}"
        f"select * from {{{{ ref('{name}') }}}}",
        "models/last.sql": f"{{{{ config(materialized='table') }}}}"
        f"select * from {{{{ ref('e_{name}') }}}}",
        "models/s.yml": f"models:\n  - name: {name}\n    columns:\n      - name: '{name}'\n"
        "        data_tests: [not_null, unique]\n",
    }
    outcome = seg(write_project(tmp_path, files), "build")
    assert (outcome.exit_code, outcome.stderr) == (0, "")
    assert published(tmp_path) == {f"raw_{name}": [("x",)], name: [("x",)], "last": [("x",)]}
    assert seg(tmp_path, "ls", "-s", name, "--resource-type", "model").stdout == f"shop.{name}\n"


def keywords(*categories: str) -> list[str]:
    found = duckdb.sql("select keyword_name, keyword_category from duckdb_keywords()").fetchall()
    return sorted({name for name, category in found if not categories or category in categories})


def test_every_keyword_is_a_good_name_of_a_model(tmp_path: Path) -> None:
    files = {f"models/{name}.sql": "select 1 as i" for name in keywords()}
    files["models/all_of_them.sql"] = "{{ config(materialized='table') }}\n" + "\nunion all\n".join(
        f"select * from {{{{ ref('{name}') }}}}" for name in keywords()
    )
    outcome = seg(write_project(tmp_path, files), "build", "--quiet")
    assert (outcome.exit_code, outcome.stdout, outcome.stderr) == (0, "", "")
    assert published(tmp_path)["all_of_them"] == [(1,)] * len(keywords())


def test_every_keyword_is_a_good_name_of_a_column(tmp_path: Path) -> None:
    names = [*keywords("reserved", "type_function"), "a b", 'a "quoted" b', "O'Brien", "größe"]
    header = ",".join('"' + name.replace('"', '""') + '"' for name in names)
    columns = "".join(
        f"      - name: {json.dumps(name)}\n"
        "        data_tests: [not_null, unique, accepted_values: "
        "{values: [2], quote: false, severity: warn}]\n"
        for name in names
    )
    files = {
        "seeds/raw.csv": f"{header}\n{','.join('1' for _ in names)}\n",
        "seeds/raw.yml": f"seeds:\n  - name: raw\n    columns:\n{columns}",
    }
    outcome = seg(write_project(tmp_path, files), "build")
    assert (outcome.exit_code, outcome.stderr) == (0, "")
    assert published(tmp_path) == {"raw": [(1,) * len(names)]}
    words = Counter(ending.split()[0] for ending in endings(outcome))
    assert words == {"OK": 1, "PASS": 2 * len(names), "WARN": len(names)}
