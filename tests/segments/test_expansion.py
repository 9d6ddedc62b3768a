"""What a family expands to: a table, its edges, its tests, and what templates can query."""

import json
import re
from pathlib import Path

import pytest

from tests.projects import rows, seg, write_project
from tests.segments.shop import ALL, CUSTOMERS, TIER, families, members, write_shop


def built(folder: Path, *arguments: str) -> Path:
    """The project, after a build that went well."""
    outcome = seg(folder, "build", *arguments)
    assert outcome.exit_code == 0, outcome.stdout + outcome.stderr
    return folder


def test_the_first_rule_that_holds_wins_and_null_is_false(tmp_path: Path) -> None:
    folder = built(write_shop(tmp_path, TIER))
    assert members(folder, "tier") == {"high": "235", "low": "6", "rest": "14"}
    query = "describe tier"
    assert [row[:2] for row in rows(folder, query)] == [
        ("customer_id", "VARCHAR"),
        ("family", "VARCHAR"),
        ("segment", "VARCHAR"),
        ("rule", "VARCHAR"),
        ("as_of_date", "DATE"),
    ]
    query = "select distinct family, cast(as_of_date as varchar) from tier"
    assert rows(folder, query) == [("tier", "2025-06-30")]


def test_the_day_of_a_row_can_be_todays(tmp_path: Path) -> None:
    yaml = TIER.replace("mode: exclusive", "mode: exclusive\n    as_of: current_date")
    folder = built(write_shop(tmp_path, yaml))
    assert rows(folder, "select distinct as_of_date > '2025-06-30' from tier") == [(True,)]


def test_a_family_has_segments(tmp_path: Path) -> None:
    yaml = TIER[: TIER.index("    segments:")] + "    segments: []\n"
    assert seg(write_shop(tmp_path, yaml), "parse").stderr == (
        "models/families.yml:3:5: 'tier' has no segments\n  fix: list them under segments:\n"
    )


def test_without_otherwise_nobody_is_taken_for_whom_no_rule_holds(tmp_path: Path) -> None:
    yaml = TIER.replace("      - {name: rest, otherwise: true}\n", "")
    assert members(built(write_shop(tmp_path, yaml)), "tier") == {"high": "235", "low": "6"}


def test_all_rules_that_hold_count_in_an_overlapping_family(tmp_path: Path) -> None:
    yaml = families(
        {
            "name": "traits",
            "mode": "overlapping",
            "segments": [
                {"name": "german", "where": "country = 'DE'"},
                {"name": "angry", "where": "is_angry"},
                {"name": "calm", "where": "not is_angry -- or is it?"},
                {"name": "rest", "otherwise": True},
            ],
        }
    )
    assert members(built(write_shop(tmp_path, yaml)), "traits") == {
        "german": "125",
        "angry": "15",
        "calm": "26",
        "rest": "34",
    }


@pytest.mark.parametrize("mode", ["exclusive", "overlapping"])
def test_a_family_may_be_one_segment_of_everyone(tmp_path: Path, mode: str) -> None:
    everyone = {"name": "each", "mode": mode, "segments": [{"name": "any", "otherwise": True}]}
    assert members(built(write_shop(tmp_path, families(everyone))), "each") == {"any": ALL}


def test_what_is_expected_may_come_of_a_template(tmp_path: Path) -> None:
    for size, code in (({"min": 2}, 0), ({"max": 2}, 1), (None, 0)):
        expect = f"{{{{ {{'size': {size}}} }}}}"
        segments = [{"name": "any", "otherwise": True, "expect": expect}]
        yaml = families({"name": "each", "segments": segments})
        assert seg(write_shop(tmp_path / str(size), yaml), "build").exit_code == code


MIXED = """
  - name: mixed
    on: ref('customers')
    entity: customer_id
    mode: overlapping
    segments:
      - name: both
        where: in_segment('tier.high') and in_segment('traits.angry')
      - name: neither
        where: not in_segment('tier.high') and not in_segment('traits.angry')
      - name: not_angry
        where: not in_segment('traits.angry')
      - name: strange
        where: |
          case when in_segment('tier.low') then country = 'FR' else spent between 5 and 15 end
      - name: rest
        otherwise: true
  - name: traits
    on: ref('customers')
    entity: customer_id
    mode: overlapping
    segments: [{name: angry, where: is_angry}]
"""


