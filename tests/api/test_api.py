"""The Python API: flags are values, each call reads the files, failures are SegErrors."""

import inspect
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

import orchestrator as seg
from orchestrator.errors import ProjectError, UsageError
from orchestrator.workspace.given_values import FLAGS, require_good_flags
from tests.commands.shop import MODEL, NO_LOSS, NOT_NULL, SEED, SHOP
from tests.projects import rows, write_project


def test_importing_it_imports_nothing() -> None:
    script = (
        "import sys; before = set(sys.modules); import orchestrator;"
        "new = set(sys.modules) - before;"
        "print(sorted(name for name in new if name.split('.')[0] not in ('importlib', 'warnings')))"
    )
    shown = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert (shown.stdout, shown.stderr) == ("['orchestrator']\n", "")


def test_flags_are_values(tmp_path: Path) -> None:
    write_project(tmp_path, SHOP)
    now = datetime(2025, 6, 30, 8, tzinfo=UTC)
    project = seg.open_project(tmp_path, vars={"least": 99}, now=now, threads=2)
    assert project.build().result().status == "failed"
    assert project.with_flags(vars={}).build().result().generation == 1
    assert rows(tmp_path, "from totals") == [(2, 30)]


def test_what_changes_between_two_calls_is_read_anew(tmp_path: Path) -> None:
    project = seg.open_project(write_project(tmp_path, SHOP))
    project.build().result().raise_for_status()
    write_project(
        tmp_path, {"models/more.sql": "select orders + 1 as orders from {{ ref('totals') }}"}
    )
    assert [node.name for node in project.ls("more")] == ["more"]
    assert list(project.build(["more", "totals"], exclude="totals").result().results) == [
        "model.shop.more"
    ]
    assert project.relation("more").rows().values == ((3,),)


