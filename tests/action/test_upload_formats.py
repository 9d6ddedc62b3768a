"""Lists in the formats of platforms: names of columns, normalised values, published hashes."""

import csv
import hashlib
from pathlib import Path

import pytest

from orchestrator.people.phone_numbers import international
from orchestrator.people.upload_formats import ATTRIBUTES, UPLOAD_FORMATS
from tests.action.listed_shop import NAMES, build_shop
from tests.projects import Outcome, seg
from tests.shared import own_copy

PERSON = (" Mary.Ann@GoogleMail.com ", "030 123456", "Zoë ", "O'Neil-Pérez", "de", " 10115 ")


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize(
    ("name", "row"),
    [
        (
            "google_customer_match",
            {
                "Email": digest("maryann@googlemail.com"),
                "Phone": digest("+4930123456"),
                "First Name": digest("zoë"),
                "Last Name": digest("o'neil-pérez"),
                "Country": "DE",
                "Zip": "10115",
            },
        ),
        (
            "meta_custom_audience",
            {
                "email": digest("mary.ann@googlemail.com"),
                "phone": digest("4930123456"),
                "fn": digest("zoë"),
                "ln": digest("oneilpérez"),
                "zip": digest("10115"),
                "country": digest("de"),
            },
        ),
        (
            "tiktok_customer_file",
            {
                "Email_SHA256": digest("mary.ann@googlemail.com"),
                "Phone_SHA256": digest("+4930123456"),
            },
        ),
        (
            "klaviyo",
            {
                "Email": "mary.ann@googlemail.com",
                "Phone Number": "+4930123456",
                "First Name": "Zoë",
                "Last Name": "O'Neil-Pérez",
            },
        ),
        (
            "mailchimp",
            {
                "Email Address": "mary.ann@googlemail.com",
                "First Name": "Zoë",
                "Last Name": "O'Neil-Pérez",
            },
        ),
    ],
)
def test_each_platform_gets_what_it_asks_for(name: str, row: dict[str, str]) -> None:
    upload = UPLOAD_FORMATS[name]
    values = upload.row(ATTRIBUTES, PERSON, international)
    assert dict(zip(upload.headers(ATTRIBUTES), values or [], strict=True)) == row


def test_every_format_has_its_source_and_a_row_above() -> None:
    told = test_each_platform_gets_what_it_asks_for.pytestmark[0].args[1]
    assert {name for name, _ in told} == set(UPLOAD_FORMATS)
    assert all(found.source.startswith("https://") for found in UPLOAD_FORMATS.values())


@pytest.mark.parametrize(
    ("name", "column", "address", "published"),
    [
        # developers.facebook.com/docs/marketing-api/custom-audiences-targeting
        (
            "meta_custom_audience",
            "email",
            " Mary@example.com",
            "f1904cf1a9d73a55fa5de0ac823c4403ded71afd4c3248d00bdcd0866552bb79",
        ),
        # ads.tiktok.com/help, "List of supported IDs and formats for a customer file"
        (
            "tiktok_customer_file",
            "Email_SHA256",
            "JaneDoe@gmail.com",
            "d6117306485ed0e50afab3ac871e98f81699151f30281527d63ff5f233656c69",
        ),
    ],
)
def test_hashes_are_those_that_platforms_publish(
    name: str, column: str, address: str, published: str
) -> None:
    upload = UPLOAD_FORMATS[name]
    row = upload.row(("email",), (address,), international)
    assert dict(zip(upload.headers(("email",)), row or [], strict=True)) == {column: published}


@pytest.mark.parametrize(
    ("text", "country", "found"),
    [
        # developers.google.com and ads.tiktok.com write these two out.
        ("(657)777-0000", "US", "+16577770000"),
        ("+374-93-828222", "", "+37493828222"),
        ("0044 20 7183 8750", "GB", "+442071838750"),
        ("020 7183 8750", "GB", "+442071838750"),
        ("020 7183 8750", "", ""),
        ("ask my wife", "DE", ""),
        ("123", "DE", ""),
    ],
)
def test_telephone_numbers_become_international(text: str, country: str, found: str) -> None:
    assert international(text, country) == found


def test_columns_that_need_each_other_come_together_or_not_at_all() -> None:
    google = UPLOAD_FORMATS["google_customer_match"]
    assert google.headers(("email", "country", "postal_code")) == ("Email",)
    assert google.row(("email", "country"), (None, "DE"), international) is None
    assert google.row(("email", "phone", "country"), ("", "12", "DE"), international) is None


CONTACTS = """customer_id:varchar email:varchar phone:varchar country:varchar age:integer
""" + "\n".join(
    f"{name} {name}@Example.com {'-' if number % 2 else f'030{123450 + number}'} DE {20 + number}"
    for number, name in enumerate(NAMES[:18])
)