def test_rules_ask_other_families_and_not_is_provable(tmp_path: Path) -> None:
    folder = built(write_shop(tmp_path, TIER + MIXED))
    assert members(folder, "mixed") == {
        "both": "5",
        "neither": "46",
        "not_angry": "2346",
        "strange": "16",
    }
    listed = seg(folder, "ls", "--select", "+mixed", "--resource-type", "model").stdout.split()
    assert listed == ["shop.customers", "shop.mixed", "shop.tier", "shop.traits"]


def test_each_family_that_is_asked_is_read_once(tmp_path: Path) -> None:
    folder = write_shop(tmp_path, TIER + MIXED)
    compiled = seg(folder, "compile", "--select", "mixed", "--indirect-selection", "empty")
    assert compiled.stdout.count('"tier"') == 1
    assert compiled.stdout.count('"traits"') == 1
    assert compiled.stdout.count("left join") == 2
    file = folder / "target/compiled/shop/models/families.yml/mixed.sql"
    assert file.read_text().strip() in compiled.stdout


@pytest.mark.parametrize("name", ["tier", "mixed"])
def test_the_sql_is_in_the_house_style(tmp_path: Path, name: str) -> None:
    folder = write_shop(tmp_path, TIER + MIXED)
    seg(folder, "compile", "--select", name, "--indirect-selection", "empty")
    file = folder / f"target/compiled/shop/models/families.yml/{name}.sql"
    assert file.read_text() == Path(__file__).with_name(f"{name}.sql").read_text()


def test_families_are_nodes_like_others(tmp_path: Path) -> None:
    yaml = families(
        {
            "name": "tier",
            "tags": "nightly",
            "owner": "growth",
            "description": "How much.",
            "purpose": "who gets a call",
            "config": {"schema": "marts", "alias": "value_tier"},
            "segments": [{"name": "all", "otherwise": True}],
            "data_tests": [{"row_count_between": {"name": "six", "arguments": {"min_value": 6}}}],
        }
    )
    folder = built(write_shop(tmp_path, yaml, reader="select * from {{ ref('tier') }}"))
    for criterion in ("tier", "tag:nightly", "path:models/families.yml", "file:families.yml"):
        listed = seg(folder, "ls", "-s", criterion, "--resource-type", "model")
        assert listed.stdout.split() == ["shop.tier"], criterion
    assert rows(folder, "select count(*) from main_marts.value_tier") == [(6,)]
    assert seg(folder, "ls", "-s", "six").stdout == "shop.six\n"
    entry = json.loads((folder / "target/manifest.json").read_text())["nodes"]["model.shop.tier"]
    assert entry["description"] == "How much.\n\nPurpose: who gets a call."
    assert entry["meta"] == {"owner": "growth"}
    assert entry["original_file_path"] == "models/families.yml"
    assert entry["config"]["materialized"] == "table"
    assert list(entry["columns"]) == [
        "customer_id",
        "family",
        "segment",
        "rule",
        "as_of_date",
    ]


def test_every_family_is_tested_for_what_it_has_to_be(tmp_path: Path) -> None:
    folder = write_shop(tmp_path, TIER + MIXED)
    listed = seg(folder, "ls", "--resource-type", "test").stdout.split()
    assert sorted(name.removeprefix("shop.") for name in listed) == [
        "members_once_mixed",
        "members_once_traits",
        "not_null_mixed",
        "not_null_tier",
        "not_null_traits",
        "relationships_mixed",
        "relationships_tier",
        "relationships_traits",
        "unique_tier",
    ]


@pytest.mark.parametrize(
    ("row", "failed"),
    [
        ("'1', 7", "members_once_traits unique_tier"),
        ("null, 7", "not_null_tier not_null_traits"),
    ],
)
def test_entities_have_to_be_there_once(tmp_path: Path, row: str, failed: str) -> None:
    customers = f"{CUSTOMERS} union all select {row}, 'DE', true, date '2025-06-30'"
    folder = write_shop(tmp_path, TIER + MIXED, customers=customers)
    built = seg(folder, "build", "--exclude", "mixed", "--no-use-colors")
    assert " ".join(sorted(re.findall(r"of \d+ FAIL 1 (\w+)", built.stdout))) == failed


