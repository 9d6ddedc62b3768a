"""All errors of a family are reported before anything runs, with place and fix."""

from pathlib import Path

import pytest

from tests.projects import seg
from tests.segments.shop import TIER, write_shop

HEAD = """\
segment_families:
  - name: group
    on: ref('customers')
    entity: customer_id
    mode: overlapping
    segments:
"""

OTHERS = """\
  - name: tier
    on: ref('customers')
    entity: customer_id
    mode: exclusive
    segments:
      - {name: high, where: spent > 50}
      - {name: hidden, where: spent > 70, enabled: false}
      - {name: rest, otherwise: true}
  - name: house
    on: ref('customers')
    entity: country
    mode: overlapping
    segments: [{name: german, where: country = 'DE'}]
  - name: unused
    on: ref('customers')
    entity: customer_id
    mode: overlapping
    enabled: false
    segments: [{name: all, otherwise: true}]
"""


def problems(folder: Path, yaml: str, command: str = "parse") -> list[str]:
    """What the command says of the families of a shop, one entry a problem."""
    outcome = seg(write_shop(folder, yaml), command)
    assert (outcome.exit_code, outcome.stdout) == (2, "")
    found: list[str] = []
    for line in outcome.stderr.splitlines():
        if line.startswith("  "):
            found[-1] += f"\n{line}"
        else:
            found.append(line)
    return [each.removeprefix("models/families.yml:") for each in found]


def test_keys_are_decoded_strictly(tmp_path: Path) -> None:
    yaml = """\
segment_families:
  - name: tier
    on: ref('customers')
    entity: customer_id
    mode: exclusve
    ownr: growth
    review_by: soon
    segments:
      - name: high
        where: spent > 50
        expct: {}
        expect:
          siz: {min: 1}
          share: {min: a}
          change: {direction: sideways}
  - name: other
    on: ref('customers')
    segments: many
"""
    assert problems(tmp_path, yaml) == ["18:15: 'segments': expected a list, found 'many'"]
    assert problems(tmp_path, yaml.replace("many", "[]")) == [
        "5:11: 'mode': expected one of 'exclusive', 'overlapping', found 'exclusve'",
        "6:5: unknown key 'ownr'\n  fix: did you mean 'owner'?",
        "7:16: 'review_by': expected a date, found 'soon'",
        "11:9: unknown key 'expct'\n  fix: did you mean 'expect'?",
        "13:11: unknown key 'siz'\n  fix: did you mean 'size'?",
        "14:24: 'min': expected a number, found 'a'",
        "15:31: 'direction': expected one of 'up', 'down', 'both', found 'sideways'",
        "15:19: 'max_pct' is missing",
        "16:5: 'entity' is missing",
        "16:5: 'mode' is missing",
    ]


def test_names_are_given_once(tmp_path: Path) -> None:
    yaml = f"{TIER}      - {{name: high, where: spent > 60}}\n{TIER.partition(':')[2]}"
    assert problems(tmp_path, yaml) == [
        "11:9: the segment 'high' is described twice: also in models/families.yml:8:9"
        "\n  fix: merge the two",
        "13:5: the segment family 'tier' is described twice: also in models/families.yml:3:5"
        "\n  fix: merge the two",
    ]


def test_names_of_families_are_names_of_models(tmp_path: Path) -> None:
    yaml = TIER.replace("name: tier", "name: customers") + (
        "  - {name: a b, on: ref('customers'), entity: x, mode: overlapping,\n"
        "     segments: [{name: c-d, otherwise: true}]}\n"
        "models: [{name: customers}]\n"
    )
    assert problems(tmp_path, yaml) == [
        "3:11: the segment family 'customers' has the same name as models/customers.sql"
        "\n  fix: rename one of them",
        "13:10: 'customers' is a segment family, not a model: models/families.yml:3:5"
        "\n  fix: move its data_tests: under the family",
        "11:12: 'a b' is not a valid segment family name"
        "\n  fix: use letters, digits and underscores, of any script",
        "12:17: 'c-d' is not a valid segment name"
        "\n  fix: use letters, digits and underscores, of any script",
    ]


