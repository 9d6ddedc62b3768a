"""The answers of each endpoint equal those of the commands."""

import json
from pathlib import Path

import pytest

from orchestrator.serving.cursors import Cursor, written
from tests.projects import seg, write_project
from tests.serving.shop import PROJECT, SHOP, Client, served


def test_a_customer_has_values_permissions_segments_and_moves(client: Client) -> None:
    reply = client.get("/customers/C2")
    assert (reply.status, reply.headers["content-type"]) == (200, "application/json")
    assert reply.headers["seg-generation"] == "1"
    assert reply.headers["cache-control"] == "no-store"
    stay = {
        "entered_on": "2026-10-01",
        "entry_reason": "data",
        "rule_since": "2026-10-01",
        "left_on": None,
        "exit_reason": None,
    }
    assert reply.json == {
        "generation": 1,
        "customer": "C2",
        "as_of": "2026-11-01",
        "values": {
            "customer_id": "C2",
            "orders": 5,
            "spent": 20.0,
            "as_of_date": "2026-11-01",
            "seen_at": "2026-11-01T08:00:00+00:00",
        },
        "permissions": [{"channel": "email", "is_reachable": True, "blocked_by": None}],
        "segments": [
            {"family": "loyal", "segment": "many", "rule": "orders > 4", "stay": stay},
            {"family": "buyers", "segment": "all_of_them", "rule": "orders >= 0", "stay": None},
        ],
        "moves": [
            {
                "day": "2026-10-01",
                "family": "loyal",
                "segment": "many",
                "has_entered": True,
                "reason": "data",
                "moment": None,
                "is_within_a_day": False,
            }
        ],
    }


@pytest.mark.parametrize("key", ["C1", "C3", "a/b", "Zoë"])
def test_it_agrees_with_seg_customer(client: Client, built: Path, key: str) -> None:
    told = json.loads(seg(built, "customer", key, "--json").stdout)
    reply = client.get(f"/customers/{key}").json
    for ours, theirs in (("permissions", "channels"), ("segments", "segments"), ("moves", "moves")):
        assert reply[ours] == told[theirs]
    assert (reply["customer"], reply["as_of"]) == (told["customer"], told["as_of"])


def test_a_key_may_be_spelt_with_percent_signs(client: Client) -> None:
    for path in ("/customers/a%2Fb", "/customers/a/b"):
        assert client.get(path).json["values"]["orders"] == 7


def test_only_the_parts_that_are_asked_for(client: Client) -> None:
    reply = client.get("/customers/C1?parts=permissions,segments").json
    assert [*reply] == ["generation", "customer", "as_of", "permissions", "segments"]


def test_an_account_whose_key_is_a_number(client: Client) -> None:
    assert client.get("/accounts/7").json == {
        "generation": 1,
        "account": "7",
        "as_of": "2026-10-31",
        "values": {"account_id": 7, "employees": 300, "as_of_date": "2026-10-31"},
        "segments": [
            {"family": "size", "segment": "large", "rule": "employees > 250", "stay": None}
        ],
        "moves": [],
    }


@pytest.mark.parametrize(
    ("path", "error"),
    [
        ("/customers/nobody", {"error": "no such customer"}),
        ("/customers/c1", {"error": "no such customer"}),
        ("/customers/C1' or '1'='1", {"error": "no such customer"}),
        ("/customers/%00", {"error": "no such customer"}),
        ("/customers/%ff", {"error": "no such customer"}),
        ("/accounts/07", {"error": "no such account"}),
        ("/accounts/seven", {"error": "no such account"}),
        ("/accounts/99999999999999999999999999999999999999", {"error": "no such account"}),
        (
            "/segments/loyl",
            {"error": "no segment family 'loyl'", "fix": "did you mean 'loyal'?"},
        ),
        (
            "/segments/loyal/man/members",
            {
                "error": "no segment 'man' in the family 'loyal'",
                "fix": "did you mean 'many'?",
            },
        ),
        ("/segments/other/man/members", None),
        ("/", {"error": "not found"}),
        ("/customers", {"error": "not found"}),
        ("/segments/", {"error": "not found"}),
    ],
)
def test_what_is_not_there(client: Client, path: str, error: dict[str, str] | None) -> None:
    reply = client.get(path)
    assert reply.status == 404
    assert reply.json == error or error is None
    assert "error" in reply.json


