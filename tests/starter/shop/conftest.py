import re
import shutil
from pathlib import Path

import pytest

from orchestrator.starter.shop import project
from tests.pages import ROOT
from tests.shared import made_once


@pytest.fixture
def staging_alone(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`seg init` writes a project that takes only staging from the segmentation, for tests that
    build nothing else: it is read in a tenth of the time.
    """
    part = made_once(tmp_path_factory, "staging alone", copy_staging)
    monkeypatch.setattr(project, "_package", lambda: str(part))


def copy_staging(to: Path) -> None:
    """The part of the segmentation that tables of a shop take the place of, and its data tests."""
    text = (ROOT / "seg_project.yml").read_text("utf-8")
    # Roles name models that are not in it.
    text, found = re.subn(r"^roles:\n(?:  .*\n)*\n", "", text, flags=re.MULTILINE)
    assert found == 1
    (to / "seg_project.yml").write_text(text, "utf-8")
    for folder in ("macros", "models/staging"):
        shutil.copytree(ROOT / folder, to / folder)
    for file in (ROOT / "tests" / "data").glob("*.sql"):
        names = re.findall(r"ref\('(\w+)'\)", file.read_text("utf-8"))
        if names and all(name.startswith("stg_") for name in names):
            (to / "tests" / "data").mkdir(parents=True, exist_ok=True)
            shutil.copy(file, to / "tests" / "data")
