"""Output for CI servers: a JUnit XML file, and GitHub Actions annotations."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.projects import seg, write_project

FILES = {
    "models/a.sql": "select 1 as i union all select 1",
    "models/a.yml": "models:\n  - name: a\n    columns: [{name: i, data_tests: [unique]}]\n",
}


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    return write_project(tmp_path / "shop", FILES)


def test_a_file_of_junit_xml(shop: Path, tmp_path: Path) -> None:
    file = tmp_path / "seg.xml"
    assert seg(shop, "build", "--junit", str(file)).exit_code == 1
    found = {case.get("name"): [child.tag for child in case] for case in
             ElementTree.parse(file).iter("testcase")}  # fmt: skip
    assert found == {"a": [], "unique_a_i": ["failure"]}
    nowhere = seg(shop, "build", "--junit", str(shop))
    assert (nowhere.exit_code, nowhere.stderr) == (3, f"{shop} cannot be written: Is a directory\n")


def test_github_actions_gets_annotations(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "::error" not in seg(shop, "build").stderr
    asked = seg(shop, "build", "--annotations").stderr
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    told = seg(shop, "build")
    assert told.stderr == asked
    assert told.stderr.startswith("::error file=shop/models/a.yml,line=3,")
    assert "title=test unique_a_i::Got 1 result, configured to fail if" in told.stderr
    assert "::error" not in told.stdout
    assert "::error" not in seg(shop, "build", "--no-annotations").stderr


def test_so_does_what_is_wrong_with_the_project(
    shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_project(shop, {"models/b.sql": "select * from {{ ref('c') }}"})
    plain = seg(shop, "parse").stderr
    assert "::error" not in plain
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    told = seg(shop, "parse").stderr.removeprefix(plain)
    assert told.startswith("::error file=shop/models/b.sql,line=1,col=")
