"""Which target can be compared with one on Spark, and from where."""

from pathlib import Path

import pytest

from orchestrator.engines.spark import door
from tests.engines.spark.fake import FakeSpark
from tests.projects import seg, write_project

FILES = {
    "seg_project.yml": "name: shop\nprofile: shop\n",
    "profiles.yml": "shop: {target: d, outputs: {d: {type: duckdb, path: d.duckdb}, "
    "s: {type: spark}}}\n",
    "models/ids.sql": "{{ config(materialized='table') }}\nselect 1 as id",
}


def test_rows_on_spark_are_not_compared_from_elsewhere(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    fake = FakeSpark()
    monkeypatch.setattr(door, "_client", lambda settings: fake)
    folder = write_project(tmp_path, FILES)
    for target in "ds":
        built = seg(folder, "build", "--target", target)
        assert built.exit_code == 0, built.stdout + built.stderr
    refused = seg(folder, "diff", "--against-target", "s")
    assert refused.exit_code == 2
    assert refused.stderr == (
        "the rows of the target 's' can only be read from itself\n"
        "  fix: seg diff --target s --against-target d\n"
    )
