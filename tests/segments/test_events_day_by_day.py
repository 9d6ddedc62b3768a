"""Event conditions refreshed day by day equal those of one pass over all events."""

import csv
import datetime as dt
import json
import re
from collections.abc import Sequence
from pathlib import Path
from random import Random

from tests.projects import Outcome, rows, seg
from tests.segments.test_events import family, write_shop

FIRST_DAY = dt.date(2025, 3, 20)
PEOPLE = 40
CUSTOMERS = f"""
select
    cast(number as varchar) as customer_id,
    cast('{{{{ var("as_of_date") }}}}' as date) as as_of_date
from range({PEOPLE}) as t (number)
"""
HAPPENINGS = """
select * from read_csv('events.csv', header = true, auto_detect = false, columns = {
    'customer_id': 'varchar', 'what': 'varchar', 'moment': 'timestamp',
    'category': 'varchar', 'amount': 'integer'})
"""
CHANGES = """
select * from read_csv('changes.csv', header = true, auto_detect = false, columns = {
    'customer_id': 'varchar', 'change_number': 'integer'})
"""
RULES = {
    "lately": """did('view', at_least=2, within_days=7, where="category = 'garden'")""",
    "month": "sum('order', of='amount', within_days=30) > 20",
    "ever": "count('order') > 3",
    "new": "first_time('order', within_days=10)",
    "latest": "last('view', of='category') = 'toys'",
}

Event = tuple[str, str, dt.datetime, str, int]


def some_events(chance: Random, day: dt.date, count: int) -> list[Event]:
    return [
        (
            str(chance.randrange(PEOPLE)),
            chance.choice(["view", "view", "order", "search"]),
            dt.datetime.combine(day, dt.time(chance.randrange(24), chance.randrange(60))),
            chance.choice(["garden", "toys"]),
            chance.randrange(30),
        )
        for _ in range(count)
    ]


class Feed:
    """Who has events, and the number of the run in which they were last other than before."""

    def __init__(self) -> None:
        self.seen: dict[str, list[Event]] = {}
        self.changes: dict[str, int] = {}
        self.number = 0

    def look(self, events: list[Event]) -> None:
        self.number += 1
        found: dict[str, list[Event]] = {}
        for event in sorted(events):
            found.setdefault(event[0], []).append(event)
        for name in self.seen.keys() | found.keys():
            if name not in found:
                del self.changes[name]
            elif found[name] != self.seen.get(name):
                self.changes[name] = self.number
        self.seen = found


def run(
    folder: Path, feed: Feed, events: list[Event], day: dt.date, *more: str, **variables: str
) -> Outcome:
    feed.look(events)
    write_csv(
        folder / "events.csv", ("customer_id", "what", "moment", "category", "amount"), events
    )
    write_csv(folder / "changes.csv", ("customer_id", "change_number"), list(feed.changes.items()))
    given = json.dumps({"as_of_date": day.isoformat(), **variables})
    outcome = seg(folder, "run", "--select", "+rule_events", "--vars", given, *more)
    assert outcome.exit_code == 0, outcome.stdout + outcome.stderr
    return outcome


def write_csv(file: Path, columns: Sequence[str], found: Sequence[Sequence[object]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(columns)
        writer.writerows(found)


def answers(folder: Path) -> list[tuple[object, ...]]:
    (columns,) = rows(
        folder,
        "select string_agg(column_name order by column_name) from (describe rule_events) "
        "where column_name not in ('as_of_date', 'change_number')",
    )[0]
    return rows(folder, f"select {columns} from rule_events order by customer_id")


def shop(folder: Path, **rules: str) -> Path:
    models = {
        "models/customers.sql": CUSTOMERS,
        "models/happenings.sql": HAPPENINGS,
        "models/changes.sql": CHANGES,
    }
    write_shop(folder, family(**(rules or RULES)), **models)
    project = json.loads((folder / "seg_project.yml").read_text("utf-8"))
    project["roles"]["event_changes"] = "ref('changes')"
    (folder / "seg_project.yml").write_text(json.dumps(project), "utf-8")
    return folder


def rows_written(outcome: Outcome) -> int:
    found = re.search(r"\.rule_events .*\[(?:DELTA (\d+)|UNCHANGED|REUSED)", outcome.stdout)
    assert found is not None, outcome.stdout
    return int(found[1] or 0)


def test_refreshed_is_as_counted_afresh(tmp_path: Path) -> None:
    chance = Random(5)
    days = [FIRST_DAY - dt.timedelta(days=ago) for ago in range(60)]
    events = [event for day in days for event in some_events(chance, day, 4)]
    daily, feed = shop(tmp_path / "daily"), Feed()
    day = FIRST_DAY
    for number in range(14):
        if number == 4:
            # Late, changed and lost events; somebody has none any more.
            events += some_events(chance, day - dt.timedelta(days=20), 3)
            events[7] = (*events[7][:3], "toys", 29)
            events = [event for event in events[3:] if event[0] != "11"]
        if number == 8:
            events += some_events(chance, day + dt.timedelta(days=2), 5)
        if number == 10:
            shop(daily, **{**RULES, "month": "sum('order', of='amount', within_days=20) > 20"})
        zone = {"time_zone": "Pacific/Auckland"} if number == 11 else {}
        if number == 12:
            day -= dt.timedelta(days=6)
        run(daily, feed, events, day, **zone)
        fresh = shop(tmp_path / f"fresh_{number}")
        (fresh / "models/families.yml").write_text((daily / "models/families.yml").read_text())
        run(fresh, Feed(), events, day, "--no-reuse", **zone)
        assert (number, answers(daily)) == (number, answers(fresh))
        day += dt.timedelta(days=1 if number != 6 else 9)
        events += some_events(chance, day, 4)


def test_what_a_day_writes_follows_the_change(tmp_path: Path) -> None:
    noon = dt.time(12)
    long_ago = dt.datetime.combine(FIRST_DAY - dt.timedelta(days=300), noon)
    events: list[Event] = [(str(n), "order", long_ago, "toys", n) for n in range(PEOPLE)]
    leaving = dt.datetime.combine(FIRST_DAY - dt.timedelta(days=29), noon)
    events.append(("3", "order", leaving, "toys", 25))
    folder, feed = shop(tmp_path), Feed()
    run(folder, feed, events, FIRST_DAY)

    tomorrow = FIRST_DAY + dt.timedelta(days=1)
    events.append(("5", "view", dt.datetime.combine(tomorrow, noon), "garden", 1))
    assert rows_written(run(folder, feed, events, tomorrow)) == 2  # who came, and who left a window
    assert rows_written(run(folder, feed, events, tomorrow + dt.timedelta(days=1))) == 0


def test_another_window_is_tried_on_the_day_of_the_entities(tmp_path: Path) -> None:
    """The rows are of an earlier day, because nothing changed since."""
    folder = shop(tmp_path, orders="did('order', within_days=90)")
    events: list[Event] = [("1", "order", dt.datetime(2025, 3, 12, 12), "toys", 30)]
    run(folder, Feed(), events, dt.date(2025, 3, 20))
    given = ("--vars", '{"as_of_date": "2025-03-21"}')
    assert seg(folder, "build", *given).exit_code == 0
    assert rows(folder, "select as_of_date from rule_events") == [(dt.date(2025, 3, 20),)]

    asked = ("--from", "9", "--to", "10", "--step", "1", "--output", "json", *given)
    tried = seg(folder, "simulate", "lately.orders", "within_days", *asked)

    assert [line["size"] for line in json.loads(tried.stdout)["thresholds"]] == [0, 1]
