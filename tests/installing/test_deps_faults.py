"""`seg deps` killed, or with a full disk: packages are from a single installation."""

import errno
import os
import shutil
from pathlib import Path

import pytest

from orchestrator.commands import deps
from tests.installing.test_deps import MACRO, TOOLS, index, project
from tests.keys.projects import write
from tests.projects import seg

ABOVE = {"dbt_project.yml": "name: above\n"}


class Killed(BaseException):
    """What nothing catches, as nothing catches a SIGKILL."""


@pytest.fixture
def grown(tmp_path: Path) -> Path:
    """A project with two packages installed, of which there are newer versions."""
    shop = project(
        tmp_path, "packages: [{package: me/above, version: 1.0.0}, {package: me/tools}]\n"
    )
    index(shop, {"1.0.0": TOOLS})
    index(shop, {"1.0.0": ABOVE}, "me/above")
    assert seg(shop, "deps").exit_code == 0
    newer = {**ABOVE, "macros/a.sql": "{% macro two() %}2{% endmacro %}\n"}
    index(shop, {"1.0.0": ABOVE, "2.0.0": newer}, "me/above")
    index(shop, {"1.0.0": TOOLS, "2.0.0": {**TOOLS, "macros/m.sql": MACRO.replace("1", "2")}})
    write(shop, {"packages.yml": "packages: [{package: me/above}, {package: me/tools}]\n"})
    return shop


def installed(shop: Path) -> dict[str, str]:
    files = [path for path in (shop / "dbt_packages").rglob("*") if path.is_file()]
    return {path.relative_to(shop / "dbt_packages").as_posix(): path.read_text() for path in files}


def test_packages_of_two_installations_are_not_used(
    grown: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put, number = deps.put, 0

    def killed(made: Path, place: Path) -> None:
        nonlocal number
        number += 1
        if number == 2:
            raise Killed
        put(made, place)

    monkeypatch.setattr(deps, "put", killed)
    with pytest.raises(Killed):
        seg(grown, "deps")
    monkeypatch.undo()
    assert "above/macros/a.sql" in installed(grown)
    assert installed(grown)["tools/macros/m.sql"] == MACRO

    refused = seg(grown, "build")
    assert (refused.exit_code, refused.stderr) == (
        2,
        "packages.yml:1:12: the packages in dbt_packages come from two installations: one did "
        "not finish\n  fix: run 'seg deps'\n",
    )
    assert seg(grown, "deps").exit_code == 0
    assert seg(grown, "parse").exit_code == 0
    assert installed(grown)["tools/macros/m.sql"] == MACRO.replace("1", "2")


@pytest.mark.parametrize("place", ["the project", "the download"])
def test_a_full_disk_leaves_packages_as_they_were(
    place: str, grown: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = installed(grown), (grown / "package-lock.yml").read_text()
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    copy = shutil.copy2

    def copied(source: str, made: str) -> str:
        if place == "the project" and "tools" in made:
            raise full
        return copy(source, made)

    def write_bytes(path: Path, _: bytes) -> int:
        raise full

    monkeypatch.setattr(deps.shutil, "copy2", copied)
    if place == "the download":
        monkeypatch.setattr(Path, "write_bytes", write_bytes)
    refused = seg(grown, "deps")
    assert refused.exit_code == 3
    assert refused.stderr.startswith("cannot write ")
    assert refused.stderr.splitlines()[0].endswith(": No space left on device")
    assert (installed(grown), (grown / "package-lock.yml").read_text()) == before
