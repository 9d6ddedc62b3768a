"""`python -m tests.dialects.spark`: each construct on Spark, beside DuckDB's answer.

Spark is asked in an environment of its own, which is made from PyPI where there is none; that takes
Java 17. `--record` keeps what it answers for the tests of each commit, which run without Spark.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from orchestrator.dialects.spark.transpiling import TESTED
from tests.dialects.spark.cases import (
    HERE,
    RECORDED,
    REFUSED,
    agree,
    constructs,
    duckdb_answer,
    in_order,
    is_ordered,
    recorded,
    shapes_of,
    transpiler,
)
from tests.dialects.spark.querying import ENVIRONMENT, asked


def main(typed: list[str]) -> int:
    """Compare; 1 where engines do not agree, or Spark answers otherwise than it did."""
    options = _parser().parse_args(typed)
    chosen = [each for each in constructs() if options.only in each.key]
    held = [each for each in constructs() if each.chapter != REFUSED]
    shapes = frozenset().union(*(shapes_of(each.for_spark) for each in held))
    found: dict[str, dict[str, Any]] = {}
    for each in chosen:
        made = transpiler().transpile(each.for_spark, shapes)
        found[each.key] = {"spark": made.sql, "duckdb_answer": duckdb_answer(each.sql)}
        if made.findings:
            found[each.key]["findings"] = [finding.what for finding in made.findings]
    queries = {key: told["spark"] for key, told in found.items() if told["spark"] is not None}
    answers = asked(tables(), queries, options.environment)
    wrong = 0
    for each in chosen:
        told = found[each.key]
        told["spark_answer"] = answers.get(each.key, {"error": "no SQL"})
        both = (told["duckdb_answer"], told["spark_answer"])
        is_same = agree(*both, is_ordered=is_ordered(each.sql))
        for answer in both:
            # So that a record differs from the one before where an answer does.
            if "rows" in answer and not is_ordered(each.sql):
                answer["rows"] = in_order(answer)
        is_held = is_same and "findings" not in told
        if is_held == (each.chapter == REFUSED):
            wrong += 1
            _show(each.key, each.sql, told)
    if options.record:
        before = recorded() if options.only else {}
        known = {each.key: found.get(each.key) or before[each.key] for each in constructs()}
        RECORDED.write_text(record_of(known), "utf-8")
        TESTED.write_text("".join(f"{shape}\n" for shape in sorted(shapes)), "utf-8")
    sys.stdout.write(f"{len(chosen)} constructs, {wrong} wrong\n")
    return int(wrong > 0)


def record_of(known: dict[str, dict[str, Any]]) -> str:
    """What is known of constructs as JSON: an answer is a line, so that changes can be read."""
    told = [
        f"{_line(key)}: {{\n" + ",\n".join(f" {_line(k)}: {_line(v)}" for k, v in each.items())
        for key, each in known.items()
    ]
    return "{\n" + "},\n".join(told) + "}\n}\n"


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def tables() -> list[str]:
    """The statements that make the tables that constructs read."""
    text = (HERE / "tables.spark.sql").read_text("utf-8")
    return [each for each in text.split(";") if each.strip()]


def _show(key: str, sql: str, told: dict[str, Any]) -> None:
    sys.stdout.write(f"\n{key}\n  {sql}\n")
    for name, value in told.items():
        sys.stdout.write(f"  {name}: {_line(value)[:700]}\n")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.dialects.spark", description=__doc__)
    parser.add_argument("--record", action="store_true", help="Keep what Spark answers")
    parser.add_argument("--only", default="", help="Constructs whose names have this in them")
    parser.add_argument("--environment", type=Path, default=ENVIRONMENT, help="With pyspark in it")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
