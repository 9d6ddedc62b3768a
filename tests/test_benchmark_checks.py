"""The checks of `benchmarks.feed` and `benchmarks.reading` find what they look for."""

import shutil
from pathlib import Path

import duckdb
import pytest

from benchmarks import reading
from benchmarks.event_checks import SIZES_THAT_DIFFER, mistakes

# c1 moved from a to b and is back, c2 came later, c3 is in another family, too.
WAREHOUSE = """
create schema _seg;
create table _seg.segment_events as
select * from (values
    (1, 1, 'core', 'customer_id', 'c1', 'a', 'entered'),
    (2, 1, 'core', 'customer_id', 'c3', 'a', 'entered'),
    (3, 1, 'rfm', 'customer_id', 'c3', 'x', 'entered'),
    (4, 2, 'core', 'customer_id', 'c1', 'a', 'exited'),
    (5, 2, 'core', 'customer_id', 'c1', 'b', 'entered'),
    (6, 3, 'core', 'customer_id', 'c1', 'b', 'exited'),
    (7, 3, 'core', 'customer_id', 'c1', 'a', 'entered'),
    (9, 3, 'core', 'customer_id', 'c2', 'b', 'entered')
) as events (number, generation, family, entity_column, entity, segment, event);
create table segment_membership as
select * from (values
    ('c1', 'core', 'a'), ('c2', 'core', 'b'), ('c3', 'core', 'a'), ('c3', 'rfm', 'x')
) as members (customer_id, family, segment);
"""
TWICE, IDS, REPLAYED, COPIED, TOLD, FRESH = (
    "entries twice in a row, or exits without an entry",
    "duplicate ids, or ids not in the order of generations",
    "members that differ from the sum of all events",
    "members that differ in the copy for readers",
    "events that differ in the copy for readers",
    "members that differ from a build from scratch",
)
EVENTS = "_seg.segment_events"


@pytest.mark.parametrize(
    ("everywhere", "tampered", "found"),
    [
        ("", "", {}),
        (f"delete from {EVENTS} where number = 4", "", {TWICE: 1}),
        (f"delete from {EVENTS} where number = 5", "", {TWICE: 1}),
        (f"delete from {EVENTS} where number = 9", "", {REPLAYED: 1}),
        (f"update {EVENTS} set segment = 'b' where number = 2", "", {REPLAYED: 2}),
        (f"update {EVENTS} set generation = 4 where number = 3", "", {IDS: 1}),
        (f"update {EVENTS} set number = 2 where number = 3", "", {IDS: 1}),
        (f"insert into {EVENTS} from {EVENTS} where number = 9", "", {TWICE: 1, IDS: 1}),
        ("insert into segment_membership values ('c4', 'rfm', 'x')", "", {REPLAYED: 1}),
        ("insert into segment_membership values ('c3', 'rfm', 'x')", "", {REPLAYED: 1}),
        ("", "fresh: delete from segment_membership where family = 'rfm'", {FRESH: 1}),
        ("", "copy: update segment_membership set segment = 'y' where family = 'rfm'", {COPIED: 2}),
        ("", f"copy: delete from {EVENTS} where number = 1", {TOLD: 1}),
    ],
)
def test_what_is_wrong_with_events_is_counted(
    tmp_path: Path, everywhere: str, tampered: str, found: dict[str, int]
) -> None:
    files = {name: tmp_path / f"{name}.duckdb" for name in ("live", "copy", "fresh")}
    where, _, statement = tampered.partition(": ")
    for name, file in files.items():
        with duckdb.connect(str(file)) as connection:
            connection.execute(WAREHOUSE)
            connection.execute(everywhere or "select 1")
            connection.execute(statement if name == where else "select 1")
    nothing = dict.fromkeys((TWICE, IDS, REPLAYED, COPIED, TOLD, FRESH), 0)
    assert mistakes(files["live"], files["copy"], files["fresh"]) == nothing | found


@pytest.mark.parametrize(
    ("tampered", "segments"),
    [
        ("select 1", 0),
        (f"delete from {EVENTS} where number = 9", 1),
        ("update segment_membership set segment = 'b' where customer_id = 'c1'", 2),
        ("delete from segment_membership where family = 'rfm'", 1),
    ],
)
def test_segments_of_another_size_than_their_events_are_counted(
    tampered: str, segments: int
) -> None:
    with duckdb.connect() as connection:
        connection.execute(WAREHOUSE)
        connection.execute(tampered)
        assert connection.execute(SIZES_THAT_DIFFER).fetchall() == [(segments,)]


def test_a_read_that_is_mixed_or_refused_or_older_is_told(tmp_path: Path) -> None:
    reading.write_project(tmp_path)
    copy, other = tmp_path / "readers.duckdb", tmp_path / "other.duckdb"
    reading.build(tmp_path, 1, 500)
    reading.build(tmp_path, 2, 500)
    right = reading.read(str(copy), 2)
    assert right == reading.Seen(2, {2}, newest=2)

    for tampered in (
        "update balances set points = points + 1 where customer_id = 7",
        "update totals set build = 1",
        "delete from tier where customer_id in (select customer_id from tier "
        "where segment = 'high' limit 1)",
        "update _seg.segment_events set segment = 'low' where number in "
        "(select number from _seg.segment_events where segment = 'high' limit 1)",
    ):
        shutil.copy(copy, other)
        other.chmod(0o600)
        with duckdb.connect(str(other)) as connection:
            connection.execute(tampered)
        assert len(reading.read(str(other), 2).mixed) == 2, tampered
        other.unlink()

    seen = reading.read(str(tmp_path / "nowhere.duckdb"), 2)
    assert (len(seen.refused), seen.generations) == (2, set())

    seen = reading.Seen()
    for build in (2, 1):
        seen.note((build, build, build, 70, 70, 3, 3, 3))
    assert seen == reading.Seen(0, {1, 2}, newest=1, older=[(2, 1)])
    assert reading.is_wrong([reading.Seen(), seen], builds=2, seconds=1)
    assert not reading.is_wrong([right, reading.Seen()], builds=2, seconds=1)
