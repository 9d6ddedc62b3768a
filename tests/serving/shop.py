"""A small shop that is served: people, companies, a history, facts, and personal columns."""

import json
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from orchestrator.serving.listening import listening
from orchestrator.serving.values import Answered, ServingEvent
from orchestrator.workspace.flags import Flags
from orchestrator.workspace.open import open_workspace
from tests.projects import seg, write_project

TOKEN = "0123456789abcdef0123"
MAIL, NICKNAME = "canary-mail@x.org", "CanaryNickname"
COPY = "readers.duckdb"
PROJECT = """name: shop
publish: {readers: readers.duckdb}
roles:
  customers: ref('people')
  accounts: ref('companies')
  reachability: ref('reach')
  membership_history: ref('history')
  customer_facts: ref('card')
"""
PEOPLE = f"""customer_id,email,nickname,orders,spent
C1,{MAIL},{NICKNAME},1,10.5
C2,two@x.org,Two,5,20
C3,three@x.org,Three,9,30
a/b,four@x.org,Four,7,40
Zoë,five@x.org,Five,0,
"""
SHOP: Mapping[str, str] = {
    "seg_project.yml": PROJECT,
    "seeds/raw.csv": PEOPLE,
    "seeds/raw.yml": "seeds: [{name: raw, columns: [{name: email, tags: [personal]}]}]\n",
    "models/people.sql": "{{ config(materialized='table') }}\n"
    "select *, 'seen by ' || email as seen, date '2026-11-01' as as_of_date,\n"
    "    timestamptz '2026-11-01 08:00:00+00' as seen_at from {{ ref('raw') }}",
    "models/people.yml": """models:
  - name: people
    columns:
      - {name: nickname, tags: [personal]}
      - {name: seen, meta: {personal: true}}
  - name: card
    columns: [{name: value, tags: [personal]}]
""",
    "models/companies.sql": "{{ config(materialized='table') }}\n"
    "select *, date '2026-10-31' as as_of_date\n"
    "from (values (7, 300), (10, 5), (-3, 2), (100, 1)) as t(account_id, employees)",
    "models/reach.sql": "select customer_id, 'email' as channel, orders > 4 as is_reachable,\n"
    "    case when orders <= 4 then 'no_consent' end as blocked_by from {{ ref('people') }}",
    "models/history.sql": "select customer_id, 'loyal' as family, 'many' as segment,\n"
    "    date '2026-10-01' as valid_from, cast(null as date) as valid_to,\n"
    "    'data' as entry_reason, cast(null as varchar) as exit_reason\n"
    "from {{ ref('people') }} where orders > 4",
    "models/card.sql": "select customer_id, 'who' as topic, 1 as position, 'mail' as label,\n"
    "    email as value from {{ ref('people') }}",
    "models/families.yml": """segment_families:
  - name: loyal
    on: ref('people')
    entity: customer_id
    mode: exclusive
    segments:
      - {name: many, where: orders > 4}
      - {name: few, otherwise: true}
  - name: buyers
    on: ref('people')
    entity: customer_id
    mode: overlapping
    segments:
      - {name: all_of_them, where: orders >= 0}
  - name: size
    on: ref('companies')
    entity: account_id
    mode: exclusive
    segments:
      - {name: large, where: employees > 250}
      - {name: other, otherwise: true}
""",
}


NAME = "served shop"
"""What the built shop is kept by (`tests/shared.py`)."""


def build_shop(folder: Path) -> None:
    """Write the shop and build it."""
    write_project(folder, SHOP)
    assert seg(folder, "build").exit_code == 0


@dataclass(frozen=True)
class Reply:
    """What the server answered."""

    status: int
    headers: Mapping[str, str]
    text: str

    @property
    def json(self) -> Any:
        return json.loads(self.text)


@dataclass
class Client:
    """Asks a server; `events` is what the server told of itself, where it runs in this process."""

    url: str
    token: str | None = None
    events: list[ServingEvent] = field(default_factory=list)

    def get(
        self, path: str, *, headers: Mapping[str, str] | None = None, method: str = "GET", **of: Any
    ) -> Reply:
        """The answer to one request, on a connection of its own."""
        parts = urlsplit(self.url)
        connection = HTTPConnection(parts.hostname or "", parts.port, timeout=30)
        sent = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        try:
            asked = quote(path, safe="/?=&%,")
            connection.request(method, asked, headers=sent | dict(headers or {}), **of)
            found = connection.getresponse()
            named = {name.lower(): value for name, value in found.getheaders()}
            return Reply(found.status, named, found.read().decode("utf-8"))
        finally:
            connection.close()

    def answered(self, count: int) -> list[Answered]:
        """What the access log told of the first requests; it is told after the answer is sent."""
        for _ in range(500):
            found = [event for event in self.events if isinstance(event, Answered)]
            if len(found) >= count:
                return found
            time.sleep(0.01)
        raise AssertionError(self.events)


@contextmanager
def served(folder: Path, token: str | None = None, host: str = "127.0.0.1") -> Iterator[Client]:
    """The project in the folder, served by this process on a free port."""
    flags = Flags(project_dir=folder)
    events: list[ServingEvent] = []
    server = listening(
        open_workspace(flags, "serve"),
        lambda: open_workspace(flags, "serve"),
        events.append,
        host=host,
        port=0,
        token=token,
    )
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        yield Client(server.url, token, events)
    finally:
        server.stop(0)
        thread.join()
