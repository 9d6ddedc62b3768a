"""What every engine must do: sessions, preparing, the catalogue."""

import threading
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from orchestrator.engines.boundary import Catalogue, Engine, Existing
from orchestrator.engines.door import ENGINES, Connection, adapter
from orchestrator.errors import StatementError
from orchestrator.names import RelationName
from orchestrator.results import Rows
from tests.engines.warehouse import AT, Warehouse


def test_the_version_is_the_engine_and_its_library(engine: Engine):
    name, _, version = engine.version.partition(" ")
    assert name in ENGINES
    assert version.split(".")[0].isdigit()


@pytest.mark.parametrize("name", ["duckdb"])
def test_a_look_creates_no_database(name: str, tmp_path: Path):
    connection = Connection(tmp_path, {"path": "deep/er/w.db"})
    assert not adapter(name).exists(connection)
    adapter(name).open_engine(connection).close()
    assert adapter(name).exists(connection)
    assert adapter(name).exists(Connection(tmp_path, {"path": ":memory:"}))


@pytest.mark.parametrize("name", ["duckdb"])
def test_only_a_database_in_which_nothing_is_can_be_discarded(name: str, tmp_path: Path):
    connection = Connection(tmp_path)
    engine = adapter(name).open_engine(connection)
    engine.session().execute("create table kept (n bigint)")
    engine.discard()
    assert adapter(name).exists(connection)
    engine = adapter(name).open_engine(connection)
    engine.session().execute("drop table kept")
    engine.discard()
    assert not adapter(name).exists(connection)


def test_execute_tells_the_rows_written_where_there_are_any(engine: Engine):
    session = engine.session()
    assert session.execute("create table t as select * from range(7)") == 7
    assert session.execute("insert into t values (1), (2)") == 2
    assert session.execute("create view v as select * from t") is None
    assert session.execute("drop view v") is None
    session.close()


def test_query_gives_rows_columns_and_types(engine: Engine):
    rows = engine.session().query("select 1 as a, 'x' as b, date '2024-01-02' as c, null as n")
    assert rows == Rows(
        ("a", "b", "c", "n"),
        ((1, "x", date(2024, 1, 2), None),),
        ("INTEGER", "VARCHAR", "DATE", '"NULL"'),
    )


def test_query_takes_the_first_rows_only(engine: Engine):
    assert engine.session().query("select * from range(9)", limit=2).values == ((0,), (1,))


def test_time_stamps_with_zone_come_in_utc(engine: Engine):
    rows = engine.session().query(
        "select timestamptz '2024-01-02 03:04:05.000006+02' as at, 1 as at, "
        "null::timestamptz as n order by 1; "
    )
    assert rows == Rows(
        ("at", "at", "n"),
        ((datetime(2024, 1, 2, 1, 4, 5, 6, tzinfo=UTC), 1, None),),
        ("TIMESTAMP WITH TIME ZONE", "INTEGER", "TIMESTAMP WITH TIME ZONE"),
    )


@pytest.mark.parametrize("end", ["", ";", " -- why", ";\n-- why"])
@pytest.mark.parametrize(
    "select", ["\ufeffselect 1 as a, 'x' as b", "from (values (1, 'x')) t(a, b)"]
)
def test_describe_gives_columns_without_running(engine: Engine, select: str, end: str):
    assert engine.session().describe(select + end) == (("a", "INTEGER"), ("b", "VARCHAR"))


def test_a_refused_statement_has_its_line(engine: Engine):
    with pytest.raises(StatementError) as refused:
        engine.session().execute("create table t as\nselect\n  nope\nfrom range(1) t(a)")
    assert refused.value.line == 3
    assert refused.value.message == (
        'Binder Error: Referenced column "nope" not found in FROM clause!\nCandidate bindings: "a"'
    )
    assert (refused.value.cancelled, refused.value.retry) == (False, False)


