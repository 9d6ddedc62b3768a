"""The OpenAPI document describes every endpoint, and each answer matches it."""

from typing import Any

import msgspec
import pytest

from orchestrator.serving.endpoints import ENDPOINTS
from tests.serving.shop import Client

EXAMPLES = {
    "/health": ["/health"],
    "/customers/{customer}": ["/customers/C1", "/customers/C2?parts=segments"],
    "/accounts/{account}": ["/accounts/7"],
    "/segments": ["/segments"],
    "/segments/{family}": ["/segments/loyal"],
    "/segments/{family}/{segment}/members": ["/segments/loyal/many/members?limit=1"],
    "/events": ["/events", "/events?family=loyal&limit=2"],
}


def test_every_endpoint_is_in_it(client: Client) -> None:
    document = client.get("/openapi.json").json
    assert document["openapi"] == "3.1.0"
    assert set(document["paths"]) == {each.template for each in ENDPOINTS} == set(EXAMPLES)
    for each in ENDPOINTS:
        parameters = document["paths"][each.template]["get"]["parameters"]
        named = {found["name"] for found in parameters if found["in"] == "query"}
        assert named == set(each.parameters)


def test_all_that_it_refers_to_is_there(client: Client) -> None:
    document = client.get("/openapi.json").json
    schemas = document["components"]["schemas"]
    refs = set(_refs(document))
    assert refs == {f"#/components/schemas/{name}" for name in schemas}


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda each: each.template)
def test_answers_are_as_it_says(client: Client, endpoint: Any) -> None:
    document = client.get("/openapi.json").json
    schemas = document["components"]["schemas"]
    for path in EXAMPLES[endpoint.template]:
        reply = client.get(path)
        assert reply.status == 200
        msgspec.json.decode(reply.text, type=endpoint.gives)
        assert list(_unlike(reply.json, schemas[endpoint.gives.__name__], schemas)) == []


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/customers/nobody", 404),
        ("/customers/C1?x=1", 400),
        ("/customers/C1?parts=facts", 403),
        ("/segments/loyal/many/members?limit=0", 400),
    ],
)
def test_errors_are_as_it_says(client: Client, path: str, status: int) -> None:
    document = client.get("/openapi.json").json
    reply = client.get(path)
    template = "/customers/{customer}" if "customers" in path else [*EXAMPLES][-2]
    responses = document["paths"][template]["get"]["responses"]
    assert reply.status == status
    assert str(status) in responses
    schema = document["components"]["schemas"]["ErrorAnswer"]
    assert list(_unlike(reply.json, schema, {})) == []


def _refs(value: Any) -> list[str]:
    if isinstance(value, dict):
        own = [value["$ref"]] if "$ref" in value else []
        return own + [ref for held in value.values() for ref in _refs(held)]
    return [ref for held in value for ref in _refs(held)] if isinstance(value, list) else []


def _unlike(value: Any, schema: dict[str, Any], schemas: dict[str, Any]) -> list[str]:
    """Keys that an object lacks or has too many, by the schema, down to the last object."""
    if "$ref" in schema:
        return _unlike(value, schemas[schema["$ref"].rpartition("/")[2]], schemas)
    if "anyOf" in schema:
        return min((_unlike(value, each, schemas) for each in schema["anyOf"]), key=len)
    if isinstance(value, list):
        return [found for each in value for found in _unlike(each, schema["items"], schemas)]
    if not isinstance(value, dict) or "properties" not in schema:
        return [] if value is None or schema.get("type") != "null" else [f"{value!r} is no null"]
    known = schema["properties"]
    wrong = [f"without {name}" for name in schema.get("required", ()) if name not in value]
    wrong += [f"with {name}" for name in value if name not in known]
    return wrong + [
        found
        for name in value
        if name in known
        for found in _unlike(value[name], known[name], schemas)
    ]
