"""Without an input, everything that needs it is left out, and the project says so."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.projects import seg
from tests.segmentation import published
from tests.segmentation.conftest import OWN_DAY, copy_project, seg_build
from tests.shop_inputs import INPUTS

ONLY_WITH = {
    "accounts": [
        *("customer_account", "account_people", "account_gaps", "account_base_gaps"),
        *("account_orders", "account_rhythm", "account_cut_points", "account_scores"),
        *("account_features", "account_rfm", "account_lifecycle", "account_value"),
        *("account_membership", "account_sizes", "account_membership_days"),
        *("account_membership_today", "account_value_shares"),
        *("account_membership_history", "account_size_daily"),
    ],
    "products": ["purchase_items", "customer_products"],
    "web_events": [
        *("device_changes", "visit_events", "visitor_changes", "customer_visits"),
        *("customer_devices", "customer_web", "customer_technographics"),
    ],
    "support_tickets": ["customer_support"],
    "survey_responses": ["customer_feedback"],
    "campaigns": ["campaign_contacts", "customer_campaigns"],
    "identity_links": ["identity_edges", "identity_ids", "customer_xref"],
    "occasions": ["customer_occasions", "customer_occasion_mix"],
}
NAMES = "select table_name from information_schema.tables where table_schema = 'main'"
COLUMNS = """
    select column_name from information_schema.columns
    where table_schema = 'main' and table_name = 'customer_features'
