"""Segment events as commands return them: pages, cursors, and refusals."""

import json
from datetime import UTC
from pathlib import Path

import pytest

import orchestrator
from orchestrator.commands.events.read import EventPage, events
from orchestrator.errors import UsageError
from orchestrator.people.event_log import SegmentEvent
from tests.commands.shop import opened
from tests.projects import reading, rows, seg, write_project, writing
from tests.running.readers.readers import SHOP, held

FEW = "seeds/raw.csv", "customer_id,email,orders\n1,ann@x.org,7\n2,bob@x.org,5\n"


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """Generation 1: all enter. Generation 2: 1 moves, and 3 is not there any more."""
    write_project(tmp_path, SHOP)
    assert seg(tmp_path, "build").exit_code == 0
    write_project(tmp_path, dict([FEW]))
    assert seg(tmp_path, "build").exit_code == 0
    return tmp_path


def asked(folder: Path, since: str | None = None, **options: object) -> EventPage:
    return events(opened(folder, "events"), since, **options)  # type: ignore[arg-type]


def told(page: EventPage) -> list[tuple[int, str, str, str, str]]:
    return [(e.generation, e.entity, e.segment, e.event, e.cause) for e in page.events]


def test_events_are_told_in_their_order_and_in_pages(shop: Path) -> None:
    page = asked(shop)
    assert told(page) == [
        (1, "1", "few", "entered", "start"),
        (1, "2", "many", "entered", "start"),
        (1, "3", "many", "entered", "start"),
        (2, "1", "few", "exited", "data"),
        (2, "1", "many", "entered", "data"),
        (2, "3", "many", "exited", "data"),
    ]
    assert (page.has_more, page.is_complete, page.views) == (False, True, ())
    first = asked(shop, limit=4)
    assert (first.events, first.has_more) == (page.events[:4], True)
    assert first.cursor == page.events[3].id
    rest = asked(shop, first.cursor)
    assert (rest.events, rest.has_more, rest.cursor) == (page.events[4:], False, page.cursor)
    assert asked(shop, rest.cursor) == EventPage((), page.cursor)
    assert asked(shop, "start") == page
    assert asked(shop, limit=2, newest=True).events == page.events[4:]


def test_an_event_says_who_when_and_why(shop: Path) -> None:
    (stream,) = rows(shop, "select stream from _seg.segment_event_streams")[0]
    moment = rows(shop, "select published_at from _seg.generations where number = 2")[0][0]
    assert asked(shop).events[-1] == SegmentEvent(
        id=f"{stream}-6",
        generation=2,
        at=moment.replace(tzinfo=UTC),
        family="loyal",
        segment="many",
        entity_column="customer_id",
        entity="3",
        event="exited",
        cause="data",
    )


def test_events_of_one_segment_move_the_cursor_over_the_others(shop: Path) -> None:
    page = asked(shop, segment="loyal.few")
    assert told(page) == [(1, "1", "few", "entered", "start"), (2, "1", "few", "exited", "data")]
    assert page.cursor == asked(shop).cursor
    assert len(asked(shop, family="loyal").events) == 6


def test_a_family_that_is_gone_is_known_by_its_events(shop: Path) -> None:
    write_project(shop, {"models/families.yml": ""})
    assert seg(shop, "clean", "--orphans", "--yes").exit_code == 0
    page = asked(shop, family="loyal", newest=True, limit=1)
    assert told(page) == [(3, "2", "many", "exited", "definition")]
    assert told(asked(shop, segment="loyal.few"))[-1] == (2, "1", "few", "exited", "data")


def test_what_makes_no_sense_is_refused(shop: Path) -> None:
    newest = asked(shop).cursor
    assert newest is not None
    (stream, _, _) = newest.partition("-")
    for cursor, message in (
        ("12", "'12' is not a cursor\n  fix: use a cursor from an answer, such as "
         f"'{newest}', or 'start' for the first event"),
        (f"{stream}-7", f"the cursor '{stream}-7' does not belong to this warehouse\n"
         "  fix: the warehouse was rebuilt: start at 'start'"),
        ("00000000-1", "the cursor '00000000-1' does not belong to this warehouse\n"
         "  fix: the warehouse was rebuilt: start at 'start'"),
    ):  # fmt: skip
        with pytest.raises(UsageError) as refused:
            asked(shop, cursor)
        assert str(refused.value) == message
    for options, message in (
        ({"family": "loyl"}, "no segment family 'loyl'\n  fix: did you mean 'loyal'?"),
        ({"segment": "loyal.man"}, "no segment 'man' in the family 'loyal'\n"
         "  fix: did you mean 'many'?"),
        ({"family": "loyal", "segment": "loyal.few"}, "a segment already names its family\n"
         "  fix: remove the family or the segment"),
        ({"limit": 0}, "the limit is 0\n  fix: pass 1 or more"),
    ):  # fmt: skip
        with pytest.raises(UsageError) as refused:
            asked(shop, **options)
        assert str(refused.value) == message


