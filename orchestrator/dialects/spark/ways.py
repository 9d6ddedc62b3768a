"""Portable alternatives for untested constructs, by their shapes."""

_WAYS = {
    "hash()": "write a digest: md5 of the texts, joined with a separator",
    "Mode": "count the values, and take the first by count and value",
    "Rand": "compute a digest of the key, and sort by it",
    "DateBin": "write date_trunc",
    "Columns": "name the columns",
    "date_sub()": "write date_diff of dates, which counts boundaries",
    "age()": "write date_diff",
    "RegrSlope": "write covar_pop(y, x) / nullif(var_pop(x), 0)",
    "First": "write arg_min(value, order)",
    "Last": "write arg_max(value, order)",
    "CurrentTimestamp": "write {{ run_moment() }}, which stays the same during a run",
    "Window(order, partition_by, spec, "
    "this)": "write out the window with its frame after each over",
    "CurrentDate": "write cast({{ run_moment() }} as date)",
}

_NO_WAY = "rewrite it, or write a Python model; docs/spark.md says how a SELECT is checked"


def way_of(shape: str) -> str:
    """Return how to write what a shape expresses."""
    name = shape.partition(".")[0].partition(" ")[0]
    return _WAYS.get(shape) or _WAYS.get(name) or _NO_WAY
