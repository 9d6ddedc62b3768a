import pytest

from orchestrator.config.packages import Packages, RequiredPackage, required_packages
from orchestrator.errors import Place
from tests.config.refusal import refusal, unrendered


@pytest.fixture
def root(tmp_path):
    for name in ("shared", "dbt_packages/dbt_utils", "dbt_packages/my_tools", "dbt_packages/t"):
        (tmp_path / name).mkdir(parents=True)
    return tmp_path


def read(root, text, name="packages.yml"):
    (root / name).write_text(text)
    return required_packages(root, root / "dbt_packages", unrendered).folders


def test_packages_are_folders(root):
    text = """\
packages:
  - local: shared
  - package: dbt-labs/dbt_utils
    version: [">=1.0.0"]
  - git: "https://example.com/me/my-tools.git"
    revision: main
  - tarball: https://example.com/x.tar.gz
    name: t
"""
    assert read(root, text) == (
        RequiredPackage(root / "shared", Place("packages.yml", 2, 5)),
        RequiredPackage(root / "dbt_packages/dbt_utils", Place("packages.yml", 3, 5)),
        RequiredPackage(root / "dbt_packages/my_tools", Place("packages.yml", 5, 5)),
        RequiredPackage(root / "dbt_packages/t", Place("packages.yml", 7, 5)),
    )


@pytest.mark.parametrize("text", ["", "packages:\n", "packages: []\n"])
def test_no_packages(root, text):
    assert read(root, text) == ()
    assert required_packages(root / "shared", root, unrendered) == Packages()


def test_dependencies_name_packages_too(root):
    text = "projects: [{name: other}]\npackages: [{local: shared}]\n"

    assert read(root, text, "dependencies.yml") == (
        RequiredPackage(root / "shared", Place("dependencies.yml", 2, 12)),
    )


def test_a_path_may_be_rendered(root):
    (root / "packages.yml").write_text("packages: [{local: \"{{ env_var('X') }}\"}]")

    found = required_packages(root, root, lambda text, place: "shared")

    assert [package.path for package in found.folders] == [root / "shared"]


def test_packages_that_are_not_installed(root):
    text = """\
packages:
  - package: dbt-labs/audit_helper
    version: 1.0.0
  - git: https://example.com/me/other-tools.git
"""
    (root / "packages.yml").write_text(text)
    found = required_packages(root, root / "dbt_packages", unrendered)
    assert list(map(str, found.missing)) == [
        "packages.yml:2:14: the package 'dbt-labs/audit_helper' is not installed:"
        " there is no folder dbt_packages/audit_helper\n"
        "  fix: run 'seg deps', put the package into dbt_packages/audit_helper,"
        " or take it from disk with '- local: <path>'",
        "packages.yml:4:10: the package 'https://example.com/me/other-tools.git' is not installed:"
        " there is no folder dbt_packages/other_tools\n"
        "  fix: run 'seg deps', put the package into dbt_packages/other_tools,"
        " or take it from disk with '- local: <path>'",
    ]


def test_packages_that_are_not_there(root):
    text = """\
packages:
  - local: shred
  - package: dbt-labs/audit_helper
    version: 1.0.0
  - git: https://example.com/me/other-tools.git
  - local: 3
  - {}
  - {local: shared, git: x}
  - shared
  - {local: shared, revison: 1}
  - {git: https://example.com/me/my_tools, revison: 1}
  - local: ./shared
"""
    known = "local"
    assert refusal(read, root, text) == [
        "packages.yml:9:5: expected a mapping such as 'local: ../path', found 'shared'",
        "packages.yml:6:12: 'local': expected a string, found 3",
        "packages.yml:7:5: a package needs exactly one of: local, package, git, tarball",
        "packages.yml:8:5: a package needs exactly one of: local, package, git, tarball",
        f"packages.yml:10:21: unknown key 'revison'\n  fix: known keys: {known}",
        "packages.yml:11:44: unknown key 'revison'\n  fix: did you mean 'revision'?",
        "packages.yml:2:12: the local package 'shred' does not exist\n"
        "  fix: write the path relative to the project folder",
        "packages.yml:12:5: the package in shared is listed twice: also in packages.yml:10:5\n"
        "  fix: remove one of them",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- a", "packages.yml:1:1: expected a mapping, found a list"),
        ("packages: a", "packages.yml:1:11: 'packages': expected a list, found 'a'"),
        (
            "package: []",
            "packages.yml:1:1: unknown key 'package'\n  fix: did you mean 'packages'?",
        ),
    ],
)
def test_a_file_of_the_wrong_shape(root, text, message):
    assert refusal(read, root, text) == [message]
