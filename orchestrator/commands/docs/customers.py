"""Charts of all customers: scores, concentration of value, cohorts, predictions, alarms."""

from orchestrator import roles
from orchestrator.commands.docs.families import is_exclusive
from orchestrator.commands.docs.reading import FigureReader
from orchestrator.nodes import Model
from orchestrator.site.small_cells import Total, shown_rows
from orchestrator.site.values import Figures

_MOST_STEPS = 100


def figures_of_customers(reader: FigureReader) -> dict[str, Figures]:
    """Return each chart of the whole customer base whose role is played."""
    charts = {
        "rfm": _rfm(reader),
        "concentration": _concentration(reader),
        "retention": _retention(reader),
        "predictions": _predictions(reader),
        "experiments": _experiments(reader),
        "turnover": _turnover(reader),
        "reach": _reach(reader),
        **{role: _alarms(reader, role) for role in _ALARMS},
    }
    return {name: found for name, found in charts.items() if found is not None}


def _main_family(reader: FigureReader) -> Model | None:
    main = reader.roles.get(roles.MAIN_SEGMENTS)
    node = reader.roles.node(main) if main is not None and main.unique_id is not None else None
    return node if isinstance(node, Model) and node.family is not None else None


def _turnover(reader: FigureReader) -> Figures | None:
    """Return how many are in the main family on both of the last two days, and who moved."""
    model = _main_family(reader)
    if model is None or model.family is None:
        return None
    columns = ("family", "from_segment", "to_segment", "as_of_date", "customers")
    found = reader.relation(roles.SEGMENT_MIGRATIONS, columns, model.unique_id)
    if found is None:
        return None
    segments = reader.warehouse.listed(segment.name for segment in model.family.segments)
    rows = reader.rows(
        "select as_of_date, sum(customers) as customers,"
        " sum(case when from_segment <> to_segment then customers else 0 end) as moved"
        f" from {found[1]} as moves where family in ({reader.warehouse.listed([model.name])})"
        f" and from_segment in ({segments}) and to_segment in ({segments})"
        " group by as_of_date order by as_of_date desc limit 1"
    )
    shown_columns = ("as_of_date", "customers", "moved")
    shown = shown_rows(
        shown_columns, rows or (), reader.least, needs=("customers",), hides=("moved",)
    )
    return reader.figures(found[0], shown_columns, shown) if shown else None


def _reach(reader: FigureReader) -> Figures | None:
    """Return how many of all people each channel reaches, if the main family divides people."""
    model = _main_family(reader)
    if model is None or not is_exclusive(model):
        return None
    columns = ("family", "channel", "members", "reachable")
    found = reader.relation(roles.SEGMENT_CHANNELS, columns, model.unique_id)
    if found is None:
        return None
    rows = reader.rows(
        "select channel, sum(members) as customers, sum(reachable) as reachable"
        f" from {found[1]} as channels where family in ({reader.warehouse.listed([model.name])})"
        " group by channel order by channel"
    )
    shown_columns = ("channel", "customers", "reachable")
    shown = shown_rows(shown_columns, rows or (), reader.least, needs=("customers", "reachable"))
    return reader.figures(found[0], shown_columns, shown) if shown else None


_ALARMS = {
    roles.UNSTABLE_FAMILIES: "is_flagged",
    roles.DRIFTED_FEATURES: "is_flagged",
    roles.FAIRNESS_ALARMS: "is_alarm",
}


def _alarms(reader: FigureReader, role: str) -> Figures | None:
    """Return what is flagged on the last day only; None if that day has no verdict yet."""
    columns, flag = roles.ROLES[role], _ALARMS[role]
    found = reader.relation(role, columns)
    if found is None:
        return None
    shown_columns = [name for name in columns if name != flag]
    is_last = f"as_of_date = (select max(as_of_date) from {found[1]} as days)"
    judged = reader.rows(
        f"select count(*) from {found[1]} as judged where {flag} is not null and {is_last}"
    )
    if not judged or not judged[0][0]:
        return None
    rows = reader.rows(
        f"select distinct {', '.join(shown_columns)} from {found[1]} as alarms "
        f"where {flag} and {is_last}"
    )
    return None if rows is None else reader.figures(found[0], shown_columns, sorted(rows, key=str))


