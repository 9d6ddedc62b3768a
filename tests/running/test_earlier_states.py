"""A shop in two databases: differences from production, deferred reads, clones."""

import json
import shutil
from pathlib import Path

import pytest

from tests.keys.projects import write
from tests.projects import Outcome, reading, seg

FILES = {
    "seg_project.yml": "name: shop\nprofile: shop\n",
    "profiles.yml": (
        "shop:\n"
        "  target: prod\n"
        "  outputs:\n"
        "    prod: {type: duckdb, path: prod.duckdb}\n"
        "    dev:\n"
        "      type: duckdb\n"
        "      path: dev.duckdb\n"
        "      attach: [{path: prod.duckdb, alias: prod, read_only: true}]\n"
    ),
    "seeds/raw.csv": "id,amount\n1,10\n2,20\n",
    "models/orders.sql": "select id, amount::integer as amount from {{ ref('raw') }}\n",
    "models/totals.sql": (
        "{{ config(materialized='table') }} select sum(amount) as total from {{ ref('orders') }}\n"
    ),
    "models/grown.sql": (
        "{{ config(materialized='incremental', unique_key='id', on_schema_change='fail') }}\n"
        "select id, amount from {{ ref('orders') }}\n"
    ),
    "selectors.yml": (
        "selectors:\n"
        "  - {name: sums, definition: totals, default: true}\n"
        "  - {name: all, definition: 'fqn:*'}\n"
        "  - {name: changed, definition: 'state:modified'}\n"
    ),
    "packages.yml": "packages: [{local: tools}]\n",
    "tools/seg_project.yml": "name: tools\n",
    "tools/macros/sweep.sql": "{% macro sweep() %}{{ log('swept', info=true) }}{% endmacro %}\n",
    "macros/notes.sql": (
        "{% macro note(text) %}\n"
        '  {% do run_query("create table notes as select \'" ~ text ~ "\' as note") %}\n'
        "  {{ log('noted ' ~ text, info=true) }}\n"
        "{% endmacro %}\n"
    ),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shop, built in production, whose artifacts are kept in `state`."""
    folder = write(tmp_path_factory.mktemp("shop"), FILES)
    assert seg(folder, "build", "--selector", "all").exit_code == 0
    shutil.copytree(folder / "target", folder / "state")
    return folder


@pytest.fixture
def shop(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, in which a model was changed since."""
    folder = tmp_path / "shop"
    shutil.copytree(built, folder)
    orders = folder / "models" / "orders.sql"
    orders.write_text(orders.read_text("utf-8").replace("raw') }}", "raw') }} where id > 0"))
    monkeypatch.chdir(folder)
    return folder


def listed(shop: Path, *options: str) -> list[str]:
    found = seg(shop, "ls", "--resource-type", "model", "--output", "name", *options)
    assert found.exit_code == 0, found.stderr
    return found.stdout.split()


def dev(shop: Path, command: str, *options: str) -> Outcome:
    return seg(shop, command, "--target", "dev", "--state", "state", *options)


def in_dev(shop: Path, query: str) -> list[tuple[object, ...]]:
    with reading(shop / "prod.duckdb"), reading(shop / "dev.duckdb") as database:
        return database.execute(query).fetchall()


def test_without_a_selection_the_default_selector_is_meant(shop: Path) -> None:
    assert listed(shop) == ["totals"]
    assert listed(shop, "--exclude", "totals") == ["grown", "orders"]
    both = seg(shop, "ls", "--selector", "all", "--select", "totals")
    assert (both.exit_code, both.stderr) == (
        2,
        "the selector 'all' cannot be combined with other criteria\n  fix: use one of the two\n",
    )


def test_what_is_modified_is_told_with_its_reasons(shop: Path) -> None:
    assert listed(shop, "--select", "state:modified", "--state", "state") == ["orders"]
    assert listed(shop, "--select", "selector:changed", "--state", "state") == ["orders"]
    assert listed(shop, "--selector", "changed", "--state", "state") == ["orders"]
    found = seg(
        shop, "ls", "--state", "state", "--select", "orders", "totals", "--output", "json",
        "--output-keys", "name", "modified",
    )  # fmt: skip
    assert list(map(json.loads, found.stdout.splitlines())) == [
        {"name": "orders", "modified": ["body"]},
        {"name": "totals", "modified": []},
    ]


def test_where_nothing_is_modified_nothing_is_to_be_done(shop: Path) -> None:
    found = seg(shop, "build", "--select", "totals,state:modified", "--state", "state")
    assert found.exit_code == 0
    assert "Nothing to do." in found.stdout


def test_an_earlier_state_that_there_is_not(shop: Path) -> None:
    found = seg(shop, "ls", "--select", "state:new", "--state", "nowhere")
    assert (found.exit_code, found.stderr) == (
        2,
        "'state:new' needs an earlier state: there is no manifest.json in nowhere\n"
        "  fix: name another folder\n",
    )
    (shop / "state" / "manifest.json").write_text("{}")
    found = seg(shop, "ls", "--select", "state:new", "--state", "state")
    assert (found.exit_code, "Object missing required field `nodes`" in found.stderr) == (2, True)


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        ({}, "model.shop.orders: Object missing required field `resource_type`"),
        (
            {"resource_type": "model", "columns": {"id": 1}},
            "model.shop.orders: Expected `object`, got `int` - at `$.columns[...]`",
        ),
    ],
    ids=["no type", "a column that is a number"],
)
def test_a_damaged_manifest_is_named(shop: Path, entry: dict[str, object], why: str) -> None:
    manifest = {"nodes": {"model.shop.orders": entry}}
    (shop / "state" / "manifest.json").write_text(json.dumps(manifest))

    found = seg(shop, "ls", "--select", "state:modified", "--state", "state")
    assert found.exit_code == 2
    assert "state/manifest.json is not a readable manifest.json: " in found.stderr
    assert why in found.stderr


