"""plan, compile, show, ls, parse, freshness, rollback, check, clean and init return values."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from orchestrator.commands.build import build
from orchestrator.commands.clean import clean
from orchestrator.commands.compile import compile_inline, compile_nodes
from orchestrator.commands.debug import check
from orchestrator.commands.freshness import freshness
from orchestrator.commands.init import init
from orchestrator.commands.ls import ls
from orchestrator.commands.parse import parse
from orchestrator.commands.plan import plan
from orchestrator.commands.read import as_arrow, as_frame, published_query, read
from orchestrator.commands.rollback import generations, rollback
from orchestrator.commands.show import Shown, show
from orchestrator.errors import StatementError, UsageError
from orchestrator.results import Rows
from orchestrator.workspace.selection import Selection
from tests.commands.shop import MODEL, NO_LOSS, NOT_NULL, SEED, opened, shop
from tests.projects import write_project

ALL = Selection()
TOTALS = Rows(("orders", "amount"), ((2, 30),), ("BIGINT", "HUGEINT"))


def built(folder: Path, **flags: object) -> None:
    assert build(shop(folder, **flags), ALL).result().status == "success"


def test_a_plan_needs_no_warehouse_and_makes_none(tmp_path: Path) -> None:
    made = plan(shop(tmp_path), ALL)
    assert {name: step.action for name, step in made.steps.items()} == {
        SEED: "load seed",
        MODEL: "create table",
        NO_LOSS: "test",
        NOT_NULL: "test",
    }
    assert not (tmp_path / "warehouse.duckdb").exists()


def test_compiled_sql_is_a_value_and_a_file(tmp_path: Path) -> None:
    compiled = compile_nodes(shop(tmp_path, "compile"), Selection(select=("totals",)))
    assert compiled.unwritten is None
    assert compiled.sql[MODEL].strip() == (
        'select count(*) as orders, sum(amount) as amount from "main"."orders"'
    )
    assert (tmp_path / "target/compiled/shop/models/totals.sql").read_text().strip() == (
        compiled.sql[MODEL].strip()
    )
    inline = compile_inline(shop(tmp_path, "compile"), "select * from {{ ref('totals') }}")
    assert inline == 'select * from "main"."totals"'


def test_shown_rows_are_values(tmp_path: Path) -> None:
    built(tmp_path)
    workspace = shop(tmp_path, "show")
    assert list(show(workspace, Selection(select=("totals",)))) == [Shown("totals", TOTALS)]
    inline = show(workspace, ALL, inline="select orders + 1 as more from {{ ref('totals') }}")
    assert list(inline) == [Shown("inline", Rows(("more",), ((3,),), ("BIGINT",)))]


def test_what_was_held_back_can_be_shown(tmp_path: Path) -> None:
    assert build(shop(tmp_path, vars={"least": 99}), ALL).result().status == "failed"
    held = show(shop(tmp_path, "show"), Selection(select=("totals",)), is_candidate=True)
    assert list(held) == [Shown("totals", TOTALS)]


def test_nodes_are_listed_parents_first(tmp_path: Path) -> None:
    found = ls(shop(tmp_path, "list"), ALL)
    assert [node.unique_id for node in found] == [SEED, MODEL, NOT_NULL, NO_LOSS]
    found = ls(shop(tmp_path, "list"), Selection(resource_types=("model",)))
    assert [node.unique_id for node in found] == [MODEL]


def test_parsing_gives_the_project_and_writes_the_manifest(tmp_path: Path) -> None:
    assert list(parse(shop(tmp_path, "parse")).nodes) == [SEED, MODEL, NOT_NULL, NO_LOSS]
    assert (tmp_path / "target/manifest.json").exists()


def test_freshness_is_a_run(tmp_path: Path) -> None:
    built(tmp_path)
    write_project(
        tmp_path,
        {
            "models/sources.yml": "sources:\n  - name: main\n    tables:\n      - name: orders\n"
            "        loaded_at_field: cast('2025-06-30 08:00' as timestamp)\n"
            "        config: {freshness: {error_after: {count: 1, period: day}}}\n"
        },
    )
    now = datetime(2025, 7, 2, tzinfo=UTC)
    copied = tmp_path / "copy.json"
    result = freshness(opened(tmp_path, "freshness", now=now), ALL, output=copied).result()
    assert {name: found.status for name, found in result.results.items()} == {
        "source.shop.main.orders": "fail"
    }
    assert copied.read_bytes() == (tmp_path / "target/sources.json").read_bytes()
    with pytest.raises(UsageError) as refused:
        freshness(opened(tmp_path, "freshness", write_json=False), ALL, output=copied)
    assert str(refused.value) == ("--no-write-json writes no sources.json\n  fix: remove --output")


def test_an_earlier_generation_is_published_again(tmp_path: Path) -> None:
    built(tmp_path)
    (tmp_path / "seeds/orders.csv").write_text("order_id,amount\n1,10\n")
    built(tmp_path)
    assert [found.number for found in generations(shop(tmp_path, "rollback"))] == [2, 1]
    done = rollback(shop(tmp_path, "rollback"))
    assert (done.wanted, done.made.number) == (1, 3)
    assert read(
        shop(tmp_path, "show"), published_query(shop(tmp_path, "show"), "totals"), _rows
    ) == (TOTALS)


def _rows(session, select):
    return session.query(select)


def test_a_relation_is_read_as_frame_or_arrow_table(tmp_path: Path) -> None:
    built(tmp_path)
    workspace = shop(tmp_path, "show")
    for name in ("totals", "shop.totals", MODEL):
        query = published_query(workspace, name)
        assert read(workspace, query, as_frame).to_dict("records") == [{"orders": 2, "amount": 30}]
        assert read(workspace, query, as_arrow).to_pylist() == [{"orders": 2, "amount": 30}]
    with pytest.raises(UsageError) as unknown:
        published_query(workspace, "total")
    assert str(unknown.value) == ("no model, seed or source 'total'\n  fix: did you mean 'totals'?")


def test_a_relation_that_was_never_built(tmp_path: Path) -> None:
    workspace = shop(tmp_path, "show")
    with pytest.raises(UsageError) as none:
        published_query(workspace, "totals")
    assert str(none.value) == "there is no warehouse to read\n  fix: run 'seg build' first"
    assert build(shop(tmp_path), Selection(select=("orders",))).result().status == "success"
    with pytest.raises(UsageError) as unbuilt:
        published_query(workspace, "totals")
    assert str(unbuilt.value) == "'totals' is not built yet\n  fix: run 'seg build' first"
    with pytest.raises(UsageError) as inline:
        list(show(workspace, ALL, inline="select * from {{ ref('totals') }}"))
    assert str(inline.value) == str(unbuilt.value)


def test_check_counts_what_there_is(tmp_path: Path) -> None:
    before = check(shop(tmp_path, "debug"))
    assert (before.project_file, before.counts, before.target.name, before.catalogue) == (
        "seg_project.yml",
        {"model": 1, "seed": 1, "test": 2},
        "dev",
        None,
    )
    built(tmp_path)
    after = check(shop(tmp_path, "debug"))
    assert after.catalogue is not None
    assert list(after.catalogue.published) == [SEED, MODEL]


def test_clean_deletes_all_or_nothing(tmp_path: Path) -> None:
    built(tmp_path)
    workspace = shop(tmp_path, "clean", partial_parse=False)
    assert clean(workspace) == ("target",)
    assert clean(workspace) == ()
    built(tmp_path)
    (tmp_path / "seg_project.yml").write_text("name: shop\nclean-targets: [target, models]\n")
    with pytest.raises(UsageError) as refused:
        clean(shop(tmp_path, "clean"))
    assert str(refused.value) == (
        "clean-targets names 'models', which seg must not delete\n"
        "  fix: name only folders of generated files inside the project"
    )
    assert (tmp_path / "target").exists()


def test_a_new_project_builds(tmp_path: Path) -> None:
    written = init(tmp_path / "mine")
    assert Path("seg_project.yml") in written.files
    assert build(opened(tmp_path / "mine"), ALL).result().status == "success"


def test_an_error_of_a_query_is_at_its_line(tmp_path: Path) -> None:
    built(tmp_path)
    with pytest.raises(StatementError) as refused:
        list(show(shop(tmp_path, "show"), ALL, inline="select 1,\n  nope"))
    assert str(refused.value).startswith("query:2: ")
