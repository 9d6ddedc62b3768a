"""docs/serving.md: its requests are sent to the sample, its keys are read, nobody is logged."""

import json
import shutil
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from orchestrator.serving.endpoints import ENDPOINTS
from tests.pages import DOCS, Block, blocks
from tests.projects import reading, seg
from tests.serving.shop import Client, served
from tests.shared import own_copy

PAGE = (DOCS / "serving.md").read_text("utf-8")
READERS, SERVED, PERSONAL = (block.text for block in blocks(PAGE) if block.language == "yaml")
"""The keys that the page shows."""


@pytest.fixture
def sample(
    build_sample: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory, tmp_path: Path
) -> Path:
    """The sample with a copy for readers, to which a test adds keys."""

    def make(folder: Path) -> None:
        shutil.copytree(build_sample().parent, folder, dirs_exist_ok=True)
        add_keys(folder, READERS)
        built = seg(folder, "build")
        assert built.exit_code == 0, built.stdout + built.stderr

    return own_copy(tmp_path_factory, "sample with readers", make, tmp_path / "sample")


def add_keys(sample: Path, keys: str) -> None:
    with (sample / "seg_project.yml").open("a", encoding="utf-8") as file:
        file.write(f"\n{keys}")


def test_it_answers_as_the_page_shows(sample: Path) -> None:
    add_keys(sample, SERVED)
    with served(sample) as client:
        _answers_as_the_page_shows(client)
        _agrees_with_the_command(client, sample)
        _tells_nobody_personal(client, sample)


def _answers_as_the_page_shows(client: Client) -> None:
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


def test_what_the_page_allows_is_told(sample: Path) -> None:
    add_keys(sample, PERSONAL)
    told = json.loads(seg(sample, "customer", "C00042", "--json").stdout)
    with served(sample) as client:
        found = client.get("/customers/C00042").json
    assert found["facts"] == told["facts"]
    assert found["values"]["age_band"] in ("55_64", "55-64")


def test_the_page_has_every_endpoint() -> None:
    for endpoint in ENDPOINTS:
        assert f"`{endpoint.template}`" in PAGE
