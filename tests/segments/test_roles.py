"""Roles: declared in the project file, resolved like ref(), read by commands and tests."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from orchestrator.roles import FAMILY_ROLES, ROLES
from tests.pages import DOCS, dead_links
from tests.projects import Outcome, rows, seg, write_project
from tests.segments.shop import CUSTOMERS, TIER, families, said

PAGE = DOCS / "roles.md"
LIST = ", ".join(ROLES)

SIZES = """
select * from (
    values ('tier', 'high', date '2025-06-29', 2), ('tier', 'rest', date '2025-06-29', 4)
) as sizes (family, segment, as_of_date, members)
"""
CHANGES = ["+1", "+1", "-2"]
NOT_KNOWN = ["-", "-", "-"]


def write(folder: Path, roles: Any, yaml: str = TIER, **models: str) -> Path:
    """A shop whose project file declares `roles`, with more models by name."""
    files = {f"models/{name}.sql": text for name, text in models.items()}
    project = {"name": "shop"} | ({} if roles is None else {"roles": roles})
    return write_project(
        folder,
        {
            "seg_project.yml": json.dumps(project, indent=1),
            "models/customers.sql": CUSTOMERS,
            "models/families.yml": yaml,
            **files,
        },
    )


def changes(folder: Path) -> list[str]:
    """The change of each segment of `tier` as `seg segments` shows it, after a build."""
    outcome = seg(folder, "build")
    assert outcome.exit_code == 0, outcome.stdout + outcome.stderr
    lines = said(seg(folder, "segments", "tier"))[2:5]
    return [line.split("|")[5].strip() for line in lines]


def test_the_page_lists_the_roles_with_their_columns() -> None:
    text = PAGE.read_text("utf-8")
    table = re.findall(r"^\| `(\w+)` \| .* \| (`.*`) \| .* \|$", text, re.MULTILINE)
    assert {role: tuple(re.findall(r"\w+", columns)) for role, columns in table} == ROLES
    own = text.partition("can name its own relations for ")[2].partition(".")[0]
    assert set(re.findall(r"`(\w+)`", own)) == set(FAMILY_ROLES)
    assert dead_links(PAGE) == []


def test_no_model_has_a_role_by_its_name(tmp_path: Path) -> None:
    models = {"segment_size_daily": SIZES, "daily_sizes": SIZES}
    assert changes(write(tmp_path, None, **models)) == NOT_KNOWN


@pytest.mark.parametrize("wanted", ["ref('daily')", "{{ ref('shop', 'daily') }}"])
def test_a_role_is_a_reference(tmp_path: Path, wanted: str) -> None:
    assert changes(write(tmp_path, {"daily_sizes": wanted}, daily=SIZES)) == CHANGES


def test_columns_may_be_called_otherwise(tmp_path: Path) -> None:
    daily = SIZES.replace("as_of_date", '"the day"').replace("members", "people")
    columns = {"as_of_date": "the day", "members": "people"}
    role = {"relation": "ref('daily')", "columns": columns}
    assert changes(write(tmp_path, {"daily_sizes": role}, daily=daily)) == CHANGES


def test_a_family_has_roles_of_its_own(tmp_path: Path) -> None:
    roles = {"daily_sizes": "ref('empty')"}
    models = {"daily": SIZES, "empty": f"select * from ({SIZES}) as sizes where false"}
    for number, own in enumerate(("history: ref('daily')", "roles: {daily_sizes: ref('daily')}")):
        yaml = TIER.replace("    entity:", f"    {own}\n    entity:")
        assert changes(write(tmp_path / str(number), roles, yaml, **models)) == CHANGES
    assert changes(write(tmp_path / "none", roles, TIER, **models)) == NOT_KNOWN


def test_tests_look_at_the_role_by_its_own_columns(tmp_path: Path) -> None:
    segment = {
        "name": "all",
        "otherwise": True,
        "expect": {"change": {"max_pct": 10, "warm_up": 1, "min_members": 1}},
    }
    daily = "select 'tier' as kin, 'all' as segment, date '2025-06-29' as as_of_date, "
    daily += "{{ var('before', 6) }} as members, 0 as change_by_definition"
    role = {"relation": "ref('daily')", "columns": {"family": "kin"}}
    yaml = families({"name": "tier", "segments": [segment]})
    folder = write(tmp_path, {"daily_sizes": role}, yaml, daily=daily)
    assert seg(folder, "build").exit_code == 0
    outcome = seg(folder, "build", "--vars", "{before: 9}")
    assert (outcome.exit_code, "FAIL 1 segment_change_tier_all" in outcome.stdout) == (1, True)


def package(folder: Path, root: dict[str, Any], own: dict[str, Any], other: Any = None) -> Path:
    """A project with the package `shop`, which declares roles, and perhaps a second one."""
    files = {
        "seg_project.yml": json.dumps({"name": "mine", **root}),
        "packages.yml": "packages: [{local: shop}, {local: other}]\n",
        "shop/seg_project.yml": json.dumps({"name": "shop", **own}),
        "shop/models/customers.sql": CUSTOMERS,
        "shop/models/families.yml": TIER,
        "shop/models/daily.sql": SIZES,
        "models/mine.sql": "select * from {{ ref('daily') }} where segment <> 'high'",
        "other/seg_project.yml": json.dumps({"name": "other", **(other or {})}),
    }
    return write_project(folder, files)


def test_a_package_declares_its_roles_and_the_project_overrides_them(tmp_path: Path) -> None:
    own = {"roles": {"daily_sizes": "ref('daily')"}}
    mine = {"roles": {"daily_sizes": "ref('mine')"}}
    nothing = {"roles": {"daily_sizes": None}}
    assert changes(package(tmp_path / "own", {}, own)) == CHANGES
    assert changes(package(tmp_path / "mine", mine, own)) == ["+3", "+1", "-2"]
    assert changes(package(tmp_path / "nothing", nothing, own)) == NOT_KNOWN


def test_packages_that_contradict_each_other(tmp_path: Path) -> None:
    roles = {"roles": {"daily_sizes": "ref('daily')"}}
    assert refused(package(tmp_path / "two", {}, roles, roles)) == (
        "other/seg_project.yml:1:44: the role 'daily_sizes' is declared by two packages, here "
        "and in shop/seg_project.yml:1:43\n  fix: choose one in 'roles:' of seg_project.yml\n"
    )
    assert changes(package(tmp_path / "said", roles, roles, roles)) == CHANGES


def refused(folder: Path) -> str:
    outcome = seg(folder, "parse")
    assert (outcome.exit_code, outcome.stdout) == (2, "")
    return outcome.stderr


OFF = "{{ config(enabled=false) }} select 1 as one"


@pytest.mark.parametrize(
    ("roles", "message"),
    [
        ({"supressions": "ref('daily')"},
         "4:3: unknown key 'supressions'\n  fix: did you mean 'suppressions'?"),
        ({"x": "ref('daily')"}, f"4:3: unknown key 'x'\n  fix: known keys: {LIST}"),
        ({"consents": "daily"}, "4:15: 'consents': expected ref('model'), found 'daily'"),
        ({"consents": 7}, "4:15: 'consents': expected ref('model') or a mapping, found 7"),
        ({"consents": "ref('dayly')"},
         "4:15: ref('dayly') names no model\n  fix: did you mean 'daily'?"),
        ({"consents": {"columns": {}}}, "4:15: 'relation' is missing"),
        ({"consents": {"relation": "ref('daily')", "columns": {"statu": "s"}}},
         "7:5: unknown key 'statu'\n  fix: did you mean 'status'?"),
        ([], "3:11: 'roles': expected a mapping, found a list"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_when_the_project_is_read(
    tmp_path: Path, roles: Any, message: str
) -> None:
    assert refused(write(tmp_path, roles, daily=SIZES)) == f"seg_project.yml:{message}\n"


def test_a_role_is_named_once_in_a_family(tmp_path: Path) -> None:
    yaml = families(
        {
            "name": "tier",
            "history": "ref('daily')",
            "roles": {"daily_sizes": "ref('daily')", "consents": "ref('daily')"},
            "segments": [{"name": "all", "otherwise": True}],
        }
    )
    assert refused(write(tmp_path, None, yaml, daily=SIZES)) == (
        "models/families.yml:10:5: the role 'daily_sizes' is named twice, also at "
        "models/families.yml:8:15\n  fix: keep one of them\n"
        "models/families.yml:11:5: unknown key 'consents'\n"
        f"  fix: known keys: {', '.join(FAMILY_ROLES)}\n"
    )


def test_a_dbt_project_has_no_roles(tmp_path: Path) -> None:
    write(tmp_path, {})
    (tmp_path / "seg_project.yml").rename(tmp_path / "dbt_project.yml")
    assert refused(tmp_path) == (
        "dbt_project.yml:3:2: 'roles' is a key of seg_project.yml only\n"
        "  fix: rename dbt_project.yml to seg_project.yml\n"
    )


def exported(folder: Path) -> Outcome:
    assert seg(folder, "build", "--exclude", "late").exit_code == 0
    return seg(folder, "export", "tier.high", "--channel", "email",
               "--allow-old", "--vars", "{minimum_cell: 1}")  # fmt: skip


REACHES = "select '2' as customer_id, 'email' as channel, true as is_reachable"


@pytest.mark.parametrize(
    ("roles", "message"),
    [
        (None, "no relation has the role 'reachability'\n"
               "  fix: add 'roles: {reachability: ref(...)}' to seg_project.yml"),
        ({"reachability": "ref('off')"},
         "seg_project.yml:4:19: the role 'reachability': ref('off') names a disabled model\n"
         "  fix: it is disabled in models/off.sql:1:1, by {{ config(enabled=false) }} select 1 as "
         "one: enable it, or declare another one"),
        ({"reachability": "ref('late')"}, "'late' is not built yet\n  fix: run 'seg build' first"),
        ({"reachability": "ref('reaches')", "suppressions": "ref('late')"},
         "'late' is not built yet\n  fix: run 'seg build' first"),
        ({"reachability": "ref('reaches')", "suppressions": "ref('reaches')"},
         "seg_project.yml:5:19: ref('reaches') has no column 'lifted_at', which the role "
         "'suppressions' needs\n  fix: map it under columns: of the role: "
         "{lifted_at: ...}"),
    ],
    ids=["not declared", "disabled", "not built", "forbidding but not built", "a column"],
)  # fmt: skip
def test_a_command_says_which_role_it_misses(tmp_path: Path, roles: Any, message: str) -> None:
    folder = write(tmp_path, roles, off=OFF, late=REACHES, reaches=REACHES)
    outcome = exported(folder)
    assert (outcome.exit_code, outcome.stdout, outcome.stderr) == (2, "", f"{message}\n")


def test_a_disabled_suppression_list_is_no_reason_to_refuse(tmp_path: Path) -> None:
    roles = {"reachability": "ref('reaches')", "suppressions": "ref('off')"}
    outcome = exported(write(tmp_path, roles, off=OFF, late=REACHES, reaches=REACHES))
    assert (outcome.exit_code, outcome.stderr) == (0, "")
    assert rows(tmp_path, "select count(*) from tier") == [(6,)]
