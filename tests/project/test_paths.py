"""Paths of files from the root of their package."""

from pathlib import Path

import pytest

from orchestrator.project.value import ParsedProject

ROOT = Path("/projects/shop")
PROJECT = ParsedProject(
    root=ROOT,
    name="shop",
    nodes={},
    packages={"shop": ROOT, "near": ROOT / "packages" / "near", "beside": Path("/projects/beside")},
)


@pytest.mark.parametrize(
    ("package", "path", "found"),
    [
        ("shop", "models/orders.sql", "models/orders.sql"),
        ("shop", "./models/orders.sql", "models/orders.sql"),
        ("shop", "../shop/models/orders.sql", "models/orders.sql"),
        ("near", "packages/near/models/orders.sql", "models/orders.sql"),
        ("near", "packages/nearly/orders.sql", "packages/nearly/orders.sql"),
        ("beside", "../beside/macros/cents.sql", "macros/cents.sql"),
        ("beside", "../elsewhere/cents.sql", "../elsewhere/cents.sql"),
        # A package that is no part of the project: the macros that seg brings.
        ("dbt", "/lib/macros/cents.sql", "/lib/macros/cents.sql"),
        ("dbt", "macros/cents.sql", "macros/cents.sql"),
    ],
)
def test_a_file_is_named_from_the_root_of_its_package(package: str, path: str, found: str) -> None:
    assert PROJECT.path_of(package, path) == found
