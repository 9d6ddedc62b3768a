"""Semantic models, metrics and saved queries as declared in files, key by key."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from msgspec import Struct, field

from orchestrator.config.decoder import AnyCase, Key
from orchestrator.config.values import Map

Aggregation = Annotated[
    Literal[
        "sum",
        "min",
        "max",
        "count_distinct",
        "sum_boolean",
        "average",
        "percentile",
        "median",
        "count",
    ],
    AnyCase(),
]
GrainName = Literal[
    "nanosecond",
    "microsecond",
    "millisecond",
    "second",
    "minute",
    "hour",
    "day",
    "week",
    "month",
    "quarter",
    "year",
]
Grain = Annotated[GrainName, AnyCase()]
Filters = Annotated[tuple[str, ...] | None, Key(may_be_one=True)]
Expression = str | bool | int | float


class ElementConfig(Struct, frozen=True):
    """The settings of an entity, a dimension or a measure."""

    meta: Mapping[str, Any] = field(default_factory=dict)


class WrittenEntity(Struct, frozen=True, kw_only=True):
    """What the rows are about, identified by its key."""

    name: str
    type: Annotated[Literal["foreign", "natural", "primary", "unique"], AnyCase()]
    description: str | None = None
    label: str | None = None
    role: str | None = None
    expr: Expression | None = None
    config: ElementConfig = ElementConfig()


class Validity(Struct, frozen=True):
    """Whether a dimension is the start or end of a row's validity."""

    is_start: bool = False
    is_end: bool = False


class DimensionParams(Struct, frozen=True, kw_only=True):
    """The granularity of a time dimension."""

    time_granularity: Grain
    validity_params: Validity | None = None


class WrittenDimension(Struct, frozen=True, kw_only=True):
    """A dimension to group by."""

    name: str
    type: Annotated[Literal["categorical", "time"], AnyCase()]
    description: str | None = None
    label: str | None = None
    is_partition: bool = False
    type_params: DimensionParams | None = None
    expr: Expression | None = None
    config: ElementConfig = ElementConfig()


class AggregationParams(Struct, frozen=True):
    """The percentile of an aggregation, and how it is computed."""

    percentile: float | None = None
    use_discrete_percentile: bool = False
    use_approximate_percentile: bool = False


class NonAdditive(Struct, frozen=True, kw_only=True):
    """The dimension over which a measure is not additive."""

    name: str
    window_choice: Aggregation
    window_groupings: tuple[str, ...] = ()


class WrittenMeasure(Struct, frozen=True, kw_only=True):
    """What is aggregated, and how."""

    name: str
    agg: Aggregation
    description: str | None = None
    label: str | None = None
    expr: Expression | None = None
    agg_params: AggregationParams | None = None
    non_additive_dimension: NonAdditive | None = None
    agg_time_dimension: str | None = None
    create_metric: bool = False
    config: ElementConfig = ElementConfig()


class Defaults(Struct, frozen=True):
    """The defaults of measures."""

    agg_time_dimension: str | None = None


class WrittenSemanticModel(Struct, frozen=True, kw_only=True):
    """A semantic model; `model` is a call of ref()."""

    name: str
    model: str
    description: str | None = None
    label: str | None = None
    defaults: Defaults | None = None
    entities: tuple[WrittenEntity, ...] = ()
    measures: tuple[WrittenMeasure, ...] = ()
    dimensions: tuple[WrittenDimension, ...] = ()
    primary_entity: str | None = None
    config: Map = field(default_factory=lambda: Map(""))


class InputMeasure(Struct, frozen=True, kw_only=True):
    """An input measure of a metric; a name alone means one without further keys."""

    name: str
    filter: Filters = None
    alias: str | None = None
    join_to_timespine: bool = False
    fill_nulls_with: int | None = None


class InputMetric(Struct, frozen=True, kw_only=True):
    """An input metric of another metric; a name alone means one without further keys."""

    name: str
    filter: Filters = None
    alias: str | None = None
    offset_window: str | None = None
    offset_to_grain: str | None = None


class ConstantProperty(Struct, frozen=True, kw_only=True):
    """A property that is the same before and after a conversion."""

    base_property: str
    conversion_property: str


class ConversionParams(Struct, frozen=True, kw_only=True):
    """What converts into what, and within which time."""

    base_measure: str | InputMeasure
    conversion_measure: str | InputMeasure
    entity: str
    calculation: Annotated[Literal["conversions", "conversion_rate"], AnyCase()] = "conversion_rate"
    window: str | None = None
    constant_properties: tuple[ConstantProperty, ...] | None = None


class CumulativeParams(Struct, frozen=True):
    """The window over which a metric is accumulated."""

    window: str | None = None
    grain_to_date: str | None = None
    period_agg: Annotated[Literal["first", "last", "average"], AnyCase()] = "first"


class TypeParams(Struct, frozen=True):
    """How a metric is computed, by its type."""

    measure: str | InputMeasure | None = None
    numerator: str | InputMetric | None = None
    denominator: str | InputMetric | None = None
    expr: Expression | None = None
    window: str | None = None
    grain_to_date: Grain | None = None
    metrics: tuple[str | InputMetric, ...] = ()
    conversion_type_params: ConversionParams | None = None
    cumulative_type_params: CumulativeParams | None = None


class WrittenMetric(Struct, frozen=True, kw_only=True):
    """A metric."""

    name: str
    label: str
    type: Annotated[Literal["simple", "ratio", "cumulative", "derived", "conversion"], AnyCase()]
    type_params: TypeParams
    description: str = ""
    filter: Filters = None
    time_granularity: str | None = None
    meta: Mapping[str, Any] = field(default_factory=dict)
    tags: Annotated[tuple[str, ...], Key(may_be_one=True)] = ()
    config: Map = field(default_factory=lambda: Map(""))


class CustomGranularity(Struct, frozen=True, kw_only=True):
    """A custom granularity: a column of a time spine that groups its days."""

    name: str
    column_name: str | None = None


class TimeSpine(Struct, frozen=True, kw_only=True):
    """Marks a model as time spine: one row per point in time, with the column's granularity."""

    standard_granularity_column: str
    custom_granularities: tuple[CustomGranularity, ...] = ()


class QueryParams(Struct, frozen=True):
    """The query of a saved query."""

    metrics: tuple[str, ...] = ()
    group_by: tuple[str, ...] = ()
    where: Filters = None
    order_by: tuple[str, ...] = ()
    limit: int | None = None


class ExportConfig(Struct, frozen=True, kw_only=True):
    """The relation that an export creates."""

    export_as: Annotated[Literal["table", "view"], AnyCase()] | None = None
    schema: str | None = None
    alias: str | None = None
    database: str | None = None


class WrittenExport(Struct, frozen=True, kw_only=True):
    """A relation that a semantic layer writes a saved query to."""

    name: str
    config: ExportConfig = ExportConfig()


class WrittenSavedQuery(Struct, frozen=True, kw_only=True):
    """A saved query."""

    name: str
    query_params: QueryParams
    description: str | None = None
    label: str | None = None
    exports: tuple[WrittenExport, ...] = ()
    tags: Annotated[tuple[str, ...], Key(may_be_one=True)] = ()
    config: Map = field(default_factory=lambda: Map(""))