def test_what_is_turned_off_is_left_out(tmp_path: Path) -> None:
    yaml = families(
        {
            "name": "web",
            "enabled": "{{ var('input_web', false) }}",
            "segments": [{"name": "all", "where": "visits > 3"}],
        },
        {
            "name": "tier",
            "segments": [
                {"name": "web", "where": "visits > 1", "enabled": "{{ var('input_web', false) }}"},
                {"name": "rest", "otherwise": True},
            ],
        },
    )
    folder = built(write_shop(tmp_path, yaml))
    assert members(folder, "tier") == {"rest": ALL}
    told = seg(folder, "show", "--inline", "select * from {{ ref('web') }}")
    assert told.exit_code == 2
    assert "ref('web') names a disabled model" in told.stderr


MEMBERSHIP = """
{% for family in segment_families(entity='customer_id') %}
select customer_id, '{{ family.name }}: {{ family.mode }}, {{ family.owner }}' as label
from {{ family.relation }}
{{ 'union all' if not loop.last }}
{% endfor %}
"""

CATALOGUE = """
{% for family in segment_families() %}{% for segment in family.segments %}
select
    {{ sql_literal(segment.rule) }} as rule,
    {{ sql_literal(segment.definition) }} as definition,
    {{ sql_literal(segment.is_otherwise) }} as is_otherwise
{{ 'union all' if not loop.last }}
{% endfor %}{{ 'union all' if not loop.last }}{% endfor %}
"""


def test_templates_iterate_over_all_families(tmp_path: Path) -> None:
    house = (
        "  - {name: house, on: ref('customers'), entity: country, mode: overlapping,\n"
        "     enabled: \"{{ var('house', true) }}\", segments: [{name: de, where: spent > 1}]}\n"
    )
    models = {"membership": MEMBERSHIP, "catalogue": CATALOGUE}
    folder = write_shop(tmp_path, TIER + MIXED + house, **models)
    listed = seg(folder, "ls", "-s", "1+membership", "--resource-type", "model").stdout.split()
    assert listed == ["shop.membership", "shop.mixed", "shop.tier", "shop.traits"]
    listed = seg(folder, "ls", "-s", "1+catalogue", "--resource-type", "model").stdout.split()
    assert listed == ["shop.catalogue", "shop.house", "shop.mixed", "shop.tier", "shop.traits"]
    built(folder, "--exclude", "house", "catalogue")
    assert rows(folder, "select label, count(*) from membership group by label order by 1") == [
        ("mixed: overlapping, None", 9),
        ("tier: exclusive, None", 6),
        ("traits: overlapping, None", 2),
    ]
    built(folder, "--vars", "{house: false}")
    query = "select definition from catalogue where is_otherwise and rule like 'tier.%'"
    assert rows(folder, query) == [("not (spent > 50) and not (spent > 20)",)]
    assert rows(folder, "select count(*) from catalogue") == [(9,)]


def test_a_package_sees_the_families_of_the_project_that_uses_it(tmp_path: Path) -> None:
    files = {
        "seg_project.yml": "name: mine\n",
        "packages.yml": "packages: [{local: shop}]\n",
        "shop/seg_project.yml": "name: shop\n",
        "shop/models/customers.sql": CUSTOMERS,
        "shop/models/families.yml": TIER,
        "shop/models/membership.sql": MEMBERSHIP,
        "models/own.yml": families(
            {
                "name": "own",
                "mode": "overlapping",
                "segments": [{"name": "rich", "where": "in_segment('tier.high')"}],
            }
        ),
    }
    folder = built(write_project(tmp_path, files))
    assert members(folder, "own") == {"rich": "235"}
    assert rows(folder, "select count(*) from membership") == [(9,)]


def test_a_family_can_divide_a_source_and_odd_names(tmp_path: Path) -> None:
    yaml = """
sources: [{name: crm, schema: main, tables: [{name: people}]}]
segment_families:
  - name: größe
    on: source('crm', 'people')
    entity: "person id"
    as_of: date '2024-02-29'
    mode: exclusive
    segments:
      - {name: it, where: "\\"select\\" = 'it''s'"}
      - {name: rest, otherwise: true}
"""
    files = {
        "models/families.yml": yaml,
        "seeds/people.csv": "person id,select\n1,it's\n2,x\n",
    }
    folder = built(write_project(tmp_path, files))
    query = 'select "person id", segment, as_of_date from größe order by 1'
    assert [(*row[:2], str(row[2])) for row in rows(folder, query)] == [
        (1, "it", "2024-02-29"),
        (2, "rest", "2024-02-29"),
    ]