@pytest.mark.parametrize(
    ("segment", "problem"),
    [
        (
            "{name: a}",
            "7:9: segment 'a' has no rule\n  fix: give it where: or otherwise: true",
        ),
        (
            "{name: a, where: spent > 1, otherwise: true}",
            "7:9: segment 'a' has both where: and otherwise: true\n  fix: keep where: or "
            "otherwise: true",
        ),
        (
            "{name: a, otherwise: true}\n      - {name: b, otherwise: true}",
            "7:9: segment 'a' has otherwise: true, but is not the last"
            "\n  fix: move it to the end: it takes everyone who is left",
        ),
        (
            "{name: a, where: spent > 1, enabled: false}",
            "2:5: all segments of 'group' are disabled"
            "\n  fix: enable one, or disable the family with enabled: false",
        ),
        (
            "{name: a, where: true}",
            "7:26: 'where': expected a string, found true",
        ),
        (
            "{name: a, where: ' -- nothing'}",
            "7:26: group.a: the rule is empty\n  fix: write a condition, or otherwise: true",
        ),
        (
            "{name: a, where: 'spent > 1) or (spent < 3'}",
            "7:36: group.a: the rule closes a ')' that is not open",
        ),
        (
            "{name: a, where: '(spent > 1) or (spent < 3'}",
            "7:42: group.a: the rule does not close a '('",
        ),
        (
            "{name: a, where: 'true; drop table customers'}",
            "7:31: group.a: a rule is one condition, not a statement\n  fix: take out ';'",
        ),
        (
            "{name: a, where: \"country = '{{ '{{' }}'\"}",
            "7:38: group.a: a rule cannot contain '{{' after its variables are filled in",
        ),
        (
            "{name: a, where: in_segment(tier.high)}",
            "7:26: group.a: in_segment() needs one name in quotes"
            "\n  fix: write in_segment('family.segment')",
        ),
        (
            "{name: a, where: in_segment('tier')}",
            "7:26: group.a: in_segment() needs one name in quotes"
            "\n  fix: write in_segment('family.segment')",
        ),
        (
            "{name: a, where: spent > 1 and in_segment('teir.high')}",
            "7:52: group.a: in_segment('teir.high') names no segment family"
            "\n  fix: did you mean 'tier'?",
        ),
        (
            "{name: a, where: in_segment('tier.hgh') or in_segment('tier.zzz')}",
            "7:38: group.a: in_segment('tier.hgh') names no segment\n  fix: did you mean 'high'?",
        ),
        (
            "{name: a, where: in_segment('tier.hidden')}",
            "7:38: group.a: in_segment('tier.hidden') names a disabled segment"
            "\n  fix: it is disabled in models/families.yml:8:5:"
            " enable it, or disable this segment",
        ),
        (
            "{name: a, where: in_segment('unused.all')}",
            "7:38: group.a: in_segment('unused.all') names a disabled family"
            "\n  fix: it is disabled in models/families.yml:21:5:"
            " enable it, or disable this segment",
        ),
        (
            "{name: a, where: in_segment('house.german')}",
            "7:38: group.a: in_segment('house.german') is about country, but this family is about"
            " customer_id\n  fix: use families of the same entity",
        ),
        (
            "{name: a, where: in_segment('group.a')}",
            "7:38: dependency cycle of segment families: group asks group"
            " (models/families.yml:7:38)\n  fix: remove one of the in_segment() calls",
        ),
        (
            "{name: a, where: \"spent > {{ var('lmit') }}\"}",
            "7:26: no variable 'lmit'\n  fix: pass it with vars '{lmit: value}',"
            " or set it under vars: in the project file",
        ),
    ],
)
def test_segments_that_cannot_be(tmp_path: Path, segment: str, problem: str) -> None:
    assert problems(tmp_path, f"{HEAD}      - {segment}\n{OTHERS}")[:1] == [problem]


def test_a_rule_in_a_block_is_placed_by_line_and_column(tmp_path: Path) -> None:
    segment = """\
      - name: a
        where: |
          spent > 50
          and not in_segment('tier.high')
          and in_segment('tier.hihg')
"""
    assert problems(tmp_path, HEAD + segment + OTHERS) == [
        "11:27: group.a: in_segment('tier.hihg') names no segment\n  fix: did you mean 'high'?",
    ]


