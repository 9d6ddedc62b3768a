from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serving.shop import NAME, Client, build_shop, served
from tests.shared import made_once, own_copy


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shop, built; nobody writes to it."""
    return made_once(tmp_path_factory, NAME, build_shop)


@pytest.fixture
def own_shop(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Path:
    """A copy of it that a test may change."""
    return own_copy(tmp_path_factory, NAME, build_shop, tmp_path)


@pytest.fixture(scope="session")
def client(built: Path) -> Iterator[Client]:
    """Asks a server of the shop without a token."""
    with served(built) as found:
        yield found
