"""DataFrames to and from the engine, for Python models."""

import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from orchestrator.engines.boundary import Engine
from orchestrator.errors import StatementError
from orchestrator.names import RelationName
from orchestrator.results import Rows
from tests.recorder import Recorder

ROOT = Path(__file__).parents[2]
TABLE = RelationName("main", 'with "quotes"')


def test_a_frame_becomes_a_table_and_comes_back(engine: Engine):
    session = engine.session()
    frame = pd.DataFrame({"name": ["a", None], "n": [1.5, float("nan")]}, index=[7, 8])
    assert session.fill(TABLE, frame) == 2
    rows = session.query('select * from main."with ""quotes""" order by n')
    assert (rows.columns, rows.values) == (("name", "n"), (("a", 1.5), (None, None)))
    back = session.frame('select * from main."with ""quotes""" order by n')
    pd.testing.assert_frame_equal(back, frame.reset_index(drop=True), check_dtype=False)


def test_arrays_become_a_table_and_come_back(engine: Engine):
    session = engine.session()
    columns = {
        "name": np.array(["a", "b"]),
        'a "n"': np.ma.masked_array([1, 2], [False, True]),
        "nothing": np.array([None, None]),
        "day": np.array([date(2025, 6, 30), None]),
    }
    assert session.fill(TABLE, columns) == 2
    assert session.describe('select * from main."with ""quotes"""') == (
        *(("name", "VARCHAR"), ('a "n"', "BIGINT"), ("nothing", "VARCHAR"), ("day", "DATE")),
    )
    back = session.arrays('select * from main."with ""quotes""" order by name')
    assert {name: array.tolist() for name, array in back.items()} == {
        "name": ["a", "b"],
        'a "n"': [1, None],
        "nothing": [None, None],
        "day": [datetime(2025, 6, 30), None],
    }


def test_arrays_without_rows_become_an_empty_table(engine: Engine):
    session = engine.session()
    assert session.fill(TABLE, {"n": np.array([], float), "name": np.array([], object)}) == 0
    assert session.describe('select * from main."with ""quotes"""') == (
        *(("n", "DOUBLE"), ("name", "VARCHAR")),
    )


def test_an_empty_frame_becomes_an_empty_table(engine: Engine):
    session = engine.session()
    assert session.fill(TABLE, pd.DataFrame({"n": pd.Series([], dtype="int64")})) == 0
    assert session.describe('select * from main."with ""quotes"""') == (("n", "BIGINT"),)


def test_what_the_engine_refuses_is_a_statement_error(engine: Engine):
    session = engine.session()
    with pytest.raises(StatementError, match="nothing_known"):
        session.frame("select nothing_known")
    session.fill(TABLE, pd.DataFrame({"n": [1]}))
    with pytest.raises(StatementError, match="already exists"):
        session.fill(TABLE, pd.DataFrame({"n": [1]}))


def test_the_recorder_records_both():
    recorder = Recorder(answers={"from a": Rows(("n",), ((1,),))})
    session = recorder.session()
    assert session.frame("from a") == Rows(("n",), ((1,),))
    assert session.arrays("from a") == Rows(("n",), ((1,),))
    assert session.fill(TABLE, [1, 2, 3]) == 3
    assert recorder.statements == ["from a", "from a", f"fill {TABLE}"]


ARROW = """
from pathlib import Path
import pyarrow
from orchestrator.engines.door import Connection
from orchestrator.engines.duckdb.adapter import open_engine
from orchestrator.names import RelationName
session = open_engine(Connection(Path(), {"path": ":memory:"})).session()
print(session.fill(RelationName("main", "t"), pyarrow.table({"n": [1, 2]})))
"""


def test_an_arrow_table_is_what_a_process_handles_first():
    """In this process, other tests have imported the package that lets DuckDB scan it."""
    command = [sys.executable, "-c", ARROW]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert (ended.stdout, ended.stderr) == ("2\n", "")
