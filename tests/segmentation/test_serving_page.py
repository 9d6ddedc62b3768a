"""docs/serving.md: its requests are sent to the sample, its keys are read, nobody is told of."""

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from orchestrator.serving.endpoints import ENDPOINTS
from tests.pages import DOCS, Block, blocks
from tests.projects import reading, seg
from tests.serving.shop import Client, served

PAGE = (DOCS / "serving.md").read_text("utf-8")


@pytest.fixture
def client(own_sample: Path) -> Iterator[Client]:
    """Asks a server of the sample, whose project file has the keys that the page shows."""
    shown = [block.text for block in blocks(PAGE) if block.language == "yaml"]
    assert len(shown) == 3
    file = own_sample / "seg_project.yml"
    file.write_text(file.read_text("utf-8") + "\n" + shown[0] + shown[1], "utf-8")
    built = seg(own_sample, "build")
    assert built.exit_code == 0, built.stdout + built.stderr
    with served(own_sample) as found:
        yield found


def test_it_answers_as_the_page_shows(client: Client, own_sample: Path) -> None:
    shown = [block for block in blocks(PAGE) if block.language in ("http", "json")]
    answered = 0
    for block, after in pairwise([*shown, Block("", "")]):
        method, _, path = block.text.strip().partition(" ")
        if block.language == "http":
            assert method == "GET"
            reply = client.get(path)
            assert reply.status in (200, 404)
            if after.language == "json":
                assert reply.json == json.loads(after.text)
                answered += 1
    assert answered == 3
    _agrees_with_the_command(client, own_sample)
    _tells_nobody_personal(client, own_sample)


def _agrees_with_the_command(client: Client, sample: Path) -> None:
    for key in ("C00042", "C00001", "C03000"):
        told = json.loads(seg(sample, "customer", key, "--json").stdout)
        found = client.get(f"/customers/{key}").json
        for ours, theirs in (
            ("permissions", "channels"),
            ("segments", "segments"),
            ("moves", "moves"),
        ):
            assert found[ours] == told[theirs]
        assert found["values"]["customer_id"] == key
        assert "facts" not in found


def _tells_nobody_personal(client: Client, sample: Path) -> None:
    """Of 40 people with all that the sources know of them."""
    with reading(sample / "warehouse.duckdb") as warehouse:
        people = warehouse.execute(
            "select customer_id, email, phone, cast(birth_date as varchar) "
            "from known_customers where email is not null order by hash(customer_id) limit 40"
        ).fetchall()
    for key, *personal in people:
        told = client.get(f"/customers/{key}").text
        assert [each for each in personal if each and each in told] == []
        assert not {"age_band", "gender", "birth_date", "postal_code"} & {
            *json.loads(told)["values"]
        }


def test_what_the_page_allows_is_told(own_sample: Path) -> None:
    shown = [block.text for block in blocks(PAGE) if block.language == "yaml"]
    file = own_sample / "seg_project.yml"
    file.write_text(file.read_text("utf-8") + "\n" + shown[0] + shown[2], "utf-8")
    assert seg(own_sample, "build").exit_code == 0
    told = json.loads(seg(own_sample, "customer", "C00042", "--json").stdout)
    with served(own_sample) as client:
        found = client.get("/customers/C00042").json
    assert found["facts"] == told["facts"]
    assert found["values"]["age_band"] in ("55_64", "55-64")


def test_the_page_has_every_endpoint() -> None:
    for endpoint in ENDPOINTS:
        assert f"`{endpoint.template}`" in PAGE
