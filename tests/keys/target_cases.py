"""A project for each effective key of profiles.yml that shows its effect."""

from collections.abc import Mapping
from pathlib import Path

from tests.keys.observed import BUILD, Case, Command

DEBUG: tuple[Command, ...] = (("debug",),)
OUTSIDE = Path(__file__).with_name("outside.csv")
TABLE = "{{ config(materialized='table') }}"
HEAD = {"dbt_project.yml": "name: shop\nprofile: shop\n"}


def target(
    key: str, sql: str = "", commands: tuple[Command, ...] = BUILD, beside: str = ""
) -> Case:
    """A target that has the key."""
    start = ", ".join(filter(None, ("type: duckdb, path: w.duckdb", beside)))
    more = {"models/a.sql": f"{sql}\n"} if sql else {}
    files = [
        {**HEAD, "profiles.yml": f"shop: {{outputs: {{default: {{{inner}}}}}}}\n", **more}
        for inner in (f"{start}, {key}", start)
    ]
    return Case(files[0], files[1], commands, is_dbt=True)


def option(key: str, name: str) -> Case:
    """A target that sets an option of DuckDB, which a model reads."""
    return target(key, f"{TABLE} select current_setting('{name}') as value")


def profiles(with_key: str, without: str) -> Case:
    return Case(
        {**HEAD, "profiles.yml": f"{with_key}\n"},
        {**HEAD, "profiles.yml": f"{without}\n"},
        BUILD,
        is_dbt=True,
    )


NAMES = f"{TABLE} select database_name from duckdb_databases() where not internal"
ONE, OTHER = "{type: duckdb, path: a.duckdb}", "{type: duckdb, path: b.duckdb}"
READS_OUTSIDE = f"select * from '{OUTSIDE}'"

PROFILE: Mapping[str, Case] = {
    "target": profiles(
        f"shop: {{target: two, outputs: {{default: {ONE}, two: {OTHER}}}}}",
        f"shop: {{outputs: {{default: {ONE}, two: {OTHER}}}}}",
    ),
    "outputs": profiles(f"shop: {{outputs: {{default: {ONE}}}}}", "shop: {}"),
}
TARGET: Mapping[str, Case] = {
    "type": profiles(
        f"shop: {{outputs: {{default: {ONE}}}}}", "shop: {outputs: {default: {path: a.duckdb}}}"
    ),
    "path": profiles(
        f"shop: {{outputs: {{default: {OTHER}}}}}", f"shop: {{outputs: {{default: {ONE}}}}}"
    ),
    "schema": target("schema: other"),
    "database": target("database: o", beside="attach: [{path: o.duckdb, alias: o}]"),
    "threads": target("threads: 3", commands=DEBUG),
    "extensions": target("extensions: [nothing_of_that_name]"),
    "settings": option("settings: {default_order: desc}", "default_order"),
    "config_options": option("config_options: {default_order: desc}", "default_order"),
    "attach": target("attach: [{path: o.duckdb, alias: o}]"),
    "allowed_directories": target(f"allowed_directories: ['{OUTSIDE.parent}']", READS_OUTSIDE),
    "readable": target(f"readable: ['{OUTSIDE.parent}']", READS_OUTSIDE),
    "external_root": target(
        "external_root: target/files", "{{ config(materialized='external') }} select 1 as id"
    ),
    "external_access": target("external_access: true", READS_OUTSIDE),
    "memory_limit": option("memory_limit: 123MB", "memory_limit"),
    "max_temp_directory_size": option("max_temp_directory_size: 123MB", "max_temp_directory_size"),
    "temp_directory": option("temp_directory: spilled", "temp_directory"),
    "secrets": target(
        "secrets: [{type: http, name: shop, scope: 'http://shop.example'}]",
        f"{TABLE} select name, scope from duckdb_secrets()",
    ),
    "lock_timeout_seconds": target("lock_timeout_seconds: -1"),
}
ATTACH: Mapping[str, Case] = {
    "path": TARGET["attach"],
    "alias": Case(
        target("attach: [{path: o.duckdb, alias: o}]", NAMES).with_key,
        target("attach: [{path: o.duckdb, alias: p}]", NAMES).with_key,
        BUILD,
        is_dbt=True,
    ),
    "type": target("attach: [{path: o.duckdb, alias: o, type: nothing_of_that_name}]"),
    "read_only": target("attach: [{path: o.duckdb, alias: o, read_only: true}]"),
    "options": target("attach: [{path: o.duckdb, alias: o, options: {read_only: true}}]"),
    "secret": target("attach: [{path: o.duckdb, alias: o, secret: shop}]"),
}
EXTENSION: Mapping[str, Case] = {"name": target("extensions: [{name: nothing_of_that_name}]")}
