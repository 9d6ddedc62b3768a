"""A project that uses the segmentation as a package gets nothing of the sample shop."""

import json
import re
from pathlib import Path

import duckdb
import pytest

from tests.projects import seg
from tests.segmentation.conftest import copy_project
from tests.segmentation.growing_shop import write_project as write_shop

NOW = ("--now", "2026-03-01T23:30:00+00:00")
MUCH_LATER = ("--now", "2037-01-01")
LATER_THAT_DAY = ("--now", "2026-03-01T23:59:00+00:00")
OF_THE_RUN = "2026-03-02"  # in Berlin
EXPERIMENT = {"name": "mine", "family": "core", "segment": "save", "starts_on": "2026-03-01"}


@pytest.fixture(scope="module")
def consumer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_shop(tmp_path_factory.mktemp("consumers") / "shop")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    copy_project(folder)
    return folder


def looked_at(folder: Path, **variables: object) -> str:
    """The as-of date of the customers, in SQL, and that of the freshness of purchases."""
    selection = ("--select", "customer_ids", "purchases_are_fresh")
    outcome = seg(folder, "compile", *selection, "--vars", json.dumps(variables), *NOW)
    assert outcome.exit_code == 0, outcome.stderr
    compiled = {
        file.stem: file.read_text("utf-8") for file in (folder / "target").glob("compiled/**/*.sql")
    }
    found = set(re.findall(r"cast\('(\d[^']+)' as date\)", compiled["customer_ids"]))
    assert len(found) == 1
    (day,) = found
    is_of_the_run = day == OF_THE_RUN
    as_of = "2026-03-01 23:30:00" if is_of_the_run else day
    field = "case\n" if is_of_the_run else "ordered_on as timestamp"
    assert f"cast('{as_of}' as timestamp) as as_of" in compiled["purchases_are_fresh"]
    assert f"max(cast({field}" in compiled["purchases_are_fresh"]
    return day


def experiments(folder: Path, **variables: object) -> list[str]:
    """The models of experiments that there are."""
    arguments = ("--resource-type", "model", "--output", "name", "--vars", json.dumps(variables))
    listed = seg(folder, "ls", *arguments)
    assert listed.exit_code == 0, listed.stderr
    return [name for name in listed.stdout.splitlines() if name.startswith("experiment_")]


def test_the_sample_is_pinned_to_its_own_day(sample: Path) -> None:
    assert looked_at(sample) == "2025-06-30"
    assert looked_at(sample, as_of_date="2025-05-31") == "2025-05-31"
    assert looked_at(sample, as_of_date=None) == OF_THE_RUN
    assert len(experiments(sample)) == 8
    assert experiments(sample, experiments=[]) == []


def test_a_package_is_of_the_day_of_the_run(consumer: Path) -> None:
    assert looked_at(consumer) == OF_THE_RUN
    assert looked_at(consumer, as_of_date="2026-02-28") == "2026-02-28"
    assert experiments(consumer) == []
    assert len(experiments(consumer, experiments=[EXPERIMENT])) == 8


def test_a_day_of_the_run_is_one_definition(consumer: Path) -> None:
    sources = []
    for now in (NOW, LATER_THAT_DAY, ("--now", "2026-03-02T23:01:00+00:00")):
        assert seg(consumer, "compile", *now).exit_code == 0
        files = sorted((consumer / "target" / "compiled").glob("**/models/**/*.sql"))
        # What is put in as it runs is no part of the definition: `run_moment()`.
        moment = f"timestamp '{now[1][:10]} {now[1][11:19]}'"
        texts = {file.name: file.read_text("utf-8") for file in files}
        assert moment in texts["segment_membership_history.sql"]
        sources.append({name: text.replace(moment, "") for name, text in texts.items()})
        # How old the newest order is, is asked by the clock.
        assert now[1][11:16] in sources[-1].pop("purchases_are_fresh.sql")
    at_night, before_midnight, next_day = sources
    assert len(at_night) > 50
    assert before_midnight == at_night
    assert next_day["customer_ids.sql"] != at_night["customer_ids.sql"]


