"""Each answer is from one generation, even while copies are replaced; never an older one later."""

import os
import threading
from pathlib import Path

from orchestrator.serving.values import NowServed, ServingProblem
from tests.projects import seg, write_project
from tests.running.readers.readers import held
from tests.serving.shop import COPY, PROJECT, SHOP, Client, served

BUILDS = 6
ASKERS = 4
# Every column and every segment of a customer says of which build it is.
NUMBERED = {
    "seg_project.yml": f"{PROJECT}serve: {{requests_per_second: 1000000}}\n",
    "models/people.sql": "{{ config(materialized='table') }}\n"
    "select 'C1' as customer_id, {{ var('build') }} as orders, {{ var('build') }} as again,\n"
    "    date '2026-11-01' as as_of_date",
    "models/companies.sql": "select 1 as account_id, date '2026-11-01' as as_of_date",
    "models/reach.sql": "select customer_id, 'channel_' || orders as channel,\n"
    "    true as is_reachable from {{ ref('people') }}",
    "models/history.sql": SHOP["models/history.sql"].replace("where orders > 4", ""),
    "models/card.sql": "select customer_id, 'who' as topic, 1 as position, 'n' as label,\n"
    "    'fact ' || orders as value from {{ ref('people') }}",
    "models/families.yml": "segment_families:\n"
    + "".join(
        f"  - name: family_{number}\n    on: ref('people')\n    entity: customer_id\n"
        "    mode: overlapping\n    segments:\n"
        + "".join(
            f"      - {{name: segment_{build}, where: orders = {build}}}\n"
            for build in range(1, BUILDS + 1)
        )
        for number in (1, 2)
    ),
}


def build(folder: Path, number: int) -> None:
    outcome = seg(folder, "build", "--vars", f"build: {number}")
    assert outcome.exit_code == 0, outcome.stdout


def numbers_in(told: dict[str, object]) -> set[int]:
    """The builds that an answer about the customer speaks of."""
    found = {told["values"]["orders"], told["values"]["again"]}  # type: ignore[index]
    found |= {int(each["value"].split()[1]) for each in told["facts"]}  # type: ignore
    found |= {int(each["channel"].split("_")[1]) for each in told["permissions"]}  # type: ignore
    found |= {int(each["segment"].split("_")[1]) for each in told["segments"]}  # type: ignore
    return found


def test_no_answer_is_of_two_generations(tmp_path: Path) -> None:
    folder = write_project(tmp_path, NUMBERED)
    build(folder, 1)
    answers: list[dict[str, object]] = []
    mistakes: list[object] = []
    is_over = threading.Event()

    def ask(client: Client) -> None:
        while not is_over.is_set():
            reply = client.get("/customers/C1")
            if reply.status == 200:
                answers.append(reply.json)
            else:
                mistakes.append(reply)

    with served(folder) as client:
        askers = [threading.Thread(target=ask, args=(client,)) for _ in range(ASKERS)]
        for asker in askers:
            asker.start()
        try:
            for number in range(2, BUILDS + 1):
                build(folder, number)
                # Whoever asks after the rename is answered from the new one.
                answers.append(client.get("/customers/C1").json)
                assert answers[-1]["generation"] == number
        finally:
            is_over.set()
            for asker in askers:
                asker.join()
    assert mistakes == []
    assert [told for told in answers if numbers_in(told) != {told["generation"]}] == []
    assert {told["generation"] for told in answers} == {*range(1, BUILDS + 1)}


def test_a_page_of_another_generation_is_gone_unless_that_does_not_matter(own_shop: Path) -> None:
    path = "/segments/buyers/all_of_them/members?limit=2"
    with served(own_shop) as client:
        cursor = client.get(path).json["next"]
        rows = SHOP["seeds/raw.csv"].replace("C3,three@x.org,Three,9,30\n", "")
        write_project(own_shop, {"seeds/raw.csv": rows})
        assert seg(own_shop, "build").exit_code == 0
        reply = client.get(f"{path}&cursor={cursor}")
        assert (reply.status, reply.json) == (
            410,
            {
                "error": "the cursor belongs to generation 1, but 2 is served now",
                "fix": "start again without a cursor, or continue from the same key "
                "with across_generations=true",
            },
        )
        crossed = client.get(f"{path}&cursor={cursor}&across_generations=true").json
        assert (crossed["generation"], crossed["members"]) == (2, ["Zoë", "a/b"])


