"""Each known key without effect is reported, in strict projects and in dbt projects."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from orchestrator.config import property_keys
from orchestrator.config.config_keys import NODE_KEYS, SPELLINGS
from orchestrator.config.key_effects import KeyTable, Unused
from orchestrator.config.project_keys import (
    FLAG_KEYS,
    OTHER_FLAG,
    PACKAGE_KEYS,
    PACKAGES_FILE_KEYS,
    PROJECT_KEYS,
)
from orchestrator.config.target_keys import ATTACH_KEYS, EXTENSION_KEYS, TARGET_KEYS
from tests.keys.projects import PROFILES, write
from tests.projects import seg

# What a key must hold to be read at all; all others hold a text.
VALUES: Mapping[str, Any] = {
    "asset-paths": "[x]",
    "contract": "{enforced: true}",
    "docs": "{show: false}",
    "external.using": "csv",
    "quote": "false",
    "quoting": "{identifier: false}",
    "restrict-access": "true",
    "versions": "[{v: 1}]",
    "dbt-cloud": "{a: 1}",
    "full_refresh": "false",
    "quote_columns": "false",
    "store_failures_as": "table",
    **dict.fromkeys(("functions", "analyses"), "{+a: x}"),
}  # fmt: skip
MODEL = "select 1 as id\n"
SEED = {"seeds/s.csv": "id\n1\n"}
TEST = {"tests/t.sql": MODEL}
SNAPSHOTS = {
    "snapshots/s.sql": "{% snapshot s %}\n"
    "{{ config(strategy='timestamp', unique_key='id', updated_at='id') }}\n"
    "select 1 as id\n{% endsnapshot %}\n"
}
INSTALLED = {"dbt_packages/p/dbt_project.yml": "name: p\n"}

OUTPUT = "shop:\n  outputs:\n    default:\n      type: duckdb\n"

# Where a key of each table stands: a file that ends with the keys, indented, and other files.
PLACES: Mapping[str, tuple[KeyTable, str, str, Mapping[str, str]]] = {
    "models": (NODE_KEYS["models"], "models/s.yml", "models:\n  - name: a\n    config:\n", {}),
    "seeds": (NODE_KEYS["seeds"], "models/s.yml", "seeds:\n  - name: s\n    config:\n", SEED),
    "snapshots": (
        NODE_KEYS["snapshots"],
        "models/s.yml",
        "snapshots:\n  - name: s\n    config:\n",
        SNAPSHOTS,
    ),
    "tests": (NODE_KEYS["tests"], "models/s.yml", "data_tests:\n  - name: t\n    config:\n", TEST),
    "unit_tests": (
        NODE_KEYS["unit_tests"],
        "models/s.yml",
        "unit_tests:\n  - name: t\n    model: a\n    expect: {rows: []}\n    config:\n",
        {},
    ),
    "sources": (
        NODE_KEYS["sources"],
        "models/s.yml",
        "sources:\n  - name: r\n    tables:\n      - name: o\n        config:\n",
        {},
    ),
    "saved_queries": (
        NODE_KEYS["saved_queries"],
        "models/s.yml",
        "saved_queries:\n  - name: s\n    query_params: {}\n    config:\n",
        {},
    ),
    "project": (PROJECT_KEYS, "{project}", "name: shop\nprofile: shop\n", {}),
    "flags": ({**FLAG_KEYS, "anything": OTHER_FLAG}, "{project}", "name: shop\nflags:\n", {}),
    "packages": (PACKAGES_FILE_KEYS, "dependencies.yml", "packages: []\n", {}),
    "package": (PACKAGE_KEYS, "packages.yml", "packages:\n  - git: x/p\n", INSTALLED),
    "file": (property_keys.FILE_KEYS, "models/s.yml", "", {}),
    "model": (property_keys.MODEL_ENTRY_KEYS, "models/s.yml", "models:\n  - name: a\n", {}),
    "data_test": (
        property_keys.DATA_TEST_ENTRY_KEYS,
        "models/s.yml",
        "data_tests:\n  - name: t\n",
        TEST,
    ),
    "column": (
        property_keys.COLUMN_KEYS,
        "models/s.yml",
        "models:\n  - name: a\n    columns:\n      - name: id\n",
        {},
    ),
    "source": (property_keys.SOURCE_KEYS, "models/s.yml", "sources:\n  - name: r\n", {}),
    "table": (
        property_keys.TABLE_KEYS,
        "models/s.yml",
        "sources:\n  - name: r\n    tables:\n      - name: o\n",
        {},
    ),
    "external": (
        {"using": property_keys.OTHER_EXTERNAL_KEY},
        "models/s.yml",
        "sources:\n  - name: r\n    tables:\n      - name: o\n        external:\n",
        {},
    ),
    "target": (
        TARGET_KEYS["duckdb"],
        "profiles.yml",
        OUTPUT,
        {},
    ),
    "attach": (
        ATTACH_KEYS,
        "profiles.yml",
        f"{OUTPUT}      attach:\n        - path: o.db\n",
        {},
    ),
    "extension": (
        EXTENSION_KEYS,
        "profiles.yml",
        f"{OUTPUT}      extensions:\n        - name: x\n",
        {},
    ),
}
SHOWN_BEFORE = {"flags": "flags.", "external": "external.", "attach": "attach.",
                "extension": "extensions."}  # fmt: skip


def unused(of: str) -> dict[str, Unused]:
    return {key: found for key, found in PLACES[of][0].items() if isinstance(found, Unused)}


def said(folder: Path, of: str, keys: Mapping[str, Unused], project: str) -> tuple[int, str]:
    """What seg says of a project that has all these keys."""
    _, path, start, more = PLACES[of]
    path = path.format(project=project)
    last = start.rstrip("\n").rpartition("\n")[2]
    indent = " " * (len(last) - len(last.lstrip(" ")))
    if last.strip().startswith("- ") or last.endswith(":"):
        indent += "  "
    lines = "".join(f"{indent}{key}: {VALUES.get(key, 'x')}\n" for key in keys)
    head = {project: "name: shop\nprofile: shop\n", "profiles.yml": PROFILES, "models/a.sql": MODEL}
    files = {**head, **more, path: f"{start}{lines}"}
    outcome = seg(write(folder / project, files), "parse", "--profile", "shop")
    return outcome.exit_code, outcome.stderr


def message(of: str, key: str, effect: Unused) -> str:
    shown = f"{SHOWN_BEFORE.get(of, '')}{SPELLINGS.get(key, key)}"
    return f": '{shown}' has no effect: {effect.because}\n  fix: {effect.fix}\n"


@pytest.mark.parametrize("of", PLACES)
def test_every_key_without_effect_is_an_error_in_a_strict_project(of: str, tmp_path: Path) -> None:
    keys = unused(of)
    exit_code, stderr = said(tmp_path, of, keys, "seg_project.yml")

    assert [key for key, effect in keys.items() if message(of, key, effect) not in stderr] == []
    assert (exit_code, stderr.count("has no effect")) == (2, len(keys))


@pytest.mark.parametrize("of", PLACES)
def test_it_is_a_warning_in_a_project_of_dbt_unless_it_changes_rows(
    of: str, tmp_path: Path
) -> None:
    keys = unused(of)
    grave = {key: found for key, found in keys.items() if found.changes_data("x")}
    light = {key: found for key, found in keys.items() if key not in grave}

    exit_code, stderr = said(tmp_path / "light", of, light, "dbt_project.yml")
    assert [key for key, effect in light.items() if message(of, key, effect) not in stderr] == []
    assert (exit_code, stderr.count("has no effect")) == (0, len(light))

    exit_code, stderr = said(tmp_path / "grave", of, grave, "dbt_project.yml")
    assert [key for key, effect in grave.items() if message(of, key, effect) not in stderr] == []
    assert (exit_code, stderr.count("has no effect")) == (2 if grave else 0, len(grave))


def test_every_table_has_a_place() -> None:
    tables = [
        *NODE_KEYS.values(),
        PROJECT_KEYS,
        PACKAGES_FILE_KEYS,
        ATTACH_KEYS,
        EXTENSION_KEYS,
        *TARGET_KEYS.values(),
        *(found for name, found in vars(property_keys).items() if name.endswith("_KEYS")),
    ]
    tested = [table for table, *_ in PLACES.values()]
    assert not [
        table
        for table in tables
        if any(isinstance(effect, Unused) for effect in table.values()) and table not in tested
    ]
