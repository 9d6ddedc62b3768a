"""The command line: names that do not exist are errors, with the nearest existing name."""

from pathlib import Path

import pytest

from tests.projects import seg, write_project

FILES = {"models/orders.sql": "select 1 as i", "models/other.sql": "select 2 as i"}

TRY = "Usage: seg {0}\nTry 'seg{1} --help' for help.\n\nError: "

CASES: dict[tuple[str, ...], str] = {
    ("bild",): TRY.format("[OPTIONS] COMMAND [ARGS]...", "")
    + "no command 'bild'\n  fix: did you mean 'build'?\n",
    ("build", "--selct", "orders"): TRY.format("build [OPTIONS]", " build")
    + "No such option '--selct'. (Did you mean one of: '--help', '--select', '--selector'?)\n",
    ("build", "extra"): TRY.format("build [OPTIONS]", " build")
    + "Got unexpected extra argument (extra)\n",
    ("build", "--threads", "0"): TRY.format("build [OPTIONS]", " build")
    + "Invalid value for '--threads': 0 is not in the range x>=1.\n",
    ("ls", "--output", "yaml"): TRY.format("ls [OPTIONS]", " ls")
    + "Invalid value for '--output': 'yaml' is not one of 'selector', 'name', 'path', 'json'.\n",
    ("build", "--target", "prod"): "no target 'prod'\n"
    "  fix: seg_project.yml names no profile, so its only target is 'dev'\n",
    ("build", "--vars", "[1]"): "vars must be a YAML mapping\n"
    "  fix: write vars as '{name: value}'\n",
    ("build", "--vars", "x"): "vars must be a YAML mapping\n  fix: write vars as '{name: value}'\n",
    ("build", "--select", "ordrs"): "The selection criterion 'ordrs' does not match any enabled "
    "nodes\n  fix: did you mean 'orders'?\n",
    ("ls", "--select", "tag:nightly"): "The selection criterion 'tag:nightly' does not match any "
    "enabled nodes\n  fix: no node has a tag\n",
    ("ls", "--select", "path:tests"): "The selection criterion 'path:tests' does not match any "
    "enabled nodes\n  fix: 'seg ls' lists the nodes\n",
    ("ls", "--select", "config.materialized:tabel"): "The selection criterion "
    "'config.materialized:tabel' does not match any enabled nodes\n  fix: values: view\n",
    ("run", "--select", "orders,other"): (
        "The selection criterion 'orders,other' does not match any enabled nodes\n  fix: no node "
        "matches all of them; use a space instead of the comma to select nodes that match any\n"
    ),
    ("ls", "--select", "tga:nightly"): "select: no selection method 'tga'\n"
    "  tga:nightly\n  ^\n  fix: did you mean 'tag'? (methods: access, config, exposure, file, fqn, "
    "group, metric, package, path, resource_type, result, saved_query, selector, semantic_model, "
    "source, source_status, state, tag, test_name, test_type, unit_test, version)\n",
    ("ls", "--select", ""): "select is empty\n  fix: leave select out, or name a node\n",
    ("ls", "--resource-type", "modle"): "no resource type 'modle'\n  fix: did you mean 'model'?\n",
    ("build", "--exclude", "*"): "Nothing to do: no node that this command runs is selected\n"
    "  fix: the project holds: model\n",
    ("seed",): "Nothing to do: no seed is selected\n  fix: the selection holds: model\n",
    ("test",): "Nothing to do: no test or unit_test is selected\n"
    "  fix: the selection holds: model\n",
    ("show",): "there is no warehouse to show rows of\n  fix: run 'seg build' first\n",
    ("rollback",): "there is no warehouse to roll back\n  fix: run 'seg build' first\n",
}


@pytest.mark.parametrize("command", CASES, ids=" ".join)
def test_refused(command: tuple[str, ...], tmp_path: Path) -> None:
    outcome = seg(write_project(tmp_path, FILES), *command)
    assert (outcome.exit_code, outcome.stdout, outcome.stderr) == (2, "", CASES[command])
    assert not (tmp_path / "warehouse.duckdb").exists()


@pytest.mark.parametrize("command", ["ls", "build", "run", "compile"])
def test_a_selection_may_be_allowed_to_be_empty(command: str, tmp_path: Path) -> None:
    outcome = seg(write_project(tmp_path, FILES), command, "--select", "ordrs", "--allow-empty")
    assert (outcome.exit_code, outcome.stderr) == (0, "")


def test_a_project_that_is_not_there(tmp_path: Path) -> None:
    missing = tmp_path / "nowhere"
    outcome = seg(missing, "ls")
    assert (outcome.exit_code, outcome.stdout) == (2, "")
    assert outcome.stderr == (
        f"no project in {missing}: it contains neither seg_project.yml nor dbt_project.yml\n"
        "  fix: pass the project's folder, or start a project with 'seg init'\n"
    )