def times_open(file: Path) -> int:
    """How often this process has a file of this path open, also one that was replaced."""
    links = [os.path.realpath(f"/proc/self/fd/{each}") for each in os.listdir("/proc/self/fd")]
    return sum(link.removesuffix(" (deleted)") == str(file.resolve()) for link in links)


def test_a_copy_that_was_replaced_is_closed_though_nobody_asks(own_shop: Path) -> None:
    with served(own_shop) as client:
        assert client.get("/health").json["generation"] == 1
        assert times_open(own_shop / COPY) == 1
        assert seg(own_shop, "build", "--full-refresh", "--force").exit_code == 0
        for _ in range(600):
            if NowServed(2) in client.events:
                break
            threading.Event().wait(0.05)
        assert client.events.count(NowServed(2)) == 1
        assert times_open(own_shop / COPY) == 1
    assert times_open(own_shop / COPY) == 0


def test_who_was_erased_is_not_told_from_the_copy_before(tmp_path: Path) -> None:
    folder = write_project(tmp_path, SHOP)
    assert seg(folder, "build").exit_code == 0
    with served(folder) as client:
        assert client.get("/customers/C3").status == 200
        outcome = seg(folder, "erase", "C3")
        assert outcome.exit_code == 0, outcome.stdout + outcome.stderr
        assert client.get("/customers/C3").status == 404
        members = client.get("/segments/loyal/many/members").json["members"]
        assert members == ["C2", "a/b"]


def test_without_a_copy_there_is_no_answer_until_there_is_one(tmp_path: Path) -> None:
    folder = write_project(tmp_path, SHOP)
    with served(folder) as client:
        for path in ("/health", "/customers/C1", "/segments"):
            reply = client.get(path)
            assert (reply.status, reply.headers["retry-after"]) == (503, "5")
            assert reply.json == {
                "error": "there is no copy for readers yet: readers.duckdb",
                "fix": "run 'seg build', which writes it",
            }
        assert seg(folder, "build").exit_code == 0
        assert client.get("/customers/C1").status == 200
        (folder / COPY).unlink()
        assert client.get("/customers/C1").status == 503


def test_a_file_that_is_no_copy_is_not_served(own_shop: Path) -> None:
    (own_shop / COPY).unlink()
    (own_shop / COPY).write_bytes((own_shop / "warehouse.duckdb").read_bytes())
    with served(own_shop) as client:
        reply = client.get("/health")
        assert (reply.status, reply.json["error"]) == (503, "readers.duckdb is no copy")
        (own_shop / COPY).write_bytes(b"not a database at all" * 1000)
        assert client.get("/health").status == 503


def test_a_project_with_a_mistake_is_served_as_it_was_read_before(own_shop: Path) -> None:
    with served(own_shop) as client:
        assert client.get("/health").status == 200
        assert seg(own_shop, "build", "--force").exit_code == 0
        write_project(own_shop, {"models/mistake.sql": "select * from {{ ref('nothing') }}"})
        assert client.get("/customers/C1").json["generation"] == 2
    said = [event.what for event in client.events if isinstance(event, ServingProblem)]
    assert len(said) == 1
    assert said[0].startswith("the project is still served as read before: models/mistake.sql:1:")


def test_a_family_that_came_with_a_build_is_served(own_shop: Path) -> None:
    with served(own_shop) as client:
        assert client.get("/segments/new_one").status == 404
        family = SHOP["models/families.yml"].replace("- name: buyers", "- name: new_one", 1)
        write_project(own_shop, {"models/families.yml": family})
        assert seg(own_shop, "build").exit_code == 0
        assert client.get("/segments/new_one").status == 200
        assert client.get("/segments/buyers").status == 404


def test_a_warehouse_in_use_does_not_matter_nor_does_serving_keep_a_build_waiting(
    own_shop: Path,
) -> None:
    with served(own_shop) as client:
        with held(own_shop / "warehouse.duckdb"):
            assert client.get("/customers/C1").status == 200
        assert seg(own_shop, "build", "--force").exit_code == 0
        assert client.get("/customers/C1").json["generation"] == 2
