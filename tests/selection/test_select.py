"""`--select` and `--exclude`: dbt's answers, empty selections, and errors with a place."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from orchestrator.errors import UsageError
from orchestrator.project.value import ParsedProject
from orchestrator.selection.select import Selected, fix_for, select
from tests.selection.shop import model, shop

CASES: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("dbt_answers.yml").read_text("utf-8")
)


def case_id(case: dict[str, Any]) -> str:
    """The options as a command line has them."""
    parts = [
        *case["select"],
        *(f"-{text}" for text in case.get("exclude", ())),
        case.get("indirect", ""),
        *case.get("resource_types", ()),
        *(f"-{text}" for text in case.get("exclude_resource_types", ())),
    ]
    return " ".join(filter(None, parts)) or "everything"


@pytest.mark.parametrize("case", CASES, ids=case_id)
def test_selects_what_dbt_selects(case: dict[str, Any]) -> None:
    options = {key: value for key, value in case.items() if key != "names"}
    assert sorted(select(shop(), **options).names) == case["names"]


def test_names_come_in_graph_order() -> None:
    assert select(shop(), ["+customers"], indirect="empty").names == (
        "model.shared.calendar",
        "source.shop.raw.customers",
        "source.shop.raw.orders",
        "model.shop.stg_customers",
        "model.shop.stg_orders",
        "model.shop.customers",
    )


@pytest.mark.parametrize(
    ("chosen", "excluded", "unmatched"),
    [
        (["stg_ordres"], [], ("stg_ordres",)),
        (["customers", "tag:nope", "a.b+"], [], ("tag:nope", "a.b+")),
        (["customers"], ["chrun"], ("chrun",)),
        (["tag:nightly,nope"], [], ("nope",)),
        (["staging,tag:weekly"], [], ("staging,tag:weekly",)),
        (["stg_orders"], ["stg_orders"], ()),
        (["nope nope"], [], ("nope",)),
        (["version:latest"], [], ("version:latest",)),
    ],
)
def test_criteria_that_match_nothing_are_returned(
    chosen: list[str], excluded: list[str], unmatched: tuple[str, ...]
) -> None:
    assert select(shop(), chosen, excluded).unmatched == unmatched


def test_what_matches_is_selected_beside_what_does_not() -> None:
    assert select(shop(), ["countries", "nope"]) == Selected(("seed.shop.countries",), ("nope",))


def test_an_absolute_path_counts_from_the_root() -> None:
    assert select(shop(), ["/shop/models/marts/core/orders.sql"], indirect="empty").names == (
        "model.shop.orders",
    )


def test_a_path_below_a_package_is_that_of_the_root_project() -> None:
    assert select(shop(), ["seg_packages/shared"]).names == ("model.shared.calendar",)


def test_a_yml_file_is_a_file() -> None:
    assert select(shop(), ["schema.yml"]) == select(shop(), ["file:schema.yml"])


def test_numbers_in_the_configuration_are_compared_as_written() -> None:
    project = ParsedProject(
        root=Path("/p"), name="p", nodes={"model.shop.a": model("models/a.sql", lookback=3)}
    )
    assert select(project, ["config.lookback:3"]).names == ("model.shop.a",)


@pytest.mark.parametrize("resource_types", [["all"], ["default"], ["all", "seed"]])
def test_all_resource_types_can_be_asked_for(resource_types: list[str]) -> None:
    assert select(shop(), resource_types=resource_types) == select(shop())


@pytest.mark.parametrize(
    ("chosen", "message"),
    [
        (
            "@stg_orders+",
            "select: '@' and a trailing '+' are mutually exclusive\n"
            "  @stg_orders+\n"
            "             ^\n"
            "  fix: '@' already includes all descendants: remove the '+'",
        ),
        (
            "customers tga:nightly+",
            "select: no selection method 'tga'\n"
            "  tga:nightly+\n"
            "  ^\n"
            "  fix: did you mean 'tag'? (methods: access, config, exposure, file, fqn, group, "
            "metric, package, path, resource_type, result, saved_query, selector, semantic_model, "
            "source, source_status, state, tag, "
            "test_name, test_type, unit_test, version)",
        ),
        (
            "staging,1+report:weekly",
            "select: no selection method 'report'\n"
            "  staging,1+report:weekly\n"
            "            ^\n"
            "  fix: methods: access, config, exposure, file, fqn, group, metric, package, path, "
            "resource_type, result, saved_query, selector, semantic_model, source, source_status, "
            "state, tag, test_name, test_type, unit_test, version",
        ),
        (
            "staging,,marts",
            "select: a name or pattern is missing\n"
            "  staging,,marts\n"
            "          ^\n"
            "  fix: add a name",
        ),
        (
            "tag:",
            "select: a name or pattern is missing\n  tag:\n      ^\n  fix: write tag:name",
        ),
        (
            "config:table",
            "select: 'config' needs a key\n  config:table\n  ^\n  fix: write config.<key>:table",
        ),
        (
            "tag.x:y",
            "select: 'tag' takes no '.x'\n  tag.x:y\n  ^\n  fix: write tag:<value>",
        ),
        (
            "test_type:gneric",
            "select: no test_type 'gneric'\n"
            "  test_type:gneric\n"
            "            ^\n"
            "  fix: did you mean 'generic'? (known: generic, singular, data, schema, unit)",
        ),
        (
            "source:a.b.c.d",
            "select: 'a.b.c.d' has too many parts\n"
            "  source:a.b.c.d\n"
            "         ^\n"
            "  fix: write source:[[package.]source.]table",
        ),
        ("  ", "select is empty\n  fix: leave select out, or name a node"),
    ],
)
def test_an_error_points_at_what_is_wrong(chosen: str, message: str) -> None:
    with pytest.raises(UsageError) as error:
        select(shop(), [chosen])
    assert str(error.value) == message


def test_the_option_that_is_wrong_is_named() -> None:
    with pytest.raises(UsageError, match=r"^exclude: no resource_type 'sed'"):
        select(shop(), [], ["resource_type:sed"])


def test_an_unknown_resource_type_is_an_error() -> None:
    with pytest.raises(UsageError) as error:
        select(shop(), exclude_resource_types=["modle"])
    assert str(error.value) == ("no resource type 'modle'\n  fix: did you mean 'model'?")


@pytest.mark.parametrize(
    ("unmatched", "nearest"),
    [
        ("stg_ordres", "stg_orders"),
        ("2+costumers+", "2+customers+"),
        ("tag:nigthly", "tag:nightly"),
        ("source:raw.ordres+1", "source:raw.orders+1"),
        ("models/stagin", "models/staging"),
        ("chrun.sql", "churn.sql"),
        ("test_name:notnull", "test_name:not_null"),
        ("package:shopp", "package:shop"),
        ("config.materialized:tabel", "config.materialized:table"),
    ],
)
def test_the_nearest_criterion_to_a_typo(unmatched: str, nearest: str) -> None:
    assert fix_for(shop(), unmatched) == f"did you mean '{nearest}'?"


@pytest.mark.parametrize(
    ("unmatched", "fix"),
    [
        ("zzz", "'seg ls' lists the nodes"),
        ("path:zzz", "'seg ls' lists the nodes"),
        ("tag:zzz", "tags: nightly, pii, slow, weekly"),
        ("group:zzz", "groups: growth"),
        ("config.zzz:a", "no node has this setting"),
        (
            "tag:nightly,staging",
            "no node matches all of them; use a space instead of the comma to select nodes that "
            "match any",
        ),
    ],
)
def test_what_there_is_when_nothing_is_near(unmatched: str, fix: str) -> None:
    assert fix_for(shop(), unmatched) == fix


def test_of_many_the_first_are_listed() -> None:
    tags = tuple(f"t{number:02}" for number in range(13))
    project = ParsedProject(
        root=Path("/p"), name="p", nodes={"model.shop.a": model("models/a.sql", tags=tags)}
    )
    assert fix_for(project, "tag:zzz") == f"tags: {', '.join(tags[:10])} and 3 more"


SHOP = shop()
PIECES = (
    *("@", "+", "1+", ",", " ", ":", "/", ".", "..", "\\", "\u2028", "9" * 30),
    *("*", "**", "?", "[", "]", "!", "-"),
    *("tag:", "config.a:", "path:", "source:", "stg_orders", "orders."),
)
selections = st.text() | st.lists(st.sampled_from(PIECES), max_size=8).map("".join)


@given(selections, selections, st.sampled_from(["eager", "cautious", "buildable", "empty"]))
def test_any_text_is_a_selection_or_a_usage_error(
    chosen: str, excluded: str, indirect: Any
) -> None:
    try:
        selected = select(SHOP, [chosen], [excluded], indirect=indirect)
    except UsageError:
        return
    assert set(selected.names) <= set(SHOP.nodes)
    assert select(SHOP, [chosen], [excluded], indirect=indirect) == selected
    for unmatched in selected.unmatched:
        assert fix_for(SHOP, unmatched)
