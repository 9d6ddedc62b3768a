"""`seg deps`: packages from repositories, archives and an index, as in the lock file."""

import io
import json
import subprocess
import tarfile
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from tests.keys.projects import write
from tests.projects import seg

PROJECT = {
    "dbt_project.yml": "name: shop\nprofile: shop\n",
    "profiles.yml": "shop: {outputs: {default: {type: duckdb, path: shop.duckdb}}}\n",
    ".env": "DBT_PACKAGE_HUB_URL=hub\n",
    "models/m.sql": "select {{ tools.one() }} as n\n",
}
MACRO = "{% macro one() %}1{% endmacro %}\n"
TOOLS = {"dbt_project.yml": "name: tools\nversion: '1.0'\n", "macros/m.sql": MACRO}


def repository(folder: Path, files: Mapping[str, str], branch: str = "main") -> str:
    """A repository with these files; the commit."""
    write(folder, dict(files))
    who = ["-c", "user.name=a", "-c", "user.email=a@example.com"]
    for command in (["init", "-q", "-b", branch], ["add", "-A"], [*who, "commit", "-qm", "x"]):
        subprocess.run(["git", *command], cwd=folder, check=True)
    return committed(folder)


def committed(folder: Path) -> str:
    found = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=folder, check=True, capture_output=True, text=True
    )
    return found.stdout.strip()


