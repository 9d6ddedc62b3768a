"""Columns tagged personal are never returned, unless the project file allows them by name."""

from pathlib import Path

import pytest

from tests.projects import seg, write_project
from tests.serving.shop import MAIL, NICKNAME, PROJECT, SHOP, served

PATHS = (
    "/customers/C1",
    "/customers/C1?parts=values",
    "/segments",
    "/segments/loyal",
    "/segments/loyal/few/members",
    "/segments/buyers/all_of_them/members?limit=1",
    "/events",
    "/health",
    "/openapi.json",
    f"/customers/{MAIL}",
)


def test_nothing_personal_is_told(built: Path) -> None:
    with served(built) as client:
        told = [client.get(path).text for path in PATHS]
        refused = client.get("/customers/C1?parts=facts")
    assert [text for text in (*told, refused.text) if MAIL in text or NICKNAME in text] == []
    assert refused.status == 403
    assert refused.json == {
        "error": "facts: the role 'customer_facts' has personal columns",
        "fix": "list it under 'serve: {personal: [model.column]}' in the project file",
    }


def test_what_the_project_file_allows_is_told(own_shop: Path) -> None:
    allowed = "serve: {personal: [people.Email, card.value]}\n"
    write_project(own_shop, {"seg_project.yml": f"{PROJECT}{allowed}"})
    with served(own_shop) as client:
        told = client.get("/customers/C1")
    assert told.json["values"]["email"] == MAIL
    assert told.json["facts"] == [{"topic": "who", "label": "mail", "value": MAIL}]
    assert NICKNAME not in told.text
    assert "seen" not in told.json["values"]


def test_permissions_and_stays_that_are_personal_are_not_told(own_shop: Path) -> None:
    tagged = "models:\n" + "".join(
        f"  - {{name: {name}, columns: [{{name: {column}, tags: [personal]}}]}}\n"
        for name, column in (("reach", "blocked_by"), ("history", "entry_reason"))
    )
    write_project(own_shop, {"models/tagged.yml": tagged})
    with served(own_shop) as client:
        told = client.get("/customers/C2").json
        assert client.get("/customers/C2?parts=permissions").status == 403
    assert "permissions" not in told
    assert told["moves"] == []
    assert [(found["segment"], found["stay"]) for found in told["segments"]] == [
        ("many", None),
        ("all_of_them", None),
    ]


def test_keys_that_are_personal_are_no_list(own_shop: Path) -> None:
    tagged = SHOP["models/people.yml"].replace(
        "      - {name: nickname",
        "      - {name: customer_id, tags: [personal]}\n      - {name: nickname",
    )
    write_project(own_shop, {"models/people.yml": tagged})
    with served(own_shop) as client:
        reply = client.get("/segments/loyal/few/members")
        assert reply.status == 403
        assert reply.json["error"] == "'customer_id' of 'loyal' is personal"
        assert client.get("/events").status == 403
        assert client.get("/events?family=loyal").status == 403
        assert client.get("/events?family=size").status == 200
        assert "customer_id" not in client.get("/customers/C1").json["values"]


@pytest.mark.parametrize(
    ("written", "error"),
    [
        ("people", "seg_project.yml:9:20: 'personal': expected model.column, found 'people'"),
        (
            "peopl.email",
            "seg_project.yml:9:20: 'personal': no model or seed 'peopl'\n"
            "  fix: did you mean 'people'?",
        ),
        (
            "people.orders",
            "seg_project.yml:9:20: 'personal': 'orders' of 'people' is not tagged personal\n"
            "  fix: remove it: columns without the tag are shown anyway",
        ),
    ],
)
def test_what_allows_nothing_is_an_error(tmp_path: Path, written: str, error: str) -> None:
    files = {**SHOP, "seg_project.yml": f"{PROJECT}serve: {{personal: [{written}]}}\n"}
    outcome = seg(write_project(tmp_path, files), "parse")
    assert (outcome.exit_code, outcome.stderr.strip()) == (2, error)
