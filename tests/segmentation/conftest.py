import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.projects import seg
from tests.shared import made_once
from tests.site.browser import browser

ROOT = Path(__file__).parents[2]
PROJECT = ("seg_project.yml", "models", "macros", "seeds", "tests/data")
# What seg_project.yml says, so that both ways of asking for it share a build.
OWN_DAY = "2025-06-30"
DAY_BEFORE = "2025-05-31"
# Neither is in what the other is about, so that one build shows both.
OTHER_CHOICES = {"rfm_map": "rf", "clv_min_repeat_customers": 1_000_000}


def copy_project(to: Path) -> None:
    for name in PROJECT:
        source, target = ROOT / name, to / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(source, target) if source.is_dir() else shutil.copy(source, target)


def seg_build(project: Path, variables: dict[str, Any], *selection: str) -> Path:
    """The database that `seg build` fills, after all data tests passed."""
    built = seg(project, "build", "--vars", json.dumps(variables), *selection)
    assert built.exit_code == 0, built.stdout + built.stderr
    return project / "warehouse.duckdb"


@pytest.fixture(scope="session")
def build_sample(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Builds the sample with variables of one's choice; each choice once in a test run.

    `changed` variables are those of a second build, which does again what they are in.
    """

    def build(*, changed: Mapping[str, Any] = MappingProxyType({}), **chosen: Any) -> Path:
        variables = {"as_of_date": OWN_DAY, **chosen}

        def make(project: Path) -> None:
            if changed:
                shutil.copytree(build(**chosen).parent, project, dirs_exist_ok=True)
            else:
                copy_project(project)
            seg_build(project, variables | changed)

        key = json.dumps([variables, dict(changed)], sort_keys=True)
        return made_once(tmp_path_factory, f"sample {key}", make) / "warehouse.duckdb"

    return build


@pytest.fixture(scope="session")
def sample_site(
    build_sample: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The project of the sample with its site, which no test changes."""

    return made_once(
        tmp_path_factory,
        "the site of the sample",
        lambda folder: _write_site(folder, build_sample()),
    )


@pytest.fixture(scope="session")
def two_days_site(
    build_sample: Callable[..., Path], sample_site: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The same with a day before it, so that there is something to see over time."""
    return made_once(
        tmp_path_factory,
        "the site of two days",
        lambda folder: _write_site(folder, two_days(build_sample), sample_site),
    )


def two_days(build_sample: Callable[..., Path]) -> Path:
    """The database of the sample that was built for a day in May, and then for its own."""
    return build_sample(as_of_date=DAY_BEFORE, changed={"as_of_date": OWN_DAY})


def _write_site(folder: Path, database: Path, like: Path | None = None) -> None:
    """The site of a database; what its columns are made of was followed for the project `like`."""
    shutil.copytree(database.parent, folder, dirs_exist_ok=True)
    for file in like.glob("target/reading/*.columns.*") if like else ():
        shutil.copy(file, folder / "target/reading")
    outcome = seg(folder, "docs", "generate")
    assert (outcome.exit_code, outcome.stderr) == (0, "")
    assert "left out" not in outcome.stdout


@pytest.fixture
def own_sample(build_sample: Callable[..., Path], tmp_path: Path) -> Path:
    """The project of the sample as it was built for its own day, to change and build again."""
    return Path(shutil.copytree(build_sample().parent, tmp_path / "sample"))


@pytest.fixture(scope="session")
def complete_journey(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of examples/complete_journey."""
    example = Path("examples", "complete_journey")

    def make(root: Path) -> None:
        copy_project(root)
        ignored = shutil.ignore_patterns("target", "logs", "*.duckdb*")
        shutil.copytree(ROOT / example, root / example, ignore=ignored)
        seg_build(root / example, {})

    return made_once(tmp_path_factory, "complete_journey", make) / example / "warehouse.duckdb"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A headless browser, for tests that need one."""
    with browser() as opened:
        yield opened