PROFILE = {
    "seg_project.yml": "name: shop\nprofile: shop\n",
    "profiles.yml": "shop:\n  target: dev\n  outputs:\n    dev: {type: duckdb}\n"
    "    prod: {type: duckdb, path: prod.duckdb}\n",
}


def test_a_target_and_a_profile_that_are_not_there(tmp_path: Path) -> None:
    write_project(tmp_path, FILES | PROFILE)
    folder = ("--profiles-dir", str(tmp_path))
    file = tmp_path / "profiles.yml"
    assert seg(tmp_path, "ls", *folder, "--target", "prd").stderr == (
        f"no target 'prd' in profile 'shop'\n  fix: did you mean 'prod'? {file} has: dev, prod\n"
    )
    assert seg(tmp_path, "ls", *folder, "--profile", "shp").stderr == (
        f"no profile 'shp'\n  fix: did you mean 'shop'? {file} has: shop\n"
    )
    outcome = seg(tmp_path, "ls", *folder, "--target", "prod")
    assert (outcome.exit_code, outcome.stdout) == (0, "shop.orders\nshop.other\n")


def test_a_profile_with_wrong_keys(tmp_path: Path) -> None:
    profile = "shop:\n  outputs:\n    dev: {type: duckdb, pth: x.duckdb, threads: many}\n"
    write_project(tmp_path, FILES | PROFILE | {"profiles.yml": profile})
    file = tmp_path / "profiles.yml"
    outcome = seg(tmp_path, "ls", "--profiles-dir", str(tmp_path), "--target", "dev")
    assert (outcome.exit_code, outcome.stdout) == (2, "")
    assert outcome.stderr == (
        f"{file}:3:25: unknown key 'pth'\n  fix: did you mean 'path'?\n"
        f"{file}:3:49: 'threads': expected a whole number of 1 or more, found 'many'\n"
    )


def read_only(folder: Path, mode: int) -> None:
    for path in (*folder.rglob("*"), folder):
        if path.is_dir():
            path.chmod(mode)


def test_looking_needs_no_right_to_write(tmp_path: Path) -> None:
    write_project(tmp_path, FILES)
    assert seg(tmp_path, "build").exit_code == 0
    before = sorted(tmp_path.rglob("*"))
    (tmp_path / "warehouse.duckdb").chmod(0o444)
    read_only(tmp_path, 0o555)
    try:
        for command in (("ls",), ("plan",), ("show", "--select", "orders")):
            outcome = seg(tmp_path, *command)
            assert (outcome.exit_code, outcome.stderr) == (0, ""), command
        assert sorted(tmp_path.rglob("*")) == before
    finally:
        read_only(tmp_path, 0o755)


def test_what_cannot_be_shown_is_told_at_its_line(tmp_path: Path) -> None:
    write_project(tmp_path, FILES)
    assert seg(tmp_path, "build").exit_code == 0
    for inline, exit_code, message in (
        (
            "select\nnope",
            1,
            'query:2: Binder Error: Referenced column "nope" was not found '
            "because the FROM clause is missing\n  2 | nope\n",
        ),
        (
            "select * from {{ ref('ordrs') }}",
            2,
            "query:1:18: ref('ordrs') names no model\n"
            "  1 | select * from {{ ref('ordrs') }}\n"
            f"    | {' ' * 17}^\n  fix: did you mean 'orders'?\n",
        ),
        (
            "selec 1",
            2,
            'query:1: Parser Error: syntax error at or near "selec"\n  1 | selec 1\n',
        ),
    ):
        outcome = seg(tmp_path, "show", "--inline", inline)
        assert (outcome.exit_code, outcome.stdout, outcome.stderr) == (exit_code, "", message)


def test_what_ends_in_a_comment_can_be_shown(tmp_path: Path) -> None:
    seg(write_project(tmp_path, FILES), "build")
    inline = "select timestamptz '2024-03-01 12:00:00+00' as t; -- the end"
    assert seg(tmp_path, "show", "--inline", inline).exit_code == 0


@pytest.mark.parametrize(
    "name", ["models/dead.sql", "models/dead.yml", "macros/dead.sql", "seeds/x.csv", "tests/x.sql"]
)
def test_a_file_that_cannot_be_read(name: str, tmp_path: Path) -> None:
    write_project(tmp_path, FILES | {"models/folder.sql/x.txt": ""})
    link = tmp_path / name
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(tmp_path / "nowhere")
    outcome = seg(tmp_path, "ls")
    assert (outcome.exit_code, outcome.stdout) == (2, "")
    assert outcome.stderr == f"{name}: cannot read the file: No such file or directory\n"
    link.unlink()
    assert seg(tmp_path, "ls").stdout == "shop.orders\nshop.other\n"
