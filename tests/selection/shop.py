"""A small shop as a Project, the same for which dbt gave the answers in dbt_answers.yml."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from orchestrator.errors import Place
from orchestrator.names import RelationName
from orchestrator.nodes import (
    DataTest,
    Model,
    ModelConfig,
    Node,
    Seed,
    SeedConfig,
    Source,
    TestConfig,
)
from orchestrator.project.value import ParsedProject

STAGING_YML = "models/staging/schema.yml"
MARTS_YML = "models/marts/schema.yml"


def model(
    path: str,
    *parents: str,
    package: str = "shop",
    tags: tuple[str, ...] = (),
    meta: Mapping[str, Any] | None = None,
    described_in: str | None = None,
    **settings: Any,
) -> Model:
    folders, _, name = path.removesuffix(".sql").rpartition("/")
    return Model(
        unique_id=f"model.{package}.{name}",
        name=name,
        package=package,
        path=path if package == "shop" else f"seg_packages/{package}/{path}",
        fqn=(package, *folders.split("/")[1:], name),
        place=Place(path),
        tags=tags,
        meta=meta or {},
        depends_on=parents,
        relation=RelationName("main", name),
        config=ModelConfig(
            materialized=settings.get("materialized", "view"),
            unique_key=settings.get("unique_key", ()),
            settings=settings,
        ),
        source_code="select 1 as one",
        patch_path=described_in,
    )


def source(table: str) -> Source:
    return Source(
        unique_id=f"source.shop.raw.{table}",
        name=table,
        package="shop",
        path=STAGING_YML,
        fqn=("shop", "staging", "raw", table),
        place=Place(STAGING_YML),
        source_name="raw",
        relation=RelationName("raw", table),
    )


def generic(
    test_name: str, name: str, path: str, *parents: str, tags: tuple[str, ...] = (), **config: Any
) -> DataTest:
    return DataTest(
        unique_id=f"test.shop.{name}",
        name=name,
        package="shop",
        path=path,
        fqn=("shop", path.split("/")[1], name),
        place=Place(path),
        tags=tags,
        depends_on=parents,
        config=TestConfig(**config),
        source_code="{{ test() }}",
        test_name=test_name,
        attached_to=parents[-1],
    )


def shop() -> ParsedProject:
    countries = Seed(
        unique_id="seed.shop.countries",
        name="countries",
        package="shop",
        path="seeds/countries.csv",
        fqn=("shop", "countries"),
        place=Place("seeds/countries.csv"),
        relation=RelationName("main", "countries"),
        config=SeedConfig(),
        checksum="0",
    )
    orders_have_customers = DataTest(
        unique_id="test.shop.assert_orders_have_customers",
        name="assert_orders_have_customers",
        package="shop",
        path="tests/assert_orders_have_customers.sql",
        fqn=("shop", "assert_orders_have_customers"),
        place=Place("tests/assert_orders_have_customers.sql"),
        tags=("slow",),
        depends_on=("model.shop.orders", "model.shop.customers"),
        config=TestConfig(),
        source_code="select 1 as one",
    )
    nodes: tuple[Node, ...] = (
        model(
            "models/marts/segments/rfm.sql",
            "model.shop.customers",
            tags=("weekly",),
            described_in=MARTS_YML,
            materialized="table",
            group="growth",
            access="public",
        ),
        model(
            "models/marts/segments/churn.sql",
            "model.shop.customers",
            "model.shop.orders",
            tags=("nightly",),
            materialized="view",
        ),
        model(
            "models/marts/core/orders.sql",
            "model.shop.stg_orders",
            "seed.shop.countries",
            described_in=MARTS_YML,
            materialized="table",
        ),
        model(
            "models/marts/core/customers.sql",
            "model.shop.stg_customers",
            "model.shop.stg_orders",
            "model.shared.calendar",
            meta={"owner": "growth", "is_big": True},
            materialized="table",
            unique_key=("customer_id", "day"),
        ),
        model(
            "models/staging/stg_customers.sql",
            "source.shop.raw.customers",
            tags=("nightly", "pii"),
            described_in=STAGING_YML,
        ),
        model(
            "models/staging/stg_orders.sql",
            "source.shop.raw.orders",
            tags=("nightly",),
            described_in=STAGING_YML,
        ),
        model("models/time/calendar.sql", package="shared"),
        countries,
        source("customers"),
        source("orders"),
        orders_have_customers,
        generic(
            "relationships",
            "orders_customer",
            MARTS_YML,
            "model.shop.customers",
            "model.shop.orders",
        ),
        generic(
            "accepted_values", "rfm_segment_known", MARTS_YML, "model.shop.rfm", tags=("slow",)
        ),
        generic(
            "unique",
            "unique_stg_customers_customer_id",
            STAGING_YML,
            "model.shop.stg_customers",
        ),
        generic(
            "not_null",
            "not_null_stg_customers_customer_id",
            STAGING_YML,
            "model.shop.stg_customers",
        ),
        generic(
            "not_null",
            "not_null_stg_orders_order_id",
            STAGING_YML,
            "model.shop.stg_orders",
            severity="warn",
        ),
        generic(
            "not_null",
            "source_not_null_raw_customers_id",
            STAGING_YML,
            "source.shop.raw.customers",
        ),
    )
    return ParsedProject(
        root=Path("/shop"), name="shop", nodes={node.unique_id: node for node in nodes}
    )
