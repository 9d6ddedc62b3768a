"""Rules for dates, timestamps and intervals."""

from collections.abc import Mapping

from sqlglot import exp

from orchestrator.dialects.spark.building import (
    RefusedNode,
    Rule,
    call,
    day,
    double,
    in_parentheses,
    integer,
    moment,
    needed,
    shown,
    text,
    with_kind,
    zoned,
)
from orchestrator.dialects.spark.kinds import kind_of

_UNITS = {
    **dict.fromkeys(("DAY", "DAYS", "D"), "DAY"),
    **dict.fromkeys(("WEEK", "WEEKS", "W"), "WEEK"),
    **dict.fromkeys(("MONTH", "MONTHS", "MON", "MONS"), "MONTH"),
    **dict.fromkeys(("QUARTER", "QUARTERS"), "QUARTER"),
    **dict.fromkeys(("YEAR", "YEARS", "Y", "YR", "YRS"), "YEAR"),
    **dict.fromkeys(("HOUR", "HOURS", "H", "HR", "HRS"), "HOUR"),
    **dict.fromkeys(("MINUTE", "MINUTES", "MIN", "MINS"), "MINUTE"),
    **dict.fromkeys(("SECOND", "SECONDS", "S", "SEC", "SECS"), "SECOND"),
}
_PARTS = ("YEAR", "QUARTER", "MONTH", "DAY", "DOW", "ISODOW", "DOY", "WEEK", "HOUR", "MINUTE")


def _unit(node: exp.Expr) -> str:
    unit = node.args.get("unit")
    name = unit.name.upper() if isinstance(unit, exp.Var | exp.Literal) else ""
    if name not in _UNITS:
        raise RefusedNode(
            f"{shown(node)} has a unit that Spark does not have",
            "use second, minute, hour, day, week, month, quarter or year",
        )
    return _UNITS[name]


def difference(node: exp.Expr) -> exp.Expr:
    """DuckDB counts the boundaries of a unit between two times, Spark the complete units."""
    start, end, unit = node.expression, node.this, _unit(node)
    if unit == "DAY":
        return call("datediff", day(end), day(start), kind="integer")
    if unit == "WEEK":  # complete weeks of dates, not boundaries
        days = call("datediff", day(end), day(start), kind="integer")
        return with_kind(exp.IntDiv(this=days, expression=_number(7)), "integer")
    if unit == "YEAR":
        return _parenthesised(exp.Sub(this=call("year", end), expression=call("year", start)))
    if unit in ("MONTH", "QUARTER"):
        firsts = (call("trunc", day(each), text(unit), kind="date") for each in (end, start))
        months = integer(call("months_between", *firsts))
        if unit == "MONTH":
            return months
        return with_kind(exp.IntDiv(this=months, expression=_number(3)), "integer")
    borders = (moment(call("date_trunc", text(unit), moment(each))) for each in (start, end))
    return call("timestampdiff", unit, *borders, kind="integer")


def _number(value: int) -> exp.Expr:
    return with_kind(exp.Literal.number(value), "integer")


def _parenthesised(node: exp.Expr) -> exp.Expr:
    return with_kind(exp.Paren(this=with_kind(node, "integer")), "integer")


def truncated(node: exp.Expr) -> exp.Expr:
    """DuckDB returns a timestamp without time zone, also for a date."""
    unit, value = _unit(node), node.this
    if needed(value, "date_trunc") == "zoned":
        return call("date_trunc", text(unit), value, kind="zoned")
    return moment(call("date_trunc", text(unit), moment(value)))


def minus(node: exp.Expr) -> exp.Expr | None:
    """The difference of two dates is a number of days on DuckDB, and an interval on Spark."""
    left, right = node.this, node.expression
    if _is_interval(right) or _is_interval(left):
        return _with_interval(node)
    kinds = {kind_of(left), kind_of(right)}
    if kinds & {"integer", "decimal", "double"}:
        return None
    kinds = {needed(left, "the difference"), needed(right, "the difference")}
    if kinds == {"date"}:
        return call("datediff", left, right, kind="integer")
    if kinds & {"date", "timestamp", "zoned"}:
        raise RefusedNode(
            f"{shown(node)} is an interval, which engines print and compare differently",
            "write date_diff('second', start, end)",
        )
    return None