"""

NO_INPUTS = {f"input_{name}": False for name in INPUTS}
SENSITIVE = {"sensitive_features": ["religion", "income_band"]}


@pytest.fixture(scope="module")
def whole(build_sample: Callable[..., Path]) -> Path:
    return build_sample(as_of_date="2025-06-30")


@pytest.fixture(scope="module")
def bare(build_sample: Callable[..., Path]) -> Path:
    return build_sample(**NO_INPUTS)


@pytest.fixture(scope="module")
def sensitive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = tmp_path_factory.mktemp("sensitive")
    copy_project(project)
    selection = ("--select", "+demographic", "--indirect-selection", "cautious")
    return seg_build(project, SENSITIVE, *selection)


def names(database: Path) -> set[str]:
    return set(published.query(database, NAMES)["table_name"])


def test_every_table_of_an_input_is_there_with_it(whole: Path) -> None:
    expected = {table for tables in ONLY_WITH.values() for table in tables}
    assert expected <= names(whole)


def test_no_table_of_an_input_is_there_without_it(bare: Path) -> None:
    absent = {table for tables in ONLY_WITH.values() for table in tables}
    assert absent & names(bare) == set()
    assert {name for name in names(bare) if name.startswith("stg_")} == {
        "stg_customers",
        "stg_orders",
    }


def test_columns_go_with_their_input(whole: Path, bare: Path) -> None:
    with_all = set(published.query(whole, COLUMNS)["column_name"])
    with_none = set(published.query(bare, COLUMNS)["column_name"])
    assert with_none < with_all
    assert {"nps_score", "browse_no_buy", "margin", "employee_band", "urbanity"} <= with_all
    assert {
        "nps_score",
        "browse_no_buy",
        "margin",
        "employee_band",
        "urbanity",
    } & with_none == set()
    assert {"rfm_segment", "preferred_channel", "age_band"} <= with_none


def test_what_is_left_out_is_said(whole: Path, bare: Path) -> None:
    sql = "select input from segmentation_inputs where not is_present order by input"
    sensitive = ["ethnicity", "income_band", "religion"]
    assert published.query(whole, sql)["input"].tolist() == sensitive
    expected = sorted([*INPUTS, "product_costs", *sensitive])
    assert published.query(bare, sql)["input"].tolist() == expected
    silent = published.query(bare, "select 1 from segmentation_inputs where left_out = ''")
    assert silent.empty


def test_sensitive_columns_stay_in_the_source_unless_they_are_named(
    whole: Path, sensitive: Path
) -> None:
    staged = "select count(income_band) + count(religion) + count(ethnicity) as n from {}"
    assert published.query(whole, staged.format("stg_customer_details"))["n"].tolist() == [0]
    columns = set(published.query(whole, COLUMNS)["column_name"])
    assert columns & {"income_band", "religion", "ethnicity"} == set()
    columns = set(published.query(sensitive, COLUMNS)["column_name"])
    assert columns & {"income_band", "religion", "ethnicity"} == {"religion", "income_band"}
    counted = published.query(
        sensitive, "select count(religion) > 50 as is_there from customer_profile"
    )
    assert counted["is_there"].tolist() == [True]
    counted = published.query(
        sensitive,
        "select count(*) > 50 as is_there from demographic where segment = 'higher_income'",
    )
    assert counted["is_there"].tolist() == [True]


@pytest.mark.parametrize("model", ["customer_profile", "customer_features"])
def test_sensitive_columns_are_hashed_in_failing_rows(sensitive: Path, model: str) -> None:
    project = sensitive.parent
    asked = f"select religion, income_band from {{{{ ref('{model}') }}}} where religion is not null"
    (project / "tests" / "data" / f"nobody_believes_{model}.sql").write_text(asked, "utf-8")
    selection = ("--select", f"nobody_believes_{model}", "--vars", json.dumps(SENSITIVE))
    failed = seg(project, "test", *selection)
    assert failed.exit_code == 1
    shown = re.findall(r"  \| (\S*) +\| (\S*) +\|", failed.stdout)
    assert shown[0] == ("religion", "income_band")
    assert len(shown) == 7
    for row in shown[2:]:
        for value in row:
            assert re.fullmatch("[0-9a-f]{29}…|NULL", value), failed.stdout


def test_a_sensitive_feature_that_is_none_is_an_error(tmp_path: Path) -> None:
    copy_project(tmp_path)
    message = r"sensitive_features names 'shoe_size': there are income_band, religion, ethnicity"
    with pytest.raises(AssertionError, match=message):
        seg_build(tmp_path, {"sensitive_features": ["shoe_size"]})


def test_amounts_of_the_sample_are_euros_whatever_is_asked_for(tmp_path: Path) -> None:
    copy_project(tmp_path)
    selection = ("--select", "+stg_orders", "--indirect-selection", "cautious")
    built = seg(tmp_path, "build", *selection, "--vars", "{reporting_currency: USD}")
    assert built.exit_code == 1
    assert re.findall(r"FAIL (\d+) (\w+_stg_orders)_", built.stdout) == [
        ("22965", "expression_is_true_stg_orders")
    ]


def test_a_shop_may_lack_every_column_that_may_be_null(bare: Path, tmp_path: Path) -> None:
    """Columns that a shop lacks are NULL, which does not fail a build."""
    shutil.copytree(bare.parent, tmp_path, dirs_exist_ok=True)
    staging = tmp_path / "models" / "staging"
    unknown = ("account_id", "email", "phone", "birth_date", "gender", "region", "city")
    without(staging / "stg_customers.sql", *unknown, "postal_code", "language", "job_title")
    without(staging / "stg_customers.sql", "created_at")
    database = seg_build(tmp_path, {"as_of_date": OWN_DAY, **NO_INPUTS})
    known = "select count(age_band) + count(language) as n, count(*) > 0 as is_there from {}"
    assert published.query(database, known.format("customer_features")).values.tolist() == [
        [0, True]
    ]


def without(model: Path, *columns: str) -> None:
    """Make columns of a staging model NULL."""
    text = model.read_text("utf-8")
    for column in columns:
        kind = {"birth_date": "date", "created_at": "timestamp"}.get(column, "varchar")
        line = re.compile(rf"^        [^,\n]*\b{column}(?=,?$)", re.MULTILINE)
        text, found = line.subn(f"        cast(null as {kind}) as {column}", text)
        assert found == 1, column
    model.write_text(text, "utf-8")
