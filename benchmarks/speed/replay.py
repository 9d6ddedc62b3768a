"""Run the statements of a project on DuckDB, one after another, and nothing else.

python benchmarks/speed/replay.py STATEMENTS DATABASE
"""

import json
import sys
from typing import Any

import duckdb


class Rows:
    """What `dbt.ref` and `session.sql` return in a Python model."""

    personal_columns = ()

    def __init__(self, connection: Any, text: str) -> None:
        self.connection = connection
        self.text = text

    def __str__(self) -> str:
        return self.text

    def df(self) -> Any:
        """Return the rows as a data frame."""
        return self.connection.sql(f"select * from {self.text}").df()

    def fetchnumpy(self) -> Any:
        """Return the rows as arrays by column."""
        return self.connection.execute(f"select * from {self.text}").fetchnumpy()


class Model:
    """`dbt` and `session` for a Python model that is built for the first time."""

    is_incremental = False
    is_published = False

    def __init__(self, connection: Any, step: dict[str, Any]) -> None:
        self.connection = connection
        self.step = step
        self.config = self.this = self

    def __call__(self, **settings: Any) -> None:
        """`dbt.config(...)`."""

    def ref(self, name: str) -> Rows:
        """`dbt.ref(...)`."""
        return Rows(self.connection, self.step["refs"][name])

    def meta_get(self, name: str, default: Any = None) -> Any:
        """`dbt.config.meta_get(...)`."""
        return self.step["meta"].get(name, default)

    def sql(self, text: str) -> Rows:
        """`session.sql(...)`."""
        return Rows(self.connection, f"({text})")


def run(connection: Any, step: Any) -> None:
    """Run one statement or one Python model."""
    if isinstance(step, str):
        connection.execute(step).fetchall()
        return
    names: dict[str, Any] = {"__name__": "model"}
    exec(compile(step["code"], "model", "exec"), names)
    model = Model(connection, step)
    given = names["model"](model, model)
    if isinstance(given, Rows):
        rows = f"{given.text} as q"
    else:
        connection.register("given", given)
        rows = "given"
    connection.execute(f"create table {step['relation']} as select *{step['stamps']} from {rows}")
    connection.unregister("given")


def main() -> None:
    """Run all statements."""
    statements, database = sys.argv[1:]
    with open(statements, encoding="utf-8") as file:
        steps = json.load(file)
    connection = duckdb.connect(database)
    connection.execute("set timezone = 'UTC'")
    for step in steps:
        run(connection, step)
    connection.close()


if __name__ == "__main__":
    main()