def test_lines_of_a_described_select_are_its_own(engine: Engine):
    with pytest.raises(StatementError) as refused:
        engine.session().describe("select\n  nope\nfrom range(1) t(a)")
    assert refused.value.line == 2


def test_conflicts_can_be_retried(engine: Engine):
    one, two = engine.session(), engine.session()
    one.execute("begin transaction")
    one.execute("create table t (i int)")
    with pytest.raises(StatementError) as refused:
        two.execute("create table t (i int)")
    assert refused.value.retry
    one.execute("rollback")


def test_cancel_stops_what_runs_and_leaves_the_session_usable(engine: Engine):
    session = engine.session()
    caught: list[StatementError] = []
    running = threading.Event()

    def work() -> None:
        running.set()
        try:
            session.execute("create table t as select count(*) from range(10000000000), range(999)")
        except StatementError as error:
            caught.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    running.wait()
    while thread.is_alive():
        engine.cancel()
        thread.join(0.02)
    assert [(error.message, error.cancelled) for error in caught] == [("interrupted", True)]
    assert session.query("select 1").values == ((1,),)


def test_a_new_database_has_an_empty_catalogue(engine: Engine):
    assert engine.catalogue() == Catalogue()


def test_preparing_creates_schemas_that_do_not_show(engine: Engine):
    engine.prepare(["marts", 'odd "name"', "marts"])
    engine.prepare(["marts"])
    session = engine.session()
    session.execute("create table marts.t as select 1 as i")
    session.execute('create view "odd ""name""".v as select 1 as i')
    table, view = RelationName("marts", "t"), RelationName('odd "name"', "v")
    assert engine.catalogue().existing == {
        table: Existing(table, "table"),
        view: Existing(view, "view"),
    }


def test_sessions_work_side_by_side(engine: Engine):
    engine.prepare([])
    failed: list[BaseException] = []

    def work(number: int) -> None:
        session = engine.session()
        try:
            for at in range(10):
                session.execute(f'create table "t{number}_{at}" as select {at} as i')
        except StatementError as error:
            failed.append(error)
        session.close()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert len(engine.catalogue().existing) == 80


def test_preparing_drops_what_an_earlier_run_left_unpublished(warehouse: Warehouse):
    good = warehouse.table("a", "select 1 as i")
    warehouse.publish(good)
    failed = warehouse.table("a", "select 2 as i")
    kept = warehouse.table("b", "select 3 as i")
    warehouse.engine.collect(keep=1)
    assert warehouse.versions() == ["main.a@1", "main.a@2", "main.b@3"]
    warehouse.engine.prepare([], keep=[kept.version])
    assert warehouse.versions() == ["main.a@1", "main.b@3"]
    assert failed.version.identifier == "main.a@2"
    warehouse.engine.prepare([])
    assert warehouse.versions() == ["main.a@1"]


def test_version_numbers_are_not_given_twice(warehouse: Warehouse):
    assert warehouse.engine.catalogue().next_version == 1
    change = warehouse.table("a", "select 1 as i")
    assert warehouse.engine.catalogue().next_version == 2
    warehouse.publish(change)
    warehouse.publish(warehouse.view("v", "select 1 as i"))
    warehouse.publish(warehouse.view("v", "select 2 as i"))
    assert warehouse.engine.catalogue().next_version == 4


def test_what_is_published_survives_closing(connection: Connection):
    opened = adapter("duckdb").open_engine(connection)
    warehouse = Warehouse(opened)
    warehouse.publish(warehouse.table("a", "select 1 as i"))
    before = opened.catalogue()
    opened.close()
    again = adapter("duckdb").open_engine(connection)
    assert again.catalogue() == before
    assert again.session().query("from a").values == ((1,),)
    again.close()
    reading = adapter("duckdb").open_engine(Connection(connection.project_root, read_only=True))
    assert reading.catalogue() == before
    assert before.generations[0].published_at == AT
    reading.close()
