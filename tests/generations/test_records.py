"""Records are read back as they were written."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from orchestrator.generations.records import (
    DELTA_COLUMNS,
    GENERATION_COLUMNS,
    RELATION_COLUMNS,
    checksum,
    delta_of,
    delta_record,
    generation_of,
    generation_record,
    relation_record,
    relations_of,
)
from orchestrator.generations.values import AppliedDelta, Generation, PublishedRelation
from orchestrator.names import RelationName

NAMES = st.builds(RelationName, st.text(min_size=1), st.text(min_size=1))
ROWS = st.builds(
    PublishedRelation,
    unique_id=st.text(),
    relation=st.builds(RelationName, st.text(), st.text(), st.none() | st.text()),
    kind=st.sampled_from(["table", "view"]),
    version=st.none() | NAMES,
    definition=st.text(),
    fingerprint=st.text(),
    columns=st.lists(st.tuples(st.text(), st.text()), max_size=3).map(tuple),
    row_count=st.none() | st.integers(0),
)


@given(st.lists(ROWS, unique_by=lambda row: row.unique_id))
def test_relations(rows: list[PublishedRelation]):
    records = [relation_record(row) for row in rows]
    assert all(len(record) == len(RELATION_COLUMNS) for record in records)
    assert list(relations_of(records).values()) == rows


@given(st.builds(AppliedDelta, st.integers(), NAMES, NAMES, st.none() | NAMES))
def test_deltas(delta: AppliedDelta):
    record = delta_record(delta)
    assert len(record) == len(DELTA_COLUMNS)
    assert delta_of(record) == delta


def test_generations_are_written_in_utc():
    at = datetime(2026, 1, 2, 3, 4, 5, tzinfo=timezone(timedelta(hours=2)))
    record = generation_record(Generation(3, "run", at, 7, restores=1), "sealed")
    assert dict(zip(GENERATION_COLUMNS, record, strict=True)) == {
        "number": 3,
        "run_id": "run",
        "published_at": datetime(2026, 1, 2, 1, 4, 5),
        "relations": 7,
        "checksum": "sealed",
        "restores": 1,
    }
    assert generation_of(*record[:4], record[5]) == Generation(
        3, "run", at.astimezone(UTC), 7, restores=1
    )


@given(st.lists(ROWS, min_size=1, unique_by=lambda row: row.unique_id), st.data())
def test_a_checksum_covers_what_is_published_in_any_order(
    rows: list[PublishedRelation], data: st.DataObject
):
    published = {row.unique_id: row for row in rows}
    again = {row.unique_id: row for row in reversed(rows)}
    assert checksum(published) == checksum(again)
    dropped = data.draw(st.sampled_from(rows)).unique_id
    fewer = {name: row for name, row in published.items() if name != dropped}
    assert checksum(fewer) != checksum(published)