def test_a_cursor_older_than_what_is_kept_is_an_error(shop: Path) -> None:
    page = asked(shop)
    with writing(shop / "warehouse.duckdb") as connection:
        connection.execute(
            "update _seg.segment_events set published_at = published_at - interval 3 day "
            "where number <= 3"
        )
    project = SHOP["seg_project.yml"].replace("publish: {", "publish: {keep_events_days: 2, ")
    write_project(shop, {"seg_project.yml": project, "seeds/raw.csv": SHOP["seeds/raw.csv"]})
    assert seg(shop, "build").exit_code == 0
    later = asked(shop)
    assert (later.events[:3], later.is_complete) == (page.events[3:], False)
    assert asked(shop, page.events[2].id).events == later.events
    with pytest.raises(UsageError) as refused:
        asked(shop, page.events[1].id)
    assert str(refused.value) == (
        f"events after the cursor '{page.events[1].id}' are no longer kept\n"
        f"  fix: read the current members of the segments, and continue from "
        f"'{later.cursor}'; or continue from '{page.events[2].id}', the oldest cursor left"
    )


def test_events_can_be_read_while_another_process_has_the_warehouse(shop: Path) -> None:
    page = asked(shop)
    with held(shop / "warehouse.duckdb"):
        assert asked(shop) == page


def test_the_copy_for_readers_of_some_nodes_tells_of_no_others(shop: Path) -> None:
    file = "copies/readers.duckdb"
    more = """
  - name: place
    on: ref('people')
    entity: customer_id
    mode: exclusive
    segments: [{name: all, otherwise: true}]
"""
    selected = SHOP["seg_project.yml"].replace(f"{file}}}", f"{{path: {file}, select: loyal}}}}")
    families = SHOP["models/families.yml"] + more
    write_project(shop, {"seg_project.yml": selected, "models/families.yml": families})
    for seed in ("customer_id,email,orders\n1,ann@x.org,1\n", FEW[1]):
        write_project(shop, {"seeds/raw.csv": seed})
        assert seg(shop, "build").exit_code == 0
        wanted = rows(shop, "from _seg.segment_events where family = 'loyal' order by number")
        with reading(shop / file) as connection:
            copied = connection.execute("from _seg.segment_events order by number").fetchall()
        assert copied == wanted
    assert rows(shop, "select count(*) > 0 from _seg.segment_events where family = 'place'")[0][0]


def test_a_view_is_named_as_one_that_has_no_events(shop: Path) -> None:
    viewed = SHOP["models/families.yml"].replace(
        "    mode:", "    config: {materialized: view}\n    mode:"
    )
    write_project(shop, {"models/families.yml": viewed})
    assert seg(shop, "build").exit_code == 0
    assert asked(shop).views == ("loyal",)


def test_before_anything_was_published_there_is_no_cursor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_project(tmp_path, {"models/a.sql": "select 1 as id"})
    with pytest.raises(UsageError, match="there is no warehouse to read"):
        asked(tmp_path)
    assert seg(tmp_path, "build").exit_code == 0
    assert asked(tmp_path) == EventPage((), None)
    assert seg(tmp_path, "events").stdout == "no events\n"
    assert seg(tmp_path, "events", "--since", "start").exit_code == 0
    for command in (("events",), ("events", "deliver", "--to", "e.jsonl")):
        wrong, foreign = (seg(tmp_path, *command, "--since", each) for each in ("zz", "abc-1"))
        assert (wrong.exit_code, wrong.stderr) == (
            2,
            "'zz' is not a cursor\n"
            "  fix: use a cursor from an answer, or 'start' for the first event\n",
        )
        assert (foreign.exit_code, foreign.stderr) == (
            2,
            "the cursor 'abc-1' does not belong to this warehouse\n"
            "  fix: the warehouse was rebuilt: start at 'start'\n",
        )
    assert not (tmp_path / "e.jsonl").exists()


