"""A family of accounts: its list without people, its value, and why a company is in it."""

import csv
import json
from pathlib import Path

import pytest

from tests.action.tiny import built, change_table, write_tiny
from tests.projects import Outcome, rows, seg
from tests.shared import own_copy

# a05 is what a person is called as well.
ACCOUNTS = [f"a{number:02d}" for number in range(1, 7)]
FAMILIES = {
    "version": 2,
    "segment_families": [
        {
            "name": "size",
            "on": f"ref('{entity}_features')",
            "entity": f"{entity}_id",
            "mode": "exclusive",
            "segments": [
                {"name": "big", "where": "net_revenue_365d >= 50"},
                {"name": "small", "otherwise": True},
            ],
        }
        | more
        for entity, more in (
            (
                "account",
                {"roles": {"membership_history": "ref('account_membership_history')"}},
            ),
            ("customer", {"name": "tier"}),
        )
    ],
}
PERSONAL = {
    "version": 2,
    "models": [
        {
            "name": "account_features",
            "columns": [{"name": "main_contact", "tags": ["personal"]}],
        }
    ],
}


def features(big: list[str]) -> str:
    header = """account_id:varchar as_of_date:date net_revenue_365d:integer industry:varchar
 main_contact:varchar""".replace("\n", "")
    lines = [f"{name} 2025-06-30 {90 if name in big else 10} retail Ann" for name in ACCOUNTS]
    return "\n".join([header, *lines])


def build(folder: Path) -> None:
    write_tiny(
        folder,
        {
            "account_features": features(ACCOUNTS[:5]),
            "account_membership_history": """account_id:varchar family:varchar segment:varchar
 rule:varchar valid_from:date valid_to:date entry_reason:varchar exit_reason:varchar""".replace(
                "\n", ""
            )
            + "\na01 size big size.big@1 2025-06-01 - data -",
            "customer_features": "customer_id:varchar as_of_date:date net_revenue_365d:integer\n"
            "a05 2025-06-30 90",
        },
        variables={"list_max_age_days": None, "input_accounts": True},
        files={
            "models/families.yml": json.dumps(FAMILIES),
            "models/features.yml": json.dumps(PERSONAL),
        },
    )
    # It is not what is looked at here, and has no column of that name.
    project = json.loads((folder / "seg_project.yml").read_text("utf-8"))
    del project["roles"]["customers"]["columns"]
    (folder / "seg_project.yml").write_text(json.dumps(project), encoding="utf-8")
    built(folder)