def archive(file: Path, files: Mapping[str, str]) -> None:
    """A packed archive with these files in one folder."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with tarfile.open(file, "w:gz") as packed:
        for name, text in files.items():
            member = tarfile.TarInfo(f"content-1.0/{name}")
            member.size = len(text.encode())
            packed.addfile(member, io.BytesIO(text.encode()))


def index(folder: Path, versions: Mapping[str, Mapping[str, str]], name: str = "me/tools") -> None:
    """An index in `hub`, with an archive for each version of a package."""
    known = {}
    for version, files in versions.items():
        path = f"archives/{name}-{version}.tar.gz"
        archive(folder / "hub" / path, files)
        known[version] = {"packages": [], "downloads": {"tarball": path}}
    file = folder / f"hub/api/v1/{name}.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({"name": name, "versions": known}))


def project(folder: Path, packages: str) -> Path:
    write(folder / "shop", {**PROJECT, "packages.yml": packages})
    return folder / "shop"


def locked(folder: Path) -> list[dict[str, str]]:
    found: list[dict[str, str]] = yaml.safe_load((folder / "package-lock.yml").read_text())[
        "packages"
    ]
    return found


def test_a_repository_is_installed_as_its_project_is_called(tmp_path: Path) -> None:
    commit = repository(
        tmp_path / "some-repo", {f"sub/{name}": text for name, text in TOOLS.items()}
    )
    shop = project(tmp_path, "packages: [{git: ../some-repo, subdirectory: sub, revision: main}]\n")

    assert "is not installed" in seg(shop, "parse").stderr
    assert seg(shop, "deps").stdout == (
        f"tools {commit} in dbt_packages/tools\nWrote package-lock.yml\n"
    )
    assert locked(shop) == [
        {"git": "../some-repo", "name": "tools", "revision": commit, "subdirectory": "sub"}
    ]
    assert (seg(shop, "parse").exit_code, seg(shop, "build").exit_code) == (0, 0)


def test_what_is_locked_stays_until_it_is_chosen_anew(tmp_path: Path) -> None:
    first = repository(tmp_path / "tools", TOOLS)
    shop = project(tmp_path, "packages: [{git: ../tools}]\n")
    seg(shop, "deps")
    (tmp_path / "tools/macros/m.sql").write_text(MACRO.replace("1", "2"))
    second = repository(tmp_path / "tools", {})

    assert seg(shop, "deps").stdout == f"tools {first} in dbt_packages/tools\n"
    assert seg(shop, "deps", "--lock", "--upgrade").stdout == (
        f"tools {second}\nWrote package-lock.yml\n"
    )
    assert (shop / "dbt_packages/tools/macros/m.sql").read_text() == MACRO
    seg(shop, "deps")
    assert (shop / "dbt_packages/tools/macros/m.sql").read_text() == MACRO.replace("1", "2")


def test_versions_of_an_index_that_all_packages_can_take(tmp_path: Path) -> None:
    shop = project(
        tmp_path,
        "packages: [{package: me/above, version: 1.0.0}, {package: me/tools, version: '>=1.0'}]\n",
    )
    index(shop, dict.fromkeys(("0.9.0", "1.0.0", "1.5.0", "2.0.0"), TOOLS))
    needs = 'packages: [{package: me/tools, version: [">=0.5.0", "<2.0.0"]}]\n'
    index(shop, {"1.0.0": {"dbt_project.yml": "name: above\n", "packages.yml": needs}}, "me/above")

    assert seg(shop, "deps").stdout.splitlines()[:2] == [
        "above 1.0.0 in dbt_packages/above",
        "tools 1.5.0 in dbt_packages/tools",
    ]
    assert seg(shop, "build").exit_code == 0


def test_who_asks_for_a_revision_goes_before_who_takes_any(tmp_path: Path) -> None:
    first = repository(tmp_path / "tools", TOOLS)
    (tmp_path / "tools/macros/m.sql").write_text(MACRO.replace("1", "2"))
    repository(tmp_path / "tools", {})
    needs = f"packages: [{{git: ../tools, revision: {first}}}]\n"
    repository(tmp_path / "above", {"dbt_project.yml": "name: above\n", "packages.yml": needs})
    shop = project(tmp_path, "packages: [{git: ../tools}, {git: ../above}]\n")

    assert seg(shop, "deps").stdout.startswith(f"tools {first} in dbt_packages/tools\n")


def test_a_package_that_is_added(tmp_path: Path) -> None:
    shop = project(tmp_path, "# ours\npackages:\n- local: ../own  # here\n")
    write(tmp_path / "own", {"dbt_project.yml": "name: own\n"})
    index(shop, {"1.0.0": TOOLS})

    assert seg(shop, "deps", "--add-package", "me/tools@1.0.0").exit_code == 0
    assert (shop / "packages.yml").read_text() == (
        "# ours\npackages:\n- local: ../own  # here\n- package: me/tools\n  version: '1.0.0'\n"
    )
    again = seg(shop, "deps", "--add-package", "me/tools@1.0.0")
    assert (again.exit_code, again.stderr) == (
        2,
        "'me/tools' is a package of the project: packages.yml:4:12\n  fix: change it there\n",
    )


def test_an_archive(tmp_path: Path) -> None:
    archive(tmp_path / "tools.tar.gz", TOOLS)
    shop = project(tmp_path, "packages: [{tarball: ../tools.tar.gz, name: tools}]\n")

    assert seg(shop, "deps").exit_code == 0
    assert seg(shop, "build").exit_code == 0


@pytest.mark.parametrize(
    ("packages", "exit_code", "told"),
    [
        (
            "[{package: me/tools, version: '>3.0'}]",
            2,
            "packages.yml:1:22: no version of 'me/tools' is >3.0\n  fix: the last one is 1.0.0\n",
        ),
        (
            "[{package: me/other, version: 1.0.0}]",
            3,
            "cannot read {hub}/api/v1/me/other.json: No such file or directory\n",
        ),
        (
            "[{package: me/tools, version: latest}]",
            2,
            "packages.yml:1:41: 'latest' is not a version range\n"
            "  fix: write it as '1.0.0' or ['>=1.0.0', '<2.0.0']\n",
        ),
        (
            "[{git: ../repo, revision: v9}]",
            3,
            "{repo} has no branch, tag or commit 'v9'\n  fix: see its list of releases\n",
        ),
        (
            "[{git: ../repo, revision: a}, {git: ../repo, revision: b}]",
            2,
            "packages.yml:1:47: '../repo' is required at both b and a: packages.yml:1:18\n"
            "  fix: require one revision of it\n",
        ),
        (
            "[{package: me/tools, version: 1.0.0}, {git: ../repo}]",
            2,
            "packages.yml: two packages contain the project 'tools': me/tools and ../repo\n"
            "  fix: remove one of them\n",
        ),
    ],
    ids=["no version", "not in the index", "no range", "no revision", "two revisions", "one name"],
)
def test_what_cannot_be_installed(packages: str, exit_code: int, told: str, tmp_path: Path) -> None:
    repository(tmp_path / "repo", TOOLS)
    shop = project(tmp_path, f"packages: {packages}\n")
    index(shop, {"1.0.0": TOOLS})
    outcome = seg(shop, "deps")

    names = {"{hub}": str(shop / "hub"), "{repo}": str(shop / "../repo")}
    for name, path in names.items():
        told = told.replace(name, path)
    assert (outcome.exit_code, outcome.stderr) == (exit_code, told)
    assert not (shop / "package-lock.yml").exists()


@pytest.mark.parametrize("name", ["../models", "/tmp/models", "..", "", "1.5"])
def test_a_package_is_never_put_elsewhere(name: str, tmp_path: Path) -> None:
    archive(tmp_path / "tools.tar.gz", {"dbt_project.yml": f"name: {name}\n"})
    shop = project(tmp_path, "packages: [{tarball: ../tools.tar.gz, name: tools}]\n")
    outcome = seg(shop, "deps")

    assert outcome.exit_code == 3
    assert outcome.stderr.startswith("../tools.tar.gz: ")
    assert " (from its dbt_project.yml) is not a valid project name\n  fix: " in outcome.stderr
    assert (shop / "models/m.sql").is_file()
    assert not (shop / "dbt_packages").exists()


def packed(file: Path, name: str, link_to: str | None = None) -> None:
    """An archive of a package with one member more: a file, or a link."""
    with tarfile.open(file, "w") as archived:
        for each, text in {**{f"p/{key}": text for key, text in TOOLS.items()}, name: "x"}.items():
            member = tarfile.TarInfo(each)
            if each == name and link_to is not None:
                member.type, member.linkname = tarfile.SYMTYPE, link_to
            else:
                member.size = len(text.encode())
            archived.addfile(member, io.BytesIO(text.encode()))


@pytest.mark.parametrize("name", ["p/../../../outside", "/tmp/seg-outside"])
def test_no_file_of_an_archive_is_written_elsewhere(name: str, tmp_path: Path) -> None:
    packed(tmp_path / "tools.tar", name)
    shop = project(tmp_path, "packages: [{tarball: ../tools.tar, name: tools}]\n")
    outcome = seg(shop, "deps")

    assert (outcome.exit_code, "would be outside its folder" in outcome.stderr) == (3, True)
    assert not (tmp_path / "outside").exists()
    assert not Path("/tmp/seg-outside").exists()


def test_links_in_an_archive(tmp_path: Path) -> None:
    packed(tmp_path / "tools.tar", "p/macros/again.sql", "../dbt_project.yml")
    shop = project(tmp_path, "packages: [{tarball: ../tools.tar, name: tools}]\n")
    assert seg(shop, "deps").exit_code == 0
    copied = shop / "dbt_packages/tools/macros/again.sql"
    assert copied.read_text() == TOOLS["dbt_project.yml"]
    assert not copied.is_symlink()

    packed(tmp_path / "tools.tar", "p/macros/again.sql", "../../../../../etc/hosts")
    outcome = seg(shop, "deps", "--upgrade")
    told = "it contains a link that leads outside"
    assert (outcome.exit_code, told in outcome.stderr) == (3, True)


def test_local_packages_that_lead_back_are_looked_at_once(tmp_path: Path) -> None:
    shop = project(tmp_path, 'packages: [{local: "."}, {local: sub}]\n')
    write(
        shop, {"sub/dbt_project.yml": "name: sub\n", "sub/packages.yml": "packages: [{local: ..}]"}
    )
    assert seg(shop, "deps").exit_code in (0, 2)


def test_what_is_no_text_in_a_lock_file(tmp_path: Path) -> None:
    archive(tmp_path / "tools.tar.gz", TOOLS)
    shop = project(tmp_path, "packages: [{tarball: ../tools.tar.gz, name: tools}]\n")
    assert seg(shop, "deps").exit_code == 0
    lock = (shop / "package-lock.yml").read_text()
    (shop / "package-lock.yml").write_text(lock.replace("name: tools", "name: [tools]"))
    outcome = seg(shop, "deps")
    assert outcome.exit_code == 2
    assert "'name': expected text, found a list" in outcome.stderr


def test_an_address_that_is_none(tmp_path: Path) -> None:
    shop = project(tmp_path, "packages: [{package: me/tools, version: 1.0.0}]\n")
    index(shop, {"1.0.0": TOOLS})
    address = '{"1.0.0": {"downloads": {"tarball": "http://["}}}'
    write(shop, {"hub/api/v1/me/tools.json": f'{{"versions": {address}}}'})
    outcome = seg(shop, "deps")
    assert (outcome.exit_code, "http://[ cannot be read: " in outcome.stderr) == (3, True)


def test_what_is_damaged(tmp_path: Path) -> None:
    shop = project(tmp_path, "packages: [{tarball: ../tools.tar.gz, name: tools}]\n")
    archive(tmp_path / "tools.tar.gz", {**TOOLS, "big": "".join(map(str, range(99_999)))})
    whole = (tmp_path / "tools.tar.gz").read_bytes()
    (tmp_path / "tools.tar.gz").write_bytes(whole[: len(whole) // 2])
    assert " cannot be unpacked: " in seg(shop, "deps").stderr

    write(shop, {"packages.yml": "packages: [{package: me/tools, version: 1.0.0}]\n"})
    index(shop, {"1.0.0": TOOLS})
    for versions in ('["1.0.0"]', '{"1.0.0": {}}'):
        write(shop, {"hub/api/v1/me/tools.json": f'{{"versions": {versions}}}'})
        outcome = seg(shop, "deps")
        assert (outcome.exit_code, outcome.stderr.startswith(f"{shop / 'hub'} ")) == (3, True)


def test_a_path_that_is_added_may_hold_an_at_sign(tmp_path: Path) -> None:
    shop = project(tmp_path, "")
    write(tmp_path / "own@home", {"dbt_project.yml": "name: own\n"})

    assert seg(shop, "deps", "--add-package", "../own@home", "--source", "local").exit_code == 0
    assert (shop / "packages.yml").read_text() == "packages:\n  - local: ../own@home\n"


def test_the_digest_of_what_is_asked_for_is_that_of_dbt(tmp_path: Path) -> None:
    shop = project(tmp_path, "packages:\n  - package: dbt-labs/dbt_utils\n    version: 1.1.1\n")
    index(shop, {"1.1.1": {**TOOLS, "dbt_project.yml": "name: dbt_utils\n"}}, "dbt-labs/dbt_utils")
    seg(shop, "deps", "--lock")

    assert (shop / "package-lock.yml").read_text() == (
        "packages:\n- name: dbt_utils\n  package: dbt-labs/dbt_utils\n  version: 1.1.1\n"
        "sha1_hash: a158c48c59c2bb7d729d2a4e215aabe5bb4f3353\n"
    )