def plus(node: exp.Expr) -> exp.Expr | None:
    """On DuckDB, a date plus an interval is a timestamp."""
    if _is_interval(node.this) or _is_interval(node.expression):
        return _with_interval(node)
    return None


def _is_interval(node: exp.Expr) -> bool:
    while isinstance(node, exp.Paren):
        node = node.this
    if isinstance(node, exp.Interval) or kind_of(node) == "interval":
        return True
    return isinstance(node, exp.Mul | exp.Neg) and any(
        _is_interval(each) for each in node.iter_expressions()
    )


def _with_interval(node: exp.Expr) -> exp.Expr | None:
    for key in ("this", "expression"):
        value = node.args[key]
        if not _is_interval(value) and needed(value, "adding an interval") == "date":
            node.set(key, moment(value))
            return with_kind(node, "timestamp")
    return None


def interval(node: exp.Expr) -> exp.Expr | None:
    """An interval with a computed length is a multiple of a unit interval."""
    if node.this is None or isinstance(node.this, exp.Literal):
        return None
    unit = node.args["unit"]
    one = exp.Interval(this=text("1"), unit=unit)
    return with_kind(exp.Mul(this=in_parentheses(node.this), expression=one), "interval")


def of_units(unit: str) -> Rule:
    """`to_days(n)` is n times an interval of one day."""

    def rule(node: exp.Expr) -> exp.Expr:
        one = exp.Interval(this=text("1"), unit=exp.var(unit))
        count = node.expressions[0] if isinstance(node, exp.Anonymous) else node.this
        product = exp.Mul(this=in_parentheses(count), expression=one)
        return with_kind(exp.Paren(this=product), "interval")

    return rule


def extracted(node: exp.Expr) -> exp.Expr | None:
    """Weekdays have different numbers, and seconds have a fraction."""
    return _part(node.name.upper(), node.expression)


def named_part(node: exp.Expr) -> exp.Expr | None:
    """`date_part('year', value)`."""
    part, value = node.expressions
    name = part.name.upper()
    if not isinstance(part, exp.Literal) or name not in _PARTS:
        raise RefusedNode(f"{shown(node)} has a part that is not tested", "write extract")
    found = _part(name, value)
    return found or with_kind(exp.Extract(this=exp.var(name), expression=value), "integer")


def _part(part: str, value: exp.Expr) -> exp.Expr | None:
    match part:
        case "DOW" | "DAYOFWEEK":
            return _weekday(value)
        case "ISODOW":
            return _iso_weekday(value)
        case "DOY" | "DAYOFYEAR":
            return call("dayofyear", day(value), kind="integer")
        case "WEEK":
            return call("weekofyear", day(value), kind="integer")
        case "SECOND":
            return call("second", moment(value), kind="integer")
        case "EPOCH":
            return seconds(value)
    return None


def _weekday(value: exp.Expr) -> exp.Expr:
    since_sunday = call("dayofweek", day(value))
    return _parenthesised(exp.Sub(this=since_sunday, expression=_number(1)))


def _iso_weekday(value: exp.Expr) -> exp.Expr:
    since_monday = call("weekday", day(value))
    return _parenthesised(exp.Add(this=since_monday, expression=_number(1)))


def seconds(value: exp.Expr) -> exp.Expr:
    """Return the seconds since 1970 with their fraction."""
    micros = double(call("unix_micros", zoned(value), kind="integer"))
    return with_kind(exp.Paren(this=exp.Div(this=micros, expression=_number(1_000_000))), "double")


