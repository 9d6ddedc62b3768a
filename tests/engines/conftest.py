from collections.abc import Iterator
from pathlib import Path

import pytest

from orchestrator.engines.boundary import Engine
from orchestrator.engines.door import Connection, adapter
from tests.engines.warehouse import Warehouse


@pytest.fixture
def connection(tmp_path: Path) -> Connection:
    return Connection(tmp_path)


@pytest.fixture
def engine(connection: Connection) -> Iterator[Engine]:
    opened = adapter("duckdb").open_engine(connection)
    yield opened
    opened.close()


@pytest.fixture
def warehouse(engine: Engine) -> Warehouse:
    return Warehouse(engine)