@pytest.fixture
def shop(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twenty customers; of two of them nothing is known."""

    def make(folder: Path) -> None:
        build_shop(folder, tables={"known_customers": CONTACTS})

    return own_copy(tmp_path_factory, "the shop with contacts", make, tmp_path)


def export(folder: Path, *arguments: str) -> Outcome:
    return seg(folder, "export", "tier.big", "--channel", "email", *arguments)


def written(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def test_a_list_for_a_platform_has_no_key_and_no_blank_people(shop: Path) -> None:
    outcome = export(shop, "--format", "google_customer_match", "-o", str(shop / "g.csv"))
    assert outcome.exit_code == 0, outcome.stderr
    assert "g.csv: 18 rows.\n  Google Ads Customer Match (https://support.google.com/" in (
        outcome.stdout
    )
    assert "7659867): 2 people have neither email nor phone.\n" in outcome.stdout
    rows = written(shop / "g.csv")
    assert {row["Email"] for row in rows} == {digest(f"{name}@example.com") for name in NAMES[:18]}
    assert [list(row) for row in rows[:1]] == [["Email", "Phone"]]
    assert {row["Phone"] for row in rows} == {
        "", *(digest(f"+4930{123450 + number}") for number in range(0, 18, 2))
    }  # fmt: skip


@pytest.mark.parametrize("flag", [("--delta",), ("--hash-keys",), ("--columns", "email")])
def test_a_platforms_format_leaves_no_room_for_more(shop: Path, flag: tuple[str, ...]) -> None:
    refused = export(shop, "--format", "klaviyo", *flag)
    assert refused.exit_code == 2
    assert "the format klaviyo does not allow " in refused.stderr
    assert "Klaviyo lists takes full lists in its own columns" in refused.stderr


def test_contact_details_that_a_platform_cannot_use(shop: Path) -> None:
    project = shop / "seg_project.yml"
    project.write_text(
        project.read_text().replace("ref('known_customers')", "ref('customer_features')")
    )
    refused = export(shop, "--format", "mailchimp")
    assert refused.exit_code == 2
    assert "ref('customer_features') has no email, by which Mailchimp audiences matches people" in (
        refused.stderr
    )


def test_columns_that_were_asked_for_and_no_others(shop: Path) -> None:
    for name in ("l.csv", "l.jsonl"):
        arguments = ("--columns", "spent,Email", "--columns", "phone", "-o", str(shop / name))
        assert export(shop, *arguments).exit_code == 0
    rows = written(shop / "l.csv")
    assert rows[1] == {"customer_id": "c02", "spent": "90", "Email": "c02@Example.com", "phone": ""}
    assert rows[19] == {"customer_id": "c20", "spent": "90", "Email": "", "phone": ""}
    assert (shop / "l.jsonl").read_text().splitlines()[0] == (
        '{"customer_id":"c01","spent":90,"Email":"c01@Example.com","phone":"030123450"}'
    )
    assert export(shop, "-o", str(shop / "k.csv")).exit_code == 0
    assert list(written(shop / "k.csv")[0]) == ["customer_id"]


def test_a_column_that_nobody_knows(shop: Path) -> None:
    refused = export(shop, "--columns", "emial")
    assert (refused.exit_code, refused.stderr) == (
        2,
        "people have no column 'emial'\n  fix: did you mean 'email'?\n",
    )


def test_a_difference_tells_columns_too(shop: Path) -> None:
    assert export(shop, "-o", str(shop / "a.csv")).exit_code == 0
    arguments = ("--delta", "--columns", "email", "-o", str(shop / "d.csv"))
    assert export(shop, *arguments).exit_code == 0
    assert written(shop / "d.csv")[0] == {
        "action": "add",
        "customer_id": "c01",
        "email": "c01@Example.com",
    }


def test_an_erased_person_leaves_the_files(shop: Path) -> None:
    files = {
        "l.jsonl": ("--columns", "email,spent"),
        "l.csv": ("--columns", "email"),
        "g.csv": ("--format", "meta_custom_audience"),
    }
    for name, arguments in files.items():
        assert export(shop, *arguments, "-o", str(shop / name)).exit_code == 0
    erased = seg(shop, "erase", "c02")
    assert erased.exit_code == 1
    told = "file g.csv: a file for meta_custom_audience has no key: write the list again, or delete"
    assert told in erased.stdout
    for name in ("l.jsonl", "l.csv"):
        text = (shop / name).read_text()
        assert "c02" not in text
        assert text.count("@Example.com") == 17
    assert export(shop, *files["g.csv"], "-o", str(shop / "g.csv")).exit_code == 0
    assert len(written(shop / "g.csv")) == 17
    assert "g.csv" not in seg(shop, "erase", "c99", "--force").stdout


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--vars", "{list_max_age_days: 3}"), 1),
        (("--vars", "{list_max_age_days: 3}", "--allow-old"), 0),
        (("--vars", "{list_max_age_days: 5}"), 0),
    ],
)
def test_data_that_is_too_old_is_refused(shop: Path, arguments: tuple[str, ...], code: int) -> None:
    outcome = export(shop, "--now", "2025-07-04T08:00:00", *arguments)
    assert outcome.exit_code == code
    told = "members and consents are as of 2025-06-30, 4 days ago: a list's data may be at most 3"
    assert (told in outcome.stderr) == bool(code)
