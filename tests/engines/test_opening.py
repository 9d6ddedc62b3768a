"""The state of an opened database: planner settings, attached databases, credentials."""

from pathlib import Path

import pytest

from orchestrator.engines.door import Connection, adapter
from orchestrator.errors import ProjectError, SegError

COUNTED = "(select g, count(*) as n from t group by g)"
TWICE = f"explain select one.n + other.n from {COUNTED} as one join {COUNTED} as other using (g)"


@pytest.mark.parametrize(
    ("settings", "is_held"),
    [
        pytest.param({}, False, id="what stands twice is read twice"),
        pytest.param({"disabled_optimizers": ""}, True, id="the profile goes before that"),
    ],
)
def test_what_stands_twice_in_a_query(
    tmp_path: Path, settings: dict[str, str], is_held: bool
) -> None:
    connection = Connection(tmp_path, {"path": "w.duckdb", "settings": settings})
    engine = adapter("duckdb").open_engine(connection)
    session = engine.session()
    session.execute("create table t as select range % 7 as g from range(100)")
    assert ("CTE" in str(session.query(TWICE).values)) is is_held
    engine.close()


def query(folder: Path, settings: dict[str, object], sql: str) -> list[tuple[object, ...]]:
    """What a query gives in a database that is opened with settings."""
    engine = adapter("duckdb").open_engine(Connection(folder, {"path": "w.duckdb", **settings}))
    try:
        return list(engine.session().query(sql).values)
    finally:
        engine.close()


def test_secrets_are_created_with_all_their_options(tmp_path: Path) -> None:
    secrets = [
        {"type": "http", "bearer_token": "it's", "scope": ["http://a", "http://b"]},
        {"type": "http", "name": "two", "extra_http_headers": {"x": "y"}, "verify_ssl": True},
    ]
    sql = "select name, persistent, scope, secret_string from duckdb_secrets(redact=false)"
    shown = {"allow_unredacted_secrets": True}
    settings = {"secrets": secrets, "config_options": shown}
    one, two = query(tmp_path, settings, f"{sql} order by 1")
    assert one[:3] == ("seg_secret_1", False, ["http://a", "http://b"])
    assert "bearer_token=it's" in str(one[3])
    assert two[0] == "two"
    assert "extra_http_headers={x=y};verify_ssl=true" in str(two[3])


@pytest.mark.parametrize(
    ("secrets", "what"),
    [
        ("s3", "'secrets' must be a list of mappings, each with a type"),
        ([{"key_id": "x"}], "entry 1 of 'secrets' has no type"),
        ([{"type": "http", "a b": "x"}], "entry 1 of 'secrets': 'a b' is not a valid option"),
        ([{"type": "http", "persistent": "no"}], "'persistent' must be true or false"),
        ([{"type": "no_such"}], "the secret 'seg_secret_1': "),
        ([{"type": "s3", "key_id": "hidden"}], "add 'httpfs' to 'extensions:' of the target"),
        ([{"type": "http", "bearer_token": "hidden", "no": "such"}], 'Unknown parameter "no"'),
        ([{"type": "http", "verify_ssl": 12345678}], "'*****'"),
    ],
)
def test_a_secret_that_cannot_be_created_is_told_without_its_values(
    tmp_path: Path, secrets: object, what: str
) -> None:
    with pytest.raises(ProjectError) as refused:
        query(tmp_path, {"secrets": secrets}, "select 1")
    assert what in str(refused.value)
    assert not any(value in str(refused.value) for value in ("hidden", "12345678"))


def test_what_is_attached_has_its_options(tmp_path: Path) -> None:
    there = {"path": "o.duckdb", "alias": "o", "options": {"block_size": 16384}}
    sql = "select block_size from pragma_database_size() where database_name = 'o'"
    assert query(tmp_path, {"attach": [there]}, sql) == [(16384,)]
    read_only = {"path": "o.duckdb", "alias": "o", "options": {"read_only": True}}
    is_read_only = "select readonly from duckdb_databases() where database_name = 'o'"
    assert query(tmp_path, {"attach": [read_only]}, is_read_only) == [(True,)]


@pytest.mark.parametrize(
    ("entry", "what"),
    [
        ({"options": {"nothing": 1}}, "nothing"),
        ({"secret": "nobody"}, "secret"),
        ({"options": [1]}, "'attach': 'options' must map names to values"),
        ({"options": 5}, "'attach': 'options' must map names to values"),
        ({"options": {5: 6}}, "'attach': 'options' must map names to values"),
        ({"options": {"type": "duckdb"}, "type": "duckdb"}, "'attach': 'type' occurs twice"),
        ({"type": 5}, "'attach': 'type': expected text, found 5"),
        ({"options": {"secret": ["a"]}}, "'attach': 'secret': expected text, found ['a']"),
    ],
)
def test_an_option_that_cannot_be_is_refused(
    tmp_path: Path, entry: dict[str, object], what: str
) -> None:
    with pytest.raises(SegError) as refused:
        query(tmp_path, {"attach": [{"path": "o.duckdb", "alias": "o", **entry}]}, "select 1")
    assert what in str(refused.value)
