"""A small shop, and a run with some failures, as events with fixed times."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from orchestrator.errors import Place
from orchestrator.names import RelationName
from orchestrator.nodes import (
    Column,
    DataTest,
    FreshnessPolicy,
    Model,
    ModelConfig,
    Node,
    Seed,
    SeedConfig,
    Source,
    TestConfig,
    Threshold,
)
from orchestrator.results import (
    Event,
    NodeFinished,
    NodeResult,
    NodeStarted,
    Notice,
    NotPublished,
    RunFinished,
    RunStarted,
)
from orchestrator.results import Rows as Rows

NOW = datetime(2024, 5, 1, 10, 42, 53, tzinfo=UTC)

SEED = "seed.shop.raw_customers"
STAGING = "model.shop.stg_customers"
ORDERS = "model.shop.orders"
CUSTOMERS = "model.shop.customers"
UNIQUE = "test.shop.unique_stg_customers_customer_id.c7614daada"
ACCEPTED = "test.shop.accepted_values_orders_status.be6b5b5ec3"
SINGULAR = "test.shop.totals_agree"
SOURCE = "source.shop.web.visits"

POLICY = FreshnessPolicy(Threshold(12, "hour"), Threshold(1, "day"))


def model(name: str, folder: str, materialized: str, *parents: str) -> Model:
    path = f"models/{folder}/{name}.sql"
    return Model(
        unique_id=f"model.shop.{name}",
        name=name,
        package="shop",
        path=path,
        fqn=("shop", folder, name),
        place=Place(path, 1),
        depends_on=parents,
        relation=RelationName("main", name),
        config=ModelConfig(materialized=materialized),
        source_code="select 1 as customer_id",
        columns=(Column("customer_id", "who bought"),),
    )


def generic(unique_id: str, test_name: str, column: str, on: str, severity: str) -> DataTest:
    name = unique_id.split(".")[2]
    path = "models/staging/schema.yml"
    return DataTest(
        unique_id=unique_id,
        name=name,
        package="shop",
        path=path,
        fqn=("shop", "staging", name),
        place=Place(path, 12),
        depends_on=(on,),
        config=TestConfig(
            severity="warn" if severity == "warn" else "error", settings={"severity": severity}
        ),
        source_code="{{ test_unique(**arguments) }}",
        test_name=test_name,
        arguments={"column_name": column},
        kwargs={"column_name": column},
        short_name=name,
        attached_to=on,
        column=column,
    )


def shop() -> dict[str, Node]:
    """Two models on a seed, one on those, three tests and a source."""
    nodes: list[Node] = [
        Seed(
            unique_id=SEED,
            name="raw_customers",
            package="shop",
            path="seeds/raw_customers.csv",
            fqn=("shop", "raw_customers"),
            place=Place("seeds/raw_customers.csv"),
            relation=RelationName("main", "raw_customers"),
            config=SeedConfig(),
            checksum="00ff",
        ),
        model("stg_customers", "staging", "view", SEED),
        model("orders", "marts", "table", STAGING, SOURCE),
        model("customers", "marts", "table", ORDERS),
        generic(UNIQUE, "unique", "customer_id", STAGING, "error"),
        generic(ACCEPTED, "dbt_utils.accepted_values", "status", ORDERS, "warn"),
        DataTest(
            unique_id=SINGULAR,
            name="totals_agree",
            package="shop",
            path="tests/totals_agree.sql",
            fqn=("shop", "totals_agree"),
            place=Place("tests/totals_agree.sql", 1),
            depends_on=(CUSTOMERS,),
            config=TestConfig(),
            source_code="select 1 where false",
        ),
        Source(
            unique_id=SOURCE,
            name="visits",
            package="shop",
            path="models/staging/sources.yml",
            fqn=("shop", "web", "visits"),
            place=Place("models/staging/sources.yml", 4),
            source_name="web",
            relation=RelationName("web", "visits"),
            loaded_at_field="visited_at",
            freshness=POLICY,
        ),
    ]
    return {node.unique_id: node for node in nodes}


def ended(unique_id: str, status: str, seconds: float, **more: object) -> NodeResult:
    moment = NOW if status not in ("skipped", "not started") else None
    return NodeResult(unique_id, status, elapsed_seconds=seconds, started_at=moment, **more)  # type: ignore[arg-type]


FAILING_ROWS = Rows(("customer_id", "name"), ((7, "Zoë"), (None, "Ann")))

RESULTS = {
    SOURCE: ended(
        SOURCE,
        "fail",
        0.01,
        message="2 days old, error after 1 day",
        details={
            "max_loaded_at": NOW - timedelta(days=2),
            "snapshotted_at": NOW,
            "age_seconds": 172800.0,
            "criteria": POLICY,
        },
    ),
    SEED: ended(SEED, "success", 0.07, message="INSERT 100", details={"rows_affected": 100}),
    STAGING: ended(STAGING, "success", 0.05, compile_seconds=0.01),
    UNIQUE: ended(
        UNIQUE,
        "fail",
        0.02,
        message="Got 7 results, configured to fail if != 0",
        failures=7,
        sample=FAILING_ROWS,
    ),
    ORDERS: ended(
        ORDERS,
        "error",
        0.03,
        message="models/marts/orders.sql:3: no column 'amonut'\n  fix: did you mean 'amount'?",
        details={"compiled_path": "target/compiled/shop/models/marts/orders.sql"},
    ),
    ACCEPTED: ended(ACCEPTED, "warn", 0.02, failures=1),
    SINGULAR: ended(SINGULAR, "pass", 0.01, failures=0),
    CUSTOMERS: ended(CUSTOMERS, "skipped", 0, message="model.shop.orders failed"),
}


def run_events(results: Iterable[NodeResult] = tuple(RESULTS.values())) -> list[Event]:
    """The events of a run in which each node starts and ends before the next."""
    kept = tuple(results)
    events: list[Event] = [RunStarted("run-1", "build", len(kept), 4, NOW)]
    for index, result in enumerate(kept, 1):
        if result.status not in ("skipped", "not started"):
            events.append(NodeStarted(result.unique_id, index, NOW))
        events.append(NodeFinished(result, index))
    events.append(Notice("warn", "the journal was damaged; a new one was started"))
    events.append(NotPublished("unique_stg_customers_customer_id and 2 more failed"))
    events.append(RunFinished(kept, 1.024, NOW + timedelta(seconds=1)))
    return events