def _rfm(reader: FigureReader) -> Figures | None:
    """Return rows of (recency score, frequency score, customers, their monetary value)."""
    found = reader.relation(roles.RFM_SCORES, roles.ROLES[roles.RFM_SCORES])
    if found is None:
        return None
    rows = reader.rows(
        "select recency_score, frequency_score, count(*) as customers, sum(monetary) as monetary"
        f" from {found[1]} as scores where recency_score is not null"
        " and frequency_score is not null group by 1, 2 order by 1, 2"
    )
    if rows is None:
        return None
    shown_columns = ("recency_score", "frequency_score", "customers", "monetary")
    shown = shown_rows(
        shown_columns,
        rows,
        reader.least,
        hides=("customers",),
        hides_with=("monetary",),
        totals=(Total((), ("customers",)),),
    )
    return reader.figures(found[0], shown_columns, shown)


def _concentration(reader: FigureReader) -> Figures | None:
    """Return (customers, value) of steps from the least to the most valuable customers."""
    found = reader.relation(roles.CUSTOMERS, ("value",))
    if found is None:
        return None
    counted = reader.rows(f"select count(*) from {found[1]} as everyone where value is not null")
    everyone = counted[0][0] if counted else 0
    steps = min(_MOST_STEPS, everyone // max(reader.least, 1))
    if steps < 2:
        return None
    rows = reader.rows(
        f"with steps as (select value, ntile({steps}) over (order by value) as step"
        f" from {found[1]} as everyone where value is not null)"
        " select step, count(*) as customers, sum(value) as value from steps"
        " group by step order by step"
    )
    shown_columns = ("step", "customers", "value")
    return None if rows is None else reader.figures(found[0], shown_columns, rows)


def _retention(reader: FigureReader) -> Figures | None:
    """Return (cohort, quarters since, customers who bought); quarters count from year 0."""
    found = reader.relation(roles.PURCHASE_DAYS, ("purchased_on",), counted=("customer_id",))
    if found is None:
        return None
    quarter = "extract(year from purchased_on) * 4 + extract(quarter from purchased_on) - 1"
    rows = reader.rows(
        f"with bought as (select distinct customer_id, {quarter} as quarter"
        f" from {found[1]} as purchases where purchased_on is not null),"
        " cohorts as (select customer_id, min(quarter) as cohort from bought group by customer_id)"
        " select cohorts.cohort, bought.quarter - cohorts.cohort as since, count(*) as customers"
        " from bought inner join cohorts on bought.customer_id = cohorts.customer_id"
        " group by 1, 2 order by 1, 2"
    )
    if rows is None:
        return None
    shown_columns = ("cohort", "since", "customers")
    few = {row[0] for row in rows if row[1] == 0 and row[2] < reader.least}
    rows = [row for row in rows if row[0] not in few]
    return reader.figures(
        found[0],
        shown_columns,
        shown_rows(shown_columns, rows, reader.least, hides=shown_columns[2:]),
    )


def _predictions(reader: FigureReader) -> Figures | None:
    columns = roles.ROLES[roles.ORDER_PREDICTIONS]
    found = reader.relation(roles.ORDER_PREDICTIONS, columns)
    if found is None:
        return None
    rows = reader.rows(
        f"select {', '.join(columns)} from {found[1]} as predictions order by model, decile"
    )
    if rows is None:
        return None
    return reader.figures(
        found[0], columns, shown_rows(columns, rows, reader.least, needs=("customers",))
    )


def _experiments(reader: FigureReader) -> Figures | None:
    """Return experiments that are not on one segment; others are with their families."""
    columns = roles.ROLES[roles.EXPERIMENT_DIFFERENCES]
    found = reader.relation(roles.EXPERIMENT_DIFFERENCES, columns)
    if found is None:
        return None
    shown_columns = [name for name in columns if name not in ("family", "segment")]
    rows = reader.rows(
        f"select {', '.join(shown_columns)} from {found[1]} as differences where family is null"
        " order by experiment, metric, arm"
    )
    if not rows:
        return None
    needed = ("customers_control", "customers_treatment")
    return reader.figures(
        found[0], shown_columns, shown_rows(shown_columns, rows, reader.least, needs=needed)
    )