def test_what_is_not_built_is_read_in_production(shop: Path) -> None:
    # Rows are shown before anything is built.
    shown = dev(shop, "show", "--select", "totals", "--defer", "--json")
    assert (shown.exit_code, '"total": 30' in shown.stdout, (shop / "dev.duckdb").exists()) == (
        0,
        True,
        False,
    )
    assert dev(shop, "build", "--select", "totals").exit_code == 1
    assert dev(shop, "build", "--select", "totals", "--defer").exit_code == 0
    assert in_dev(shop, "from totals") == [(30,)]
    # The manifest is that of this target all the same.
    entry = json.loads((shop / "target/manifest.json").read_text())["nodes"]["model.shop.orders"]
    assert entry["database"] == "dev"
    shown = dev(shop, "compile", "--select", "totals", "--defer").stdout
    assert '"prod"."main"."orders"' in shown
    # Nobody knows what production holds by then: it is made again.
    again = dev(shop, "build", "--select", "totals", "--defer")
    assert "REUSED=0" in again.stdout
    assert seg(shop, "build", "--target", "dev", "--select", "+totals").exit_code == 0
    favoured = dev(shop, "compile", "--select", "totals", "--defer", "--favor-state").stdout
    assert '"prod"."main"."orders"' in favoured
    assert '"prod"' not in dev(shop, "compile", "--select", "totals", "--defer").stdout


def test_a_plan_for_machines_reads_what_is_reused_where_it_is(shop: Path) -> None:
    assert seg(shop, "build", "--target", "dev", "--selector", "all").exit_code == 0
    totals = shop / "models" / "totals.sql"
    totals.write_text(totals.read_text("utf-8").replace("as total", "as total, 1 as more"))

    favoured = ("--selector", "all", "--defer", "--favor-state", "--json")
    plan = json.loads(dev(shop, "plan", *favoured).stdout)
    assert "model.shop.orders" in plan["reused"]
    (select,) = [step["sql"] for step in plan["steps"]]
    assert ('"main"."orders"' in select, '"prod"' in select) == (True, False)


def test_a_clone_shows_what_production_has_until_it_is_built(shop: Path) -> None:
    cloned = dev(shop, "clone", "--selector", "all")
    assert (cloned.exit_code, "Relations: 4 new" in cloned.stdout) == (0, True)
    assert in_dev(shop, "select (select total from totals), count(*) from grown") == [(30, 2)]
    again = dev(shop, "clone", "--select", "totals")
    assert (again.exit_code, "'totals' is published already" in again.stdout) == (0, True)
    assert seg(shop, "build", "--target", "dev", "--selector", "all").exit_code == 0
    own = "from duckdb_tables() where database_name = 'dev' and table_name like 'main.grown@%'"
    assert len(in_dev(shop, own)) == 1