def test_relative_paths_are_those_of_the_moment_of_opening(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile = "shop: {outputs: {dev: {type: duckdb}}, target: dev}\n"
    files = SHOP | {"seg_project.yml": "name: shop\nprofile: shop\n", "own/profiles.yml": profile}
    monkeypatch.chdir(write_project(tmp_path, files))
    opened = seg.open_project(".", profiles_dir="own")
    flagged = seg.open_project(".").with_flags(profiles_dir="own")
    monkeypatch.chdir("/")
    assert [len(project.ls()) for project in (opened, flagged)] == [4, 4]


def test_modules_of_another_project_are_not_taken_for_ones_of_this(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A notebook's working directory is on sys.path: during a run it is the project's folder."""
    model = (
        "import pandas as pd\nimport one_of_mine\n\n\ndef model(dbt, session):\n"
        "    return pd.DataFrame({'k': [one_of_mine.K]})\n"
    )
    monkeypatch.syspath_prepend("")
    one, other, without = (
        seg.open_project(write_project(tmp_path / name, {"models/m.py": model, **own}))
        for name, own in {
            "one": {"one_of_mine.py": "K = 1\n"},
            "other": {"one_of_mine.py": "K = 2\n"},
            "without": {},
        }.items()
    )
    try:
        assert one.build().result().status == "success"
        for project, where in (
            (other, f", but here it is {tmp_path}/other/one_of_mine.py"),
            (without, ", where this project does not look"),
        ):
            (failed,) = project.build().result().failed.values()
            assert failed.message == (
                "models/m.py: this process has imported 'one_of_mine' from "
                f"{tmp_path}/one/one_of_mine.py{where}\n"
                "  fix: build each project in its own process"
            )
        assert one.build(force=True).result().status == "success"
        assert one.relation("m").rows().values == ((1,),)
    finally:
        sys.modules.pop("one_of_mine", None)


def test_the_plan_and_the_sql_of_a_selection(tmp_path: Path) -> None:
    project = seg.open_project(write_project(tmp_path, SHOP))
    models = seg.Selection(select=("+totals",), resource_types=("model", "seed"))
    assert list(project.plan(models).steps) == [SEED, MODEL]
    assert list(project.compile(seg.Selection(resource_types=("model",)))) == [MODEL]
    assert [found.number for found in project.generations()] == []


def test_opening_takes_all_flags_but_those_of_calls() -> None:
    of_calls = {"project_dir", "run_all", "full_tests", "retries_since", "partial_parse"}
    taken = set(inspect.signature(seg.open_project).parameters) - {"path"}
    assert taken == set(seg.Flags.__struct_fields__) - of_calls


def test_snapshots_are_taken(tmp_path: Path) -> None:
    told = "relation: ref('totals'), config: {strategy: check, unique_key: orders, check_cols: all}"
    history = {"snapshots/h.yml": f"snapshots: [{{name: history, {told}}}]\n"}
    project = seg.open_project(write_project(tmp_path, {**SHOP, **history}))
    project.seed().result().raise_for_status()
    project.run().result().raise_for_status()
    taken = project.snapshot().result()
    assert (list(taken.results), taken.status) == (["snapshot.shop.history"], "success")
    assert project.query("select count(*) from {{ ref('history') }}").rows().values == ((1,),)


def test_an_operation_tells_what_it_did(tmp_path: Path) -> None:
    note = "{% macro note(n) %}{% do run_query('create table noted as select ' ~ n ~ ' as n') %}"
    macros = {"macros/note.sql": f"{note}{{{{ log('noted', info=true) }}}}{{% endmacro %}}"}
    project = seg.open_project(write_project(tmp_path, {**SHOP, **macros}))
    done = project.run_operation("note", {"n": 3})
    assert (done.messages, done.problem) == (("noted",), None)
    assert rows(tmp_path, "from noted") == [(3,)]
    again = project.run_operation("note", {"n": 3})
    assert again.problem is not None
    assert "noted" in again.problem


def test_what_an_earlier_state_has_is_cloned(tmp_path: Path) -> None:
    project = seg.open_project(write_project(tmp_path, SHOP), state="state")
    project.build().result().raise_for_status()
    (tmp_path / "target").rename(tmp_path / "state")
    found = project.clone("totals").result()
    assert (found.status, list(found.results)) == ("success", [])


def test_a_folder_without_a_project(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as refused:
        seg.open_project(tmp_path)
    assert str(refused.value).startswith(f"no project in {tmp_path}: ")


def test_a_file_that_is_wrong_is_told_by_each_call(tmp_path: Path) -> None:
    project = seg.open_project(write_project(tmp_path, {"models/a.sql": "select {{ ref('b') }}"}))
    with pytest.raises(ProjectError) as refused:
        project.parse()
    assert [problem.place.path for problem in refused.value.problems] == ["models/a.sql"]
    write_project(tmp_path, {"models/a.sql": "select 1 as one"})
    assert list(project.parse().nodes) == ["model.shop.a"]


def test_arrow_in_a_process_that_has_not_imported_duckdb(tmp_path: Path) -> None:
    write_project(tmp_path, SHOP)
    script = (
        "import sys, orchestrator as seg; project = seg.open_project(sys.argv[1]);"
        "project.build().result().raise_for_status();"
        "print(project.query('select 1 as a').arrow().to_pylist())"
    )
    command = [sys.executable, "-c", script, str(tmp_path)]
    shown = subprocess.run(command, capture_output=True, text=True)
    assert (shown.stdout, shown.stderr) == ("[{'a': 1}]\n", "")


WRONG_FLAGS = {
    "threads": (0, "'threads': expected a whole number from 1, or None, found 0"),
    "lock_timeout": (-1, "'lock_timeout': expected a number of seconds from 0, or None, found -1"),
    "target": (["prod"], "'target': expected text, or None, found a list"),
    "profile": (3, "'profile': expected text, or None, found 3"),
    "profiles_dir": (["a"], "'profiles_dir': expected a path, or None, found a list"),
    "target_path": (["a"], "'target_path': expected a path, or None, found a list"),
    "vars": (
        [],
        "'vars': expected a mapping of names to values, or YAML text of one, found a list",
    ),
    "fail_fast": ("yes", "'fail_fast': expected True or False, found 'yes'"),
    "write_json": (None, "'write_json': expected True or False, found None"),
    "reuse": (1, "'reuse': expected True or False, or None, found 1"),
    "now": (5, "'now': expected a datetime, or ISO 8601 text, or None, found 5"),
}


@pytest.mark.parametrize(
    ("flag", "value", "message"),
    [(flag, *wrong) for flag, wrong in WRONG_FLAGS.items()],
    ids=WRONG_FLAGS.keys(),
)
def test_flags_that_make_no_sense_are_refused_at_once(
    tmp_path: Path, flag: str, value: object, message: str
) -> None:
    project = seg.open_project(write_project(tmp_path, SHOP))
    by_hand = seg.Project(seg.Flags(project_dir=tmp_path, **{flag: value}))
    for refused in (
        lambda: seg.open_project(tmp_path, **{flag: value}),
        lambda: project.with_flags(**{flag: value}),
        by_hand.build,
        by_hand.retry,
    ):
        with pytest.raises(UsageError) as error:
            refused()
        assert str(error.value) == message
    assert not (tmp_path / "warehouse.duckdb").exists()


def test_a_flag_that_there_is_not_and_a_moment_that_is_none(tmp_path: Path) -> None:
    project = seg.open_project(write_project(tmp_path, SHOP))
    with pytest.raises(UsageError) as refused:
        project.with_flags(thread=2)
    assert str(refused.value) == "no flag 'thread'\n  fix: did you mean 'threads'?"
    with pytest.raises(UsageError, match="'soon' is not an ISO 8601 timestamp"):
        project.with_flags(now="soon")
    with pytest.raises(UsageError) as refused:
        seg.open_project(["shop"])  # type: ignore[arg-type]
    assert str(refused.value) == "'path': expected a path, found a list"


def test_every_flag_has_a_kind() -> None:
    assert list(FLAGS) == list(seg.Flags.__struct_fields__)
    require_good_flags(seg.Flags())


WRONG_CALLS: dict[str, tuple[Callable[[seg.Project], object], str]] = {
    "publish": (
        lambda project: project.build(publish="foo"),  # type: ignore[arg-type]
        "'publish': expected 'all', 'passing' or 'none', found 'foo'",
    ),
    "publish of seeds": (
        lambda project: project.seed(publish=[]),  # type: ignore[arg-type]
        "'publish': expected 'all', 'passing' or 'none', found a list",
    ),
    "a number to select": (
        lambda project: project.run(3),  # type: ignore[arg-type]
        "'select': expected text, or several, found 3",
    ),
    "None to select": (
        lambda project: project.plan(None),  # type: ignore[arg-type]
        "'select': expected text, or several, found None",
    ),
    "a list of numbers": (
        lambda project: project.ls([1]),  # type: ignore[list-item]
        "'select': expected text, found 1",
    ),
    "exclude": (
        lambda project: project.test(exclude={"a": 1}),  # type: ignore[arg-type]
        "'exclude': expected text, or several, found a mapping",
    ),
    "a selection of one text": (
        lambda project: project.build(seg.Selection(select="a")),  # type: ignore[arg-type]
        "'select': expected several texts, found 'a'\n  fix: write select=('a',)",
    ),
    "which tests": (
        lambda project: project.build(
            seg.Selection(indirect_selection="all")  # type: ignore[arg-type]
        ),
        "'indirect_selection': expected 'eager', 'cautious', 'buildable' or 'empty', found 'all'",
    ),
    "full_refresh": (
        lambda project: project.build(full_refresh="no"),  # type: ignore[arg-type]
        "'full_refresh': expected True or False, found 'no'",
    ),
    "store_failures": (
        lambda project: project.build(store_failures=1),  # type: ignore[arg-type]
        "'store_failures': expected True or False, found 1",
    ),
    "relation": (
        lambda project: project.relation(["a"]),  # type: ignore[arg-type]
        "'name': expected text, found a list",
    ),
    "query": (
        lambda project: project.query(None),  # type: ignore[arg-type]
        "'sql': expected text, found None",
    ),
    "why": (
        lambda project: project.why(42, "a.b"),  # type: ignore[arg-type]
        "'customer': expected text, found 42",
    ),
    "segments": (
        lambda project: project.segments(["a"]),  # type: ignore[arg-type]
        "'families': expected text, found a list",
    ),
    "rollback": (
        lambda project: project.rollback("1"),  # type: ignore[arg-type]
        "'generation': expected a whole number from 1, or None, found '1'",
    ),
    "rows": (
        lambda project: project.query("select 1 as i").rows(-1),
        "'limit': expected a whole number from 0, or None, found -1",
    ),
}


@pytest.mark.parametrize(("call", "message"), WRONG_CALLS.values(), ids=WRONG_CALLS.keys())
def test_arguments_that_make_no_sense_are_refused_before_anything_happens(
    tmp_path: Path, call: Callable[[seg.Project], object], message: str
) -> None:
    project = seg.open_project(write_project(tmp_path, SHOP))
    if call is WRONG_CALLS["rows"][0]:
        project.build().result()
    with pytest.raises(UsageError) as refused:
        call(project)
    assert str(refused.value) == message
    assert (tmp_path / "target").exists() == (call is WRONG_CALLS["rows"][0])


def test_the_plan_has_the_shape_that_the_page_tells(tmp_path: Path) -> None:
    project = seg.open_project(write_project(tmp_path, SHOP), vars={"least": 1})
    plan = project.plan("totals+", exclude="no_loss")
    assert {
        step_id: (step.action, step.unique_id, step.reason, step.waits_for, str(step.origin.place))
        for step_id, step in plan.steps.items()
    } == {
        MODEL: ("create table", MODEL, "not published yet", (), "models/totals.sql"),
        NOT_NULL: (
            "test",
            NOT_NULL,
            "the nodes that it tests are in the plan",
            (MODEL,),
            "models/totals.yml:5:22",
        ),
    }
    assert (dict(plan.reused), plan.warnings, plan.publish) == ({}, (), "all")
    assert str(plan.steps[MODEL].relation) == "main.totals"
    project.build().result().raise_for_status()
    again = project.plan("totals+")
    assert (dict(again.steps), list(again.reused)) == ({}, [MODEL, NOT_NULL, NO_LOSS])
