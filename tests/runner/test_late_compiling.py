"""A step whose SQL is compiled after its parents are built."""

from datetime import UTC, datetime
from pathlib import Path

from orchestrator.compiler.closing import CompileAfterParents, Sql, StepSql
from orchestrator.compiler.late import RunSoFar
from orchestrator.compiler.sql import Origin, SqlTemplate, placeholder
from orchestrator.dialects.duckdb import DIALECT
from orchestrator.errors import Place, Problem, ProjectError
from orchestrator.names import RelationName
from orchestrator.plan.relations import Relations
from orchestrator.plan.steps import CreateTable, Plan
from orchestrator.project.value import ParsedProject
from orchestrator.results import NodeFinished, Rows
from orchestrator.runner.control import Control
from orchestrator.runner.run import RunOptions, run
from tests.recorder import Recorder
from tests.runner.nodes import model

PARENT, CHILD = model("parent"), model("child")
PROJECT = ParsedProject(Path("/"), "shop", {PARENT.unique_id: PARENT, CHILD.unique_id: CHILD})


def step(name: str, sql: StepSql, *waits_for: str) -> CreateTable:
    """A table's step."""
    return CreateTable(
        unique_id=f"model.shop.{name}",
        reason="new",
        origin=Origin(Place(f"models/{name}.sql")),
        waits_for=waits_for,
        relation=RelationName("main", name),
        version=RelationName("seg_versions", f"main.{name}@1"),
        fingerprint="f",
        sql=sql,
    )


def ran(recorder: Recorder, compile_late) -> list[tuple[str, str, str | None]]:
    """How each node of the plan ended."""
    steps = {
        PARENT.unique_id: step("parent", Sql(SqlTemplate("select 1 as a"))),
        CHILD.unique_id: step("child", CompileAfterParents(CHILD.unique_id), PARENT.unique_id),
    }
    plan = Plan(steps, relations=Relations(PROJECT, DIALECT, {}))
    now = datetime(2026, 1, 1, tzinfo=UTC)
    options = RunOptions("r", "run", "dev", now, compile_late=compile_late)
    return [
        (event.result.unique_id, event.result.status, event.result.message)
        for event in run(plan, recorder, DIALECT, options, Control())
        if isinstance(event, NodeFinished)
    ]


def test_its_template_may_ask_what_its_parents_hold():
    recorder = Recorder(answers={"select a": Rows(("a",), (("red",), ("blue",)))})

    def compile_late(unique_id: str, so_far: RunSoFar) -> Sql:
        version = '"seg_versions"."main.parent@1"'
        colours = [row[0] for row in so_far.session.query(f"select a from {version}").values]
        columns = ", ".join(f"count({colour}) as {colour}" for colour in colours)
        return Sql(SqlTemplate(f"select {columns} from {placeholder(PARENT.unique_id)}"))

    assert ran(recorder, compile_late) == [
        (PARENT.unique_id, "success", "OK"),
        (CHILD.unique_id, "success", "OK"),
    ]
    assert recorder.statements == [
        'create table "seg_versions"."main.parent@1" as\nselect 1 as a\n',
        'select a from "seg_versions"."main.parent@1"',
        'create table "seg_versions"."main.child@1" as\n'
        'select count(red) as red, count(blue) as blue from "seg_versions"."main.parent@1"\n',
    ]


def test_a_template_that_cannot_be_compiled_fails_its_own_node_only():
    def compile_late(unique_id: str, so_far: RunSoFar) -> Sql:
        raise ProjectError([Problem("'nope' is undefined", Place("models/child.sql", 3))])

    assert ran(Recorder(), compile_late) == [
        (PARENT.unique_id, "success", "OK"),
        (CHILD.unique_id, "error", "models/child.sql:3: 'nope' is undefined"),
    ]
