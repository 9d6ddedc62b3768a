"""What no SELECT may read, however it is written, and what stays allowed."""

from pathlib import Path

import pytest

from orchestrator.engines.duckdb.sql.forbidden_reads import Guarded, forbidden_read
from tests.projects import rows, seg, write_project

GUARDED = Guarded(
    Path("/shop"),
    (
        (Path("/shop/profiles.yml"), "the profile"),
        (Path("/home/ann/.dbt/profiles.yml"), "the profile"),
        (Path("/shop/data/shop.duckdb"), "its own file"),
    ),
)


@pytest.mark.parametrize(
    "sql",
    [
        "select * from read_text('profiles.yml')",
        "select * from READ_TEXT ( 'profiles.yml' )",
        "select * from read_text('./data/../profiles.yml')",
        "select * from read_text('/shop/profiles.yml')",
        "select * from read_text('file:///shop/profiles.yml')",
        "select * from read_text('*.yml')",
        "select * from read_text('**/*.yml')",
        "select * from read_text('/home/*/.dbt/*')",
        "select * from read_text('profiles.[xy]ml')",
        "select * from read_blob(['a.csv', 'data/shop.duckdb'])",
        "select * from 'data/shop.duckdb'",
        'select * from "data/shop.duckdb"',
        "select * from a, 'data/shop.duckdb'",
        "select * from a join 'data/shop.duckdb' on true",
        "select * from query('select * from read_text(''profiles.yml'')')",
        "select * from read_csv('profiles.yml', header = false)",
        "select 1 /* a\n' */ from read_text('profiles.yml')",
        # What a text is cannot be told.
        "select * from read_text('pro' || 'files.yml')",
        "select * from read_text(e'\\x70rofiles.yml')",
        "select * from read_text($$profiles.yml$$)",
        "select * from read_text(getvariable('x'))",
        "select * from read_text(['a', 'b' || 'c'])",
        "select * from query('sel' || 'ect 1')",
        "select salt from query_table('_seg.erasure_' || 'salt')",
        "select salt from _seg.erasure_salt",
        'select salt from "_seg"."ERASURE_SALT"',
    ],
)
def test_it_is_refused(sql: str) -> None:
    assert forbidden_read(sql, "a model", GUARDED) is not None


@pytest.mark.parametrize(
    "sql",
    [
        "select 1",
        "select 'profiles.yml' as file, replace(x, '*', 'a') from a",
        "select * from read_csv('data/*.csv', header = true)",
        "select * from 'data/x.parquet'",
        'select * from "data", a',
        "select 1 -- from read_text('profiles.yml')\nfrom a",
        "select 'read_text(x)' as said",
        "select trim(both '*' from x) from a",
        "select my_read_text(x), read_price(y) from a",
        "select * from sales where glob('a', 'b')",
        'select sha256((select salt from "_seg"."erasure_salt") || \'a\' || x) from a',
    ],
)
def test_it_is_free(sql: str) -> None:
    assert forbidden_read(sql, "a model", GUARDED) is None


def test_a_project_cannot_read_its_own_secrets(tmp_path: Path) -> None:
    files = {
        "profiles.yml": "shop: {outputs: {default: {type: duckdb, path: data/w.duckdb}}}\n",
        "seg_project.yml": "name: shop\nprofile: shop\n",
        ".env": "TOKEN=1\n",
        "models/a.sql": "select 1 as i,\n    (from read_text('profiles.yml')) as t\n",
        "models/b.sql": "select size from read_blob('data/*')",
        "models/c.sql": "select * from read_text('.env')",
        "tests/t.sql": "select * from _seg.erasure_salt",
    }
    refused = seg(write_project(tmp_path, files), "parse")
    assert refused.exit_code == 2
    for told in (
        "models/a.sql:2: a model must not read profiles.yml: it may hold credentials\n",
        "models/b.sql:1: a model must not read the database's own file: read its tables\n",
        "models/c.sql:1: a model must not read .env: it may hold credentials\n",
        "tests/t.sql:1: a query must not read the salt of erasures: with it, hashes of erased",
    ):
        assert told in refused.stderr


def test_who_may_read_everything_may_read_that(tmp_path: Path) -> None:
    files = {
        "seg_project.yml": "name: shop\nengine: {external_access: true}\n",
        ".env": "TOKEN=1\n",
        "models/a.sql": "{{ config(materialized='table') }} select content from read_text('.env')",
    }
    assert seg(write_project(tmp_path, files), "build").exit_code == 0
    assert rows(tmp_path, "from a") == [("TOKEN=1\n",)]


def test_a_link_that_leads_elsewhere_now_is_followed_again(tmp_path: Path) -> None:
    files = {
        "seg_project.yml": "name: shop\n",
        ".env": "TOKEN=1\n",
        "notes.txt": "x\n",
        "models/a.sql": "select content from read_text('link.txt')\n",
    }
    link = write_project(tmp_path, files) / "link.txt"
    link.symlink_to("notes.txt")
    assert seg(tmp_path, "build").exit_code == 0
    link.unlink()
    link.symlink_to(".env")
    # In the same process, with the same SQL.
    refused = seg(tmp_path, "build", "--no-partial-parse")
    assert (refused.exit_code, "must not read .env" in refused.stderr) == (2, True)
