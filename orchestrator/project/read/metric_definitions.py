"""How a metric is computed, as in the manifest, and the measures and metrics that it refers to."""

from collections.abc import Iterator
from typing import Any, get_args

from msgspec import to_builtins

from orchestrator.config.semantic import (
    ConversionParams,
    CumulativeParams,
    GrainName,
    InputMeasure,
    InputMetric,
    WrittenMetric,
)
from orchestrator.errors import Place, Problems
from orchestrator.project.references import Reference

Entry = dict[str, Any]

_GRAINS = get_args(GrainName)


def metric_definition(
    written: WrittenMetric, place: Place, problems: Problems
) -> tuple[Entry, tuple[Reference, ...]]:
    """Return a metric's manifest entry and its references; missing parts are reported."""
    params = written.type_params
    conversion = params.conversion_type_params
    definition: Entry = {
        "label": written.label,
        "type": written.type,
        "type_params": {
            "measure": _measure(params.measure),
            "input_measures": [],
            "numerator": _metric(params.numerator, place, problems),
            "denominator": _metric(params.denominator, place, problems),
            "expr": None if params.expr is None else str(params.expr),
            "window": _window(params.window, place, problems),
            "grain_to_date": params.grain_to_date,
            "metrics": [_metric(each, place, problems) for each in params.metrics],
            "conversion_type_params": _conversion(conversion, place, problems),
            "cumulative_type_params": _cumulative(written, place, problems),
            "metric_aggregation_params": None,
        },
        "filter": filters(written.filter),
        "metadata": None,
        "time_granularity": written.time_granularity,
    }
    references = tuple(_references(written, definition["type_params"], place))
    if not references:
        what = f"the metric '{written.name}' is {written.type}, but nothing says how to compute it"
        problems.add(what, place, f"write 'type_params: {_EXAMPLES[written.type]}'")
    return definition, references


_EXAMPLES = {
    "simple": "{measure: revenue}",
    "cumulative": "{measure: revenue}",
    "ratio": "{numerator: revenue, denominator: orders}",
    "derived": "{expr: revenue - costs, metrics: [revenue, costs]}",
    "conversion": "{conversion_type_params: {base_measure: visits, conversion_measure: buys, "
    "entity: user}}",
}


def _references(written: WrittenMetric, params: Entry, place: Place) -> Iterator[Reference]:
    match written.type:
        case "simple" | "cumulative":
            kind, named = "measure", [params["measure"]]
        case "conversion":
            found = params["conversion_type_params"] or {}
            kind = "measure"
            named = [found.get("base_measure"), found.get("conversion_measure")]
        case "ratio":
            kind, named = "metric", [params["numerator"], params["denominator"]]
        case "derived":
            kind, named = "metric", params["metrics"]
    if all(named):
        yield from (Reference(kind, (each["name"],), place) for each in named)


def filters(written: tuple[str, ...] | None) -> Entry | None:
    """Return conditions as in the manifest."""
    if written is None:
        return None
    return {"where_filters": [{"where_sql_template": text} for text in written]}


def _measure(written: str | InputMeasure | None) -> Entry | None:
    if written is None:
        return None
    written = InputMeasure(name=written) if isinstance(written, str) else written
    return {**to_builtins(written), "filter": filters(written.filter)}


def _metric(written: str | InputMetric | None, place: Place, problems: Problems) -> Entry | None:
    if written is None:
        return None
    written = InputMetric(name=written) if isinstance(written, str) else written
    return {
        **to_builtins(written),
        "filter": filters(written.filter),
        "offset_window": _window(written.offset_window, place, problems),
    }


def _conversion(written: ConversionParams | None, place: Place, problems: Problems) -> Entry | None:
    if written is None:
        return None
    return {
        **to_builtins(written),
        "base_measure": _measure(written.base_measure),
        "conversion_measure": _measure(written.conversion_measure),
        "window": _window(written.window, place, problems),
    }


def _cumulative(written: WrittenMetric, place: Place, problems: Problems) -> Entry | None:
    """Return how the metric accumulates; older files declare this in `type_params` itself."""
    if written.type != "cumulative":
        return None
    params = written.type_params
    found = params.cumulative_type_params or CumulativeParams()
    return {
        "window": _window(found.window or params.window, place, problems),
        "grain_to_date": found.grain_to_date or params.grain_to_date,
        "period_agg": found.period_agg,
        "metric": None,
    }


def _window(written: str | None, place: Place, problems: Problems) -> Entry | None:
    """Return the count and grain of a window such as `28 days`."""
    if written is None:
        return None
    count, _, grain = written.lower().partition(" ")
    if not count.isdecimal() or not grain or " " in grain:
        problems.add(f"'{written}' is not a valid window", place, "write it as '28 days'")
        return None
    singular = grain.removesuffix("s")
    return {"count": int(count), "granularity": singular if singular in _GRAINS else grain}
