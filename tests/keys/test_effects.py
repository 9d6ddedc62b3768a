"""Each known key has a visible effect, or a message says that it has none."""

from collections.abc import Mapping

import pytest

from orchestrator.config import property_keys
from orchestrator.config.config_keys import NODE_KEYS
from orchestrator.config.decoder import keys_of
from orchestrator.config.key_effects import KeyTable, Works
from orchestrator.config.project_file import ProjectFile
from orchestrator.config.project_keys import (
    FLAG_KEYS,
    PACKAGE_KEYS,
    PACKAGES_FILE_KEYS,
    PROJECT_KEYS,
)
from orchestrator.config.target_keys import (
    ATTACH_KEYS,
    EXTENSION_KEYS,
    PROFILE_KEYS,
    TARGET_KEYS,
)
from tests.keys import (
    exposure_cases,
    node_cases,
    project_cases,
    property_cases,
    semantic_cases,
    target_cases,
    unit_test_cases,
)
from tests.keys.observed import Case

WORKING: Mapping[str, tuple[KeyTable, Mapping[str, Case]]] = {
    "models": (NODE_KEYS["models"], node_cases.MODELS),
    "seeds": (NODE_KEYS["seeds"], node_cases.SEEDS),
    "snapshots": (NODE_KEYS["snapshots"], node_cases.SNAPSHOTS),
    "tests": (NODE_KEYS["tests"], node_cases.TESTS),
    "unit_tests": (NODE_KEYS["unit_tests"], unit_test_cases.SETTINGS),
    "sources": (NODE_KEYS["sources"], node_cases.SOURCES),
    "project": (PROJECT_KEYS, project_cases.PROJECT),
    "flags": (FLAG_KEYS, project_cases.FLAGS),
    "packages": (PACKAGES_FILE_KEYS, project_cases.PACKAGES_FILE),
    "package": (PACKAGE_KEYS, project_cases.PACKAGE),
    "file": (property_keys.FILE_KEYS, property_cases.FILE),
    "model": (property_keys.MODEL_ENTRY_KEYS, property_cases.MODEL),
    "version": (property_keys.VERSION_KEYS, property_cases.VERSION),
    "seed": (property_keys.SEED_ENTRY_KEYS, property_cases.SEEDS),
    "snapshot": (property_keys.SNAPSHOT_ENTRY_KEYS, property_cases.SNAPSHOT),
    "data_test": (property_keys.DATA_TEST_ENTRY_KEYS, property_cases.DATA_TEST),
    "analysis": (property_keys.ANALYSIS_ENTRY_KEYS, semantic_cases.ANALYSIS),
    "semantic_models": (NODE_KEYS["semantic_models"], semantic_cases.SEMANTIC_MODELS),
    "metrics": (NODE_KEYS["metrics"], semantic_cases.METRICS),
    "saved_queries": (NODE_KEYS["saved_queries"], semantic_cases.SAVED_QUERIES),
    "exposures": (NODE_KEYS["exposures"], exposure_cases.SETTINGS),
    "exposure": (property_keys.EXPOSURE_KEYS, exposure_cases.EXPOSURE),
    "group": (property_keys.GROUP_KEYS, exposure_cases.GROUP),
    "group_config": (property_keys.GROUP_CONFIG_KEYS, exposure_cases.GROUP_CONFIG),
    "column": (property_keys.COLUMN_KEYS, property_cases.COLUMN),
    "constraint": (property_keys.CONSTRAINT_KEYS, property_cases.CONSTRAINT),
    "column_config": (property_keys.COLUMN_CONFIG_KEYS, property_cases.COLUMN_CONFIG),
    "source": (property_keys.SOURCE_KEYS, property_cases.SOURCE),
    "table": (property_keys.TABLE_KEYS, property_cases.TABLE),
    "external": (property_keys.EXTERNAL_KEYS, property_cases.EXTERNAL),
    "macro": (property_keys.MACRO_KEYS, property_cases.MACROS),
    "macro_config": (property_keys.MACRO_CONFIG_KEYS, property_cases.MACRO_CONFIG),
    "argument": (property_keys.ARGUMENT_KEYS, property_cases.ARGUMENT),
    "unit_test": (property_keys.UNIT_TEST_KEYS, unit_test_cases.UNIT_TEST),
    "given": (property_keys.GIVEN_KEYS, unit_test_cases.INPUT),
    "expect": (property_keys.FIXTURE_KEYS, unit_test_cases.FIXTURE),
    "overrides": (property_keys.OVERRIDE_KEYS, unit_test_cases.OVERRIDES),
    "tested_versions": (property_keys.TESTED_VERSION_KEYS, unit_test_cases.TESTED_VERSIONS),
    "profile": (PROFILE_KEYS, target_cases.PROFILE),
    "target": (TARGET_KEYS["duckdb"], target_cases.TARGET),
    "attach": (ATTACH_KEYS, target_cases.ATTACH),
    "extension": (EXTENSION_KEYS, target_cases.EXTENSION),
}
CASES = [(f"{of}.{key}", case) for of, (_, cases) in WORKING.items() for key, case in cases.items()]


@pytest.mark.parametrize("of", WORKING)
def test_every_key_that_works_has_a_case(of: str) -> None:
    table, cases = WORKING[of]

    assert {key for key, effect in table.items() if isinstance(effect, Works)} == set(cases)


@pytest.mark.parametrize("case", [case for _, case in CASES], ids=[name for name, _ in CASES])
def test_a_key_that_works_changes_something(case: Case) -> None:
    assert case.differs()


def test_the_decoder_of_the_project_file_knows_the_keys_of_its_table() -> None:
    """A new field of ProjectFile needs an entry in PROJECT_KEYS, and a case for what it does."""
    given = {"kind", "root", "path", "written"}
    known = set(keys_of(ProjectFile, given))

    assert known == set(PROJECT_KEYS)