def test_a_cycle_is_told_whole(tmp_path: Path) -> None:
    yaml = "segment_families:\n"
    for name, asked in (("one", "two"), ("two", "three"), ("three", "one")):
        yaml += f"""\
  - name: {name}
    on: ref('customers')
    entity: customer_id
    mode: overlapping
    segments: [{{name: x, where: in_segment('{asked}.x')}}]
"""
    assert problems(tmp_path, yaml) == [
        "6:45: dependency cycle of segment families:"
        " one asks two (models/families.yml:6:45),"
        " two asks three (models/families.yml:11:45),"
        " three asks one (models/families.yml:16:45)"
        "\n  fix: remove one of the in_segment() calls"
    ]


def test_what_a_family_is_on_has_to_be_there(tmp_path: Path) -> None:
    yaml = TIER.replace("ref('customers')", "customers")
    assert problems(tmp_path, yaml) == [
        "4:9: 'on': expected ref('model'), found 'customers'\n  fix: write on: ref('customers')"
    ]
    yaml = TIER.replace("ref('customers')", "ref('custmers')")
    assert problems(tmp_path, yaml) == [
        "4:9: ref('custmers') names no model\n  fix: did you mean 'customers'?"
    ]


def test_a_family_is_a_table_or_a_view(tmp_path: Path) -> None:
    yaml = TIER.replace("mode: exclusive", "mode: exclusive\n    config: {materialized: ephemeral}")
    assert problems(tmp_path, yaml) == [
        "3:5: a segment family cannot be built as 'ephemeral'\n  fix: use table or view"
    ]


@pytest.mark.parametrize(
    ("rule", "problem"),
    [
        ("sum(spent) > 3", "a rule cannot use an aggregate like sum(): add it as a column"),
        ("count(*) > 3", "a rule cannot use an aggregate like count(): add it as a column"),
        (
            "exists (select 1)",
            "a rule cannot use a subquery: add its result as a column",
        ),
        (
            "spent > (select 1)",
            "a rule cannot use a subquery: add its result as a column",
        ),
        (
            "row_number() over () = 1",
            "a rule cannot use a window function: add its result as a column",
        ),
        ("spent + 3", "not a condition: its result is not true or false"),
        ("lower(country)", "not a condition: its result is not true or false"),
        ("3", "not a condition: its result is not true or false"),
        ("spent > 3, country = 'DE'", "not a condition: its result is not true or false"),
        ("spent as x", 'syntax error at or near "as"'),
        ("spent > 3 and", "the rule ends too early: a part of it is missing"),
        ("country = 'DE", "unterminated string literal"),
        (
            "list_contains(list_transform([spent], lambda x: x + spnt), 3)",
            "customers has no column 'spnt'\n  fix: did you mean 'spent'?",
        ),
        (
            "zzz",
            "customers has no column 'zzz'"
            "\n  fix: columns: customer_id, spent, country, is_angry, as_of_date",
        ),
        ("as_of_date < current_date", "a rule must give the same answer each time"),
    ],
)
def test_rules_that_are_no_condition_over_a_row(tmp_path: Path, rule: str, problem: str) -> None:
    yaml = f'{HEAD}      - {{name: a, where: "{rule}"}}\n'
    assert problems(tmp_path, yaml, "build")[0].startswith(f"7:26: group.a: {problem}")


def test_all_rules_are_looked_at_before_anything_runs(tmp_path: Path) -> None:
    yaml = """\
segment_families:
  - name: one
    on: ref('customers')
    entity: customerid
    mode: overlapping
    segments:
      - name: a
        where: |
          spent > 3
          and contry = 'DE'
  - name: two
    on: ref('customers')
    entity: customer_id
    as_of: seen_on
    mode: overlapping
    segments: [{name: a, where: SPENT > 3 and Country is null and sepnt > 1}]
"""
    assert problems(tmp_path, yaml, "build") == [
        "2:5: 'entity' of 'one': customers has no column 'customerid'"
        "\n  fix: did you mean 'customer_id'?",
        "10: one.a: customers has no column 'contry'\n  fix: did you mean 'country'?",
        "11:5: 'as_of' of 'two': customers has no column 'seen_on'"
        "\n  fix: add it, or write as_of: with the as-of date of a row, in SQL",
        "16:33: two.a: customers has no column 'sepnt'\n  fix: did you mean 'spent'?",
    ]


