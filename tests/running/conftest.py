import json
from pathlib import Path

import pytest

from tests.projects import seg, write_project
from tests.shared import BuiltOnce, Files, own_copy


@pytest.fixture
def built_once(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> BuiltOnce:
    """Makes of the test's folder a project that is built: once for all tests that begin with it."""

    def of(files: Files) -> Path:
        def make(folder: Path) -> None:
            built = seg(write_project(folder, files), "build")
            assert built.exit_code == 0, built.stdout + built.stderr

        return own_copy(tmp_path_factory, json.dumps(dict(files)), make, tmp_path)

    return of
