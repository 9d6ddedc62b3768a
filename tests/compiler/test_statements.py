"""Statements are checked in batches, with the same errors as one by one."""

import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from orchestrator.compiler import statements
from orchestrator.compiler.statements import AheadOfTime
from orchestrator.engines.duckdb import adapter
from orchestrator.engines.duckdb.sql.statements import are_selects, statement_problem
from tests.projects import seg, write_project


def test_all_were_looked_at_when_the_block_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statements, "AT_ONCE", 2)
    looked: list[tuple[str, ...]] = []
    before = threading.active_count()

    def look(texts: Sequence[str]) -> None:
        assert threading.current_thread() is not threading.main_thread()
        looked.append(tuple(texts))

    with AheadOfTime(look, None) as ahead:
        for text in "abcde":
            ahead.will_check(text, "a model")

    assert sorted(looked) == [("a", "b"), ("c", "d"), ("e",)]
    assert threading.active_count() == before


def test_few_are_not_worth_a_thread() -> None:
    with AheadOfTime(lambda texts: pytest.fail(str(texts)), None) as ahead:
        ahead.will_check("select 1", "a model")


def test_what_is_wrong_is_told_in_the_order_of_nodes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only invalid statements are parsed one by one. The parser never sees secrets."""
    monkeypatch.setenv("DBT_ENV_SECRET_KEY", "canary-4711")
    texts = {
        "a": "select 1 as id",
        "b": "select from from",
        "c": "select '{{ env_var('DBT_ENV_SECRET_KEY') }}' as id",
        "d": "{% if execute %}{{ exceptions.raise_compiler_error('no') }}{% endif %}",
        "e": "select * from \"{{ ref('a') }}\"",
        "f": "select * from{{ ref('a') }}",
        "g": "select * from 'profiles.yml'",
        "h": "drop table x",
    }
    write_project(tmp_path, {f"models/{name}.sql": text for name, text in texts.items()})
    one_by_one = seg(tmp_path, "compile", "--no-partial-parse")
    ahead: list[str] = []
    asked: list[str] = []

    def many(found: Sequence[str]) -> list[bool]:
        ahead.extend(found)
        return are_selects(found)

    def one(sql: str, kind: str) -> tuple[str, int | None] | None:
        asked.append(sql)
        return statement_problem(sql, kind)

    monkeypatch.setattr(statements, "AT_ONCE", 3)
    monkeypatch.setattr(adapter, "are_selects", many)
    monkeypatch.setattr(adapter, "statement_problem", one)

    found = seg(tmp_path, "compile", "--no-partial-parse")

    assert (found.exit_code, found.stderr) == (2, one_by_one.stderr)
    told = [line.partition(": ")[0] for line in found.stderr.splitlines() if line[:1] == "m"]
    assert told == [f"models/{name}.sql:1" for name in "bcdghe"]
    assert len(ahead) == 6
    assert "canary" not in "".join(ahead)
    assert asked == [texts["b"], texts["h"], 'select * from ""model.shop.a""']