def test_columns_that_only_the_engine_knows_are_placed_in_the_rule(tmp_path: Path) -> None:
    segment = """\
      - name: a
        where: |
          spent > 50
          and cuntry = 'DE'
"""
    folder = write_shop(tmp_path, (HEAD + segment).replace("'customers'", "'everyone'"))
    (folder / "models" / "everyone.sql").write_text("select * from {{ ref('customers') }}")
    built = seg(folder, "build", "--no-use-colors")
    assert built.exit_code == 1
    message = 'models/families.yml:10: Binder Error: Referenced column "cuntry" not found'
    assert message in built.stdout


def test_columns_come_from_documentation_or_from_what_is_published(tmp_path: Path) -> None:
    yaml = HEAD.replace("'customers'", "'everyone'") + "      - {name: a, where: spnt > 50}\n"
    folder = write_shop(tmp_path, yaml, everyone="select * from {{ ref('customers') }}")
    fix = "\n  fix: did you mean 'spent'?\n"
    assert seg(folder, "compile").exit_code == 0
    assert seg(folder, "build", "--exclude", "group").exit_code == 0
    told = seg(folder, "build", "--select", "group")
    expected = f"models/families.yml:7:26: group.a: everyone has no column 'spnt'{fix}"
    assert (told.exit_code, told.stderr) == (2, expected)
    (folder / "models" / "everyone.yml").write_text(
        "models:\n  - name: everyone\n    meta: {has_all_columns: true}\n    columns:\n"
        "      - {name: customer_id}\n      - {name: as_of_date}\n      - {name: spent}\n"
    )
    told = seg(folder, "build")
    assert (told.exit_code, told.stderr) == (2, expected)


def review(folder: Path, *arguments: str) -> tuple[int, str]:
    yaml = TIER.replace("mode: exclusive", "mode: exclusive\n    review_by: 2025-01-01")
    outcome = seg(write_shop(folder, yaml), *arguments)
    return outcome.exit_code, outcome.stderr


def test_a_review_that_is_due_is_a_warning_and_then_an_error(tmp_path: Path) -> None:
    what = "models/families.yml:7:5: 'tier' was due for review on 2025-01-01, {} days ago\n"
    what += "  fix: review its rules, and set review_by to a later day{}\n"
    more = " (or the variable segment_review_grace_days to null)"
    assert review(tmp_path, "parse", "--now", "2025-01-01") == (0, "")
    assert review(tmp_path, "parse", "--now", "2025-04-01") == (0, what.format(90, ""))
    assert review(tmp_path, "parse", "--now", "2025-04-02") == (2, what.format(91, more))
    assert review(tmp_path, "ls", "--now", "2025-04-02") == (0, what.format(91, ""))
    variables = ("--vars", "{segment_review_grace_days: 10, as_of_date: '2025-01-12'}")
    assert review(tmp_path, "parse", *variables) == (2, what.format(11, more))
    variables = ("--vars", "{segment_review_grace_days: null}")
    assert review(tmp_path, "parse", "--now", "2025-04-02", *variables) == (0, what.format(91, ""))


def test_an_exclusive_family_that_proves_no_coverage_is_hinted_at(tmp_path: Path) -> None:
    yaml = TIER.replace("      - {name: rest, otherwise: true}\n", "")
    outcome = seg(write_shop(tmp_path, yaml), "parse")
    assert (outcome.exit_code, outcome.stderr) == (
        0,
        "models/families.yml:3:5: nothing ensures that everyone has a segment of 'tier'\n"
        "  fix: add a last segment with otherwise: true, or expect: {coverage: 1.0}\n",
    )
    outcome = seg(write_shop(tmp_path, f"{yaml}    expect: {{coverage: 0.5}}\n"), "parse")
    assert (outcome.exit_code, outcome.stderr) == (0, "")
