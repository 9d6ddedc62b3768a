"""Segment events over HTTP: those of `seg events`, from a cursor on."""

import json
from pathlib import Path

import pytest

from tests.projects import seg, write_project
from tests.serving.shop import SHOP, Client, served


def test_events_are_those_of_seg_events(client: Client, built: Path) -> None:
    told = json.loads(seg(built, "events", "--json").stdout)
    reply = client.get("/events").json
    assert reply.pop("generation") == 1
    at = [event.pop("at")[:26] for event in reply["events"]]
    assert at == [event.pop("at")[:26] for event in told["events"]]
    assert reply == told
    assert len(reply["events"]) == 14


def test_whoever_goes_on_from_the_cursor_has_all_of_them_once(client: Client) -> None:
    found, since = [], "start"
    while True:
        reply = client.get(f"/events?since={since}&limit=4").json
        found += reply["events"]
        since = reply["cursor"]
        if not reply["has_more"]:
            break
    assert found == client.get("/events").json["events"]
    assert client.get(f"/events?since={since}").json["events"] == []


def test_a_build_adds_to_them(own_shop: Path) -> None:
    with served(own_shop) as client:
        since = client.get("/events").json["cursor"]
        rows = SHOP["seeds/raw.csv"].replace("C3,three@x.org,Three,9,30", "C3,x@x.org,X,2,30")
        write_project(own_shop, {"seeds/raw.csv": rows})
        assert seg(own_shop, "build").exit_code == 0
        reply = client.get(f"/events?since={since}").json
    assert reply["generation"] == 2
    assert {(each["event"], each["segment"], each["entity"]) for each in reply["events"]} == {
        ("exited", "many", "C3"),
        ("entered", "few", "C3"),
    }


def test_those_of_a_family_or_a_segment(client: Client) -> None:
    of_family = client.get("/events?family=loyal").json["events"]
    assert {event["family"] for event in of_family} == {"loyal"}
    of_segment = client.get("/events?segment=loyal.few").json["events"]
    assert [event["entity"] for event in of_segment] == ["C1", "Zoë"]


@pytest.mark.parametrize(
    ("parameters", "status", "error"),
    [
        ("since=nonsense", 400, "'nonsense' is not a cursor"),
        ("since=feedbeef-1", 410, "the cursor 'feedbeef-1' does not belong to this warehouse"),
        ("limit=0", 400, "limit: expected a number from 1 to 1000"),
        ("family=loyal&segment=loyal.few", 400, "segment: it already names its family"),
        ("family=loyl", 404, "no segment family 'loyl'"),
        ("segment=loyal.fe", 404, "no segment 'fe' in the family 'loyal'"),
    ],
)
def test_what_cannot_be_asked(client: Client, parameters: str, status: int, error: str) -> None:
    reply = client.get(f"/events?{parameters}")
    assert (reply.status, reply.json["error"]) == (status, error)