def test_the_command_and_the_api_give_the_same(shop: Path) -> None:
    page = orchestrator.open_project(shop).events(segment="loyal.few", limit=1)
    shown = json.loads(
        seg(shop, "events", "--segment", "loyal.few", "--limit", "1", "--json").stdout
    )
    (event,) = shown["events"]
    assert [event["id"], event["entity"], event["event"]] == [page.events[0].id, "1", "entered"]
    assert (shown["cursor"], shown["has_more"], shown["is_complete"]) == (page.cursor, True, True)
    lines = seg(shop, "events", "list", "--output", "jsonl").stdout.splitlines()
    assert json.loads(lines[0]) == event
    assert len(lines) == 6
    with pytest.raises(UsageError, match="limit"):
        orchestrator.open_project(shop).events(limit=-1)


def test_an_erased_person_is_in_no_event(shop: Path) -> None:
    with writing(shop / "warehouse.duckdb") as connection:
        # Whoever is called so in another column is somebody else.
        connection.execute(
            "insert into _seg.segment_events select 7, * exclude (number) replace "
            "('account_id' as entity_column) from _seg.segment_events where number = 1"
        )
        connection.execute("update _seg.segment_event_streams set newest = 7")
    before = asked(shop)
    assert seg(shop, "erase", "1").exit_code in (0, 1)
    after = asked(shop)
    assert [event.entity for event in after.events] == ["2", "3", "3", "1"]
    assert after.cursor == before.cursor
    with reading(shop / "copies/readers.duckdb") as connection:
        left = connection.execute("select count(*) from _seg.segment_events").fetchone()
    assert left == (4,)
    # What comes later has numbers of its own, although those of the newest may be free.
    write_project(shop, {"seeds/raw.csv": "customer_id,email,orders\n1,ann@x.org,9\n"})
    assert seg(shop, "build").exit_code == 0
    assert told(asked(shop, before.cursor)) == [(3, "2", "many", "exited", "data")]


def test_a_warehouse_of_an_older_seg_tells_of_its_members_at_the_next_publishing(
    shop: Path,
) -> None:
    with writing(shop / "warehouse.duckdb") as connection:
        connection.execute("alter table _seg.relations drop column family")
        for table in ("segment_events", "segment_event_streams"):
            connection.execute(f"drop table _seg.{table}")
    # Nothing is written by reading it.
    assert asked(shop) == EventPage((), None)
    assert seg(shop, "segments").exit_code == 0
    write_project(shop, {"models/other.sql": "select 1 as one"})
    assert seg(shop, "build").exit_code == 0
    began = [(3, "1", "many", "entered", "start"), (3, "2", "many", "entered", "start")]
    assert told(asked(shop)) == began
    # A generation from before has its members again as well.
    assert seg(shop, "rollback", "1").exit_code == 0
    assert told(asked(shop))[2:] == [
        (4, "1", "many", "exited", "rollback"),
        (4, "1", "few", "entered", "rollback"),
        (4, "3", "many", "entered", "rollback"),
    ]


def test_each_target_in_a_database_has_events_of_its_own(tmp_path: Path) -> None:
    profiles = {
        "seg_project.yml": "name: shop\nprofile: shop\nroles: {customers: ref('people')}\n",
        "profiles.yml": "shop: {target: dev, outputs: {"
        "dev: {type: duckdb, path: warehouse.duckdb, schema: dev}, "
        "prod: {type: duckdb, path: warehouse.duckdb, schema: Prod}}}\n",
    }
    write_project(tmp_path, {**SHOP, **profiles})
    pages = {}
    for target in ("dev", "prod"):
        built = seg(tmp_path, "build", "--target", target, "--profiles-dir", str(tmp_path))
        assert built.exit_code == 0, built
        flags = {"target": target, "profiles_dir": tmp_path}
        pages[target] = events(opened(tmp_path, "events", **flags))
    dev, prod = pages["dev"], pages["prod"]
    assert [generation for generation, *_ in told(dev)] == [1, 1, 1]
    assert [generation for generation, *_ in told(prod)] == [2, 2, 2]
    assert dev.cursor is not None
    with pytest.raises(UsageError, match="does not belong to this warehouse"):
        events(opened(tmp_path, "events", **flags), dev.cursor)
