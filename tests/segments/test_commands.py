"""`seg segments` and `simulate`, on what a small shop has published."""

import io
import json
import unicodedata
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from orchestrator.cli.main import run
from tests.projects import seg
from tests.segments.shop import CUSTOMERS, FAMILIES, TIER, families, said, write_shop
from tests.shared import own_copy

SIZES = """
select * from (
    values
        ('tier', 'high', date '2025-06-01', 9), ('tier', 'high', date '2025-06-29', 2),
        ('tier', 'rest', date '2025-06-29', 4), ('tier', 'high', date '2025-06-30', 3)
) as sizes (family, segment, as_of_date, members)
"""

NAMED = """
  - name: named
    on: ref('customers')
    entity: customer_id
    mode: overlapping
    segments: [{name: german, where: country = 'DE'}]
"""


def make_shop(folder: Path) -> None:
    write_shop(
        folder,
        FAMILIES,
        daily_sizes=SIZES,
    )
    assert seg(folder, "build").exit_code == 0


@pytest.fixture
def shop(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return own_copy(tmp_path_factory, "segments commands", make_shop, tmp_path)


def test_segments_are_listed_with_what_is_published(shop: Path) -> None:
    assert said(seg(shop, "segments", "--now", "2025-07-02")) == [
        "| family | segment | size | share | change | lately | data as of       | owner  | "
        "review by  |",
        "| ------ | ------- | ---- | ----- | ------ | ------ | ---------------- | ------ | "
        "---------- |",
        "| tier   | high    |    3 | 50.0% | +1     | █▁▂    | 2025-06-30 (2 d) | -      | "
        "-          |",
        "| tier   | low     |    1 | 16.7% | +1     | ▁▁█    | 2025-06-30 (2 d) | -      | "
        "-          |",
        "| tier   | rest    |    2 | 33.3% | -2     | ▁█▅    | 2025-06-30 (2 d) | -      | "
        "-          |",
        "| mixed  | some    |    3 | 50.0% | -      | -      | 2025-06-30 (2 d) | growth | "
        "2027-06-30 |",
        "| mixed  | rest    |    3 | 50.0% | -      | -      | 2025-06-30 (2 d) | growth | "
        "2027-06-30 |",
        "left out: web, disabled in models/families.yml:26:5",
        "left out of mixed: hidden, unseen, disabled in models/families.yml:12:5",
    ]


def test_segments_as_json(shop: Path) -> None:
    found = json.loads(seg(shop, "segments", "mixed", "--json", "--now", "2025-07-02").stdout)
    rule = found["segments"][0].pop("rule")
    assert rule.startswith("mixed.some@")
    assert found["segments"][0] == {
        "family": "mixed",
        "segment": "some",
        "members": 3,
        "share": 0.5,
        "change": None,
        "sizes": [],
        "as_of_date": "2025-06-30",
        "age_days": 2,
        "owner": "growth",
        "review_by": "2027-06-30",
        "is_review_overdue": False,
        "mode": "overlapping",
        "purpose": None,
        "description": "",
    }
    assert found["left_out"] == [
        {"name": f"mixed.{name}", "place": "models/families.yml:12:5"}
        for name in ("hidden", "unseen")
    ]
    assert found["not_built"] == []


def test_a_review_whose_day_has_passed_is_marked(shop: Path) -> None:
    outcome = seg(shop, "segments", "mixed", "--now", "2027-07-01")
    ends = [line.rpartition("growth ")[2] for line in outcome.stdout.splitlines()[2:4]]
    assert ends == ["| 2027-06-30 overdue |"] * 2
    found = json.loads(seg(shop, "segments", "mixed", "--json", "--now", "2027-07-01").stdout)
    assert [line["is_review_overdue"] for line in found["segments"]] == [True, True]


def test_names_are_found_however_their_letters_are_composed(tmp_path: Path) -> None:
    yaml = TIER.replace("tier", "größe").replace("high", "höchste")
    folder = write_shop(tmp_path, yaml)
    assert seg(folder, "build").exit_code == 0
    family, segment = (unicodedata.normalize("NFD", name) for name in ("größe", "höchste"))
    assert said(seg(folder, "segments", family)) == said(seg(folder, "segments", "größe"))
    assert said(seg(folder, "why", "2", f"{family}.{segment}"))[0] == "2 is in größe.höchste"
    options = ("spent", "--from", "50", "--to", "50", "--step", "1")
    shown = said(seg(folder, "simulate", f"{family}.{segment}", *options))
    assert shown[0] == "größe.höchste: spent > threshold"


def test_the_column_of_the_value_is_found_in_any_case(shop: Path) -> None:
    options = ("--from", "50", "--to", "50", "--step", "1")
    any_case = said(seg(shop, "simulate", "tier.high", "SPENT", *options, "--value", "SPENT"))
    assert any_case == said(
        seg(shop, "simulate", "tier.high", "spent", *options, "--value", "spent")
    )


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def on_terminal(folder: Path, columns: int, *arguments: str) -> list[str]:
    """What `seg <arguments>` prints on a terminal of that many columns."""
    stdout = _Terminal()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(stdout):
        patch.setenv("COLUMNS", str(columns))
        assert run(["--project-dir", str(folder), *arguments]) == 0
    return stdout.getvalue().splitlines()


def test_on_a_terminal_the_least_needed_columns_give_way(shop: Path) -> None:
    early, late = (("segments", "mixed", "--now", f"2027-0{month}-01") for month in (6, 7))
    assert on_terminal(shop, 200, *early)[:-1] == said(seg(shop, *early))[:-1]
    assert on_terminal(shop, 80, *early)[0::4] == [
        "| family | segment | size | share | change | data as of         | review by  |",
        "no room for: owner (a wider terminal, or --json)",
    ]
    assert on_terminal(shop, 80, *late)[0::4] == [
        "| family | segment | size | share | change | owner  | review by          |",
        "no room for: data as of (a wider terminal, or --json)",
    ]
    narrow = on_terminal(shop, 30, *early)
    assert narrow[0] == "| family | segment | size |"
    assert max(map(len, narrow[:5])) <= 30


def test_on_a_terminal_a_simulation_keeps_to_its_width(shop: Path) -> None:
    options = ("--from", "50", "--to", "60", "--step", "10", "--value", "spent")
    command = ("simulate", "tier.high", "spent", *options)
    assert on_terminal(shop, 100, *command) == said(seg(shop, *command))
    assert on_terminal(shop, 50, *command)[1:] == [
        "| threshold | size | change | spent  |       |",
        "| --------- | ---- | ------ | ------ | ----- |",
        "|        50 |    3 | +0     | 250.00 | today |",
        "|        60 |    2 | -1     | 190.00 |       |",
        "no room for: share, overlap (a wider terminal, or…",
        "the rule now has 50; nothing was built",
    ]


@pytest.mark.parametrize(
    "command",
    [
        ("segments",),
        ("why", "1", "mixed.some"),
        ("simulate", "tier.high", "spent", "--from", "1", "--to", "2", "--step", "1"),
        ("show", "--select", "tier"),
        ("plan",),
    ],
)
def test_json_is_short_for_output_json(shop: Path, command: tuple[str, ...]) -> None:
    long = seg(shop, *command, "--output", "json")
    assert json.loads(long.stdout)
    assert seg(shop, *command, "--json").stdout == long.stdout


def test_segments_before_anything_is_built(tmp_path: Path) -> None:
    folder = write_shop(tmp_path, TIER)
    assert said(seg(folder, "segments"))[2:] == [
        "| tier   | high    | -    | -     | -      | -          | -     | -         |",
        "| tier   | low     | -    | -     | -      | -          | -     | -         |",
        "| tier   | rest    | -    | -     | -      | -          | -     | -         |",
        "not built yet: tier (run 'seg build')",
    ]
    told = seg(folder, "segments", "teir")
    assert (told.exit_code, told.stderr) == (
        2,
        "no segment family 'teir'\n  fix: did you mean 'tier'?\n",
    )


def test_an_empty_family_has_no_members(tmp_path: Path) -> None:
    empty = f"select * from ({CUSTOMERS}) as people where false"
    folder = write_shop(tmp_path, TIER, customers=empty)
    assert seg(folder, "build").exit_code == 0
    assert said(seg(folder, "segments"))[2].startswith("| tier   | high    |    0 | -     | -")


def test_a_project_without_families(tmp_path: Path) -> None:
    fix = (
        "  fix: add 'segment_families:' to a property file next to the "
        "models (docs/segment-families.md)"
    )
    assert said(seg(write_shop(tmp_path, "version: 2\n"), "segments")) == [
        "No segments: the project has no segment families.",
        fix,
    ]
    none = "no segment family 'tier': the project has none"
    numbers = ("--from", "1", "--to", "2", "--step", "1")
    for command in (
        ("segments", "tier"),
        ("why", "C1", "tier.high"),
        ("simulate", "tier.high", "spent", *numbers),
        ("export", "tier.high", "--channel", "email"),
    ):
        told = seg(tmp_path, *command)
        assert (told.exit_code, told.stdout, told.stderr) == (2, "", f"{none}\n{fix}\n")
    none = "'tier' is not a segment: the project has no segment families"
    assert seg(tmp_path, "why", "C1", "tier").stderr == f"{none}\n{fix}\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("why", "2", "tier"),
            "'tier' is not a segment but a segment family\n"
            "  fix: name one of its segments: tier.high, tier.low, tier.rest\n",
        ),
        (
            ("why", "2", "high"),
            "'high' is not a segment\n  fix: did you mean 'tier.high'?\n",
        ),
        (
            ("why", "2", "tire"),
            "'tire' is not a segment\n  fix: did you mean 'tier'?\n",
        ),
        (
            ("why", "2", "everyone"),
            "'everyone' is not a segment\n  fix: write family.segment, as in 'tier.high'\n",
        ),
        (
            ("why", "2", "tire.high"),
            "no segment family 'tire'\n  fix: did you mean 'tier'?\n",
        ),
        (
            ("why", "2", "tier.hihg"),
            "no segment 'hihg' in the family 'tier'\n  fix: did you mean 'high'?\n",
        ),
        (
            ("why", "2", "web.all"),
            "the segment family 'web' is disabled: models/families.yml:26:5\n"
            "  fix: set 'enabled: true' there\n",
        ),
        (
            ("why", "2", "mixed.hidden"),
            "the segment 'mixed.hidden' is disabled: models/families.yml:12:5\n"
            "  fix: set 'enabled: true' there\n",
        ),
        (
            ("why", "02", "tier.high"),
            "no customer_id '02' in customers\n"
            "  fix: ids are compared as text: leading zeros count\n",
        ),
        (
            ("simulate", "tier.rest", "spent", "--from", "1", "--to", "2", "--step", "1"),
            "'tier.rest' has no rule: it contains everyone who is in no other segment\n"
            "  fix: simulate one of the other segments\n",
        ),
        (
            ("simulate", "tier.high", "spnt", "--from", "1", "--to", "2", "--step", "1"),
            "the rule does not compare 'spnt' with a number: spent > 50\n"
            "  fix: did you mean 'spent'?\n",
        ),
        (
            ("simulate", "mixed.some", "spent", "--from", "1", "--to", "2", "--step", "1"),
            "the rule compares 'spent' with 2 numbers\n"
            "  fix: choose one with --at (1: spent >= 5, 2: spent <= 95)\n",
        ),
        (
            (*("simulate", "mixed.some", "spent", "--from", "1", "--to", "2", "--step", "1"),
             *("--at", "3")),
            "--at 3: the rule compares 'spent' with 2 number(s)\n"
            "  fix: there is 1: spent >= 5, 2: spent <= 95\n",
        ),
        (
            ("simulate", "tier.high", "spent", "--from", "1", "--to", "2", "--step", "0"),
            "the step cannot be 0\n  fix: use another number for --step\n",
        ),
        (
            ("simulate", "named.german", "country", "--from", "1", "--to", "2", "--step", "1"),
            "the rule does not compare 'country' with a number: country = 'DE'\n"
            "  fix: simulate a segment whose rule compares a number\n",
        ),
        (
            (*("simulate", "tier.high", "spent", "--from", "1", "--to", "2", "--step", "1"),
             *("--value", "country")),
            "--value country: it cannot be summed\n  fix: name a column of numbers\n",
        ),
        (
            (*("simulate", "tier.high", "spent", "--from", "1", "--to", "2", "--step", "1"),
             *("--value", "zzz")),
            "customers has no column 'zzz'\n  fix: its columns: seg show -s customers\n",
        ),
        (
            ("simulate", "tier.high", "spent", "--from", "1", "--to", "2", "--step", "-1"),
            "steps of -1 do not lead from 1 to 2\n"
            "  fix: make --step positive if --to is above --from, and negative if it is below\n",
        ),
        (
            ("simulate", "tier.high", "spent", "--from", "1", "--to", "2", "--step", "0.001"),
            "more than 1000 thresholds\n  fix: use a larger --step\n",
        ),
        (
            (*("simulate", "tier.high", "spent", "--from", "1", "--to", "2", "--step", "1"),
             *("--value", "spend")),
            "customers has no column 'spend'\n  fix: did you mean 'spent'?\n",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_answered(shop: Path, arguments: tuple[str, ...], message: str) -> None:
    (shop / "models/families.yml").write_text(FAMILIES + NAMED)
    told = seg(shop, *arguments)
    assert (told.exit_code, told.stdout, told.stderr) == (2, "", message)


def test_a_number_has_to_be_one(shop: Path) -> None:
    told = seg(shop, "simulate", "tier.high", "spent", "--from", "a", "--to", "2", "--step", "1")
    assert (told.exit_code, "'a' is not a valid number" in told.stderr) == (2, True)


@pytest.mark.parametrize("command", [("why", "1", "tier.high"), ("simulate", "tier.high", "spent")])
def test_nothing_was_built_yet(tmp_path: Path, command: tuple[str, ...]) -> None:
    options = ("--from", "1", "--to", "2", "--step", "1") if command[0] == "simulate" else ()
    told = seg(write_shop(tmp_path, TIER), *command, *options)
    message = "there is no warehouse to read\n  fix: run 'seg build' first\n"
    assert (told.exit_code, told.stderr) == (2, message)


def test_a_simulation_shows_each_threshold(shop: Path) -> None:
    options = ("--from", "20", "--to", "100", "--step", "20", "--value", "spent")
    assert said(seg(shop, "simulate", "tier.low", "spent", *options)) == [
        "tier.low: spent > threshold",
        "| threshold | size | share | change | overlap | spent |       |",
        "| --------- | ---- | ----- | ------ | ------- | ----- | ----- |",
        "|        20 |    1 | 16.7% | +0     | 1.00    | 30.00 | today |",
        "|        40 |    0 | 0.0%  | -1     | 0.00    | 0.00  |       |",
        "|        60 |    0 | 0.0%  | -1     | 0.00    | 0.00  |       |",
        "|        80 |    0 | 0.0%  | -1     | 0.00    | 0.00  |       |",
        "|       100 |    0 | 0.0%  | -1     | 0.00    | 0.00  |       |",
        "the rule now has 20; nothing was built",
    ]


def test_a_simulation_replaces_one_number_only(shop: Path) -> None:
    options = ("--from", "100", "--to", "50", "--step", "-25", "--at", "2", "--output", "json")
    found = json.loads(seg(shop, "simulate", "mixed.some", "spent", *options).stdout)
    assert (found["column"], found["operator"], found["today"]) == ("spent", "<=", 95.0)
    shown = [
        (line["threshold"], line["size"], line["difference"], round(line["overlap"], 2))
        for line in found["thresholds"]
    ]
    assert [(float(threshold), *rest) for threshold, *rest in shown] == [
        (100.0, 4, 1, 0.75),
        (75.0, 2, -1, 0.67),
        (50.0, 1, -2, 0.33),
    ]


def test_a_cliff_is_a_step_unlike_those_beside_it(tmp_path: Path) -> None:
    people = """
        select cast(n as varchar) as customer_id, date '2025-06-30' as as_of_date,
            case when n between 300 and 700 then 500 else n end as spent
        from range(1000) as numbers (n)
    """
    yaml = families({"name": "tier", "segments": [{"name": "high", "where": "spent > 100"}]})
    folder = write_shop(tmp_path, yaml, customers=people)
    assert seg(folder, "build").exit_code == 0
    options = ("--from", "100", "--to", "900", "--step", "100", "--output", "json")
    found = json.loads(seg(folder, "simulate", "tier.high", "spent", *options).stdout)
    cliffs = [line["threshold"] for line in found["thresholds"] if line["is_cliff"]]
    assert [float(threshold) for threshold in cliffs] == [500.0]
    assert [line["size"] for line in found["thresholds"]] == [
        *(899, 799, 700, 700, 299, 299, 299, 199, 99)
    ]