@pytest.mark.parametrize(
    ("zone", "now", "is_of_the_future"),
    [
        ("Pacific/Auckland", "2026-03-01T11:01:00+00:00", False),
        ("Pacific/Auckland", "2026-03-01T10:50:00+00:00", True),
        ("America/Los_Angeles", "2026-03-02T08:01:00+00:00", False),
        ("America/Los_Angeles", "2026-03-02T07:50:00+00:00", True),
    ],
)
def test_a_date_is_of_the_future_before_its_day_begins_here(
    tmp_path: Path, zone: str, now: str, is_of_the_future: bool
) -> None:
    """2 March begins at 11:00 UTC of 1 March in Auckland, and at 8:00 UTC in Los Angeles."""
    folder = write_shop(tmp_path / "shop")
    file = folder / "seg_project.yml"
    file.write_text(re.sub("timezone: .*", f"timezone: {zone}", file.read_text("utf-8")), "utf-8")
    compiled = seg(folder, "compile", "--select", "purchases_are_fresh", "--now", now)
    assert compiled.exit_code == 0, compiled.stderr
    (sql,) = (folder / "target" / "compiled").glob("**/purchases_are_fresh.sql")
    purchases = "(select date '2026-03-02' as ordered_at, date '2026-03-02' as ordered_on)"
    asked = re.sub(r"from \S*purchases\S*", f"from {purchases}", sql.read_text("utf-8"))
    with duckdb.connect() as connection:
        found = connection.execute(f"select reason from ({asked})").fetchall()
    assert found == ([("in the future",)] if is_of_the_future else [])


def test_the_variables_of_who_takes_the_package_win(tmp_path: Path) -> None:
    folder = write_shop(tmp_path / "shop")
    file = folder / "seg_project.yml"
    own = f"  as_of_date: '2026-02-27'\n  experiments: [{json.dumps(EXPERIMENT)}]\n"
    file.write_text(file.read_text("utf-8") + own, "utf-8")
    assert looked_at(folder) == "2026-02-27"
    assert len(experiments(folder)) == 8
    assert looked_at(folder, as_of_date="2026-02-28") == "2026-02-28"


def test_reviews_are_of_the_day_that_is_looked_at(sample: Path) -> None:
    """On the package's own as-of date, no review is overdue."""
    assert seg(sample, "parse", *MUCH_LATER).exit_code == 0
    refused = seg(sample, "parse", *MUCH_LATER, "--vars", "{as_of_date: null}")
    assert refused.exit_code == 2
    assert "'rfm' was due for review on 2027-06-30, 3473 days ago" in refused.stderr


def test_reviews_of_a_package_are_for_those_who_write_it(consumer: Path) -> None:
    told = seg(consumer, "parse", *MUCH_LATER)
    assert (told.exit_code, told.stderr) == (0, "")
    listed = json.loads(seg(consumer, "segments", "rfm", "--json", *MUCH_LATER).stdout)
    found = {(line["review_by"], line["is_review_overdue"]) for line in listed["segments"]}
    assert found == {("2027-06-30", False)}


def test_who_takes_a_package_reviews_families_of_their_own(tmp_path: Path) -> None:
    folder = write_shop(tmp_path / "shop")
    rules = "segments: [{name: all, otherwise: true}]"
    (folder / "models" / "own.yml").write_text(
        "segment_families:\n  - name: own\n    on: ref('customers')\n    entity: customer_id\n"
        f"    mode: exclusive\n    review_by: 2030-01-01\n    {rules}\n",
        "utf-8",
    )
    told = seg(folder, "parse", *MUCH_LATER)
    assert told.exit_code == 2
    reviews = [line for line in told.stderr.splitlines() if "was due for review" in line]
    assert reviews == ["models/own.yml:6:5: 'own' was due for review on 2030-01-01, 2557 days ago"]


def test_the_channels_of_a_package_are_those_of_who_takes_it(tmp_path: Path) -> None:
    folder = write_shop(tmp_path / "shop")
    (folder / "models" / "own.yml").write_text(
        "segment_families:\n  - name: own\n    on: ref('customer_features')\n"
        "    entity: customer_id\n    mode: exclusive\n    segments:\n"
        "      - name: all\n        otherwise: true\n        contact: {channels: [fax]}\n",
        "utf-8",
    )
    told = seg(folder, "parse")
    assert told.exit_code == 2
    assert told.stderr.startswith(
        "models/own.yml:9:18: 'own.all' has an unknown channel in contact: 'fax'"
    )
    file = folder / "seg_project.yml"
    all_of_them = (
        "  contact_channels: {email: email, phone: phone, post: postal_code, fax: phone}\n"
    )
    file.write_text(file.read_text("utf-8") + all_of_them, "utf-8")
    assert seg(folder, "parse").stderr == ""


def test_days_are_those_of_the_project_that_builds(tmp_path: Path) -> None:
    folder = write_shop(tmp_path / "shop")
    compiled = folder / "target" / "compiled"
    for name in ("Europe/Berlin", "America/Los_Angeles"):
        file = folder / "seg_project.yml"
        text = re.sub("timezone: .*", f"timezone: {name}", file.read_text("utf-8"))
        file.write_text(text, "utf-8")
        assert seg(folder, "compile", "--select", "purchases").exit_code == 0
        (sql,) = compiled.glob("**/purchases.sql")
        assert set(re.findall(r"timezone\('(.+?)'", sql.read_text("utf-8"))) == {name}
