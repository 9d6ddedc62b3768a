from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.projects import seg, write_project
from tests.serving.shop import SHOP, Client, served
from tests.shared import made_once, own_copy

NAME = "served shop"


def _build(folder: Path) -> None:
    write_project(folder, SHOP)
    assert seg(folder, "build").exit_code == 0


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shop, built; nobody writes to it."""
    return made_once(tmp_path_factory, NAME, _build)


@pytest.fixture
def own_shop(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Path:
    """A copy of it that a test may change."""
    return own_copy(tmp_path_factory, NAME, _build, tmp_path)


@pytest.fixture(scope="session")
def client(built: Path) -> Iterator[Client]:
    """Asks a server of the shop without a token."""
    with served(built) as found:
        yield found
