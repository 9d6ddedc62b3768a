"""A canary secret appears in no output, artifact, compiled SQL, journal or message."""

from pathlib import Path

import pytest

from tests.projects import seg, write_project

SECRET = "can'ary\"-ü-s3cret"
PIECES = ("can'ary", "can''ary", 'ary"-', 'ary\\"-', "-ü-s3cret", "s3cret")
VALUE = "{{ sql_literal(env_var('CANARY_PASSWORD')) }}"

FILES = {
    "models/token.sql": "{{ config(materialized='table') }}select " + VALUE + " as token",
    "models/shown.sql": "{{ log(env_var('CANARY_PASSWORD'), info=true) }}"
    "{{ print(env_var('CANARY_PASSWORD')) }}{{ exceptions.warn(env_var('CANARY_PASSWORD')) }}"
    "select " + VALUE + " as token",
    "models/delta.sql": "{{ config(materialized='incremental') }}select " + VALUE + " as token",
    "models/s.yml": """
models:
  - name: token
    description: "{{ env_var('CANARY_PASSWORD') }}"
    config:
      meta: {key: "{{ env_var('CANARY_PASSWORD') }}"}
    columns:
      - name: token
        description: "{{ env_var('CANARY_PASSWORD') }}"
        data_tests:
          - accepted_values:
              values: ["not {{ env_var('CANARY_PASSWORD') }}"]
              config: {severity: warn}
          - not_null:
              config: {where: "token != {{ sql_literal(env_var('CANARY_PASSWORD')) }}"}
""",
    "tests/no_token.sql": "{{ config(severity='warn') }}select " + VALUE + " as token",
}

BROKEN = {
    "models/broken.sql": "{{ config(materialized='table') }}select " + VALUE + "::int as token",
    "tests/failing.sql": "select token from {{ ref('token') }}",
}


def require_hidden(text: str, where: str) -> None:
    """Fail when any piece of the secret is in a text."""
    assert [piece for piece in PIECES if piece in text] == [], where


def require_nothing_written(folder: Path) -> int:
    """Fail when the secret is in a file other than the warehouse; the number of files searched."""
    searched = 0
    for file in folder.rglob("*"):
        if file.is_file() and not file.name.startswith("warehouse.duckdb"):
            require_hidden(file.read_bytes().decode("utf-8", "replace"), str(file))
            searched += 1
    return searched


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CANARY_PASSWORD", SECRET)
    return write_project(tmp_path, FILES)


def test_nowhere_after_a_build(project: Path) -> None:
    for command in (
        ("build",),
        ("build", "--log-format", "json"),
        ("build", "--store-failures"),
        ("test",),
        ("compile",),
        ("compile", "--select", "token"),
        ("compile", "--inline", f"select {VALUE}"),
        ("plan", "--output", "json"),
        ("ls", "--output", "json"),
        ("parse",),
        ("show", "--select", "token"),
        ("show", "--select", "token", "--output", "json"),
        ("show", "--select", "no_token"),
    ):
        outcome = seg(project, *command)
        assert outcome.exit_code == 0, outcome
        require_hidden(outcome.stdout, f"{command} stdout")
        require_hidden(outcome.stderr, f"{command} stderr")
    assert require_nothing_written(project) > 10


def test_nowhere_after_failures(project: Path) -> None:
    write_project(project, BROKEN)
    for command, exit_code in (
        (("build",), 1),
        (("build", "--log-format", "json"), 1),
        (("build", "--publish", "passing"), 1),
        (("test",), 1),
        (("show", "--inline", f"select {VALUE}::int"), 1),
        (("show", "--inline", f"select {VALUE} from from"), 2),
        (("ls", "--select", SECRET), 2),
        (("ls", "--vars", "{a: " + SECRET), 2),
        (("ls", "--target", SECRET), 2),
        (("ls", "--now", SECRET), 2),
    ):
        outcome = seg(project, *command)
        assert outcome.exit_code == exit_code, outcome
        require_hidden(outcome.stdout, f"{command} stdout")
        require_hidden(outcome.stderr, f"{command} stderr")
    assert require_nothing_written(project) > 8


def test_a_secret_var(tmp_path: Path) -> None:
    sql = "{{ config(materialized='table') }}select {{ sql_literal(var('y_token')) }} as token"
    write_project(tmp_path, {"models/a.sql": sql, "tests/t.sql": "from {{ ref('a') }}"})
    outcome = seg(tmp_path, "build", "--vars", "{y_token: s3cret}")
    assert outcome.exit_code == 1
    require_hidden(outcome.stdout + outcome.stderr, "output")
    assert require_nothing_written(tmp_path) > 3


@pytest.mark.parametrize(
    ("sql", "line"),
    [
        ("select 1 as a,\n    '{{ env_var('DBT_ENV_SECRET_X') }}' as b", 2),
        ("select '{{ sent() }}' as b", 1),
        ("select '{{ var('dsn') }}' as b", 1),
    ],
)
def test_sql_with_a_declared_secret_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sql: str, line: int
) -> None:
    monkeypatch.setenv("DBT_ENV_SECRET_X", "s3cret")
    files = {
        "seg_project.yml": "name: shop\nsecrets: [dsn]\nvars: {dsn: s3cret-too}\n",
        "macros/m.sql": "{% macro sent() %}{{ env_var('DBT_ENV_SECRET_X') }}{% endmacro %}",
        "models/a.sql": sql,
        "tests/t.sql": "select 1 where '{{ sent() }}' = ''",
    }
    why = "must not contain a secret: the database stores and shows the SQL that it runs"
    write_project(tmp_path, files)
    for command in ("parse", "build", "compile"):
        refused = seg(tmp_path, command)
        assert refused.exit_code == 2
        assert f"models/a.sql:{line}: a model {why}\n" in refused.stderr
        assert f"tests/t.sql:1: a query {why}\n" in refused.stderr
        require_hidden(refused.stdout + refused.stderr, command)
    assert not (tmp_path / "warehouse.duckdb").exists()


def test_the_canary_would_be_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same value is written unmasked if its name is not that of a secret."""
    monkeypatch.setenv("PLAIN_X", SECRET)
    files = {path: text.replace("CANARY_PASSWORD", "PLAIN_X") for path, text in FILES.items()}
    outcome = seg(write_project(tmp_path, files), "build")
    assert outcome.exit_code == 0
    assert "s3cret" in outcome.stdout
    with pytest.raises(AssertionError):
        require_nothing_written(tmp_path)