@pytest.fixture
def shop(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five of six accounts are big. There are no consents, and nothing says whom to reach."""
    return own_copy(tmp_path_factory, "the shop of six accounts", build, tmp_path)


def export(folder: Path, *arguments: str) -> Outcome:
    return seg(folder, "export", "size.big", *arguments)


def wrote(folder: Path, *arguments: str) -> list[dict[str, str]]:
    file = folder / "list.csv"
    outcome = export(folder, "--output", str(file), *arguments)
    assert outcome.exit_code == 0, outcome.stderr
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def test_all_members_are_listed_by_their_key_however_few(shop: Path) -> None:
    assert wrote(shop) == [{"account_id": name} for name in ACCOUNTS[:5]]


def test_columns_of_the_company_are_told(shop: Path) -> None:
    told = wrote(shop, "--columns", "industry,net_revenue_365d")
    assert told[0] == {"account_id": "a01", "industry": "retail", "net_revenue_365d": "90"}


def test_it_is_said_how_the_list_is_to_be_used(shop: Path) -> None:
    outcome = export(shop, "--now", "2025-07-01T08:00:00")
    assert outcome.stdout == (
        f"Wrote {shop}/target/exports/size.big_full.csv: 5 rows.\n"
        "  All 5 accounts are on it; compared with the acknowledged list, 5 are added and 0 "
        "removed.\n"
        "  It lists companies, not people. To contact people, export a segment of people.\n"
        "  Members are as of 2025-06-30.\n"
        "  After the import: seg export size.big --acknowledge\n"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("--channel", "email"),
            "size.big contains accounts, which cannot be contacted by a channel: consent is given "
            "by people\n  fix: export it without a channel; to contact people, export a list of "
            "people\n",
        ),
        (
            ("--columns", "industry,Main_Contact"),
            "account_features.Main_Contact is personal, and a list of accounts must not contain "
            "personal data\n  fix: remove the column; export people from a family of customers\n",
        ),
        (
            ("--columns", "industri"),
            "accounts have no column 'industri'\n  fix: did you mean 'industry'?\n",
        ),
        (
            ("--vars", "{list_max_age_days: 7}", "--now", "2025-07-20T08:00:00"),
            "members are as of 2025-06-30, 20 days ago: a list's data may be at most 7 days old\n"
            "  fix: run 'seg build'; if this is intended, add --allow-old, or set the "
            "variable list_max_age_days\n",
        ),
    ],
    ids=["channel", "personal", "unknown", "old"],
)
def test_what_a_list_of_accounts_is_refused_for(
    shop: Path, arguments: tuple[str, ...], message: str
) -> None:
    refused = export(shop, *arguments)
    assert refused.exit_code in (1, 2)
    assert refused.stderr == message
    assert not (shop / "target" / "exports").exists()


def test_people_are_not_listed_without_a_channel(shop: Path) -> None:
    refused = seg(shop, "export", "tier.big")
    assert (refused.exit_code, refused.stderr) == (
        2,
        "tier.big contains people, who consent per channel, but no channel was given\n"
        "  fix: pass the channel, such as 'email'\n",
    )


def test_without_the_role_a_family_is_one_of_people(shop: Path) -> None:
    project = json.loads((shop / "seg_project.yml").read_text("utf-8"))
    del project["roles"]["accounts"]
    (shop / "seg_project.yml").write_text(json.dumps(project), encoding="utf-8")
    refused = export(shop)
    assert refused.exit_code == 2
    assert "size.big contains people" in refused.stderr


def test_differences_and_their_cap_are_those_of_other_lists(shop: Path) -> None:
    wrote(shop)
    told = export(shop, "--acknowledge")
    assert "5 accounts are on size.big." in told.stdout
    change_table(shop, "account_features", features(ACCOUNTS[1:]))
    built(shop)
    assert wrote(shop, "--delta") == [
        {"action": "add", "account_id": "a06"},
        {"action": "remove", "account_id": "a01"},
    ]
    change_table(shop, "account_features", features(ACCOUNTS[:3]))
    built(shop)
    refused = export(shop, "--delta")
    assert refused.exit_code == 1
    assert "2 of 5 acknowledged accounts would be removed from size.big, more" in refused.stderr


def test_an_account_is_not_the_person_who_is_called_so(shop: Path) -> None:
    wrote(shop)
    assert export(shop, "--acknowledge").exit_code == 0
    erased = seg(shop, "erase", "a05")
    assert erased.exit_code == 0, erased.stderr
    assert "size.big" not in erased.stdout
    assert (shop / "list.csv").read_text().count("a05") == 1
    held = "select count(*) from _seg.export_members where entity = 'a05'"
    assert rows(shop, held) == [(1,)]
    built(shop)
    assert wrote(shop) == [{"account_id": name} for name in ACCOUNTS[:5]]
    # Acknowledged and written.
    assert rows(shop, held) == [(2,)]


def test_a_simulation_sums_what_accounts_are_worth(shop: Path) -> None:
    outcome = seg(
        shop,
        *("simulate", "size.big", "net_revenue_365d"),
        *("--from", "10", "--to", "50", "--step", "40"),
    )
    lines = [
        [cell.strip() for cell in line.split("|")[1:-1]]
        for line in outcome.stdout.splitlines()
        if line.startswith("|")
    ]
    assert [line[:6] for line in lines if line[0] in ("threshold", "10", "50")] == [
        ["threshold", "size", "share", "change", "overlap", "net_revenue_365d"],
        ["10", "6", "100.0%", "+1", "0.83", "460.00"],
        ["50", "5", "83.3%", "+0", "1.00", "450.00"],
    ]


def test_why_reads_the_history_of_accounts(shop: Path) -> None:
    told = seg(shop, "why", "a01", "size.big").stdout
    assert told.startswith("a01 is in size.big since 2025-06-01\n")
    unknown = seg(shop, "why", "a77", "size.big")
    assert "no account_id 'a77' in account_features" in unknown.stderr