def test_two_targets_are_not_cloned_from_each_other(tmp_path: Path) -> None:
    both = "{type: duckdb, path: warehouse.duckdb, schema: SCHEMA}"
    outputs = ", ".join(f"{name}: {both.replace('SCHEMA', name)}" for name in ("prod", "dev"))
    files = {
        "seg_project.yml": "name: shop\nprofile: shop\n",
        "profiles.yml": f"shop: {{target: prod, outputs: {{{outputs}}}}}\n",
        "models/a.sql": "select 1 as id\n",
        "models/b.sql": "select id from {{ ref('a') }}\n",
    }
    shop = write(tmp_path, files)
    for target in ("prod", "dev"):
        folder = ("--target", target, "--target-path", target)
        assert seg(shop, "build", *folder).exit_code == 0
    assert seg(shop, "clone", "--target", "dev", "--state", "prod", "--full-refresh").exit_code == 0

    refused = seg(shop, "clone", "--state", "dev", "--full-refresh")
    told = (
        "Nothing was published: publishing prod.a: views would depend on each other in a cycle, as "
        "when two targets are cloned from each other. Build the relations in one of the two "
        "targets, and let the other read them\n"
    )
    assert (refused.exit_code, told in refused.stdout, refused.stderr) == (1, True, "")
    with reading(shop / "warehouse.duckdb") as connection:
        found = connection.execute("select prod.b.id, dev.b.id from prod.b, dev.b").fetchall()
    assert found == [(1, 1)]


def test_a_state_that_is_favored_without_deferring_to_it(shop: Path) -> None:
    for command in ("compile", "run", "run"):
        told = seg(shop, command, "--favor-state", "--select", "orders")
        sentence = "'favor_state' has no effect without 'defer'"
        assert (told.exit_code, sentence in told.stdout + told.stderr) == (0, True)


def test_a_run_goes_on_from_the_results_of_another(shop: Path) -> None:
    orders = shop / "models" / "orders.sql"
    before = orders.read_text()
    orders.write_text("select no_such_column from {{ ref('raw') }}\n")
    assert seg(shop, "run", "--selector", "all").exit_code == 1
    shutil.copy(shop / "target/run_results.json", shop / "state")
    orders.write_text(before)
    assert seg(shop, "ls", "--select", "orders").exit_code == 0

    found = seg(shop, "retry", "--state", "state")
    assert (found.exit_code, "retrying" in found.stderr.lower()) == (0, True)
    assert "ERROR=0" in found.stdout
    assert "created sql view model main.orders" in found.stdout
    assert seg(shop, "retry", "--state", "nowhere").exit_code == 2
    assert seg(shop, "retry").exit_code == 2
    # As in dbt, that is no error of a dbt project.
    (shop / "seg_project.yml").rename(shop / "dbt_project.yml")
    nothing = seg(shop, "retry")
    assert (nothing.exit_code, "nothing to retry" in nothing.stderr) == (0, True)


def test_an_operation_runs_statements_at_once(shop: Path) -> None:
    found = seg(shop, "run-operation", "note", "--args", "{text: hello}")
    assert (found.exit_code, found.stdout) == (0, "noted hello\n")
    assert "no rollback undoes them" in found.stderr
    with reading(shop / "prod.duckdb") as database:
        assert database.execute("from notes").fetchall() == [("hello",)]
    results = json.loads((shop / "target/run_results.json").read_text())["results"]
    assert [(each["unique_id"], each["status"]) for each in results] == [
        ("macro.shop.note", "success")
    ]
    failed = seg(shop, "run-operation", "note", "--args", "{text: hello}")
    assert (failed.exit_code, 'Table with name "notes" already exists' in failed.stderr) == (
        1,
        True,
    )
    assert (
        seg(shop, "run-operation", "--sql", "drop table {{ target.schema }}.notes").exit_code == 0
    )


@pytest.mark.parametrize("name", ["sweep", "tools.sweep"])
def test_an_operation_of_a_package_needs_no_package(shop: Path, name: str) -> None:
    found = seg(shop, "run-operation", name)
    assert (found.exit_code, found.stdout, found.stderr) == (0, "swept\n", "")


@pytest.mark.parametrize(
    ("arguments", "exit_code", "message"),
    [
        (["note", "--args", "[1]"], 2, "args must be a YAML mapping"),
        (["notes"], 2, "no macro 'notes'\n  fix: did you mean 'note'?"),
        (["tool.sweep"], 2, "no macro 'tool.sweep'\n  fix: did you mean 'tools.sweep'?"),
        ([], 2, "expected a macro, or a statement"),
        (["--sql", "set threads = 1"], 1, "an operation may not run a SET statement"),
        (["--sql", "begin"], 1, "an operation may not run a TRANSACTION statement"),
        (
            ["--sql", "drop schema seg_versions cascade"],
            1,
            "the schemas that seg reserves",
        ),
        (["--sql", "copy orders to 'out.csv'"], 1, "an operation may not run a COPY statement"),
    ],
)
def test_an_operation_that_is_refused(
    shop: Path, arguments: list[str], exit_code: int, message: str
) -> None:
    found = seg(shop, "run-operation", *arguments)
    assert (found.exit_code, message in found.stderr) == (exit_code, True), found.stderr
