"""Sources whose files or tables are missing: a plan warns, an error names their place."""

from pathlib import Path

from tests.projects import Outcome, rows, seg, write_project
from tests.running.reading import closing, endings, said

FILES = {
    "models/sources.yml": """
sources:
  - name: raw
    tables:
      - name: orders
        config: {external_location: data/orders.csv}
      - {name: visits, config: {external_location: "data/visits/*.csv"}}
      - {name: remote, config: {external_location: "https://example.com/a.csv"}}
      - {name: called, config: {external_location: "read_csv('nothing.csv')"}}
      - name: gone
""",
    "models/orders.sql": "select id from {{ source('raw', 'orders') }}",
    "models/aside.sql": "{{ config(materialized='ephemeral') }} from {{ source('raw', 'visits') }}",
    "models/visits.sql": "{{ config(materialized='table') }} from {{ ref('aside') }}",
    "models/unread.sql": "from {{ source('raw', 'remote') }}, {{ source('raw', 'called') }}",
    "models/gone.sql": "select * from {{ source('raw', 'gone') }}",
}
ORDERS = "models/sources.yml:5:9: source raw.orders reads 'data/orders.csv', but there is no file"
VISITS = (
    "models/sources.yml:7:9: source raw.visits reads 'data/visits/*.csv', "
    "but there is no file that matches"
)
CALLED = "models/sources.yml:9:9: source raw.called reads 'nothing.csv', but there is no file"


def test_a_plan_warns_of_files_that_are_not_there(tmp_path: Path) -> None:
    write_project(tmp_path, FILES)
    assert seg(tmp_path, "plan").stderr == f"{ORDERS}\n{VISITS}\n{CALLED}\n"
    assert seg(tmp_path, "plan", "-s", "visits").stderr == f"{VISITS}\n"
    assert seg(tmp_path, "plan", "-s", "unread").stderr == f"{CALLED}\n"


def test_a_file_that_is_read_by_a_call_may_lie_anywhere(tmp_path: Path) -> None:
    project = tmp_path / "project"
    options = "header = true, all_varchar = true"
    called = f"read_csv('../data/b''s.csv', {options})"
    sources = f"""
sources:
  - name: raw
    tables: [{{name: orders, config: {{external_location: "{called}"}}}}]
"""
    orders = "{{ config(materialized='table') }} from {{ source('raw', 'orders') }}"
    write_project(project, {"models/sources.yml": sources, "models/orders.sql": orders})
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "b's.csv").write_text("id\n007\n", "utf-8")
    assert seg(project, "build").exit_code == 0
    assert rows(project, "select * from orders") == [("007",)]
    (tmp_path / "data" / "b's.csv").write_text("id\n008\n", "utf-8")
    assert seg(project, "build").exit_code == 0
    assert rows(project, "select * from orders") == [("008",)]


def test_a_view_that_is_reused_is_warned_of(tmp_path: Path) -> None:
    write_project(tmp_path, FILES | {"data/orders.csv": "id\n1\n"})
    assert seg(tmp_path, "build", "-s", "orders").exit_code == 0
    (tmp_path / "data/orders.csv").unlink()
    assert seg(tmp_path, "plan", "-s", "orders") == Outcome(
        0, "Plan: nothing to do, 1 reused\n", f"{ORDERS}\n"
    )
    for _ in range(2):
        assert f"[WARNING]: {ORDERS}\n" in said(seg(tmp_path, "build", "-s", "orders"))


def test_an_error_names_the_place_of_the_source(tmp_path: Path) -> None:
    failed = seg(write_project(tmp_path, FILES), "build", "-s", "visits", "gone")
    assert failed.exit_code == 1
    assert f'data/visits/*.csv"\n  {VISITS}\n' in closing(failed)
    assert "  models/sources.yml:10:9: source raw.gone is declared here\n" in closing(failed)


DAILY = """
sources:
  - name: raw
    tables:
      - name: days
        config:
          external_location: >-
            read_csv('data/*.csv', header = true, auto_detect = false, delim = ',', quote = '"',
            columns = {'day': 'VARCHAR', 'amount': 'DOUBLE'})
"""


def daily(folder: Path, *texts: str) -> Path:
    days = "{{ config(materialized='table') }} from {{ source('raw', 'days') }}"
    files = {f"data/{number}.csv": text for number, text in enumerate(texts)}
    return write_project(folder, {"models/s.yml": DAILY, "models/days.sql": days, **files})


def test_files_that_a_call_reads_are_known_by_their_bytes(tmp_path: Path) -> None:
    daily(tmp_path, "day,amount\n1,5\n", '"DAY", amount\n2,6\n')
    assert endings(seg(tmp_path, "build")) == ["OK created sql table model main.days"]
    assert "nothing to do" in closing(seg(tmp_path, "build"))
    assert "nothing to do" in closing(seg(tmp_path, "build"))
    (tmp_path / "data/2.csv").write_text("day,amount\n3,7\n", "utf-8")
    assert endings(seg(tmp_path, "build")) == ["OK created sql table model main.days"]
    assert rows(tmp_path, "from days order by day") == [("1", 5.0), ("2", 6.0), ("3", 7.0)]


def test_a_file_whose_columns_stand_otherwise_is_refused(tmp_path: Path) -> None:
    daily(tmp_path, "day,amount\n1,5\n", "amount,day\n6,2\n")
    assert seg(tmp_path, "build") == Outcome(
        2,
        "",
        "models/s.yml:5:9: source raw.days: the columns of 'data/1.csv' are amount, day, "
        "but the declared columns are day, amount\n"
        "  fix: declare the columns in the order of all files, or remove 'auto_detect'\n",
    )
