"""Every YAML file that these tests read is also checked against its schema."""

from collections.abc import Iterator

import pytest

from tests.editors.recording import held_against_schemas


@pytest.fixture(autouse=True)
def schemas_agree(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with held_against_schemas(monkeypatch):
        yield
