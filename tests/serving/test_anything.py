"""For any request, the answer is JSON that says what is wrong, never a server error."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestrator.serving.endpoints import ENDPOINTS, Endpoint
from tests.projects import write_project
from tests.serving.shop import NAME, PROJECT, Client, build_shop, served
from tests.shared import own_copy

KNOWN = ("C1", "loyal", "many", "size", "7", "values", "start", "1", "true")
ANY = st.one_of(st.sampled_from(KNOWN), st.text(max_size=30), st.from_regex(r"[\w'\"%;/.-]{1,20}"))
PARAMETERS = sorted({name for each in ENDPOINTS for name in each.parameters} | {"other"})


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """Asks a server that minds no haste."""
    folder = own_copy(tmp_path_factory, NAME, build_shop, tmp_path_factory.mktemp("anything"))
    many = f"{PROJECT}serve: {{requests_per_second: 1000000}}\n"
    write_project(folder, {"seg_project.yml": many})
    with served(folder) as client:
        yield client


@settings(max_examples=150)
@given(
    endpoint=st.sampled_from(ENDPOINTS),
    names=st.lists(ANY, min_size=2, max_size=2),
    parameters=st.lists(st.tuples(st.sampled_from(PARAMETERS), ANY), max_size=3),
)
def test_any_request(
    asked: Client, endpoint: Endpoint, names: list[str], parameters: list[tuple[str, str]]
) -> None:
    path = endpoint.template
    for name in names:
        start, end = path.find("{"), path.find("}")
        if start >= 0:
            path = path[:start] + quote(name, safe="", errors="replace") + path[end + 1 :]
    query = "&".join(
        f"{name}={quote(value, safe='', errors='replace')}" for name, value in parameters
    )
    reply = asked.get(f"{path}?{query}")
    assert reply.status in (200, 400, 403, 404, 410, 414), reply
    if reply.status == 200:
        assert reply.json["generation"] == 1
    else:
        assert set(reply.json) <= {"error", "fix"}
        assert reply.json["error"]