@pytest.mark.parametrize(
    ("path", "error"),
    [
        ("/customers/C1?part=segments", "there is no such parameter"),
        ("/customers/C1?parts=segments&parts=values", "parts: given more than once"),
        ("/customers/C1?parts=segment", "parts: unknown part 'segment'"),
        ("/customers/C1?parts=", "parts: unknown part ''"),
        ("/segments/loyal/many/members?limit=0", "limit: expected a number from 1 to 1000"),
        ("/segments/loyal/many/members?limit=1001", "limit: expected a number from 1 to 1000"),
        ("/segments/loyal/many/members?limit=²", "limit: expected a number from 1 to 1000"),
        ("/segments/loyal/many/members?cursor=x", "the cursor is not from a page"),
        ("/segments/loyal/many/members?cursor=é", "the cursor is not from a page"),
        (
            "/segments/loyal/many/members?across_generations=yes",
            "across_generations: expected true or false",
        ),
    ],
)
def test_parameters_that_make_no_sense(client: Client, path: str, error: str) -> None:
    reply = client.get(path)
    assert (reply.status, reply.json["error"]) == (400, error)


def test_what_is_not_in_a_copy_of_some_nodes_is_not_there(tmp_path: Path) -> None:
    some = PROJECT.replace(
        "{readers: readers.duckdb}", "{readers: {path: readers.duckdb, select: people buyers}}"
    )
    folder = write_project(tmp_path, {**SHOP, "seg_project.yml": some})
    assert seg(folder, "build").exit_code == 0
    with served(folder) as client:
        told = client.get("/customers/C2").json
        assert [found["family"] for found in told["segments"]] == ["buyers"]
        assert (told["permissions"], told["moves"]) == ([], [])
        for path, name in (("/segments/loyal/many/members", "loyal"), ("/accounts/7", "companies")):
            reply = client.get(path)
            assert (reply.status, reply.json) == (
                404,
                {
                    "error": f"'{name}' is not in the copy for readers",
                    "fix": "try again later, or select it under 'publish: {readers: ...}'",
                },
            )
        assert client.get("/segments").json["not_built"] == ["loyal", "size"]


def test_segments_are_those_of_seg_segments(client: Client, built: Path) -> None:
    told = json.loads(seg(built, "segments", "--json").stdout)
    reply = client.get("/segments").json
    assert reply.pop("generation") == 1
    assert reply == told
    of_loyal = client.get("/segments/loyal").json["segments"]
    assert of_loyal == [line for line in told["segments"] if line["family"] == "loyal"]
    assert [line["members"] for line in of_loyal] == [3, 2]


def pages(client: Client, path: str, limit: int) -> list[list[str]]:
    """The members of all pages of a list."""
    found, cursor = [], ""
    while True:
        reply = client.get(f"{path}?limit={limit}{cursor}").json
        found.append(reply["members"])
        if reply["next"] is None:
            return found
        cursor = f"&cursor={reply['next']}"


def test_members_come_in_pages_in_the_order_of_their_keys(client: Client) -> None:
    path = "/segments/buyers/all_of_them/members"
    assert pages(client, path, 2) == [["C1", "C2"], ["C3", "Zoë"], ["a/b"]]
    assert pages(client, path, 5) == [["C1", "C2", "C3", "Zoë", "a/b"]]
    assert client.get("/segments/loyal/few/members").json == {
        "generation": 1,
        "family": "loyal",
        "segment": "few",
        "entity": "customer_id",
        "members": ["C1", "Zoë"],
        "next": None,
    }


def test_members_whose_keys_are_numbers_come_in_the_order_of_numbers(client: Client) -> None:
    path = "/segments/size/other/members"
    assert pages(client, path, 1) == [["-3"], ["10"], ["100"]]
    key_is_text = written(Cursor(1, "size.other", "ten"))
    reply = client.get(f"{path}?cursor={key_is_text}")
    assert (reply.status, reply.json["error"]) == (400, "'ten' is not a key of 'size'")


def test_a_cursor_of_another_list_is_refused(client: Client) -> None:
    given = client.get("/segments/buyers/all_of_them/members?limit=1").json["next"]
    reply = client.get(f"/segments/loyal/many/members?cursor={given}")
    assert (reply.status, reply.json["error"]) == (400, "the cursor belongs to another list")


def test_health_tells_the_generation_and_its_age(client: Client) -> None:
    reply = client.get("/health")
    told = reply.json
    assert (reply.status, told["generation"], told["as_of"]) == (200, 1, "2026-11-01")
    assert told["published_at"] <= told["copied_at"]
    assert told["lag_seconds"] >= 0


def test_only_reading_is_answered(client: Client) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS"):
        reply = client.get("/health", method=method)
        assert (reply.status, reply.json) == (405, {"error": "only GET is supported"})
        assert reply.headers["allow"] in ("GET, HEAD", "HEAD, GET")
    assert (client.get("/health", method="HEAD").text) == ""
