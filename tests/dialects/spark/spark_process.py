"""Spark in a process of its own: settings, statements and queries come in, answers go out.

It runs in the environment that has pyspark, and knows nothing of this repository.
"""

import json
import os
import sys
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

os.environ["TZ"] = "UTC"

from pyspark.errors import PySparkException
from pyspark.sql import Row, SparkSession


def main() -> None:
    """Answer each query with its rows, or with the condition of Spark's error."""
    asked = json.load(sys.stdin)
    builder = SparkSession.builder.master("local[2]")
    for key, value in asked["settings"].items():
        builder = builder.config(key, value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("OFF")
    try:
        for statement in asked["statements"]:
            spark.sql(statement)
        into = asked["into"]
        told = {name: answer(spark, sql, into, name) for name, sql in asked["queries"].items()}
    finally:
        spark.stop()
    json.dump(told, sys.stdout, ensure_ascii=False)


def answer(spark: SparkSession, sql: str, into: str | None, name: str) -> dict[str, Any]:
    try:
        frame = spark.sql(sql)
        if into is not None:
            frame.coalesce(1).write.parquet(f"{into}/{name}.spark")
            return {}
        zoned = [field.dataType.typeName() == "timestamp" for field in frame.schema]
        return {
            "rows": [
                [plain(value, is_zoned) for value, is_zoned in zip(row, zoned, strict=True)]
                for row in frame.collect()
            ]
        }
    except PySparkException as error:
        lines = str(error).strip().splitlines()
        return {"error": error.getCondition() or (lines[0] if lines else type(error).__name__)}
    except Exception as error:  # what Python cannot read of an answer
        return {"error": f"{type(error).__name__}: {error}".splitlines()[0]}


def plain(value: Any, is_zoned: bool = False) -> Any:
    """A value with its kind, as JSON."""
    match value:
        case None | bool() | int() | str():
            return value
        case float():
            return {"double": repr(value)}
        case Decimal():
            return {"decimal": format(value.normalize() + 0, "f")}
        case datetime():
            return {"moment" if is_zoned else "timestamp": value.replace(tzinfo=None).isoformat()}
        case date():
            return {"date": value.isoformat()}
        case timedelta():
            return {"interval": value.total_seconds()}
        case Row():
            return {"struct": {key: plain(each) for key, each in value.asDict().items()}}
        case dict():
            return {"map": [[plain(key), plain(each)] for key, each in value.items()]}
        case list():
            return [plain(each) for each in value]
    return {type(value).__name__: str(value)}


if __name__ == "__main__":
    main()
