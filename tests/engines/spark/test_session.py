"""What a Spark session does with a DuckDB statement."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pyarrow
import pytest

from orchestrator.engines.boundary import SeedFile
from orchestrator.engines.spark.engine import SparkEngine
from orchestrator.engines.spark.names import SparkNames
from orchestrator.engines.spark.session import MirroredSession
from orchestrator.engines.spark.statements import ReadStatement, read_statement
from orchestrator.engines.spark.types import to_duckdb_type, to_spark_type
from orchestrator.errors import StatementError
from orchestrator.names import RelationName
from tests.engines.spark.fake import FakeSpark, opened


@pytest.fixture
def spark() -> FakeSpark:
    spark = FakeSpark()
    spark.sources["raw.orders"] = (("id", "BIGINT"), ("amount", "DECIMAL(10,2)"))
    return spark


@pytest.fixture
def engine(spark: FakeSpark, tmp_path: Path) -> Iterator[SparkEngine]:
    engine = opened(spark, tmp_path)
    yield engine
    engine.close()


@pytest.fixture
def session(engine: SparkEngine) -> Iterator[MirroredSession]:
    session = engine.session()
    yield session
    session.close()


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        (
            'create table "s"."a ""b"" @1" as\nselect 1',
            ReadStatement("create", "table", RelationName("s", 'a "b" @1'), 32),
        ),
        (
            "create or replace view v as select 1",
            ReadStatement("create", "view", RelationName("main", "v"), 27, True),
        ),
        (
            "create temp table x as from y",
            ReadStatement("create", "table", RelationName("main", "x"), 22),
        ),
        (
            "create table if not exists _seg.t (i int)",
            ReadStatement("create", "table", RelationName("_seg", "t")),
        ),
        ("drop view if exists a.b", ReadStatement("drop", "view", RelationName("a", "b"))),
        ("create schema if not exists s", ReadStatement("schema", target=RelationName("s", ""))),
        ("delete from _seg.t", ReadStatement("other", target=RelationName("_seg", "t"))),
        ("vacuum", ReadStatement("other")),
    ],
)
def test_a_statement_is_read(sql: str, expected: ReadStatement):
    assert read_statement(sql) == expected


def test_a_table_is_filled_on_spark_and_empty_in_the_records(
    session: MirroredSession, spark: FakeSpark
):
    made = session.execute('create table "main"."t" as\nselect id // 2 as half from raw.orders\n')
    assert made == 3
    assert spark.statements[-1].startswith("create table `main`.`t` using parquet as SELECT")
    assert "FROM `raw`.`orders` AS `orders`" in spark.statements[-1]
    assert session.describe("from main.t") == (("half", "BIGINT"),)


def test_what_duckdb_refuses_never_comes_to_spark(session: MirroredSession, spark: FakeSpark):
    with pytest.raises(StatementError, match='"nope" not found') as refused:
        session.execute("create table t as\nselect\n  nope\nfrom raw.orders")
    assert refused.value.line == 3
    assert not any(each.startswith("create table") for each in spark.statements)


def test_what_may_be_other_on_spark_is_refused_at_its_line(session: MirroredSession):
    with pytest.raises(StatementError, match="is not tested on Spark") as refused:
        session.execute("create table t as\nselect\n  id,\n  hash(id) as h\nfrom raw.orders")
    assert refused.value.line == 4


def test_columns_of_a_source_are_looked_up_again_by_the_next_process(
    engine: SparkEngine, session: MirroredSession, spark: FakeSpark, tmp_path: Path
):
    assert session.describe("from raw.orders") == spark.sources["raw.orders"]
    session.close()
    engine.close()
    spark.sources["raw.orders"] = (("id", "VARCHAR"),)
    again = opened(spark, tmp_path)
    assert again.session().describe("from raw.orders") == (("id", "VARCHAR"),)
    again.close()
    del spark.sources["raw.orders"]
    last = opened(spark, tmp_path)
    with pytest.raises(StatementError, match="orders does not exist"):
        last.session().describe("from raw.orders")
    last.close()


def test_internal_tables_are_in_the_records_alone(session: MirroredSession, spark: FakeSpark):
    session.execute("create schema if not exists _seg")
    before = len(spark.statements)
    session.execute("create table if not exists _seg.t (i int)")
    with session.transaction():
        session.execute("insert into _seg.t values (1)")
    assert session.query("select i from _seg.t").values == ((1,),)
    assert len(spark.statements) == before


def test_an_internal_table_takes_no_rows_of_spark(session: MirroredSession):
    session.execute("create schema if not exists _seg")
    for sql in (
        "create table _seg.t as select id from raw.orders",
        "insert into _seg.t from raw.orders",
    ):
        with pytest.raises(StatementError, match="cannot be filled from tables on Spark"):
            session.execute(sql)


@pytest.mark.parametrize(
    "sql", ["delete from raw.orders", "insert into raw.orders values (1, 2)", "vacuum"]
)
def test_rows_of_tables_are_not_changed(session: MirroredSession, sql: str):
    with pytest.raises(StatementError, match="on Spark, seg runs only SELECT"):
        session.execute(sql)


def test_a_seed_has_the_values_that_duckdb_reads(
    session: MirroredSession, engine: SparkEngine, spark: FakeSpark, tmp_path: Path
):
    (tmp_path / "codes.csv").write_text("id,day\n1,2024-01-02\n2,\n")
    engine.prepare(["main"])
    version = RelationName("seg_versions", "main.codes@1")
    loaded = session.load(SeedFile(tmp_path / "codes.csv", "codes.csv"), version)
    assert loaded.row_count == 2
    assert [row[0] for row in spark.filled["main__codes__1"]] == [1, 2]
    described = session.describe('from seg_versions."main.codes@1"')
    assert described == (("id", "BIGINT"), ("day", "DATE"))


def test_rows_come_to_the_driver_in_the_types_of_duckdb(
    session: MirroredSession, spark: FakeSpark, tmp_path: Path
):
    # Spark has no number of 128 bits.
    spark.answer = pyarrow.table({"ids": [[1, 2]], "total": pyarrow.array([Decimal(3)])})
    select = "select list_sort(list(distinct id)) as ids, sum(id) as total from raw.orders"
    assert session.describe(select) == (("ids", "BIGINT[]"), ("total", "HUGEINT"))
    assert session.frame(select).to_dict("list")["total"] == [3.0]
    assert session.arrays(select)["total"].tolist() == [3.0]
    assert session.arrow(select).to_pylist() == [{"ids": [1, 2], "total": Decimal(3)}]
    assert session.unload(select, tmp_path / "rows.jsonl", "jsonl") == 1
    assert (tmp_path / "rows.jsonl").read_text() == '{"ids":[1,2],"total":3}\n'


def test_a_rehearsal_does_nothing_on_spark(engine: SparkEngine, spark: FakeSpark):
    engine.prepare(["main"])
    before = list(spark.statements)
    rehearsal = engine.rehearsal([])
    session = rehearsal.session()
    session.execute('create table seg_versions."main.t@1" as select id from raw.orders')
    assert session.query('select id from seg_versions."main.t@1"').values == ()
    session.close()
    rehearsal.close()
    assert spark.statements == before
    assert engine.catalogue().versions == frozenset()
    assert not spark.is_closed


def test_functions_of_twins_are_known(engine: SparkEngine, spark: FakeSpark):
    engine.prepare(["main"])
    for tried in (engine.rehearsal([]), engine):
        session = tried.session()
        session.execute(
            'create table seg_versions."main.t@1" as\n'
            "select cast(xxhash64(id, id is null) as decimal(38, 0)) as h, "
            "case when id < 0 then raise_error('x') else id end as i from raw.orders"
        )
        described = session.describe('from seg_versions."main.t@1"')
        assert described == (("h", "DECIMAL(38,0)"), ("i", "BIGINT"))
        session.close()
    assert "XXHASH64" in spark.statements[-1].upper()


def test_no_two_versions_have_one_name():
    names = SparkNames("v")
    identifiers = [
        "main.a@1", "main.a@11", "main.a_1@1", "main_a.b@1", "main.a_b@1", "main.a__b@1",
        "main__a.b@1", "main.a b@1", "main.A@1", "main.a@1.delta", "x.main.a@1", "main.ä@1",
    ]  # fmt: skip
    found = {names.spelled(RelationName("seg_versions", each)).lower() for each in identifiers}
    assert len(found) == len(identifiers)


@pytest.mark.parametrize(
    "name", [RelationName("main", "a b"), RelationName("x", "y", "other"), RelationName("ä", "b")]
)
def test_a_name_that_spark_does_not_take_is_refused(name: RelationName):
    with pytest.raises(StatementError):
        SparkNames("v").spelled(name)


@pytest.mark.parametrize(
    ("spark_type", "duckdb_type"),
    [
        ("bigint", "BIGINT"),
        ("decimal(10,2)", "DECIMAL(10,2)"),
        ("array<array<int>>", "INTEGER[][]"),
        ("map<string,array<date>>", "MAP(VARCHAR, DATE[])"),
        ("struct<a:int,b:struct<c:decimal(3,1),d:timestamp>>",
         'STRUCT("a" INTEGER, "b" STRUCT("c" DECIMAL(3,1), "d" TIMESTAMP WITH TIME ZONE))'),
        ("varchar(3)", "VARCHAR"),
    ],
)  # fmt: skip
def test_types_of_spark_have_names_in_duckdb(spark_type: str, duckdb_type: str):
    assert to_duckdb_type(spark_type) == duckdb_type


def test_a_type_that_there_is_not_is_refused():
    with pytest.raises(StatementError, match="Spark does not have"):
        to_spark_type("at", "TIME")
    with pytest.raises(StatementError, match="a Spark type"):
        to_duckdb_type("interval day")
