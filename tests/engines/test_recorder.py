"""The engine without a database."""

from pathlib import Path

import pytest

from orchestrator.engines.boundary import Change, Engine, LoadResult, SeedFile
from orchestrator.errors import StatementError, UsageError
from orchestrator.names import RelationName
from orchestrator.results import Rows
from tests.engines.warehouse import AT
from tests.recorder import Recorder


def test_it_records_statements_and_answers_them():
    recorder = Recorder(
        answers={"from a": Rows(("i",), ((1,), (2,)))},
        refusals={"from b": StatementError("no b")},
    )
    session = recorder.session()
    assert session.execute("insert into x from a") == 1
    assert session.execute("drop view x") is None
    assert session.query("from a", limit=1) == Rows(("i",), ((1,),))
    assert session.describe("from a") == (("i", "VARCHAR"),)
    assert session.load(SeedFile(Path("/p/a.csv"), "a.csv"), RelationName("v", "a")) == LoadResult(
        0
    )
    with pytest.raises(StatementError, match="no b"):
        session.query("from b")
    session.close()
    assert recorder.statements == [
        "insert into x from a",
        "drop view x",
        "from a",
        "describe from a",
        "load a.csv into v.a",
        "from b",
    ]


def test_it_records_what_the_engine_is_asked_for():
    recorder = Recorder()
    engine: Engine = recorder
    change = Change("model.p.a", RelationName("s", "a"), "view", RelationName("v", "a"), "x", "f")
    engine.prepare(["s"], keep=[RelationName("v", "a")])
    assert engine.publish([change], "run", AT).number == 1
    assert engine.rollback(1, "undo", AT).number == 2
    with pytest.raises(UsageError, match="no generation 7 to roll back to"):
        engine.rollback(7, "undo", AT)
    assert engine.collect(2) == 0
    engine.cancel()
    engine.close()
    assert recorder.calls == [
        "prepare s keep v.a",
        "publish model.p.a",
        "rollback 1",
        "collect 2",
        "cancel",
        "close",
    ]
    assert recorder.published == [(change,), (change,)]
    assert engine.catalogue() == recorder.known