def milliseconds(node: exp.Expr) -> exp.Expr:
    """`epoch_ms` and `make_timestamp` convert in both directions."""
    value, scale = node.this, str(node.args.get("scale"))
    unit = {"3": "millis", "6": "micros"}.get(scale)
    if unit is None:
        raise RefusedNode(
            f"{shown(node)} is a timestamp in the time zone of the session",
            "write make_timestamp(microseconds)",
        )
    kind = needed(value, "the moment")
    if kind in ("integer", "decimal", "double"):
        return moment(call(f"timestamp_{unit}", value, kind="zoned"))
    return call(f"unix_{unit}", zoned(value), kind="integer")


def microseconds(node: exp.Expr) -> exp.Expr:
    """`epoch_us` of a timestamp."""
    return call("unix_micros", zoned(node.expressions[0]), kind="integer")


def moment_of_microseconds(node: exp.Expr) -> exp.Expr:
    """`make_timestamptz(microseconds)`."""
    if len(node.expressions) != 1:
        raise RefusedNode(f"{shown(node)} is built from parts", "write make_timestamp and timezone")
    return call("timestamp_micros", node.expressions[0], kind="zoned")


def on_clock(node: exp.Expr) -> exp.Expr:
    """A timestamp without time zone gets one, one with time zone becomes local time."""
    value, zone = node.this, node.args["zone"]
    kind = needed(value, "the time zone")
    if kind == "zoned":
        return call("convert_timezone", text("UTC"), zone, moment(value), kind="timestamp")
    first = call("convert_timezone", zone, text("UTC"), moment(value), kind="timestamp")
    return zoned(first if zone.name == "UTC" else _later(first, zone, moment(value)))


def _later(first: exp.Expr, zone: exp.Expr, shown_time: exp.Expr) -> exp.Expr:
    """For an hour that occurs twice, DuckDB uses the second occurrence, and Spark the first."""
    hour = exp.Interval(this=text("1"), unit=exp.var("HOUR"))
    second = exp.Add(this=first, expression=hour)
    converted = call("convert_timezone", text("UTC"), zone.copy(), second)
    is_shown_twice = exp.EQ(this=converted, expression=shown_time.copy())
    choice = exp.Case(ifs=[exp.If(this=is_shown_twice, true=second.copy())], default=first.copy())
    return with_kind(choice, "timestamp")


def named_zone(node: exp.Expr) -> exp.Expr:
    """`timezone(zone, value)` is `value at time zone zone`."""
    zone, value = node.expressions
    return on_clock(exp.AtTimeZone(this=value, zone=zone))


def _formatted(pattern: str) -> Rule:
    return lambda node: call("date_format", node.this, text(pattern), kind="text")


MOMENTS: Mapping[type[exp.Expr] | str, Rule] = {
    exp.Add: plus,
    exp.AtTimeZone: on_clock,
    exp.DateDiff: difference,
    exp.DateTrunc: truncated,
    exp.DayOfWeek: lambda node: _weekday(node.this),
    exp.DayOfWeekIso: lambda node: _iso_weekday(node.this),
    exp.Dayname: _formatted("EEEE"),
    exp.Extract: extracted,
    exp.Interval: interval,
    exp.Monthname: _formatted("MMMM"),
    exp.Sub: minus,
    exp.TimeToUnix: lambda node: seconds(node.this),
    exp.TimestampTrunc: truncated,
    exp.UnixToTime: milliseconds,
    exp.ToDays: of_units("DAY"),
    exp.Week: lambda node: call("weekofyear", day(node.this), kind="integer"),
    exp.WeekOfYear: lambda node: call("weekofyear", day(node.this), kind="integer"),
    "date_part": named_part,
    "datepart": named_part,
    "epoch_us": microseconds,
    "make_timestamptz": moment_of_microseconds,
    "timezone": named_zone,
    "to_hours": of_units("HOUR"),
    "to_minutes": of_units("MINUTE"),
    "to_months": of_units("MONTH"),
    "to_years": of_units("YEAR"),
}
